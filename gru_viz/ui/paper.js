// Shows a paper.

export default function ({ data, parentElement }) {
  const paper = parentElement.querySelector(".paper");
  paper.lang = data.language;
  if (paper.shown !== data.html) {
    paper.shown = data.html;
    paper.innerHTML = data.html;
  }
}
