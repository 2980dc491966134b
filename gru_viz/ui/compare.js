// Notations beside each other: their formulas with the differing parts marked, their cells, a
// step worked in each. Everything is drawn by the player's own functions, from its own bytes.

// Length of the header (uint32), header (JSON), then a run of the player for each of its sizes.
function readBundle(bytes) {
  let offset = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, offset)));
  const runs = header.sizes.map((size) => readRun(bytes.subarray(offset, (offset += size))));
  const sides = header.sides.map((side) => ({ ...side, isWeight: (name) => /^[WUbc]_/.test(name) }));
  return { ...header, sides, runs };
}

// Formulas

const isMarked = (node) => Array.isArray(node) && (node[0] === "marked" || node.some(isMarked));

// The player's drawing of a tree; what is marked in it stands in a row of its own.
function markedOf(node, side, live) {
  const [kind, ...parts] = node;
  const draw = (part) => symbolicOrMarked(part, side, live);
  const factor = (part) => {
    const inner = part[0] === "marked" ? part[1] : part;
    const nodes = symbolicOrMarked(inner, side, live);
    const row = inner[0] === "quantity" ? nodes : [mo("("), ...nodes, mo(")")];
    return part[0] === "marked" ? [mark(row)] : row;
  };
  switch (kind) {
    case "marked":
      return [mark(symbolicOf(parts[0], side, live))];
    case "sum":
      return parts.flatMap((part, i) => (i ? [mo("+"), ...draw(part)] : draw(part)));
    case "hadamard":
      return [...factor(parts[0]), mo(side.writing.times), ...factor(parts[1])];
  }
}

const symbolicOrMarked = (node, side, live) => (isMarked(node) ? markedOf : symbolicOf)(node, side, live);
const mark = (nodes) => math("mrow", { class: "differs" }, ...nodes);

function formulasOf(side, t) {
  const live = [];
  const lines = side.equations.map(({ result, function: name, argument }) => {
    const inside = symbolicOrMarked(argument, side, live);
    const opening = name ? [functionName(side.functions[name]), mo("("), ...inside, mo(")")] : inside;
    return html("div", { class: `formula line q-${result}` }, math("math", {}, symbol(side, result, live), mo("="), ...opening));
  });
  for (const update of live) update(t, 4, true);
  return html("div", { class: "formulas" }, ...lines);
}

// Diagrams

// A run of one unit at one timestep, under the numbers that these have in the whole run.
function atPlace(run, t) {
  return {
    ...run,
    tokens: run.tokens.length ? Array(t).fill(run.tokens[0]) : [],
    at: (name, step, index) => run.at(name, step - t + 1, index),
    held: (name, step, index) => run.held(name, step - t + 1, index),
  };
}

const NO_STAGE = 5; // after the last one: everything is known, and nothing lit

const partsOf = (cell) => [...cell.querySelectorAll(":scope > :is(.wire, .operator, .product)")];
const shapeOf = (part) => (part.localName === "path" ? part : part.firstElementChild);

// What a part looks like, so that the same one is found in another cell.
function lookOf(part) {
  const wire = part.getAttribute("d");
  if (wire) return wire;
  const place = ["cx", "cy", "x", "y"].map((name) => shapeOf(part).getAttribute(name)).join();
  return part.matches(".operator") ? place + part.textContent : place;
}

// A wire without what it has in common with one of the others, if that is more than its first line.
function ownLine(wire, others) {
  const moves = wire.split(" ");
  const shared = Math.max(...others.map((other) => {
    const theirs = other.split(" ");
    const first = moves.findIndex((move, i) => move !== theirs[i]);
    return first < 0 ? moves.length : first;
  }));
  if (shared < 2) return wire;
  let [x, y] = moves[0].slice(1).split(",");
  for (const move of moves.slice(1, shared)) {
    if (move[0] === "H") x = move.slice(1);
    else y = move.slice(1);
  }
  return [`M${x},${y}`, ...moves.slice(shared)].join(" ");
}

