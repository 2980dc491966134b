// The same cell on the way back: its wires carry the gradients, from right to left.

const GRADIENT_STAGES = { keep: 1, sum: 1, write: 2, reset: 4, one_minus: 3, r: 4, z: 3, n: 2, product: 2 };

// Along the same wires as forwards, cut where branches come together: of each the gradient that it
// carries, what that is on the way of (its colour), and the stages that make or use it.
function gradientWiresOf({ update, reset }) {
  const { branch, z, r, n, sum, recurrent, reset: gate } = COLUMN;
  const bottom = LEVEL.box + BOX.halfHeight;
  const top = LEVEL.box - BOX.halfHeight;
  const renews = update === "renews";
  const after = reset === "after";
  return [
    wire("h", 5, `M8,${HIGHWAY} H${branch}`),
    wire("kept", [1, 5], `M${branch},${HIGHWAY} H${z - 13}`),
    wire("kept", 1, `M${z + 13},${HIGHWAY} H${sum - 13}`),
    wire("h", 1, `M${sum + 13},${HIGHWAY} H${SIZE.width - 8}`),
    wire("h", 5, `M${branch},${HIGHWAY} V${LEVEL.hidden} H${z - 15}`),
    wire("h", 5, `M${z - 15},${LEVEL.hidden} H${r - 15}`),
    wire("n", [2, 5], `M${r - 15},${LEVEL.hidden} H${after ? recurrent - PRODUCT : gate - 13}`),
    ...(after ? [wire("n", 2, `M${recurrent + PRODUCT},${LEVEL.hidden} H${gate - 13}`)] : []),
    wire("z", [3, 5], `M${z - 15},${LEVEL.hidden} V${bottom}`),
    wire("r", [4, 5], `M${r - 15},${LEVEL.hidden} V${bottom}`),
    wire("r", 4, `M${r},${top} V${LEVEL.r} H${gate} V${LEVEL.hidden - 13}`),
    wire("n", [2, 4], `M${gate + 13},${LEVEL.hidden} H${n - 15} V${bottom}`),
    wire("z", 3, `M${z},${top} V${renews ? LEVEL.one_minus + 12 : HIGHWAY + 13}`),
    ...(renews ? [wire("z", 3, `M${z},${LEVEL.one_minus - 12} V${HIGHWAY + 13}`)] : []),
    wire("z", 3, `M${z},${LEVEL.write} H${renews ? n - 13 : r - 12}`),
    ...(renews ? [] : [wire("z", 3, `M${r + 12},${LEVEL.write} H${n - 13}`)]),
    wire("n", 2, `M${n},${top} V${LEVEL.write + 13}`),
    wire("written", [2, 3], `M${n},${LEVEL.write - 13} V${HIGHWAY + 13}`),
  ];
}

// The input's wires, on which nothing is followed back.
function inputWires() {
  const { z, r, n } = COLUMN;
  const bottom = LEVEL.box + BOX.halfHeight;
  return [`M8,${LEVEL.input} H${n + 15} V${bottom}`, `M${z + 15},${LEVEL.input} V${bottom}`, `M${r + 15},${LEVEL.input} V${bottom}`];
}

// Where a gradient arrives at the end of its wire: an arrow head that points against the wire's
// first stretch, which is drawn in the direction of the forward pass.
const TURNS = { "H1": 180, "H-1": 0, "V1": -90, "V-1": 90 };

function arrowHead(path) {
  const [, x, y, axis, end] = path.match(/^M([-\d.]+),([-\d.]+) ([HV])([-\d.]+)/);
  const forwards = Math.sign(end - (axis === "H" ? x : y));
  return svg("path", { class: "head", d: "M0,0 L-9,-4.5 L-9,4.5 Z", transform: `translate(${x},${y}) rotate(${TURNS[axis + forwards]})` });
}

function drawGradientWire({ quantity, stages, path }) {
  const node = svg("g", { class: `back-wire ${colourOf(quantity)}` }, svg("path", { class: "wire", d: path }), arrowHead(path));
  return { node, stages };
}

