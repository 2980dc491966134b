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
const COLUMN = { branch: 46, z: 128, r: 262, recurrent: 312, reset: 384, n: 440, sum: 440 };
const BOX = { halfWidth: 33, halfHeight: 19 };
const PRODUCT = 30; // half the width of the box of U_n, with reset after

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

function nodesOf({ update, reset }) {
  const { branch, z, r, n, sum } = COLUMN;
  const [x, y] = update === "renews" ? [z, LEVEL.one_minus] : [COLUMN.r, LEVEL.write];
  return {
    dots: [[branch, HIGHWAY, "h"], [z - 15, LEVEL.hidden, "h"], [r - 15, LEVEL.hidden, "h"], [z + 15, LEVEL.input, "x"], [r + 15, LEVEL.input, "x"], [z, LEVEL.write, "z"]],
    circles: [[z, HIGHWAY, "×", 4, ""], [sum, HIGHWAY, "+", 4, ""], [n, LEVEL.write, "×", 4, ""], [COLUMN.reset, LEVEL.hidden, "×", 3, ""], [x, y, "1−", 4, "q-z"]],
    boxes: [[r, "r", 1], [z, "z", 2], [n, "n", 3]],
    products: reset === "after" ? [[COLUMN.recurrent, LEVEL.hidden, "U_n", 3]] : [],
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
    { name: "r", stage: 1, x: (r + gate) / 2, y: LEVEL.r + 16, anchor: "middle" },
    { name: "rq", stage: 3, x: gate, y: LEVEL.hidden + 29, anchor: "middle" },
    ...(reset === "after" ? [{ name: "q", stage: 3, x: COLUMN.recurrent - PRODUCT, y: LEVEL.hidden - 19 }] : []),
    { name: "x", stage: 0, x: 8, y: LEVEL.input - 9 },
  ];
}

const MOST_DECIMALS = 4; // in the diagram, where there is no room for more
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A label's symbols, as letters with their timesteps, and its value.
function labelOf(run, name, t, unit) {
  const decimals = Math.min(run.decimals, MOST_DECIMALS);
  const letter = (quantity) => [plainLetter(run, quantity), timestepOf(quantity, t)];
  const value = (quantity) => formatNumber(run.at(quantity, t, unit), decimals);
  const held = run.variant.reset === "before" ? letter("h_prev") : ["q", t];
  switch (name) {
    case "x":
      if (run.tokens.length) return [[letter("x")], `“${run.tokens[t - 1]}”`];
      if (run.D > 1) return [[letter("x")], `∈ ℝ${String(run.D).replace(/\d/g, (d) => SUPERSCRIPTS[d])}`];
      return [[letter("x")], formatInput(run.at("x", t, 0), decimals)];
    case "kept":
    case "written":
      return [[[run.texts[name], ""]], value(name)];
    case "one_minus_z":
      return [[["1−" + plainLetter(run, "z"), t]], formatNumber(1 - run.at("z", t, unit), decimals)];
    case "q":
      return [[held], value("q")];
    case "rq":
      return [[letter("r"), ["⊙" + held[0], held[1]]], value("rq")];
    default:
      return [[letter(name)], value(name)];
  }
}

// Its text, made once: what follows the timestep is filled in by `show`.
function createLabel(run, unit, { name, stage, x, y, anchor = "start" }, onStage) {
  const symbols = labelOf(run, name, 1, unit)[0].map((_, i) => ({
    letter: svg("tspan", { class: "name", dy: i ? -3 : 0 }),
    index: svg("tspan", { class: "index", dy: 3 }),
  }));
  const number = svg("tspan", { class: "number", dx: 5, dy: -3 });
  const colour = colourOf(name === "one_minus_z" ? "z" : name);
  const node = svg("text", { class: `label ${colour}`, x, y, "text-anchor": anchor, onclick: () => onStage(stage || 1) },
    ...symbols.flatMap(({ letter, index }) => [letter, index]), number);
  return {
    node,
    show(t, current) {
      const [letters, value] = labelOf(run, name, t, unit);
      symbols.forEach(({ letter, index }, i) => {
        setText(letter, letters[i][0]);
        setText(index, String(letters[i][1]) || "\u200b"); // an empty one would lose its shift
      });
      setText(number, run.future === "hidden" && stage > current ? "?" : value);
      node.classList.toggle("active", stage === current);
    },
  };
}

// The names of weights with their index below the line, as SVG text.
function weightNames(run, names, between = " ") {
  return names.flatMap((name, i) => {
    const { base, sub } = run.symbols[name];
    return [
      svg("tspan", i ? { dy: -2.5 } : {}, (i ? between : "") + base),
      svg("tspan", { dy: 2.5, class: "index" }, sub),
    ];
  });
}

function createCell(run, unit, { onStage }) {
  const { variant } = run;
  const wires = wiresOf(variant).map(({ quantity, stages, path }) => {
    const node = svg("path", { class: `wire ${colourOf(quantity)}`, d: path });
    return { node, stages };
  });
  const { dots, circles, boxes, products } = nodesOf(variant);
  const lit = [...wires];
  const group = (stage, className, ...children) => {
    const node = svg("g", { class: className, onclick: () => onStage(stage) }, ...children);
    lit.push({ node, stages: [stage] });
    return node;
  };
  const drawnBoxes = boxes.map(([x, name, stage]) => {
    const { halfWidth, halfHeight } = BOX;
    const weights = ["W", "U", "b"].map((letter) => `${letter}_${name}`).filter(run.has);
    return group(stage, `box q-${name}`,
      svg("rect", { x: x - halfWidth, y: LEVEL.box - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight, rx: 6 }),
      svg("text", { class: "function", x, y: LEVEL.box + 1 }, name === "n" ? "tanh" : "σ"),
      svg("text", { class: "weights", x, y: LEVEL.box + 13 }, ...weightNames(run, weights)));
  });
  const drawnProducts = products.map(([x, y, , stage]) =>
    group(stage, "box product q-h",
      svg("rect", { x: x - PRODUCT, y: y - 13, width: 2 * PRODUCT, height: 26, rx: 4 }),
      svg("text", { class: "weights", x, y: y + 3 }, ...weightNames(run, ["U_n", "c_n"].filter(run.has), " h + "))));
  const drawnCircles = circles.map(([cx, cy, sign, stage, colour]) =>
    group(stage, `operator ${colour}`, svg("circle", { cx, cy, r: sign === "1−" ? 12 : 13 }), svg("text", { x: cx, y: cy + 5 }, sign)));
  const labels = labelsOf(variant).map((label) => createLabel(run, unit, label, onStage));

  const drawing = svg("svg", { class: "cell", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img" },
    ...wires.map(({ node }) => node),
    ...dots.map(([cx, cy, name]) => svg("circle", { class: `dot q-${name}`, cx, cy, r: 3.5 })),
    ...drawnBoxes, ...drawnProducts, ...drawnCircles, ...labels.map(({ node }) => node));

  return {
    element: drawing,
    show({ t, stage }) {
      for (const { node, stages } of lit) node.classList.toggle("active", stages.includes(stage));
      for (const label of labels) label.show(t, stage);
      drawing.setAttribute("aria-label", fillIn(run.texts.cell_alt, { t }));
    },
  };
}
