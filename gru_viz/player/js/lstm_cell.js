// The LSTM: the cell state goes along the top and is kept, in part; what the outside sees of it,
// h_t, comes out below it, through a gate of its own. Tied, the input gate is what the forget
// gate leaves over; held open, the output gate lets all of tanh(c_t) out.
//
//   c_{t-1} ───(×)───────────────(+)──────┬──── c_t
//               │f                │     [tanh]
//               │     i ─────── (×)      (×)─── h_t
//              [σ]   [σ]       [tanh]    [σ] o
//   h_{t-1} ────┴─────┴───────────┴───────┴
//   x_t ────────┴─────┴───────────┴───────┴

const LSTM_WIDTH = 462;
const LSTM_COLUMN = { f: 98, i: 190, g: 282, o: 374 };

function lstmPlan(cell) {
  const { highway, middle, write, box, hidden, input } = TRIO_LEVEL;
  const { f, i, g, o } = LSTM_COLUMN;
  const { tied, open } = cell;
  const top = box - TRIO_BOX.halfHeight;
  const bottom = box + TRIO_BOX.halfHeight;
  const R = TRIO_RADIUS;
  const last = open ? g : o;
  const word = (name) => cell.texts[`box_${name}`];
  return {
    width: LSTM_WIDTH,
    wires: [
      wire("c", 1, `M8,${highway} H${f - R}`),
      wire("kept", [1, 3], `M${f + R},${highway} H${g - R}`),
      wire("c", [3, 4], `M${g + R},${highway} H${LSTM_WIDTH - 8}`),
      wire("c", 4, `M${o},${highway} V${middle - 11}`),
      wire("h", 4, `M${o},${middle + 11} V${write - R}`),
      wire("h", 4, `M${o + R},${write} H${LSTM_WIDTH - 8}`),
      wire("h", 0, `M8,${hidden} H${last - ASIDE} V${bottom}`),
      wire("x", 0, `M8,${input} H${last + ASIDE} V${bottom}`),
      ...inputsOf(f, 1),
      ...(tied ? [] : inputsOf(i, 3)),
      ...inputsOf(g, 2),
      ...(open ? [] : inputsOf(o, 4)),
      wire("f", 1, `M${f},${top} V${highway + R}`),
      ...(tied
        ? [wire("f", 3, `M${f},${write} H${i - R}`), wire("i", 3, `M${i + R},${write} H${g - R}`)]
        : [wire("i", 3, `M${i},${top} V${write} H${g - R}`)]),
      wire("g", [2, 3], `M${g},${top} V${write + R}`),
      wire("written", 3, `M${g},${write - R} V${highway + R}`),
      ...(open ? [] : [wire("o", 4, `M${o},${top} V${write + R}`)]),
    ],
    dots: [
      [o, highway, "c"],
      ...dotsOf(f),
      ...(tied ? [[f, write, "f"]] : dotsOf(i)),
      ...(open ? [] : dotsOf(g)),
    ],
    boxes: [
      { x: f, name: "f", stage: 1, sign: "σ", word: word("f") },
      ...(tied ? [] : [{ x: i, name: "i", stage: 3, sign: "σ", word: word("i") }]),
      { x: g, name: "g", stage: 2, sign: "tanh", word: word("g") },
      ...(open ? [] : [{ x: o, name: "o", stage: 4, sign: "σ", word: word("o") }]),
      { x: o, y: middle, name: "c", stage: 4, sign: "tanh", halfWidth: 24, halfHeight: 11 },
    ],
    circles: [
      [f, highway, "×", 1],
      [g, highway, "+", 3],
      [g, write, "×", 3],
      ...(tied ? [[i, write, "1−", 3, "q-i"]] : []),
      [o, write, "×", 4],
    ],
    labels: [
      { name: "c_prev", stage: 1, x: 8, y: highway - 16 },
      { name: "kept", stage: 1, x: (f + g) / 2, y: highway - 9, anchor: "middle", letters: [{ text: cell.texts.kept, className: "name" }] },
      { name: "c", stage: 3, x: LSTM_WIDTH - 8, y: highway - 16, anchor: "end" },
      { name: "f", stage: 1, x: f + 7, y: write - 22 },
      { name: "i", stage: 3, x: tied ? i + R + 4 : i + 7, y: tied ? write + 18 : write - 8 },
      { name: "written", stage: 3, x: g - 8, y: middle + 6, anchor: "end", letters: [{ text: cell.texts.written, className: "name" }] },
      { name: "g", stage: 2, x: g + 7, y: (write + top) / 2 + 10 },
      { name: "tanh_c", stage: 4, x: o - 7, y: write - 16, anchor: "end", letters: [] },
      { name: "o", stage: 4, x: o + 7, y: (write + top) / 2 + 10 },
      { name: "h", stage: 4, x: LSTM_WIDTH - 8, y: write - 8, anchor: "end" },
      { name: "h_prev", stage: 0, x: 8, y: hidden - 8 },
      { name: "x", stage: 0, x: 8, y: input - 8 },
    ],
    notes: [
      ...(open ? [{ x: o, y: box + 4, text: cell.texts.held_open }] : []),
    ],
  };
}
