// Shows a paper, and tells which of its boxes are ticked.

export default function ({ data, parentElement, setStateValue }) {
  const paper = parentElement.querySelector(".paper");
  paper.lang = data.language;
  if (paper.shown !== data.html) {
    paper.shown = data.html;
    paper.innerHTML = data.html;
  }
  paper.onchange = () => {
    const ticked = [...paper.querySelectorAll("input[type=checkbox]:checked")];
    setStateValue("ticked", ticked.map((box) => box.value));
  };
}
