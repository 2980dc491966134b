// The GRU in the places of the LSTM: its state goes along the top itself, and one gate makes both
// factors, that of what is kept and that of what is written. Wired as the variant is wired.

const GRU_WIDTH = 412;
const GRU_COLUMN = { branch: 34, z: 98, r: 196, product: 240, reset: 280, n: 336 };
const GRU_PRODUCT = 18; // half the width of the box of U_n, with reset after

function gruPlan(cell) {
  const { highway, middle, write, r: rise, box, hidden, input } = TRIO_LEVEL;
  const { branch, z, r, product, reset, n } = GRU_COLUMN;
  const top = box - TRIO_BOX.halfHeight;
  const bottom = box + TRIO_BOX.halfHeight;
  const R = TRIO_RADIUS;
  const renews = cell.variant.update === "renews";
  const after = cell.variant.reset === "after";
  const times = cell.writing.times;
  const [oneMinus] = renews ? [[z, middle]] : [[r, write]];
  const one = [{ text: "1−" }, ...cellPieces(cell, "z")];
  return {
    width: GRU_WIDTH,
    wires: [
      wire("h", 1, `M8,${highway} H${z - R}`),
      wire("kept", [1, 3], `M${z + R},${highway} H${n - R}`),
      wire("h", [3, 4], `M${n + R},${highway} H${GRU_WIDTH - 8}`),
      wire("h", 2, `M${branch},${highway} V${hidden} H${after ? product - GRU_PRODUCT : reset - R}`),
      ...(after ? [wire("q", 2, `M${product + GRU_PRODUCT},${hidden} H${reset - R}`)] : []),
      wire("h", 1, `M${z - ASIDE},${hidden} V${bottom}`),
      wire("h", 2, `M${r - ASIDE},${hidden} V${bottom}`),
      wire("x", 0, `M8,${input} H${n + ASIDE} V${bottom}`),
      wire("x", 1, `M${z + ASIDE},${input} V${bottom}`),
      wire("x", 2, `M${r + ASIDE},${input} V${bottom}`),
      wire("r", 2, `M${r},${top} V${rise} H${reset} V${hidden - R}`),
      wire("rq", 2, `M${reset + R},${hidden} H${n - ASIDE} V${bottom}`),
      ...(renews
        ? [
            wire("z", [1, 3], `M${z},${top} V${write}`),
            wire("z", 1, `M${z},${write} V${middle + R}`),
            wire("keep", 1, `M${z},${middle - R} V${highway + R}`),
            wire("write", 3, `M${z},${write} H${n - R}`),
          ]
        : [
            wire("z", [1, 3], `M${z},${top} V${write}`),
            wire("keep", 1, `M${z},${write} V${highway + R}`),
            wire("z", 3, `M${z},${write} H${r - R}`),
            wire("write", 3, `M${r + R},${write} H${n - R}`),
          ]),
      wire("n", [2, 3], `M${n},${top} V${write + R}`),
      wire("written", 3, `M${n},${write - R} V${highway + R}`),
    ],
    dots: [[branch, highway, "h"], ...dotsOf(z), ...dotsOf(r), [z, write, "z"]],
    boxes: [
      { x: z, name: "z", stage: 1, sign: "σ", word: cell.texts.box_z },
      { x: r, name: "r", stage: 2, sign: "σ", word: cell.texts.box_r },
      { x: n, name: "n", stage: 2, sign: "tanh", word: cell.texts.box_g },
      ...(after ? [{ x: product, y: hidden, name: "h", stage: 2, sign: svgLine(weightOf(cell)), halfWidth: GRU_PRODUCT, halfHeight: 12 }] : []),
    ],
    circles: [
      [z, highway, "×", 1],
      [n, highway, "+", 3],
      [n, write, "×", 3],
      [reset, hidden, "×", 2],
      [...oneMinus, "1−", renews ? 1 : 3, "q-z"],
    ],
    labels: [
      { name: "h_prev", stage: 1, x: 8, y: highway - 16 },
      { name: "kept", stage: 1, x: (z + n) / 2, y: highway - 9, anchor: "middle", letters: [{ text: cell.texts.kept, className: "name" }] },
      { name: "h", stage: 3, x: GRU_WIDTH - 8, y: highway - 16, anchor: "end" },
      { name: "keep", stage: 1, x: z + (renews ? R + 4 : 7), y: middle - 8, letters: renews ? one : cellPieces(cell, "z") },
      { name: "write", stage: 3, x: renews ? z + 7 : r + R + 4, y: write - 8, letters: renews ? cellPieces(cell, "z") : one },
      { name: "written", stage: 3, x: n - 8, y: middle + 10, anchor: "end", letters: [{ text: cell.texts.written, className: "name" }] },
      { name: "n", stage: 2, x: n + 7, y: (write + top) / 2 + 10 },
      { name: "r", stage: 2, x: r + 15, y: rise - 7 },
      { name: "rq", stage: 2, x: reset - 4, y: hidden + 27, anchor: "middle", letters: after ? [] : [...cellPieces(cell, "r"), { text: times }, ...cellPieces(cell, "h_prev")] },
      { name: "x", stage: 0, x: 8, y: input - 8 },
    ],
    notes: [],
  };
}

function weightOf(cell) {
  const { base, sub } = cell.symbols.U_n;
  return [{ text: base }, ...(sub ? [{ text: sub, level: "below", className: "index" }] : [])];
}
