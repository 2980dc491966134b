// A cell as a wiring diagram from its plan, small enough for three side by side. What does the same
// in two cells stands at the same height: the way of the memory at the top, then what is written,
// the boxes, h_{t-1} and x_t at the bottom.

const TRIO_HEIGHT = 274;
const TRIO_LEVEL = { highway: 38, middle: 76, write: 117, r: 143, box: 179, hidden: 230, input: 266 };
const TRIO_BOX = { halfWidth: 36, halfHeight: 20 };
const TRIO_RADIUS = 12; // of a circle
const ASIDE = 15; // of a box's middle: where h and x go in

// h_{t-1} and x_t into a box.
function inputsOf(x, stages) {
  const bottom = TRIO_LEVEL.box + TRIO_BOX.halfHeight;
  return [
    wire("h", stages, `M${x - ASIDE},${TRIO_LEVEL.hidden} V${bottom}`),
    wire("x", stages, `M${x + ASIDE},${TRIO_LEVEL.input} V${bottom}`),
  ];
}

const dotsOf = (x) => [[x - ASIDE, TRIO_LEVEL.hidden, "h"], [x + ASIDE, TRIO_LEVEL.input, "x"]];

// A label: its symbol or word, and its value. `name` is the quantity whose value it shows.
function createTrioLabel(cell, unit, label, onStage) {
  const { name, stage, letters = cellPieces(cell, name) } = label;
  const text = name === "x" ? (t) => inputText(cell.run, t, cell.decimals) : (t) => formatNumber(cell.at(name, t, unit), cell.decimals);
  const pieces = [...letters, { text, className: "number", dx: letters.length ? 4 : 0 }];
  return drawLabel(label, colourOf(name), pieces, stage && (() => onStage(stage)));
}

// plan: { width, wires, dots, boxes, circles, labels, notes }.
function createTrioCell(cell, unit, plan, { onStage }) {
  const wires = plan.wires.map(({ quantity, stages, path }) => ({
    node: svg("path", { class: `wire ${colourOf(quantity)}`, d: path }),
    stages,
  }));
  const lit = [...wires];
  const group = litGroups(lit, onStage);
  const boxes = plan.boxes.map(({ x, y = TRIO_LEVEL.box, stage, name, sign, word, halfWidth = TRIO_BOX.halfWidth, halfHeight = TRIO_BOX.halfHeight }) =>
    group(stage, `box ${colourOf(name)}`,
      svg("rect", { x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight, rx: 6 }),
      svg("text", { class: "function", x, y: word ? y - 1 : y + 5 }, ...[sign].flat()),
      ...(word ? [svg("text", { class: "weights", x, y: y + 14 }, word)] : [])));
  const parts = [
    ...wires.map(({ node }) => node),
    ...plan.dots.map((dot) => drawDot(dot, 3.2)),
    ...boxes,
    ...plan.circles.map((circle) => drawOperator(group, circle, TRIO_RADIUS)),
    ...plan.notes.map(({ x, y, text, anchor = "middle" }) => svg("text", { class: "note", x, y, "text-anchor": anchor }, text)),
  ];
  const labels = plan.labels.map((label) => createTrioLabel(cell, unit, label, onStage));
  return drawingOf({ width: plan.width, height: TRIO_HEIGHT }, parts, { lit, labels, alt: cell.texts[`alt_${cell.name}`] });
}
