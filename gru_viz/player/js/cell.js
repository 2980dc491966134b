// The cell as a wiring diagram, left to right, wired as the variant is wired.
//
//   h_{t-1} ──────(×)──────────────────────(+)── h_t        the highway: kept, then written
//            │     │z or 1−z                │
//            │     ├────────────────────── (×)              what is written
//            │    [σ]     [σ]── r           [tanh]
//            └─────┴───────┴──── reset ──────┘              h_{t-1} on its way into the boxes
//   x_t ────────────────────────────────────                x_t into all three

const SIZE = { width: 560, height: 312 };
const HIGHWAY = 44;
const LEVEL = { one_minus: 84, write: 124, r: 154, box: 198, hidden: 248, input: 296 };
const COLUMN = { branch: 46, z: 128, r: 262, recurrent: 328, reset: 396, n: 440, sum: 440 };
const BOX = { halfWidth: 35, halfHeight: 20 };
const WEIGHTS_LINE = 13; // from one line of weights in a box to the next
const PRODUCT = 43; // half the width of the box of U_n, with reset after

// A wire is lit in the stage that makes its value, and in those that use it there.
const wire = (quantity, stages, path) => ({ quantity, stages: [stages].flat(), path });

function wiresOf({ update, reset }) {
  const { branch, z, r, n } = COLUMN;
  const bottom = LEVEL.box + BOX.halfHeight;
  const top = LEVEL.box - BOX.halfHeight;
  const oneMinusOnKeep = update === "renews";
  return [
    wire("h_prev", 4, `M8,${HIGHWAY} H${z - 13}`),
    wire("kept", 4, `M${z + 13},${HIGHWAY} H${COLUMN.sum - 13}`),
    wire("h", 4, `M${COLUMN.sum + 13},${HIGHWAY} H${SIZE.width - 8}`),
    wire("h_prev", 3, `M${branch},${HIGHWAY} V${LEVEL.hidden} H${reset === "after" ? COLUMN.recurrent - PRODUCT : COLUMN.reset - 13}`),
    ...(reset === "after" ? [wire("q", 3, `M${COLUMN.recurrent + PRODUCT},${LEVEL.hidden} H${COLUMN.reset - 13}`)] : []),
    wire("h_prev", 2, `M${z - 15},${LEVEL.hidden} V${bottom}`),
    wire("h_prev", 1, `M${r - 15},${LEVEL.hidden} V${bottom}`),
    wire("x", 0, `M8,${LEVEL.input} H${n + 15} V${bottom}`),
    wire("x", 2, `M${z + 15},${LEVEL.input} V${bottom}`),
    wire("x", 1, `M${r + 15},${LEVEL.input} V${bottom}`),
    wire("r", [1, 3], `M${r},${top} V${LEVEL.r} H${COLUMN.reset} V${LEVEL.hidden - 13}`),
    wire("rq", 3, `M${COLUMN.reset + 13},${LEVEL.hidden} H${n - 15} V${bottom}`),
    wire("z", [2, 4], `M${z},${top} V${oneMinusOnKeep ? LEVEL.one_minus + 12 : HIGHWAY + 13}`),
    ...(oneMinusOnKeep ? [wire("z", 4, `M${z},${LEVEL.one_minus - 12} V${HIGHWAY + 13}`)] : []),
    wire("z", [2, 4], `M${z},${LEVEL.write} H${oneMinusOnKeep ? n - 13 : COLUMN.r - 12}`),
    ...(oneMinusOnKeep ? [] : [wire("z", 4, `M${COLUMN.r + 12},${LEVEL.write} H${n - 13}`)]),
    wire("n", [3, 4], `M${n},${top} V${LEVEL.write + 13}`),
    wire("written", 4, `M${n},${LEVEL.write - 13} V${HIGHWAY + 13}`),
  ];
}

// The stage of the forward pass that each part belongs to.
const FORWARD_STAGES = { keep: 4, sum: 4, write: 4, reset: 3, one_minus: 4, r: 1, z: 2, n: 3, product: 3 };

function nodesOf({ update, reset }, stages = FORWARD_STAGES) {
  const { branch, z, r, n, sum } = COLUMN;
  const [x, y] = update === "renews" ? [z, LEVEL.one_minus] : [COLUMN.r, LEVEL.write];
  return {
    dots: [[branch, HIGHWAY, "h"], [z - 15, LEVEL.hidden, "h"], [r - 15, LEVEL.hidden, "h"], [z + 15, LEVEL.input, "x"], [r + 15, LEVEL.input, "x"], [z, LEVEL.write, "z"]],
    circles: [[z, HIGHWAY, "×", stages.keep, ""], [sum, HIGHWAY, "+", stages.sum, ""], [n, LEVEL.write, "×", stages.write, ""], [COLUMN.reset, LEVEL.hidden, "×", stages.reset, ""], [x, y, "1−", stages.one_minus, "q-z"]],
    boxes: [[r, "r", stages.r], [z, "z", stages.z], [n, "n", stages.n]],
    products: reset === "after" ? [[COLUMN.recurrent, LEVEL.hidden, stages.product]] : [],
  };
}