// Gradients in bold; small beside their wires, the values of the way forward. turned: behind the
// node 1−, where the sign is the other one.
function gradientLabelsOf({ update, reset }) {
  const { branch, z, r, n, reset: gate } = COLUMN;
  const top = LEVEL.box - BOX.halfHeight;
  const after = reset === "after";
  // The two ways into z: from what is kept and from what is written, one of them through 1−.
  const intoZ = update === "renews"
    ? [
        { name: "d_keep", stage: 3, x: z + 10, y: HIGHWAY + 27 },
        { name: "d_keep", stage: 3, x: z + 10, y: LEVEL.write - 8, turned: true },
        { name: "d_write", stage: 3, x: (z + n) / 2, y: LEVEL.write - 8, anchor: "middle" },
        { value: "one_minus_z", x: z + 18, y: LEVEL.one_minus + 4 },
      ]
    : [
        { name: "d_keep", stage: 3, x: z + 10, y: (HIGHWAY + LEVEL.write) / 2 + 5 },
        { name: "d_write", stage: 3, x: z + 18, y: LEVEL.write - 8, turned: true },
        { name: "d_write", stage: 3, x: n - 20, y: LEVEL.write - 8, anchor: "end" },
        { value: "one_minus_z", x: r + 16, y: LEVEL.write - 8 },
      ];
  return [
    { name: "d_back", of: "h_prev", stage: 5, x: 8, y: HIGHWAY - 14 },
    { name: "d_h", of: "h", stage: 1, x: SIZE.width - 8, y: HIGHWAY - 14, anchor: "end" },
    { name: "d_kept", stage: 1, x: branch + 8, y: HIGHWAY + 19 },
    { name: "d_n", of: "n", stage: 2, x: n + 12, y: (LEVEL.write + top) / 2 - 2 },
    ...intoZ,
    { name: "d_z", of: "z", stage: 3, x: z + 8, y: top - 14 },
    { name: "d_r", of: "r", stage: 4, x: r + 10, y: LEVEL.r - 7 },
    { name: "d_rq", stage: 2, x: gate + 13, y: LEVEL.hidden + 19 },
    ...(after ? [{ name: "d_q", stage: 2, x: gate - 8, y: LEVEL.hidden - 19, anchor: "end" }] : []),
    { name: "d_by_n", stage: 2, x: after ? r - 24 : (r + gate) / 2, y: LEVEL.hidden + (after ? 29 : -9), anchor: after ? "start" : "middle" },
    { name: "d_by_z", stage: 3, x: z - 9, y: LEVEL.hidden + 19, anchor: "end" },
    { name: "d_by_r", stage: 4, x: r - 22, y: LEVEL.hidden - 9, anchor: "end" },
    { value: "h_prev", x: 8, y: HIGHWAY - 31 },
    { value: "h", x: SIZE.width - 8, y: HIGHWAY - 31, anchor: "end" },
    { value: "n", x: n + 12, y: (LEVEL.write + top) / 2 + 13 },
    { value: "z", x: z - 8, y: top - 14, anchor: "end" },
    { value: "r", x: r + BOX.halfWidth + 6, y: LEVEL.r + 14 },
    { value: after ? "q" : "rq", x: after ? gate + 2 : gate - 14, y: LEVEL.hidden + 29, anchor: "end" },
  ];
}

// Of each label the pieces of its symbol, which may be none, and its number.
function gradientPieces(run, unit, { name, of, value, turned }) {
  if (value) {
    const [letters, text] = labelOf(run, value, unit);
    return [value === "q" ? symbolPieces(onTheWayBack(run), "q") : letters, text];
  }
  const decimals = Math.min(run.decimals, MOST_DECIMALS);
  const sign = turned ? -1 : 1;
  return [of ? slopePieces(run, of) : [], (t) => formatGradient(sign * run.at(name, t, unit), decimals)];
}

const FACTORS_OF_Z = ["one_minus_z", "d_keep", "d_write"]; // in its colour

function createGradientLabel(run, unit, label, onStage) {
  const { name, value, stage } = label;
  const [symbols, text] = gradientPieces(run, unit, label);
  const quantity = value ?? name;
  const colour = colourOf(FACTORS_OF_Z.includes(quantity) ? "z" : quantity);
  const pieces = [...symbols, { text, className: "number", dx: symbols.length ? 5 : 0 }];
  return drawLabel(label, `${colour}${value ? " forward" : ""}`, pieces, stage && (() => onStage(stage)));
}

function createGradientCell(run, unit, { onStage }) {
  const { variant } = run;
  const inputs = inputWires().map((d) => ({ node: svg("path", { class: "wire idle q-x", d }), stages: [] }));
  const wires = [...inputs, ...gradientWiresOf(variant).map(drawGradientWire)];
  const labels = gradientLabelsOf(variant).map((label) => createGradientLabel(run, unit, label, onStage));
  return drawCell(run, { wires, nodes: nodesOf(variant, GRADIENT_STAGES), labels, onStage });
}
