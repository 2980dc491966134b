// A cell as a wiring diagram from its plan, small enough for three side by side. What does the same
// in two cells stands at the same height: the way of the memory at the top, then what is written,
// the boxes, h_{t-1} and x_t at the bottom.

const TRIO_HEIGHT = 274;
const TRIO_LEVEL = { highway: 38, middle: 76, write: 117, r: 143, box: 179, hidden: 230, input: 266 };
const TRIO_BOX = { halfWidth: 34, halfHeight: 20 };
const TRIO_RADIUS = 12; // of a circle
const ASIDE = 15; // of a box's middle: where h and x go in

// A wire is lit in the stages that make its value or use it there.
const trioWire = (quantity, stages, path) => ({ quantity, stages: [stages].flat(), path });

// h_{t-1} and x_t into a box.
function inputsOf(x, stages) {
  const bottom = TRIO_LEVEL.box + TRIO_BOX.halfHeight;
  return [
    trioWire("h", stages, `M${x - ASIDE},${TRIO_LEVEL.hidden} V${bottom}`),
    trioWire("x", stages, `M${x + ASIDE},${TRIO_LEVEL.input} V${bottom}`),
  ];
}

const dotsOf = (x) => [[x - ASIDE, TRIO_LEVEL.hidden, "h"], [x + ASIDE, TRIO_LEVEL.input, "x"]];

// A label: its symbol or word, and its value. `name` is the quantity whose value it shows.
function trioLabel(cell, unit, { name, stage, x, y, anchor = "start", letters }) {
  const live = [];
  const pieces = letters ?? cellPieces(cell, name);
  const value = name === "x" ? (t) => inputText(cell.run, t) : (t) => formatNumber(cell.at(name, t, unit), cell.decimals);
  const node = svg("text", { class: `label ${colourOf(name)}`, x, y, "text-anchor": anchor },
    ...svgLine([...pieces, { text: value, className: "number", dx: pieces.length ? 4 : 0 }], live));
  return {
    node,
    show(t, current) {
      for (const update of live) update(t);
      node.classList.toggle("active", stage === current);
    },
  };
}

function inputText(run, t) {
  if (run.tokens.length) return `“${run.tokens[t - 1]}”`;
  if (run.D > 1) return `∈ ℝ${String(run.D).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d])}`;
  return formatInput(run.at("x", t, 0), MOST_SHOWN_DECIMALS);
}

// plan: { width, wires, dots, boxes, circles, labels, notes }.
function createTrioCell(cell, unit, plan, { onStage }) {
  const lit = [];
  const follow = (node, stages) => {
    lit.push({ node, stages: [stages].flat() });
    return node;
  };
  const wires = plan.wires.map(({ quantity, stages, path }) =>
    follow(svg("path", { class: `wire ${colourOf(quantity)}`, d: path }), stages));
  const dots = plan.dots.map(([cx, cy, name]) => svg("circle", { class: `dot ${colourOf(name)}`, cx, cy, r: 3.2 }));
  const group = (stage, className, ...children) =>
    follow(svg("g", { class: className, onclick: () => onStage(stage) }, ...children), stage);
  const boxes = plan.boxes.map(({ x, y = TRIO_LEVEL.box, stage, name, sign, word, halfWidth = TRIO_BOX.halfWidth, halfHeight = TRIO_BOX.halfHeight }) =>
    group(stage, `box ${colourOf(name)}`,
      svg("rect", { x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight, rx: 6 }),
      svg("text", { class: "function", x, y: word ? y - 1 : y + 5 }, ...[sign].flat()),
      ...(word ? [svg("text", { class: "weights", x, y: y + 14 }, word)] : [])));
  const circles = plan.circles.map(([cx, cy, sign, stage, colour = ""]) =>
    group(stage, `operator ${colour}`, svg("circle", { cx, cy, r: TRIO_RADIUS }), svg("text", { x: cx, y: cy + 5 }, sign)));
  const labels = plan.labels.map((label) => trioLabel(cell, unit, label));
  const notes = plan.notes.map(({ x, y, text, anchor = "middle" }) => svg("text", { class: "note", x, y, "text-anchor": anchor }, text));
  const drawing = svg("svg", { class: "cell", viewBox: `0 0 ${plan.width} ${TRIO_HEIGHT}`, role: "img" },
    ...wires, ...dots, ...boxes, ...circles, ...notes, ...labels.map(({ node }) => node));
  return {
    element: drawing,
    show({ t, stage }) {
      for (const { node, stages } of lit) node.classList.toggle("active", stages.includes(stage));
      for (const label of labels) label.show(t, stage);
      drawing.setAttribute("aria-label", fillIn(cell.texts[`alt_${cell.name}`], { t }));
    },
  };
}
