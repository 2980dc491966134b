// Under each cell what it computes in the stage that is on: symbols, this timestep's numbers, result.

function createTrioSums(cell, unit) {
  const stages = TRIO_STAGES.map(() => []); // of each what follows the timestep
  const blocks = TRIO_LINES[cell.name](cell).map((lines, i) =>
    html("div", { class: "stage-sums" }, ...lines.map((line) => html("p", { class: "sums" }, ...line(cell, unit, stages[i])))));
  return {
    element: html("div", { class: "cell-sums" }, ...blocks),
    show({ t, stage }) {
      blocks.forEach((block, i) => (block.hidden = i !== stage - 1));
      stages[stage - 1].forEach((update) => update(t));
    },
  };
}

// Of each cell and stage the lines.
const TRIO_LINES = (() => {
  // Pieces of a line, each a function of (cell, unit, live).
  const written = (...parts) => (cell, unit, live) => pieces(...parts.map((part) => [part].flat().map((one) => one(cell, unit, live))));
  const sign = (text) => () => spaced(text);
  const plain = (text) => () => tight(text);
  const words = (text) => () => html("span", { class: "said" }, text);
  const said = (text) => written([words(text)]);

  // A symbol, or several with signs between them.
  const letters = (...names) => (cell, unit, live) =>
    math("math", {}, ...names.map((name) =>
      name === "1−" ? math("mrow", {}, mn("1"), mo("−")) : /^[⊙∗·+]$/.test(name) ? mo(name) : name === "tanh" ? functionName("tanh") : cellSymbol(cell, name, live)));

  const number = (name, { brackets = false } = {}) => (cell, unit, live) => {
    const node = html("span", { class: `value ${colourOf(name)}` });
    live.push((t) => {
      const text = formatNumber(cell.at(name, t, unit), cell.decimals);
      setText(node, brackets ? inBrackets(text) : text);
    });
    return node;
  };

  // gate = σ(a) = value
  const squashed = (name, f) =>
    written([letters(name), sign("="), plain(`${f}(`), number(`a_${name}`), plain(")")], [sign("="), number(name)]);
  const product = (left, right, names, result) =>
    written([letters(...names), sign("=")], [number(left), sign("·"), number(right, { brackets: true })], [sign("="), number(result)]);
  // state = kept + factor · candidate = value
  const mixed = (state, factor, candidate) =>
    written([letters(state), sign("="), number("kept")], [sign("+"), number(factor), sign("·"), number(candidate, { brackets: true })], [sign("="), number(state)]);

  return {
    rnn: ({ texts }) => [
      [said(texts.rnn_keep)],
      [written([letters("h"), sign("="), plain("tanh("), number("a"), plain(")")], [sign("="), number("h")])],
      [said(texts.rnn_write)],
      [written([letters("h"), sign("="), number("h")]), said(texts.rnn_show)],
    ],
    lstm: ({ texts, tied, open, writing }) => [
      [squashed("f", "σ"), product("f", "c_prev", ["f", writing.times, "c_prev"], "kept")],
      [squashed("g", "tanh")],
      [
        tied ? written([letters("i"), sign("="), letters("1−", "f")], [sign("="), number("i")]) : squashed("i", "σ"),
        mixed("c", "i", "g"),
      ],
      [
        open ? written([letters("o"), sign("="), number("o")], [words(texts.held_open)]) : squashed("o", "σ"),
        written([letters("h"), sign("=")], [number("o"), sign("·"), plain("tanh("), number("c"), plain(")")], [sign("="), number("h")]),
      ],
    ],
    gru: ({ texts, variant, reset_held: held, writing }) => {
      const keep = variant.update === "renews" ? ["1−", "z"] : ["z"];
      const share = keep.length > 1 ? [plain("("), letters(...keep), plain(")")] : [letters("z")];
      return [
        [
          squashed("z", "σ"),
          written([...share, plain(` ${writing.times} `), letters("h_prev"), sign("=")], [number("keep"), sign("·"), number("h_prev", { brackets: true })], [sign("="), number("kept")]),
        ],
        [
          held ? written([letters("r"), sign("="), number("r")], [words(texts.held_open)]) : squashed("r", "σ"),
          squashed("n", "tanh"),
        ],
        [mixed("h", "write", "n")],
        [written([letters("h"), sign("="), number("h")]), said(texts.gru_show)],
      ];
    },
  };
})();
