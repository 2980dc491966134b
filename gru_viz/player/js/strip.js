// The sequence unrolled in time: a column a timestep, a row a quantity of the chosen unit.

const ROWS = ["r", "z", "n", "h"];
const MOST_INPUT_ROWS = 4; // features with a row of numbers each; beyond, colours stand for them

function inputRows(run) {
  if (run.tokens.length || run.D > MOST_INPUT_ROWS) return [{ name: "x", label: "" }];
  return run.features.map((label, index) => ({ name: "x", index, label: run.D > 1 ? label : "" }));
}

function rowHeader(run, { name, label }) {
  const { base, accent } = run.symbols[name];
  const word = label || run.texts[`row_${name}`];
  return html("th", { scope: "row", class: `q-${name}` },
    html("span", { class: "symbol" }, base + (COMBINING[accent] ?? "")), html("span", { class: "word" }, word));
}

// Many features at one timestep: a bar code of their values, from negative to positive.
function barCode(run, t) {
  const largest = run.x_max || 1;
  const stripes = Array.from({ length: run.D }, (_, k) => {
    const share = run.at("x", t, k) / largest;
    const colour = `color-mix(in srgb, var(${share < 0 ? "--x-negative" : "--x"}) ${Math.round(Math.abs(share) * 100)}%, var(--neutral))`;
    return `${colour} ${(100 * k) / run.D}% ${(100 * (k + 1)) / run.D}%`;
  });
  return `linear-gradient(to right, ${stripes.join(", ")})`;
}

function inputCell(run, t, index) {
  const cell = html("td", { class: "input" });
  if (run.tokens.length) {
    cell.append(run.tokens[t - 1]);
    cell.classList.add("token");
  } else if (index === undefined) {
    cell.style.background = barCode(run, t);
    cell.title = Array.from({ length: run.D }, (_, k) => formatInput(run.at("x", t, k), run.decimals)).join(", ");
  } else cell.append(formatInput(run.at("x", t, index), run.decimals));
  return cell;
}

function createStrip(run, unit, { onGo }) {
  const timesteps = Array.from({ length: run.T }, (_, i) => i + 1);
  const heads = timesteps.map((t) => html("th", { scope: "col" }, run.T <= 16 ? `t = ${t}` : String(t)));
  const inputs = inputRows(run).map((row) => ({ ...row, cells: timesteps.map((t) => inputCell(run, t, row.index)) }));
  const computed = ROWS.map((name) => ({ name, cells: timesteps.map(() => html("td", { class: name === "r" || name === "z" ? `gate q-${name}` : "state" })) }));
  const columns = timesteps.map((t, i) => [heads[i], ...inputs.map(({ cells }) => cells[i]), ...computed.map(({ cells }) => cells[i])]);
  const frame = html("div", { class: "frame" });
  const table = html("table", { class: "strip", style: `--timesteps: ${run.T}; --decimals: ${run.decimals}` },
    html("colgroup", {}, html("col", { class: "names" })),
    html("thead", {}, html("tr", {}, html("td", {}), ...heads)),
    html("tbody", {}, ...[...inputs, ...computed].map((row) => html("tr", {}, rowHeader(run, row), ...row.cells))));
  table.addEventListener("click", ({ target }) => {
    const cell = target.closest("td, th");
    if (!cell || cell.cellIndex < 1) return;
    const row = cell.parentElement.rowIndex - 1 - inputs.length;
    onGo(cell.cellIndex, row >= 0 ? row + 1 : undefined);
  });
  const element = html("div", { class: "strip-window", tabindex: "0", role: "region", "aria-label": run.texts.strip }, table, frame);

  const fill = (t, at) => {
    for (const [i, { name, cells }] of computed.entries()) {
      const cell = cells[t - 1];
      const known = run.future === "shown" || t < at.t || (t === at.t && i + 1 <= at.stage);
      const value = run.at(name, t, unit);
      setText(cell, known ? formatNumber(value, run.decimals) : "·");
      cell.classList.toggle("unknown", !known);
      cell.classList.toggle("negative", known && value < 0);
      cell.style.setProperty("--share", known ? Math.min(1, Math.abs(value)).toFixed(3) : "0");
    }
  };

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
    show(at) {
      if (!shown || shown.t !== at.t) frameColumn(at.t);
      if (!shown) timesteps.forEach((t) => fill(t, at));
      else if (run.future === "hidden")
        for (let t = Math.min(shown.t, at.t); t <= Math.max(shown.t, at.t); t++) fill(t, at);
      if (shown) columns[shown.t - 1].forEach((cell) => cell.classList.remove("current", "active"));
      columns[at.t - 1].forEach((cell) => cell.classList.add("current"));
      columns[at.t - 1].at(at.stage - 5).classList.add("active");
      shown = { ...at };
    },
  };
}
