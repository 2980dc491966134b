// The way back as a lesson: from the last timestep to the first, in each from the gradient that
// arrives through its branches to their sum. Nothing here computes a gradient.

const LESSON = {
  stages: ["h", "n", "z", "r", "h_prev"],
  onward: -1,
  picture: "gru-back",
  draw(run, unit, { numbers, fold, go, goToStage }) {
    const strip = createGradientStrip(run, unit, { numbers, onGo: go });
    const split = createSplit(run, unit, { onStage: goToStage });
    const cell = createGradientCell(run, unit, { onStage: goToStage });
    const equations = createGradientEquations(run, unit, { numbers, fold, onStage: goToStage });
    return {
      parts: [strip, split, cell, equations],
      elements: [strip.element, split.element, html("div", { class: "columns" }, html("div", { class: "drawing" }, cell.element), equations.element)],
    };
  },
  said(run, { t, unit, stage }) {
    const name = SENT[this.stages[stage - 1]];
    const value = formatGradient(run.at(name, t, unit), run.decimals);
    const told = `${run.texts[`stage_${this.stages[stage - 1]}`]} ${value}`;
    return `${fillIn(run.texts.place, { t, T: run.T })}, ${run.texts.unit} ${unit + 1}: ${told}. ${splitSentence(run, t, unit)}`;
  },
};
