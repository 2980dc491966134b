// The sequence unrolled once for all three: what corresponds stands beneath each other, in the
// same colour.

// The rows by groups: whose, which quantity, the stage that makes it.
const TRIO_ROWS = [
  [["rnn", "h", 2], ["lstm", "h", 4], ["gru", "h", 3], ["lstm", "c", 3]],
  [["lstm", "f", 1], ["gru", "keep", 1]],
  [["lstm", "i", 3], ["gru", "write", 3]],
  [["lstm", "o", 4], ["gru", "r", 2]],
];

// What the GRU keeps or writes by is z, or what z leaves over.
function shareSymbol(cell, name) {
  const turned = (name === "keep") === (cell.variant.update === "renews");
  return [...(turned ? ["1−"] : []), ...htmlSymbol(cell, "z")];
}

function trioRowHeader(cell, name, isFirst) {
  const isShare = name === "keep" || name === "write";
  const header = rowHeader(cell, { name, symbol: isShare ? shareSymbol(cell, name) : htmlSymbol(cell, name) });
  header.prepend(html("span", { class: `tag cell-${cell.name}` }, cell.title));
  if (isFirst) header.classList.add("begins");
  return header;
}

// The width with which whole columns fill the strip beside the names, its gap included: where a
// strip scrolls by columns (see trio.css), its end is one column's end and another's beginning.
function fitColumns({ element }, decimals) {
  const [{ cells: [names] }] = element.querySelector("table").rows;
  new ResizeObserver(() => {
    const room = element.clientWidth - names.getBoundingClientRect().width - 3;
    const least = ((decimals + 3) * 0.6 + 1.4) * parseFloat(getComputedStyle(element).fontSize);
    element.style.setProperty("--column", `${room / Math.max(1, Math.floor(room / least))}px`);
  }).observe(element);
}

function trioRows(run, cells, unit) {
  return TRIO_ROWS.flatMap((group) => group.map(([whose, name, stage], i) => {
    const cell = cells[whose];
    const own = cell.unit(unit);
    return {
      name,
      header: trioRowHeader(cell, name, i === 0),
      className: (isState(name) ? "state" : `gate ${colourOf(name)}`) + (i ? "" : " begins"),
      value: (t) => cell.at(name, t, own),
      format: (value) => formatNumber(value, run.decimals),
      isKnown: () => true,
      shade: (value) => Math.min(1, Math.abs(value)),
      before: isState(name),
      stages: { [stage]: 0 },
    };
  }));
}
