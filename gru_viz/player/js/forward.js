// The forward pass as a lesson: what is drawn of it, in which order it is walked through.

// A player has one lesson: its stages within a timestep; onward, the way it goes through time
// (1 or −1); picture, where there is one diagram to save, the beginning of its file's name; draw,
// which gives the parts that follow the place and the elements below the transport; said, the place
// in words.
const LESSON = {
  stages: STAGES,
  onward: 1,
  picture: "gru",
  draw(run, unit, { numbers, fold, wish, go, goToStage, send }) {
    const strip = createStrip(run, unit, { numbers, onGo: go });
    const cell = createCell(run, unit, { onStage: goToStage });
    const mix = createMix(run, unit);
    const equations = createEquations(run, unit, { numbers, fold, onStage: goToStage });
    const whatIf = run.has_what_if ? [createWhatIf(run, unit, { wish, numbers, send })] : [];
    return {
      parts: [strip, cell, mix, equations, ...whatIf],
      elements: [strip.element, html("div", { class: "columns" }, html("div", { class: "drawing" }, cell.element, mix.element), equations.element), ...whatIf.map(({ element }) => element)],
    };
  },
  said(run, { t, unit, stage }) {
    const values = STAGES.slice(0, run.future === "hidden" ? stage : 4).map((name) =>
      `${run.texts[`row_${name}`]} ${formatNumber(run.at(name, t, unit), run.decimals)}`);
    return `${fillIn(run.texts.place, { t, T: run.T })}, ${run.texts.unit} ${unit + 1}: ${values.join(", ")}`;
  },
};
