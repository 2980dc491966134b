// The sequence unrolled in time: a column a timestep, a row a quantity of the chosen unit.

const ROWS = ["r", "z", "n", "h"];
const MOST_INPUT_ROWS = 4; // features with a row of numbers each; beyond, colours stand for them

function inputRows(run) {
  if (run.tokens.length || run.D > MOST_INPUT_ROWS) return [{ name: "x", label: "" }];
  return run.features.map((label, index) => ({ name: "x", index, label: run.D > 1 ? label : "" }));
}

function rowHeader(run, { name, label, symbol = htmlSymbol(run, name) }) {
  const word = label || run.texts[`row_${name}`];
  return html("th", { scope: "row", class: colourOf(name) },
    html("span", { class: "symbol" }, ...symbol), html("span", { class: "word" }, word));
}

// Many features at one timestep: a bar code of their values, from negative to positive. A stripe
// for several features has the colour of the one farthest from 0.
const MOST_STRIPES = 64;
const MOST_TOLD = 16; // of their values, where the pointer rests

function barCode(run, t) {
  const largest = run.x_max || 1;
  const count = Math.min(run.D, MOST_STRIPES);
  const firstOf = (stripe) => Math.floor((stripe * run.D) / count);
  const stripes = Array.from({ length: count }, (_, i) => {
    let value = 0;
    for (let k = firstOf(i); k < firstOf(i + 1); k++) if (Math.abs(run.at("x", t, k)) > Math.abs(value)) value = run.at("x", t, k);
    const share = Math.round((100 * Math.abs(value)) / largest);
    const colour = `color-mix(in srgb, var(${value < 0 ? "--x-negative" : "--x"}) ${share}%, var(--neutral))`;
    return `${colour} ${(100 * i) / count}% ${(100 * (i + 1)) / count}%`;
  });
  return `linear-gradient(to right, ${stripes.join(", ")})`;
}

function toldInputs(run, t) {
  const told = Array.from({ length: Math.min(run.D, MOST_TOLD) }, (_, k) => formatInput(run.at("x", t, k), run.decimals));
  return [...told, ...(run.D > MOST_TOLD ? ["…"] : [])].join(", ");
}

// What stands in a cell, as a number that can be changed.
function numberCell(className, format) {
  const number = html("span", { class: "number" });
  number.showNumber = (value) => setText(number, format(value));
  return Object.assign(html("td", { class: className }, number), { number });
}

function inputCell(run, t, index) {
  if (run.tokens.length) return html("td", { class: "input token" }, run.tokens[t - 1]);
  if (index === undefined) return html("td", { class: "input" });
  return numberCell("input", (value) => formatInput(value, run.decimals));
}

function showInput(run, numbers, cell, t, index) {
  if (numbers.has(cell.number)) numbers.refresh(cell.number);
  else if (cell.number) cell.number.showNumber(run.at("x", t, index));
  else if (!run.tokens.length) {
    cell.style.background = barCode(run, t);
    cell.title = toldInputs(run, t);
  }
}

// The four quantities of the forward pass. A row:
// header, className: of the row, of its cells
// value(t), format(value): its number
// isKnown(t, at): whether that is on screen yet
// shade(value): how strong its colour is, 0…1
// stages: for each stage that makes a cell of this row, how many timesteps away that cell is
// and where it has them:
// isHeld(t): whether the number is held
// place(t): of a number that can be changed
// before: the place of the number at t = 0, or true where that can't be changed
// isWritten: what isn't known is there all the same, hidden by the style sheet
function forwardRows(run, unit) {
  return ROWS.map((name, i) => {
    const isGate = name === "r" || name === "z";
    return {
      name,
      header: rowHeader(run, { name }),
      className: isGate ? `gate q-${name}` : "state",
      value: (t) => run.at(name, t, unit),
      format: (value) => formatNumber(value, run.decimals),
      isKnown: (t, at) => run.future === "shown" || t < at.t || (t === at.t && i + 1 <= at.stage),
      isHeld: (t) => run.held(name, t, unit),
      shade: (value) => Math.min(1, Math.abs(value)),
      place: isGate ? (t) => placeText(name, t - 1, unit) : undefined,
      before: name === "h" ? placeText("h0", unit, 0) : undefined,
      stages: { [i + 1]: 0 },
    };
  });
}

