// The RNN: one sum, one tanh, and no way on which a state would be kept.

const RNN_WIDTH = 218;

function rnnPlan(cell) {
  const { write, box, hidden, input, highway } = TRIO_LEVEL;
  const x = 116;
  return {
    width: RNN_WIDTH,
    wires: [
      wire("h", 2, `M8,${hidden} H${x - ASIDE} V${box + TRIO_BOX.halfHeight}`),
      wire("x", 2, `M8,${input} H${x + ASIDE} V${box + TRIO_BOX.halfHeight}`),
      wire("h", [2, 4], `M${x},${box - TRIO_BOX.halfHeight} V${write} H${RNN_WIDTH - 8}`),
    ],
    dots: [],
    boxes: [{ x, name: "h", stage: 2, sign: "tanh", word: cell.texts.box_rnn }],
    circles: [],
    labels: [
      { name: "h_prev", stage: 2, x: 8, y: hidden - 8 },
      { name: "x", stage: 2, x: 8, y: input - 8 },
      { name: "h", stage: 4, x: RNN_WIDTH - 8, y: write - 10, anchor: "end" },
    ],
    notes: [{ x: RNN_WIDTH / 2, y: highway + 5, text: cell.texts.nothing_kept }],
  };
}
