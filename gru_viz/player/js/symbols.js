// The symbols of the notation: as MathML for the equations, as SVG for the diagram, as HTML for
// the tables, and as plain text.

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
const COLOURED_AS = { h_prev: "h", rq: "r", loss: "h", next: "h", back: "h" };

// A gradient, whose name begins with d_, has the colour of what it is at.
function colourOf(name) {
  const of = name.replace(/^d_(a_|by_)?/, "");
  return `q-${COLOURED_AS[of] ?? of}`;
}

// As MathML. Below the letter stands what belongs to its name, and the timestep where the notation
// writes it there; `live` gets what must follow t.
function symbol(run, name, live, { transposed = false } = {}) {
  const { base, accent, sub, time } = symbolOf(run, name);
  const letter = accent ? math("mover", { accent: "true" }, mi(base), mo(accent)) : mi(base);
  const number = mn("");
  if (time) live.push((t) => setText(number, String(timestepOf(name, t))));
  const below = sub ? [mi(sub)] : [];
  if (time === "below") below.push(...(sub ? [mo(",")] : []), number);
  const above = time === "angle" ? [mo("⟨"), number, mo("⟩")] : transposed ? [functionName("T")] : [];
  const scripts = [below, above].filter((nodes) => nodes.length).map((nodes) => math("mrow", {}, ...nodes));
  const tag = below.length && above.length ? "msubsup" : below.length ? "msub" : above.length ? "msup" : "mrow";
  return math(tag, { class: run.isWeight(name) ? "" : colourOf(name) }, letter, ...scripts);
}

// As plain text: h̃, Γᵤ, c⟨2⟩.
const COMBINING = { "~": "\u0303" };
const LETTERS_BELOW = Object.fromEntries(Array.from("aehijklmnoprstuvx", (letter, i) => [letter, "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"[i]]));
const accented = ({ base, accent }) => base + (COMBINING[accent] ?? "");
const angled = (t) => `⟨${t}⟩`;

const plainLetter = (run, name) =>
  accented(symbolOf(run, name)) + symbolOf(run, name).sub.replace(/./g, (letter) => LETTERS_BELOW[letter] ?? letter);

const PLAIN_TIME = { below: subscript, angle: angled, "": () => "" };
const plainSymbol = (run, name, t) => plainLetter(run, name) + PLAIN_TIME[symbolOf(run, name).time](timestepOf(name, t));

// For a sentence about several timesteps, where each must be told from the others.
const symbolAt = (run, name, t) => (symbolOf(run, name).time ? plainSymbol(run, name, t) : `${plainLetter(run, name)} (t = ${t})`);

// A weight as a person types it: W_r, W_ir, W.
function typedName(run, name) {
  const { base, sub } = run.symbols[name];
  return sub ? `${base}_${sub}` : base;
}

// As HTML, without the timestep.
function htmlSymbol(run, name) {
  const { sub } = symbolOf(run, name);
  return [accented(symbolOf(run, name)), ...(sub ? [html("sub", {}, sub)] : [])];
}

// As SVG: pieces { text, level, className }, a text being a function of t where it follows it.
function symbolPieces(run, name) {
  const { sub, time } = symbolOf(run, name);
  const timestep = (t) => timestepOf(name, t);
  return [
    { text: accented(symbolOf(run, name)), className: "name" },
    ...(sub ? [{ text: sub, level: "below", className: "index name" }] : []),
    ...(time === "below" ? [{ text: (t) => (sub ? "," : "") + timestep(t), level: "below" }] : []),
    ...(time === "angle" ? [{ text: (t) => angled(timestep(t)), level: "above" }] : []),
  ];
}

const LEVELS = { line: 0, below: 3, above: -5 };

// The tspans of pieces, each shifted from where the one before it stood, and what follows t.
function svgLine(pieces, live) {
  let height = 0;
  return pieces.map(({ text, level = "line", className = level === "line" ? "" : "index", dx }) => {
    const shift = LEVELS[level] - height;
    height = LEVELS[level];
    const node = svg("tspan", { ...(className && { class: className }), ...(shift && { dy: shift }), dx });
    if (typeof text === "function") live.push((t, stage) => setText(node, text(t, stage)));
    else node.textContent = text;
    return node;
  });
}
