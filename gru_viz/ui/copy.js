// Copies the address, and says so.

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data["copy-link"];
  button.hidden = false;
  button.onclick = async () => {
    const { href } = window.location;
    try {
      await navigator.clipboard.writeText(href);
      button.textContent = data.copied;
      setTimeout(() => (button.textContent = data["copy-link"]), 2000);
    } catch {
      window.prompt(data["copy-by-hand"], href); // a page without HTTPS has no clipboard
    }
  };
}