// Where each value stands, on which side of its wire.
function labelsOf({ update, reset }) {
  const { branch, z, r, n, sum, reset: gate } = COLUMN;
  const renews = update === "renews";
  return [
    { name: "h_prev", stage: 0, x: 8, y: HIGHWAY - 14 },
    { name: "h", stage: 4, x: SIZE.width - 8, y: HIGHWAY - 14, anchor: "end" },
    { name: "kept", stage: 4, x: (z + sum) / 2, y: HIGHWAY - 10, anchor: "middle" },
    { name: "written", stage: 4, x: n - 12, y: (HIGHWAY + LEVEL.write) / 2 + 6, anchor: "end" },
    { name: "n", stage: 3, x: n + 12, y: (LEVEL.write + LEVEL.box - BOX.halfHeight) / 2 + 10 },
    { name: "z", stage: 2, x: z + 18, y: LEVEL.write - 8 },
    { name: "one_minus_z", stage: 4, x: renews ? z + 18 : r + 22, y: renews ? LEVEL.one_minus - 8 : LEVEL.write - 8 },
    { name: "r", stage: 1, x: (r + BOX.halfWidth + gate) / 2, y: LEVEL.r + 16, anchor: "middle" },
    { name: "rq", stage: 3, x: gate - 14, y: LEVEL.hidden + 29, anchor: "middle" },
    ...(reset === "after" ? [{ name: "q", stage: 3, x: gate - 8, y: LEVEL.hidden - 19, anchor: "end" }] : []),
    { name: "x", stage: 0, x: 8, y: LEVEL.input - 9 },
  ];
}

const MOST_DECIMALS = 4; // in the diagram, where there is no room for more
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function inputText(run, t, decimals) {
  if (run.tokens.length) return `“${run.tokens[t - 1]}”`;
  if (run.D > 1) return `∈ ℝ${String(run.D).replace(/\d/g, (d) => SUPERSCRIPTS[d])}`;
  return formatInput(run.at("x", t, 0), decimals);
}

// A label's symbols, in pieces, and its value as a function of the timestep. What the reset gate
// multiplies has a name only where that is the old state.
function labelOf(run, name, unit) {
  const decimals = Math.min(run.decimals, MOST_DECIMALS);
  const letters = (quantity) => symbolPieces(run, quantity);
  const value = (quantity, of = (number) => number) => (t) => formatNumber(of(run.at(quantity, t, unit)), decimals);
  switch (name) {
    case "x":
      return [letters("x"), (t) => inputText(run, t, decimals)];
    case "kept":
    case "written":
      return [[{ text: run.texts[name], className: "name" }], value(name)];
    case "one_minus_z":
      return [[{ text: "1−" }, ...letters("z")], value("z", (z) => 1 - z)];
    case "q":
      return [[], value("q")];
    case "rq":
      if (run.variant.reset === "after") return [[], value("rq")];
      return [[...letters("r"), { text: run.writing.times }, ...letters("h_prev")], value("rq")];
    default:
      return [letters(name), value(name)];
  }
}

function createLabel(run, unit, label, onStage) {
  const { name, stage } = label;
  const [letters, value] = labelOf(run, name, unit);
  const number = { text: (t, current) => (run.future === "hidden" && stage > current ? "?" : value(t)), className: "number", dx: letters.length ? 5 : 0 };
  return drawLabel(label, colourOf(name === "one_minus_z" ? "z" : name), [...letters, number], () => onStage(stage || 1));
}

// Its text, made once: what follows the timestep is filled in by `show`.
function drawLabel({ stage, x, y, anchor = "start" }, className, pieces, onclick) {
  const live = [];
  const node = svg("text", { class: `label ${className}`, x, y, "text-anchor": anchor, ...(onclick && { onclick }) }, ...svgLine(pieces, live));
  return {
    node,
    show(t, current) {
      for (const update of live) update(t, current);
      node.classList.toggle("active", stage === current);
    },
  };
}

// Those of a box, in the notation's order; the recurrent product may have a box of its own.
function weightsOf({ variant, writing }, gate) {
  const letters = writing.first === "h" ? "UWcb" : "WUbc";
  const hasAll = gate !== "n" || variant.reset === "before";
  return Array.from(letters).filter((letter) => hasAll || letter === "W" || letter === "b").map((letter) => `${letter}_${gate}`);
}

// The weights that a box has, as lines of pieces: what is written alike stands once, and what is
// too long for one line has its biases below.
const LONGEST_LINE = 58;

