// How the gradient splits: the four branches from h_t to a unit of h_{t-1} as signed bars beside
// their sum, and one sentence that says which of them carries most.

const SAME = 1e-9; // of the largest: sizes that differ by rounding alone

// The sizes of a unit's four branches: those that are largest, and what share of all they have.
function mainBranches(run, t, unit) {
  const sizes = BRANCHES.map((name) => Math.abs(run.at(name, t, unit)));
  const largest = Math.max(...sizes);
  // Relative to the largest, so that neither tiny nor huge gradients leave the range of floats.
  const relative = sizes.map((size) => (largest ? size / largest : 0));
  const total = relative.reduce((sum, size) => sum + size, 0);
  const shares = relative.map((size) => (total ? size / total : 0));
  return { shares, names: largest ? BRANCHES.filter((_, i) => relative[i] >= 1 - SAME) : [] };
}

// In whole percent, but where that would say all or nothing of what isn't.
function percentText(share) {
  if (share > 0 && share < 0.005) return "< 1";
  return share > 0.995 && share < 1 ? "> 99" : formatInput(share * 100, 0);
}

const branchName = (run, name) => run.texts[`branch_${BY_WAY_OF[name]}`];

function splitSentence(run, t, unit) {
  const { texts } = run;
  const ends = { from: symbolAt(run, "h", t), to: symbolAt(run, "h_prev", t), unit: unit + 1 };
  const { shares, names } = mainBranches(run, t, unit);
  if (!names.length) {
    const arrives = Array.from({ length: run.H }, (_, j) => run.at("d_h", t, j)).some(Boolean);
    return fillIn(arrives ? texts.nothing_back : texts.nothing_arrives, ends);
  }
  const [main] = names;
  const share = shares[BRANCHES.indexOf(main)];
  const percent = percentText(share);
  if (names.length > 1) {
    const branches = new Intl.ListFormat(run.language).format(names.map((name) => branchName(run, name)));
    return fillIn(texts.equal, { ...ends, branches, percent });
  }
  const sentence = share === 1 ? texts.all : share > 0.5 ? texts.most : texts.largest_part;
  return fillIn(sentence, { ...ends, by: texts[main.replace(/^d_(by_)?/, "by_")], percent });
}

function createSplit(run, unit, { onStage }) {
  const back = onTheWayBack(run);
  const live = [];
  const sentence = html("p", { class: "main-branch" });
  const bar = () => html("span", { class: "bar-window", "aria-hidden": "true" }, html("span", { class: "signed-bar" }));
  const cell = (name, head, stage) => {
    const number = html("strong", { class: "number" });
    const share = html("span", { class: "share", title: run.texts.share });
    const window = bar();
    // A click anywhere goes to the stage; for the keyboard, that on the button.
    const node = html("li", { class: `branch ${colourOf(name)}`, onclick: () => onStage(stage) },
      html("button", { type: "button", class: "what", "aria-label": run.texts[`stage_${LESSON.stages[stage - 1]}`] }, ...head), share, number, window);
    return { name, node, number, share, bar: window.firstChild, stage };
  };
  const branches = BRANCHES.map((name) => cell(name, [branchName(run, name)], LESSON.stages.indexOf(BY_WAY_OF[name]) + 1));
  const whole = cell("d_back", [math("math", {}, slopeSymbol(back, "d_back", live))], LESSON.stages.length);
  whole.node.classList.add("whole");
  const show = ({ t, stage }) => {
    live.forEach((update) => update(t, stage));
    const { shares, names } = mainBranches(run, t, unit);
    const values = [...branches, whole].map(({ name }) => run.at(name, t, unit));
    const largest = Math.max(...values.map(Math.abs)) || 1;
    [...branches, whole].forEach((one, i) => {
      setText(one.number, formatGradient(values[i], run.decimals));
      if (i < shares.length) setText(one.share, fillIn(run.texts.percent, { percent: percentText(shares[i]) }));
      const size = (50 * Math.abs(values[i])) / largest;
      one.bar.style.left = `${values[i] < 0 ? 50 - size : 50}%`;
      one.bar.style.width = `${size}%`;
      one.node.classList.toggle("main", names.includes(one.name));
      one.node.classList.toggle("active", one.stage === stage);
    });
    setText(sentence, splitSentence(run, t, unit));
  };
  return {
    element: html("section", { class: "split", "aria-label": run.texts.split },
      sentence, html("ul", { class: "branches" }, ...branches.map(({ node }) => node), whole.node)),
    show,
  };
}
