// The sequence unrolled in time: a column a timestep, a row a quantity of the chosen unit.

const ROWS = ["r", "z", "n", "h"];
const MOST_INPUT_ROWS = 4; // features with a row of numbers each; beyond, colours stand for them

function inputRows(run) {
  if (run.tokens.length || run.D > MOST_INPUT_ROWS) return [{ name: "x", label: "" }];
  return run.features.map((label, index) => ({ name: "x", index, label: run.D > 1 ? label : "" }));
}

function rowHeader(run, { name, label }) {
  const word = label || run.texts[`row_${name}`];
  return html("th", { scope: "row", class: `q-${name}` },
    html("span", { class: "symbol" }, ...htmlSymbol(run, name)), html("span", { class: "word" }, word));
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

function createStrip(run, unit, { numbers, onGo }) {
  const timesteps = Array.from({ length: run.T }, (_, i) => i + 1);
  const heads = timesteps.map((t) => html("th", { scope: "col" }, run.T <= 16 ? `t = ${t}` : String(t)));
  const inputs = inputRows(run).map((row) => ({ ...row, cells: timesteps.map((t) => inputCell(run, t, row.index)) }));
  const computed = ROWS.map((name) => {
    const className = name === "r" || name === "z" ? `gate q-${name}` : "state";
    return { name, cells: timesteps.map(() => numberCell(className, (value) => formatNumber(value, run.decimals))) };
  });
  const first = numberCell("state first", (value) => formatNumber(value, run.decimals));
  const columns = timesteps.map((t, i) => [heads[i], ...inputs.map(({ cells }) => cells[i]), ...computed.map(({ cells }) => cells[i])]);
  const frame = html("div", { class: "frame" });
  const table = html("table", { class: "strip", style: `--timesteps: ${run.T + 1}; --decimals: ${run.decimals}` },
    html("colgroup", {}, html("col", { class: "names" })),
    html("thead", {}, html("tr", {}, html("td", {}), html("th", { scope: "col", class: "before" }, run.T <= 16 ? "t = 0" : "0"), ...heads)),
    html("tbody", {}, ...[...inputs, ...computed].map((row) =>
      html("tr", {}, rowHeader(run, row), row.name === "h" ? first : html("td", { class: "nothing" }), ...row.cells))));
  table.addEventListener("click", ({ target }) => {
    const cell = target.closest("td, th");
    if (!cell || cell.cellIndex < 2) return;
    const row = cell.parentElement.rowIndex - 1 - inputs.length;
    onGo(cell.cellIndex - 1, row >= 0 ? row + 1 : undefined);
  });
  const element = html("div", { class: "strip-window", tabindex: "0", role: "region", "aria-label": run.texts.strip }, table, frame);

  const fill = (t, at) => {
    for (const [i, { name, cells }] of computed.entries()) {
      const cell = cells[t - 1];
      const known = run.future === "shown" || t < at.t || (t === at.t && i + 1 <= at.stage);
      const value = run.at(name, t, unit);
      const held = run.held(name, t, unit);
      if (name === "r" || name === "z") numbers.assign(cell.number, known ? placeText(name, t - 1, unit) : null, t === at.t);
      if (!known) setText(cell.number, "·");
      else if (!numbers.has(cell.number)) cell.number.showNumber(value);
      cell.classList.toggle("held", held);
      cell.classList.toggle("unknown", !known);
      shade(cell, known ? value : 0);
    }
  };
  const shade = (cell, value) => {
    cell.classList.toggle("negative", value < 0);
    cell.style.setProperty("--share", Math.min(1, Math.abs(value)).toFixed(3));
  };

  const fillAll = (at) => {
    for (const t of timesteps) {
      fill(t, at);
      for (const { cells, index } of inputs) showInput(run, numbers, cells[t - 1], t, index);
    }
    const h0 = run.at("h", 0, unit);
    if (numbers.has(first.number)) numbers.refresh(first.number);
    else first.number.showNumber(h0);
    shade(first, h0);
  };

  // Every input and gate can be dragged; those of this timestep are the Tab key's too.
  const giveInputs = (t, isStop) => {
    for (const { cells, index } of inputs) if (cells[t - 1].number) numbers.assign(cells[t - 1].number, placeText("x", t - 1, index), isStop);
  };
  numbers.assign(first.number, placeText("h0", unit, 0), true);
  timesteps.forEach((t) => giveInputs(t, false));

  // Frames the column and scrolls it into sight. It measures, so it comes before anything is
  // written: else the browser would lay the page out twice.
  const frameColumn = (t) => {
    const [head] = columns[t - 1];
    const { offsetLeft: start, offsetWidth: width } = head;
    const left = start - table.rows[0].cells[0].offsetWidth;
    const right = start + width - element.clientWidth;
    const { scrollLeft } = element;
    frame.style.left = `${start}px`;
    frame.style.width = `${width}px`;
    if (scrollLeft > left) element.scrollLeft = left - width;
    else if (scrollLeft < right) element.scrollLeft = right + width;
  };

  let shown = null;
  new ResizeObserver(() => shown && frameColumn(shown.t)).observe(element);
  return {
    element,
    refresh: fillAll,
    show(at) {
      const moved = !shown || shown.t !== at.t;
      if (moved) frameColumn(at.t);
      // The focus goes along with the step, to the same row of the next column.
      const row = moved && shown ? columns[shown.t - 1].findIndex((cell) => cell.number && cell.number === element.getRootNode().activeElement) : -1;
      if (shown && (moved || run.future === "hidden")) {
        const between = run.future === "hidden" ? timesteps.slice(Math.min(shown.t, at.t) - 1, Math.max(shown.t, at.t)) : [shown.t, at.t];
        between.forEach((t) => fill(t, at));
      }
      if (shown) columns[shown.t - 1].forEach((cell) => cell.classList.remove("current", "active"));
      columns[at.t - 1].forEach((cell) => cell.classList.add("current"));
      columns[at.t - 1].at(at.stage - 5).classList.add("active");
      if (moved) {
        if (shown) giveInputs(shown.t, false);
        giveInputs(at.t, true);
      }
      if (row > 0) (columns[at.t - 1][row].number?.hasAttribute("tabindex") ? columns[at.t - 1][row].number : element).focus({ preventScroll: true });
      shown = { ...at };
    },
  };
}
