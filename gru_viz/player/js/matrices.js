// Every weight, bias and first state as tables of numbers that can be changed, each as the notation
// has it. They have no data of their own: the player announces its run, and takes the changes.

const GATES = ["r", "z", "n", "h0"];
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const MOST_LINES = 64; // rows or columns of a table that are drawn at a time

// The tables of a gate, each the list of what stands side by side in it.
function tablesOf(run, gate) {
  if (gate === "h0") return [["h0"]];
  const { products } = run.writing;
  const matrices = products === "joined" ? [blocksOf(run, `W_${gate}`)] : [[`W_${gate}`], [`U_${gate}`]];
  const biases = [`b_${gate}`, `c_${gate}`].filter(run.has).map((name) => [name]);
  return [...matrices, ...biases];
}

const columnsOf = (run, name) => (name === "h0" ? 1 : run.arrays[name].columns);

function headsOf(run, name) {
  if (name[0] === "W") return run.features;
  if (name[0] === "U") return Array.from({ length: run.H }, (_, k) => plainLetter(run, "h") + subscript(k + 1));
  return [""];
}

// A table as it is shown: its size, the names of its rows and columns, the place at each.
function layTable(run, blocks) {
  const across = blocks.flatMap((name) => Array.from({ length: columnsOf(run, name) }, (_, column) => ({ name, column })));
  const units = Array.from({ length: run.H }, (_, j) => String(j + 1));
  const inputs = blocks.flatMap((name) => headsOf(run, name));
  const place = (unit, k) => placeText(across[k].name, unit, across[k].column);
  const isNewBlock = (k) => k > 0 && across[k].column === 0;
  const no = () => false;
  return isTurned(run)
    ? { size: [inputs.length, run.H], heads: [inputs, units], placeAt: (row, column) => place(column, row), divides: [isNewBlock, no], unitAxis: 1 }
    : { size: [run.H, inputs.length], heads: [units, inputs], placeAt: place, divides: [no, isNewBlock], unitAxis: 0 };
}

