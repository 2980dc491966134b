// Gradients by their names, d_z for ∂L/∂z and so on: their symbols, as MathML, HTML and SVG.

// What a part of the gradient at h_{t-1} goes through.
const BY_WAY_OF = { d_kept: "h", d_by_n: "n", d_by_z: "z", d_by_r: "r" };
const BRANCHES = Object.keys(BY_WAY_OF);

// A run whose symbols are also those that only the way back has: q, and the block of a joined
// matrix that multiplies h.
const onTheWayBack = (run) => ({ ...run, symbols: { ...run.symbols, ...run.gradient_symbols } });

const partial = () => math("mi", { class: "partial" }, "∂");
const fraction = (of, by) => math("mfrac", {}, math("mrow", {}, partial(), ...of), math("mrow", {}, partial(), ...by));

// A fraction with a bar behind it, and below that what the part goes through.
const part = (slope, ...by) => math("msub", {}, math("mrow", { class: "part" }, slope), math("mrow", {}, ...by));

function timestepNumber(live, after) {
  const number = mn("");
  live.push((t) => setText(number, String(t + after)));
  return number;
}

// As MathML; what is no gradient, as its own symbol.
function slopeSymbol(run, name, live, how) {
  if (!name.startsWith("d_")) return symbol(run, name, live, how);
  const letter = (of) => symbol(run, of, live);
  const slope = (by, of = [mi("L")]) => fraction(of, by);
  const at = (after) => [mi("t"), mo("="), timestepNumber(live, after)];
  switch (name) {
    case "d_loss":
      return slope([letter("h")], [math("msub", {}, mi("L"), timestepNumber(live, 0))]);
    case "d_next":
      return part(slope([letter("h")]), ...at(1));
    case "d_back":
      return part(slope([letter("h_prev")]), ...at(0));
    case "d_rq": {
      const multiplied = run.variant.reset === "before" ? "h_prev" : "q";
      return slope([mo("("), letter("r"), mo(run.writing.times), letter(multiplied), mo(")")]);
    }
    case "d_a_r":
    case "d_a_z":
    case "d_a_n":
      return slope([math("msub", {}, mi("a"), letter(name.slice(4)))]);
    default:
      if (name in BY_WAY_OF) return part(slope([letter("h_prev")]), letter(BY_WAY_OF[name]));
      return slope([letter(name.slice(2))]);
  }
}

// As HTML, without the timestep, for the head of a row; as pieces for the diagram.
const htmlSlope = (run, of) => [html("span", { class: "partial" }, "∂L/∂"), ...htmlSymbol(run, of)];
const slopePieces = (run, of) => [{ text: "∂L/∂", className: "partial" }, ...symbolPieces(run, of)];
