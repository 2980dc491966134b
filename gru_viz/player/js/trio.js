// Three cells as a lesson: one input, the same four questions at every timestep. What does the
// cell keep, what does it propose, what of that does it write, what does it show?

const TRIO_STAGES = ["keep", "propose", "write", "show"];
const TRIO_PLANS = { rnn: rnnPlan, lstm: lstmPlan, gru: gruPlan };

const TRIO_TOLD = { rnn: ["h"], lstm: ["h", "c", "f", "i", "o"], gru: ["h", "keep", "write", "r"] };

// A cell under its name, with what it computes in this stage below.
function createTrioFigure(run, cell, unit, { numbers, onStage }) {
  const own = cell.unit(unit);
  const plan = TRIO_PLANS[cell.name](cell);
  const drawing = createTrioCell(cell, own, plan, { onStage });
  const sums = createTrioSums(cell, own, numbers);
  const { texts } = run;
  let t = 1;
  const save = html("button", { type: "button", title: texts.picture, "aria-label": `${texts.picture}: ${cell.title}`, onclick: () => saveFile(`${cell.name}-t${t}.svg`, "image/svg+xml", cellPicture(drawing.element)) }, icon("picture"));
  const caption = html("figcaption", { class: `cell-${cell.name}` },
    html("strong", {}, cell.title),
    html("span", { class: "which" }, fillIn(texts.which_unit, { unit: own + 1, H: cell.all })), save);
  return {
    element: html("figure", { class: "trio-cell", style: `--width: ${plan.width}` }, caption, drawing.element, sums.element),
    show(at) {
      ({ t } = at);
      drawing.show(at);
      sums.show(at);
    },
  };
}

const LESSON = {
  stages: TRIO_STAGES,
  onward: 1,
  stageButtons: true,
  draw(run, unit, { numbers, go, goToStage }) {
    const cells = Object.fromEntries(TRIO.map((name) => [name, cellOf(run, name)]));
    const figures = TRIO.map((name) => createTrioFigure(run, cells[name], unit, { numbers, onStage: goToStage }));
    const strip = createStrip(run, unit, { numbers, onGo: go, rows: trioRows(run, cells, unit), changes: false });
    fitColumns(strip, run.decimals);
    return {
      parts: [strip, ...figures],
      elements: [html("div", { class: "trio" }, ...figures.map(({ element }) => element)), strip.element],
    };
  },
  said(run, { t, unit, stage }) {
    const told = Object.entries(TRIO_TOLD).map(([name, quantities]) => {
      const cell = cellOf(run, name);
      const values = quantities.map((quantity) => `${run.texts[`row_${quantity}`]} ${formatNumber(cell.at(quantity, t, cell.unit(unit)), run.decimals)}`);
      return `${cell.title}: ${values.join(", ")}`;
    });
    return `${fillIn(run.texts.place, { t, T: run.T })}, ${run.texts.unit} ${unit + 1}: ${fillIn(run.texts.stage, { stage, name: run.texts[`stage_${TRIO_STAGES[stage - 1]}`] })}. ${told.join(". ")}`;
  },
};