function createMatrix(run, numbers, blocks, texts) {
  const { size, heads, placeAt, divides, unitAxis } = layTable(run, blocks);
  const [name] = blocks;
  const view = [0, 0]; // the first row and column that are drawn
  const table = html("table");
  const title = name === "h0" ? [plainSymbol(run, "h", 0)] : htmlSymbol(run, name);
  const label = html("figcaption", {}, html("b", {}, ...title), ` ${size.join(" × ")}`, html("span", {}, blocks.map((block) => texts.roles[block]).join(", ")));
  const choices = [0, 1].filter((axis) => size[axis] > MOST_LINES).map(createRange);
  const element = html("figure", { class: "matrix" }, label, ...(choices.length ? [html("div", { class: "ranges" }, ...choices.map((choice) => choice.element))] : []),
    html("div", { class: "matrix-window", tabindex: "-1" }, table));
  let cells = []; // those that are drawn, row by row
  let stop = null;
  let shown = new Map(); // the numbers on screen, so that only what differs is drawn
  let unit = null;

  // Which rows or columns of a large table are drawn.
  function createRange(axis) {
    const starts = Array.from({ length: Math.ceil(size[axis] / MOST_LINES) }, (_, i) => i * MOST_LINES);
    const select = html("select", { onchange: () => turnTo([axis, Number(select.value)]) },
      ...starts.map((start) => html("option", { value: String(start) }, `${start + 1}–${Math.min(start + MOST_LINES, size[axis])}`)));
    const word = axis ? texts.columns : texts.rows;
    return { axis, select, element: html("label", {}, html("span", {}, word), select) };
  }

  // Draws the block that has these rows or columns, if it isn't there already.
  function turnTo(...indices) {
    const before = String(view);
    for (const [axis, index] of indices) view[axis] = index - (index % MOST_LINES);
    if (String(view) === before) return;
    for (const { axis, select } of choices) select.value = String(view[axis]);
    drawWindow();
    refresh(new Set());
  }

  const drawnLines = (axis) => Array.from({ length: Math.min(MOST_LINES, size[axis] - view[axis]) }, (_, i) => view[axis] + i);

  function createNumber(row, column) {
    const number = html("span", { class: "number" });
    number.showNumber = (value) => setText(number, formatInput(value, 6));
    const cell = html("td", { class: classAt(row, column) }, number);
    return Object.assign(cell, { number, row, column, place: placeAt(row, column) });
  }

  const classAt = (row, column) => [divides[0](row) && "below", divides[1](column) && "beside"].filter(Boolean).join(" ");

  function drawWindow() {
    const [rows, columns] = [drawnLines(0), drawnLines(1)];
    cells = rows.map((row) => columns.map((column) => createNumber(row, column)));
    shown = new Map();
    const hasHeads = heads[1].some(Boolean);
    const headings = columns.map((column) => html("th", { scope: "col", class: classAt(-1, column) }, heads[1][column]));
    table.replaceChildren(
      ...(hasHeads ? [html("thead", {}, html("tr", {}, html("td"), ...headings))] : []),
      html("tbody", {}, ...rows.map((row, i) => html("tr", {},
        heads[0][row] ? html("th", { scope: "row", class: classAt(row, -1) }, heads[0][row]) : html("td"), ...cells[i]))));
    for (const cell of cells.flat()) numbers.assign(cell.number, cell.place, false);
    stop = null;
    makeStop(cells[0][0]);
    markUnit();
  }

  function makeStop(cell) {
    if (stop && stop !== cell) numbers.assign(stop.number, stop.place, false);
    stop = cell;
    numbers.assign(cell.number, cell.place, true);
  }

  const numberCellOf = (node) => cells.flat().find((cell) => cell.contains(node));

  function goTo(row, column) {
    turnTo([0, row], [1, column]);
    const cell = cells[row - view[0]][column - view[1]];
    makeStop(cell);
    cell.number.focus();
  }

  table.addEventListener("click", ({ target }) => {
    const cell = numberCellOf(target);
    if (cell) makeStop(cell);
  }, { capture: true });
  table.addEventListener("keydown", (event) => {
    const cell = numberCellOf(event.target);
    if (!cell || event.defaultPrevented || numbers.onKey(event, cell.number, { moves: true })) return;
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    goTo(clamp(cell.row + move[0], 0, size[0] - 1), clamp(cell.column + move[1], 0, size[1] - 1));
    event.preventDefault();
    event.stopPropagation();
  });
  table.addEventListener("paste", (event) => {
    const cell = numberCellOf(event.target);
    if (!cell) return;
    event.preventDefault();
    paste(event.clipboardData.getData("text"), cell.row, cell.column);
  });

  // A block from a spreadsheet, from a cell on; what is no number or lies beyond is left out.
  function paste(text, row, column) {
    const block = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.trim().split(/\t|\s*;\s*|,?\s+/));
    const set = {};
    block.forEach((line, i) => line.forEach((piece, k) => {
      const value = readNumber(piece);
      const isInside = row + i < size[0] && column + k < size[1];
      if (isInside && piece !== "" && Number.isFinite(value)) set[placeAt(row + i, column + k)] = value;
    }));
    numbers.setMany(set);
  }

  function refresh(changed) {
    for (const cell of cells.flat()) {
      const value = numbers.valueOf(cell.place);
      if (value === shown.get(cell) && !changed.has(cell.place)) continue;
      shown.set(cell, value);
      if (numbers.has(cell.number)) numbers.refresh(cell.number);
      else cell.number.showNumber(value);
    }
  }

  function markUnit() {
    for (const node of table.querySelectorAll(".chosen")) node.classList.remove("chosen");
    if (unit === null) return;
    const index = unit - view[unitAxis];
    const head = table.tHead?.rows[0];
    const line = unitAxis ? [head?.cells[index + 1], ...cells.map((row) => row[index])] : [cells[index]?.[0].parentElement.cells[0], ...(cells[index] ?? [])];
    for (const node of line) node?.classList.add("chosen");
  }

  drawWindow();
  return {
    element,
    refresh,
    mark(next) {
      if (next === unit) return;
      unit = next;
      turnTo([unitAxis, unit]);
      markUnit();
    },
  };
}

function createMatrices(root, texts) {
  let gate = "r";
  let run = null;
  let drawn = null; // { shape, numbers, was, matrices }

  const tabs = GATES.map((name) => html("button", { type: "button", onclick: () => { gate = name; draw(); } }));
  const place = html("div", { class: "matrices" });
  const bar = html("div", { class: "tabs", role: "group", "aria-label": texts.choose }, ...tabs);
  root.replaceChildren(); // until there is a run, in whose letters they are named

  function draw() {
    if (!run) return;
    if (!bar.isConnected) root.replaceChildren(bar, place, html("p", { class: "help" }, texts.help));
    const { run: shown, numbers, unit } = run;
    const tables = tablesOf(shown, gate);
    const sizes = tables.flat().map((name) => columnsOf(shown, name));
    const shape = JSON.stringify([tables, sizes, shown.H, shown.features, shown.symbols, shown.writing, shown.what_if?.gates]);
    if (drawn?.shape !== shape || drawn.numbers !== numbers) {
      drawn = { shape, numbers, was: {}, matrices: tables.map((blocks) => createMatrix(shown, numbers, blocks, texts)) };
      place.replaceChildren(...drawn.matrices.map(({ element }) => element));
      tabs.forEach((tab, i) => {
        setText(tab, fillIn(texts.gates[GATES[i]], { h0: plainSymbol(shown, "h", 0) }));
        tab.setAttribute("aria-pressed", String(GATES[i] === gate));
      });
    }
    const { was } = shown.editing;
    const changed = new Set([...Object.keys(was), ...Object.keys(drawn.was)].filter((text) => was[text] !== drawn.was[text]));
    drawn.was = was;
    for (const matrix of drawn.matrices) {
      matrix.mark(unit);
      matrix.refresh(changed);
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
