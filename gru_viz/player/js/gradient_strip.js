// The strip of the way back: input and hidden state as they were, below them the gradients at the
// hidden state, the candidate and the gates, as far as one has come.

const GRADIENT_ROWS = ["h", "n", "z", "r"]; // what they are at, each made in the stage of that name

// The columns are as wide as the longest number needs, which may be −1.3e−16.
function longestNumber(rows, T) {
  let longest = 0;
  for (const { value, format } of rows) for (let t = 1; t <= T; t++) longest = Math.max(longest, format(value(t)).length);
  return longest;
}

const DIGITS_BESIDE = 3; // of a number's room, those beside its decimals: −0.

function createGradientStrip(run, unit, { numbers, onGo }) {
  const state = { ...forwardRows(run, unit).at(-1), isKnown: () => true, stages: {} };
  const gradients = GRADIENT_ROWS.map((of, i) => {
    const isState = of === "h";
    return {
      header: rowHeader(run, { name: of, symbol: htmlSlope(run, of), label: run.texts[`at_${of}`] }),
      className: `slope q-${of}`,
      // What arrives at h_0 is what the first timestep sends back.
      value: (t) => (t ? run.at(`d_${of}`, t, unit) : run.at("d_back", 1, unit)),
      format: (value) => formatGradient(value, run.decimals),
      // The last stage of a timestep makes the gradient that arrives at the one before.
      isKnown: (t, at) => t >= at.t || (isState && t === at.t - 1 && at.stage === LESSON.stages.length),
      shade: (value) => (run.largest ? Math.min(1, Math.abs(value) / run.largest) : 0),
      isWritten: true, // so that a step paints, and lays out none of 512 columns
      before: isState,
      stages: isState ? { 1: 0, [LESSON.stages.length]: -1 } : { [i + 1]: 0 },
    };
  });
  const flag = (t) => (run.loss.includes(t) ? [html("span", { class: "loss", title: run.texts.loss_here, role: "img", "aria-label": run.texts.loss_here }, "L")] : []);
  const strip = createStrip(run, unit, { numbers, onGo, rows: [state, ...gradients], changes: true, mark: flag });
  const colours = html("p", { class: "colours" });
  return {
    element: html("div", { class: "gradient-strip" }, strip.element, colours),
    show: strip.show,
    refresh(at) {
      strip.refresh(at);
      const decimals = Math.max(run.decimals, longestNumber(gradients, run.T) - DIGITS_BESIDE);
      strip.element.querySelector("table").style.setProperty("--decimals", decimals);
      setText(colours, run.largest ? fillIn(run.texts.colours, { largest: formatGradient(run.largest, run.decimals) }) : "");
    },
  };
}
