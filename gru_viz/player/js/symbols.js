// The symbols of the notation: as MathML for the equations, as plain text for the diagram.

const mi = (text) => math("mi", {}, text);
const mn = (text) => math("mn", {}, text);
const mo = (text) => math("mo", { stretchy: "false" }, text);
const functionName = (text) => math("mi", { class: "function" }, text);

// The lines with numbers are plain text: in MathML, no number could be a control.
const tight = (text = "") => html("span", {}, text);
const spaced = (text) => html("span", { class: "sign" }, text);

// h_prev is written h, with the timestep before.
const symbolOf = (run, name) => run.symbols[name === "h_prev" ? "h" : name];
const timestepOf = (name, t) => (name === "h_prev" ? t - 1 : t);
const colourOf = (name) => `q-${name === "h_prev" ? "h" : name === "rq" ? "r" : name}`;

// A weight carries its own index, a quantity its timestep; `live` gets what must follow t.
function symbol(run, name, live) {
  const { base, accent, sub } = symbolOf(run, name);
  const letter = accent ? math("mover", { accent: "true" }, mi(base), mo(accent)) : mi(base);
  const index = sub ? mi(sub) : mn("");
  if (!sub) live.push((t) => setText(index, String(timestepOf(name, t))));
  return math("msub", { class: sub ? "" : colourOf(name) }, letter, index);
}

const COMBINING = { "~": "\u0303" };

function plainLetter(run, name) {
  const { base, accent } = symbolOf(run, name);
  return base + (COMBINING[accent] ?? "");
}

const plainSymbol = (run, name, t) => plainLetter(run, name) + subscript(timestepOf(name, t));
