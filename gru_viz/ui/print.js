// The browser's own print, which also makes PDFs.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data;
  button.hidden = false;
  button.onclick = () => window.print();
}