// What is wired otherwise in the other cell lies on a broad band.
function bandsOf(cell, other) {
  const looks = new Set(partsOf(other).map(lookOf));
  const wires = [...other.querySelectorAll(".wire")].map(lookOf);
  return partsOf(cell).filter((part) => !looks.has(lookOf(part))).map((part) => {
    const band = shapeOf(part).cloneNode();
    const isWire = part.localName === "path";
    band.setAttribute("class", isWire ? "band" : "band around");
    if (isWire) band.setAttribute("d", ownLine(lookOf(part), wires));
    return band;
  });
}

function cellsOf(bundle) {
  const cells = bundle.runs.map((run, i) => {
    const cell = createCell(atPlace(run, bundle.t), 0, { onStage: () => {} });
    cell.show({ t: bundle.t, stage: NO_STAGE });
    cell.element.setAttribute("aria-label", `${bundle.sides[i].name}: ${cell.element.getAttribute("aria-label")}`);
    return cell.element;
  });
  const bands = [bandsOf(cells[0], cells[1]), bandsOf(cells[1], cells[0])];
  cells.forEach((cell, i) => cell.prepend(...bands[i]));
  return cells;
}

// One equation worked

const NOTHING_TO_CHANGE = { assign: () => {}, has: () => false, refresh: () => {} };

function workedOf(run, name, { t, unit, results }) {
  const fold = { open: true, toggle: () => {} };
  const equations = createEquations(run, unit - 1, { numbers: NOTHING_TO_CHANGE, fold, onStage: () => {} });
  equations.show({ t, stage: 4 });
  const blocks = results.map((result) => equations.element.querySelector(`.equation.q-${result}`));
  for (const block of blocks) {
    block.classList.remove("active");
    block.setAttribute("aria-label", `${name}: ${block.getAttribute("aria-label")}`); // told from the other's
  }
  return html("div", { class: "equations" }, ...blocks);
}

// Pages

const sideOf = (name, ...children) => html("div", { class: "side", role: "group", "aria-label": name }, html("p", { class: "called" }, name), ...children);
const linesOf = (lines) => lines.map((line) => html("p", {}, line));

const DRAWINGS = {
  sides(bundle) {
    const { sides, t, says, verdict, runs } = bundle;
    return [
      html("div", { class: "sides" }, ...sides.map((side) => sideOf(side.name, formulasOf(side, t)))),
      html("div", { class: "verdict" },
        html("p", { class: "largest" }, html("span", {}, verdict.label), html("strong", {}, verdict.value), html("span", {}, verdict.place)),
        html("ul", {}, ...says.map((line) => html("li", {}, line)))),
      ...(runs.length ? [html("div", { class: "sides" }, ...cellsOf(bundle).map((cell, i) => sideOf(sides[i].name, cell)))] : []),
    ];
  },
  cards({ sides, t, use, chosen }, choose) {
    return [html("ul", { class: "cards" }, ...sides.map((side) => {
      const isChosen = side.key === chosen;
      const button = html("button", { type: "button", "aria-pressed": String(isChosen), onclick: () => choose(side.key) }, use);
      button.setAttribute("aria-label", `${use}: ${side.name}`);
      return html("li", {}, html("p", { class: "called" }, side.name), html("p", { class: "about" }, side.about), formulasOf(side, t), button);
    }))];
  },
  worked(bundle) {
    const { sides, runs, steps, given, says, cases } = bundle;
    const cell = (tag, text, scope) => html(tag, scope ? { scope } : {}, text);
    const rows = cases.rows.map(([name, value]) => html("tr", {}, cell("th", name, "row"), cell("td", value)));
    return [
      html("div", { class: "given" }, ...linesOf(given)),
      html("div", { class: "sides" }, ...sides.map((side, i) => sideOf(side.name, workedOf(runs[i], side.name, steps)))),
      html("div", { class: "given" }, ...linesOf(says)),
      html("table", { class: "cases" },
        html("caption", {}, cases.title),
        html("thead", {}, html("tr", {}, ...cases.heads.map((head) => cell("th", head, "col")))),
        html("tbody", {}, ...rows)),
    ];
  },
};

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector("[data-gru-compare]");
  root.choose = (key) => setTriggerValue("chosen", key);
  if (root.shown === data) return;
  root.shown = data;
  const bundle = readBundle(data);
  root.lang = bundle.language;
  root.classList.toggle("projector", bundle.view === "projector");
  root.replaceChildren(...DRAWINGS[bundle.drawing](bundle, (key) => root.choose(key)));
}
