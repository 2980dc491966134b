// Under each cell what it computes in the stage that is on: symbols, this timestep's numbers, result.

const TRIO_LINES = { rnn: rnnLines, lstm: lstmLines, gru: gruLines };

function createTrioSums(cell, unit, numbers) {
  const stages = TRIO_LINES[cell.name](cell).map((linesOf) => {
    const live = []; // what follows the timestep
    const lines = linesOf({ run: cell, unit, live, numbers }).map((line) => html("p", { class: "sums" }, ...line));
    return { live, block: html("div", { class: "stage-sums" }, ...lines) };
  });
  return {
    element: html("div", { class: "cell-sums" }, ...stages.map(({ block }) => block)),
    show({ t, stage }) {
      stages.forEach(({ block }, i) => (block.hidden = i !== stage - 1));
      stages[stage - 1].live.forEach((update) => update(t));
    },
  };
}

// Parts of a line. context: { run, unit, live, numbers }, the run being the cell.

const words = (text) => html("span", { class: "said" }, text);
const said = (text) => pieces([words(text)]);
const letter = ({ run, live }, name) => cellSymbol(run, name, live);
const formula = (...nodes) => math("math", {}, ...nodes);
const rest = (context, name) => [mn("1"), mo("−"), letter(context, name)];

function number(context, name, how) {
  const node = liveNumber(context, name, context.unit, how);
  node.classList.add("value");
  return node;
}

// name = value
const equals = (context, name) => [formula(letter(context, name)), spaced("="), number(context, name)];

// gate = f(a) = value
const squashed = (context, name, f, a = `a_${name}`) =>
  pieces([formula(letter(context, name)), spaced("="), tight(`${f}(`), number(context, a), tight(")")], [spaced("="), number(context, name)]);

// symbols = share · state = value
const keptLine = (context, symbols, share, state) =>
  pieces([...symbols, spaced("=")], [number(context, share), spaced("·"), number(context, state, { brackets: true })], [spaced("="), number(context, "kept")]);

// state = kept + share · candidate = value
const mixed = (context, state, share, candidate) =>
  pieces(
    [formula(letter(context, state)), spaced("="), number(context, "kept")],
    [spaced("+"), number(context, share), spaced("·"), number(context, candidate, { brackets: true })],
    [spaced("="), number(context, state)]);

// A gate that is held at 1.
const openLine = (context, gate, texts) => pieces(equals(context, gate), [words(texts.held_open)]);

// The state is shown as it is; the LSTM's goes through a gate, which the sentence names.
function asItIs(context) {
  const { texts } = context.run;
  const lstm = { ...context, run: cellOf(context.run.run, "lstm") };
  const through = html("span", { class: "piece" }, formula(letter(lstm, "o")), spaced("·"), tight("tanh("), formula(letter(lstm, "c")), tight(")"));
  const [before, after] = texts.as_it_is.split("{formula}");
  return [[...pieces(equals(context, "h")), html("span", { class: "said" }, before, through, after)]];
}

// Of each stage what gives its lines.

function rnnLines({ texts }) {
  return [
    () => [said(texts.rnn_keep)],
    (context) => [squashed(context, "h", "tanh", "a")],
    () => [said(texts.rnn_write)],
    asItIs,
  ];
}

function lstmLines({ texts, tied, open, writing }) {
  const kept = (context) => [formula(letter(context, "f"), mo(writing.times), letter(context, "c_prev"))];
  const shown = (context) =>
    pieces(
      [formula(letter(context, "h")), spaced("=")],
      [number(context, "o"), spaced("·"), tight("tanh("), number(context, "c"), tight(")")],
      [spaced("="), number(context, "h")]);
  return [
    (context) => [squashed(context, "f", "σ"), keptLine(context, kept(context), "f", "c_prev")],
    (context) => [squashed(context, "g", "tanh")],
    (context) => [
      tied
        ? pieces([formula(letter(context, "i")), spaced("="), formula(...rest(context, "f"))], [spaced("="), number(context, "i")])
        : squashed(context, "i", "σ"),
      mixed(context, "c", "i", "g"),
    ],
    (context) => [open ? openLine(context, "o", texts) : squashed(context, "o", "σ"), shown(context)],
  ];
}

function gruLines({ texts, variant, reset_held: held, writing }) {
  const share = (context) =>
    variant.update === "renews" ? [mo("("), ...rest(context, "z"), mo(")")] : [letter(context, "z")];
  const kept = (context) => [formula(...share(context), mo(writing.times), letter(context, "h_prev"))];
  return [
    (context) => [squashed(context, "z", "σ"), keptLine(context, kept(context), "keep", "h_prev")],
    (context) => [held ? openLine(context, "r", texts) : squashed(context, "r", "σ"), squashed(context, "n", "tanh")],
    (context) => [mixed(context, "h", "write", "n")],
    asItIs,
  ];
}
