// Shows the study sheet. What is ticked goes to Python, and into the links, whose pages keep it.

export default function ({ data, parentElement, setStateValue }) {
  const paper = parentElement.querySelector(".paper");
  const boxes = () => [...paper.querySelectorAll("input[type=checkbox]")];
  const carry = (ticked) => {
    for (const link of paper.querySelectorAll("a[href]")) {
      const address = new URL(link.href);
      if (ticked.length) address.searchParams.set("ticked", ticked.join(" "));
      else address.searchParams.delete("ticked");
      link.href = address;
    }
  };
  paper.lang = data.language;
  if (paper.shown !== data.html) {
    paper.shown = data.html;
    paper.innerHTML = data.html;
    for (const box of boxes()) box.checked = data.ticked.includes(box.value);
    carry(data.ticked);
  }
  paper.onchange = () => {
    const ticked = boxes().filter((box) => box.checked).map((box) => box.value);
    carry(ticked);
    setStateValue("ticked", ticked);
  };
}
