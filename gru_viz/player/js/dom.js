// Elements and numbers. Text always goes in as text, never as markup.

const NAMESPACES = {
  html: "http://www.w3.org/1999/xhtml",
  svg: "http://www.w3.org/2000/svg",
  math: "http://www.w3.org/1998/Math/MathML",
};

function element(namespace, tag, attributes, children) {
  const node = document.createElementNS(NAMESPACES[namespace], tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const html = (tag, attributes = {}, ...children) => element("html", tag, attributes, children);
const svg = (tag, attributes = {}, ...children) => element("svg", tag, attributes, children);
const math = (tag, attributes = {}, ...children) => element("math", tag, attributes, children);

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const subscript = (number) => String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

// A computed value: always the same number of decimals, so that digits stay in place.
function formatNumber(value, decimals) {
  const size = Math.abs(value);
  const text = size >= 1e6 ? size.toExponential(2).replace("e+", "e") : size.toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

// A number that was put in (x, a weight): as short as it is exact, at most the decimals asked for.
function formatInput(value, decimals) {
  const text = formatNumber(value, decimals);
  return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
}

const inBrackets = (text) => (text.startsWith("−") ? `(${text})` : text);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

// Half up, as on paper: 0.285 becomes 0.29, although its nearest float lies below.
function roundHalfUp(value, decimals) {
  const size = Number(Math.abs(value).toPrecision(15));
  return Math.sign(value) * Number(`${Math.round(Number(`${size}e${decimals}`))}e-${decimals}`);
}
