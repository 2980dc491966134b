// The three cells of a run, each as the functions of a run read it: symbols, texts, numbers.

const TRIO = ["rnn", "lstm", "gru"];

// The quantities that have a row for t = 0.
const isState = (name) => name === "h" || name === "c";

function cellOf(run, name) {
  const { symbols, H, ...about } = run.cells[name];
  return {
    ...about,
    name,
    symbols,
    H,
    run,
    texts: run.texts,
    writing: run.writing,
    isWeight: run.isWeight,
    decimals: Math.min(run.decimals, MOST_DECIMALS),
    has: (quantity) => run.has(`${name}.${quantity}`),
    // The value at timestep t (1…T, for states also 0) of a unit; h_prev and c_prev are those of t − 1.
    at(quantity, t, unit) {
      if (quantity.endsWith("_prev")) return run.entry(`${name}.${quantity[0]}`, t - 1, unit);
      return run.entry(`${name}.${quantity}`, isState(quantity) ? t : t - 1, unit);
    },
    // Cells of fewer units show their last one where there is no such unit.
    unit: (unit) => Math.min(unit, H - 1),
  };
}

// A quantity's symbol as SVG pieces and as MathML. The functions of symbols.js know of one state
// before, h; an LSTM has two.
const earlier = (live) => ({ push: (update) => live.push((t, ...others) => update(t - 1, ...others)) });

function cellPieces(cell, name) {
  if (name !== "c_prev") return symbolPieces(cell, name);
  return symbolPieces(cell, "c").map((piece) =>
    typeof piece.text === "function" ? { ...piece, text: (t) => piece.text(t - 1) } : piece);
}

const cellSymbol = (cell, name, live) =>
  name === "c_prev" ? symbol(cell, "c", earlier(live)) : symbol(cell, name, live);
