// Every weight, bias and first state as tables of numbers that can be changed. They have no data
// of their own: the player announces its run, and takes the changes.

const GATES = ["r", "z", "n", "h0"];
const NAMES = { r: ["W_r", "U_r", "b_r"], z: ["W_z", "U_z", "b_z"], n: ["W_n", "U_n", "b_n", "c_n"], h0: ["h0"] };
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function sizeOf(run, name) {
  if (name === "h0") return { rows: run.H, columns: 1 };
  const { rows, columns } = run.arrays[name];
  return { rows, columns };
}

function headsOf(run, name, columns) {
  if (name[0] === "W") return run.features;
  if (name[0] === "U") return Array.from({ length: columns }, (_, k) => `h${subscript(k + 1)}`);
  return [""];
}

function createMatrix(run, numbers, name, texts) {
  const { rows, columns } = sizeOf(run, name);
  const cells = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => {
    const number = html("span", { class: "number" });
    number.showNumber = (value) => setText(number, formatInput(value, 6));
    return Object.assign(html("td", {}, number), { number, place: placeText(name, row, column) });
  }));
  const lines = cells.map((line, row) => html("tr", {}, html("th", { scope: "row" }, String(row + 1)), ...line));
  const table = html("table", {},
    html("thead", {}, html("tr", {}, html("td", {}), ...headsOf(run, name, columns).map((head) => (head ? html("th", { scope: "col" }, head) : html("td"))))),
    html("tbody", {}, ...lines));
  const label = html("figcaption", {}, html("b", {}, name === "h0" ? "h₀" : name), ` ${rows} × ${columns}`, html("span", {}, texts[name]));
  const element = html("figure", { class: "matrix" }, label, html("div", { class: "matrix-window", tabindex: "-1" }, table));
  let stop = null;
  let shown = []; // the numbers on screen, so that only what differs is drawn

  function makeStop(cell) {
    if (stop && stop !== cell) numbers.assign(stop.number, stop.place, false);
    stop = cell;
    numbers.assign(cell.number, cell.place, true);
  }

  const cellOf = (node) => cells.flat().find((cell) => cell.contains(node));

  table.addEventListener("click", ({ target }) => {
    const cell = cellOf(target);
    if (cell) makeStop(cell);
  }, { capture: true });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.defaultPrevented || numbers.onKey(event, cell.number, { moves: true })) return;
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    const [row, column] = [lines.indexOf(cell.parentElement), cell.cellIndex - 1];
    const next = cells[clamp(row + move[0], 0, rows - 1)][clamp(column + move[1], 0, columns - 1)];
    makeStop(next);
    next.number.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  table.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    event.preventDefault();
    paste(event.clipboardData.getData("text"), lines.indexOf(cell.parentElement), cell.cellIndex - 1);
  });

  // A block from a spreadsheet, from a cell on; what is no number or lies beyond is left out.
  function paste(text, row, column) {
    const block = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.trim().split(/\t|\s*;\s*|,?\s+/));
    const set = {};
    block.forEach((line, i) => line.forEach((piece, k) => {
      const cell = cells[row + i]?.[column + k];
      const value = readNumber(piece);
      if (cell && piece !== "" && Number.isFinite(value)) set[cell.place] = value;
    }));
    numbers.setMany(set);
  }

  function refresh(changed) {
    cells.flat().forEach((cell, i) => {
      const value = numbers.valueOf(cell.place);
      if (value === shown[i] && !changed.has(cell.place)) return;
      shown[i] = value;
      if (numbers.has(cell.number)) numbers.refresh(cell.number);
      else cell.number.showNumber(value);
    });
  }

  cells.flat().forEach((cell) => numbers.assign(cell.number, cell.place, false));
  makeStop(cells[0][0]);
  return {
    element,
    refresh,
    mark: (unit) => lines.forEach((line, row) => line.classList.toggle("current", row === unit)),
  };
}

function createMatrices(root, texts) {
  let gate = "r";
  let run = null;
  let drawn = null; // { shape, numbers, was, matrices }

  const tabs = GATES.map((name) =>
    html("button", { type: "button", onclick: () => { gate = name; draw(); } }, texts.gates[name]));
  const place = html("div", { class: "matrices" });
  root.replaceChildren(html("div", { class: "tabs", role: "group", "aria-label": texts.choose }, ...tabs), place, html("p", { class: "help" }, texts.help));

  function draw() {
    if (!run) return;
    const { run: shown, numbers, unit } = run;
    const names = NAMES[gate].filter((name) => name === "h0" || shown.has(name));
    const shape = JSON.stringify([names, names.map((name) => sizeOf(shown, name)), shown.features, shown.what_if?.gates]);
    if (drawn?.shape !== shape || drawn.numbers !== numbers) {
      drawn = { shape, numbers, was: {}, matrices: names.map((name) => createMatrix(shown, numbers, name, texts.roles)) };
      place.replaceChildren(...drawn.matrices.map(({ element }) => element));
      tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(GATES[i] === gate)));
    }
    const { was } = shown.editing;
    const changed = new Set([...Object.keys(was), ...Object.keys(drawn.was)].filter((text) => was[text] !== drawn.was[text]));
    drawn.was = was;
    for (const matrix of drawn.matrices) {
      matrix.refresh(changed);
      matrix.mark(unit);
    }
  }

  return {
    show(next) {
      run = next;
      root.lang = next.run.language;
      next.numbers.attach(root);
      draw();
    },
  };
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector("[data-gru-matrices]");
  if (root.language === data.language) return root.leave;
  root.leave?.();
  const matrices = createMatrices(root, data);
  const show = ({ detail }) => matrices.show(detail);
  window.addEventListener("gru-run", show);
  root.language = data.language;
  root.leave = () => window.removeEventListener("gru-run", show);
  window.dispatchEvent(new CustomEvent("gru-ask"));
  return root.leave;
}