// rows: below those of the input. changes: whether a step tells or hides numbers of them. mark: what
// stands beside a timestep, if anything.
function createStrip(run, unit, { numbers, onGo, rows = forwardRows(run, unit), changes = run.future === "hidden", mark = () => [] }) {
  const timesteps = Array.from({ length: run.T }, (_, i) => i + 1);
  const heads = timesteps.map((t) => html("th", { scope: "col" }, run.T <= 16 ? `t = ${t}` : String(t), ...mark(t)));
  const inputs = inputRows(run).map((row) => ({ ...row, cells: timesteps.map((t) => inputCell(run, t, row.index)) }));
  const computed = rows.map((row) => ({
    ...row,
    first: row.before ? numberCell(`${row.className} first`, row.format) : html("td", { class: "nothing" }),
    cells: timesteps.map(() => numberCell(row.className, row.format)),
  }));
  const columns = timesteps.map((t, i) => [heads[i], ...inputs.map(({ cells }) => cells[i]), ...computed.map(({ cells }) => cells[i])]);
  // What a step moves lies above the table, else a step would paint all columns anew: a frame
  // round the column, and in it marks round the cells that the stage makes.
  const marks = computed.map(() => html("div", { class: "mark" }));
  const frame = html("div", { class: "frame" }, ...marks);
  const table = html("table", { class: "strip", style: `--timesteps: ${run.T + 1}; --decimals: ${run.decimals}` },
    html("colgroup", {}, html("col", { class: "names" })),
    html("thead", {}, html("tr", {}, html("td", {}), html("th", { scope: "col", class: "before" }, run.T <= 16 ? "t = 0" : "0"), ...heads)),
    html("tbody", {},
      ...inputs.map((row) => html("tr", {}, rowHeader(run, row), html("td", { class: "nothing" }), ...row.cells)),
      ...computed.map((row) => html("tr", {}, row.header, row.first, ...row.cells))));
  table.addEventListener("click", ({ target }) => {
    const cell = target.closest("td, th");
    if (!cell || cell.cellIndex < 2) return;
    const row = computed[cell.parentElement.rowIndex - 1 - inputs.length];
    const [stage] = Object.keys(row?.stages ?? {});
    onGo(cell.cellIndex - 1, stage && Number(stage));
  });
  const element = html("div", { class: "strip-window", tabindex: "0", role: "region", "aria-label": run.texts.strip }, table, frame);

  const cellAt = (row, t) => (t ? row.cells[t - 1] : row.first);
  const fill = (t, at, isNew = false) => {
    for (const row of computed) {
      const cell = cellAt(row, t);
      if (!cell.number) continue;
      const known = row.isKnown(t, at);
      if (!isNew && !row.place && cell.isKnown === known) continue;
      cell.isKnown = known;
      if (row.place && t) numbers.assign(cell.number, known ? row.place(t) : null, t === at.t);
      if (numbers.has(cell.number)) numbers.refresh(cell.number);
      else if (known || row.isWritten) cell.number.showNumber(row.value(t));
      else setText(cell.number, "·");
      cell.classList.toggle("held", Boolean(t && row.isHeld?.(t)));
      cell.classList.toggle("unknown", !known);
      shade(cell, known ? row : null, row.value(t));
    }
  };
  const shade = (cell, row, value) => {
    cell.classList.toggle("negative", Boolean(row && value < 0));
    cell.style.setProperty("--share", (row ? row.shade(value) : 0).toFixed(3));
  };

  const fillAll = (at) => {
    for (const t of [0, ...timesteps]) fill(t, at, true);
    for (const t of timesteps) for (const { cells, index } of inputs) showInput(run, numbers, cells[t - 1], t, index);
  };

  // Every input and gate can be dragged; those of this timestep are the Tab key's too.
  const giveInputs = (t, isStop) => {
    for (const { cells, index } of inputs) if (cells[t - 1].number) numbers.assign(cells[t - 1].number, placeText("x", t - 1, index), isStop);
  };
  for (const { first, before } of computed) if (typeof before === "string") numbers.assign(first.number, before, true);
  timesteps.forEach((t) => giveInputs(t, false));

  // Moves the frame to the column and scrolls it into sight. It measures, so it comes before
  // anything is written: else the browser would lay the page out twice.
  const frameColumn = (t) => {
    const [head] = columns[t - 1];
    const { offsetLeft: start, offsetWidth: width } = head;
    const left = start - table.rows[0].cells[0].offsetWidth;
    const right = start + width - element.clientWidth;
    const { scrollLeft } = element;
    frame.style.transform = `translateX(${start}px)`;
    if (scrollLeft > left) element.scrollLeft = left - width;
    else if (scrollLeft < right) element.scrollLeft = right + width;
  };

  const fitFrame = () => {
    const { offsetWidth: width } = columns[0][0];
    const places = computed.map(({ first }) => [first.offsetTop + first.clientTop, first.clientHeight]);
    frame.style.width = `${width}px`;
    places.forEach(([top, height], i) => Object.assign(marks[i].style, { top: `${top}px`, height: `${height}px` }));
  };

  // Marks the cells that a stage makes, some of them a timestep away.
  let active = [];
  const markStage = ({ t, stage }) => {
    for (const cell of active) cell.classList.remove("active");
    active = [];
    computed.forEach((row, i) => {
      const away = row.stages[stage];
      marks[i].classList.toggle("shown", away !== undefined);
      if (away === undefined) return;
      marks[i].style.left = `calc(${away} * (100% + var(--gap)))`;
      active.push(cellAt(row, t + away));
    });
    for (const cell of active) cell.classList.add("active");
  };

  let shown = null;
  const resized = new ResizeObserver(() => {
    if (!shown) return;
    fitFrame();
    frameColumn(shown.t);
  });
  for (const box of [element, table]) resized.observe(box);
  return {
    element,
    refresh: fillAll,
    show(at) {
      const moved = !shown || shown.t !== at.t;
      if (moved) frameColumn(at.t);
      // The focus goes along with the step, to the same row of the next column.
      const row = moved && shown ? columns[shown.t - 1].findIndex((cell) => cell.number && cell.number === element.getRootNode().activeElement) : -1;
      if (shown && changes) for (let t = Math.min(shown.t, at.t) - 1; t <= Math.max(shown.t, at.t); t++) fill(t, at);
      else if (shown && moved) [shown.t, at.t].forEach((t) => fill(t, at));
      if (shown) columns[shown.t - 1].forEach((cell) => cell.classList.remove("current"));
      columns[at.t - 1].forEach((cell) => cell.classList.add("current"));
      markStage(at);
      if (moved) {
        if (shown) giveInputs(shown.t, false);
        giveInputs(at.t, true);
      }
      if (row > 0) (columns[at.t - 1][row].number?.hasAttribute("tabindex") ? columns[at.t - 1][row].number : element).focus({ preventScroll: true });
      shown = { ...at };
    },
  };
}