function weightLines(run, names) {
  const has = names.filter(run.has);
  const once = has.filter((name, i) => has.findIndex((other) => typedName(run, other) === typedName(run, name)) === i);
  const width = once.reduce((sum, name) => sum + 9 * run.symbols[name].base.length + 5.5 * run.symbols[name].sub.length + 3, -3);
  const lines = width <= LONGEST_LINE ? [once] : [once.filter((name) => /^[WU]/.test(name)), once.filter((name) => /^[bc]/.test(name))];
  return lines.map((line) => line.flatMap((name, i) => [...(i ? [{ text: " " }] : []), ...weightPieces(run, name)]));
}

function weightPieces(run, name) {
  const { base, sub } = run.symbols[name];
  return [{ text: base }, ...(sub ? [{ text: sub, level: "below" }] : [])];
}

// The recurrent product as the notation writes it: U_n h + c_n, h U_n + c_n, …
function productPieces(run) {
  const transpose = run.writing.vectors === "row of transposed" ? [{ text: "T", level: "above" }] : [];
  const matrix = [...weightPieces(run, "U_n"), ...transpose];
  const h = [{ text: plainLetter(run, "h") }];
  const between = [{ text: " " }];
  const product = isRow(run) ? [...h, ...between, ...matrix] : [...matrix, ...between, ...h];
  return run.has("c_n") ? [...product, { text: " + " }, ...weightPieces(run, "c_n")] : product;
}

function createCell(run, unit, { onStage }) {
  const { variant } = run;
  const wires = wiresOf(variant).map(({ quantity, stages, path }) => ({
    node: svg("path", { class: `wire ${colourOf(quantity)}`, d: path }),
    stages,
  }));
  const labels = labelsOf(variant).map((label) => createLabel(run, unit, label, onStage));
  return drawCell(run, { wires, nodes: nodesOf(variant), labels, onStage });
}

// wires, labels: { node, stages } and { node, show(t, stage) }, already drawn; nodes: see nodesOf.
function drawCell(run, { wires, nodes, labels, onStage }) {
  const { dots, circles, boxes, products } = nodes;
  const lit = [...wires];
  const group = litGroups(lit, onStage);
  const weights = boxes.map(([, name]) => weightLines(run, weightsOf(run, name)));
  const extra = WEIGHTS_LINE * (Math.max(...weights.map((lines) => lines.length)) - 1);
  const drawnBoxes = boxes.map(([x, name, stage], i) => {
    const { halfWidth, halfHeight } = BOX;
    const top = LEVEL.box - halfHeight - extra / 2;
    const own = extra - WEIGHTS_LINE * (weights[i].length - 1); // what this box does not fill
    const baseline = top + halfHeight + own / 2;
    const box = group(stage, `box q-${name}`,
      svg("rect", { x: x - halfWidth, y: top, width: 2 * halfWidth, height: 2 * halfHeight + extra, rx: 6 }),
      svg("text", { class: "function", x, y: baseline }, name === "n" ? "tanh" : "σ"),
      ...weights[i].map((line, k) => svg("text", { class: "weights", x, y: baseline + 12 + WEIGHTS_LINE * k }, ...svgLine(line))));
    box.style.setProperty("--lines", weights[i].length);
    return box;
  });
  const drawnProducts = products.map(([x, y, stage]) =>
    group(stage, "box product q-h",
      svg("rect", { x: x - PRODUCT, y: y - 13, width: 2 * PRODUCT, height: 26, rx: 4 }),
      svg("text", { class: "weights", x, y: y + 3 }, ...svgLine(productPieces(run)))));
  const drawnCircles = circles.map((circle) => drawOperator(group, circle, circle[2] === "1−" ? 12 : 13));
  const parts = [
    ...wires.map(({ node }) => node),
    ...dots.map((dot) => drawDot(dot, 3.5)),
    ...drawnBoxes, ...drawnProducts, ...drawnCircles,
  ];
  return drawingOf(SIZE, parts, { lit, labels, alt: run.texts.cell_alt });
}

// What a drawing of any cell is made of. lit: { node, stages } of what lights up in some stages.
const litGroups = (lit, onStage) => (stage, className, ...children) => {
  const node = svg("g", { class: className, onclick: () => onStage(stage) }, ...children);
  lit.push({ node, stages: [stage] });
  return node;
};

const drawOperator = (group, [cx, cy, sign, stage, colour = ""], r) =>
  group(stage, `operator ${colour}`, svg("circle", { cx, cy, r }), svg("text", { x: cx, y: cy + 5 }, sign));

const drawDot = ([cx, cy, name], r) => svg("circle", { class: `dot ${colourOf(name)}`, cx, cy, r });

// alt: the words for it, which name the timestep.
function drawingOf({ width, height }, parts, { lit, labels, alt }) {
  const drawing = svg("svg", { class: "cell", viewBox: `0 0 ${width} ${height}`, role: "img" }, ...parts, ...labels.map(({ node }) => node));
  return {
    element: drawing,
    show({ t, stage }) {
      for (const { node, stages } of lit) node.classList.toggle("active", stages.includes(stage));
      for (const label of labels) label.show(t, stage);
      drawing.setAttribute("aria-label", fillIn(alt, { t }));
    },
  };
}
