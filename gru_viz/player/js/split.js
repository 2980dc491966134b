// How the gradient splits: the four branches from h_t to h_{t-1} as signed bars beside their sum,
// and one sentence that says which of them carries most.

const PARTS = { d_kept: "h", d_by_n: "n", d_by_z: "z", d_by_r: "r" }; // and the stage of each
const SAME = 1e-9; // of the largest: sizes that differ by rounding alone

// The sizes of the four branches: those that are largest, and what share of all they have.
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

function splitSentence(run, t, unit) {
  const { texts } = run;
  const ends = { from: symbolAt(run, "h", t), to: symbolAt(run, "h_prev", t) };
  const { shares, names } = mainBranches(run, t, unit);
  if (!names.length) {
    const arrives = Array.from({ length: run.H }, (_, j) => run.at("d_h", t, j)).some(Boolean);
    return fillIn(arrives ? texts.nothing_back : texts.nothing_arrives, ends);
  }
  const share = shares[BRANCHES.indexOf(names[0])];
  const by = names.map((name) => fillIn(texts[`by_${name.replace(/^d_(by_)?/, "")}`], {})).join(", ");
  const sentence = names.length > 1 ? texts.equal : share === 1 ? texts.all : share > 0.5 ? texts.most : texts.largest_part;
  return fillIn(sentence, { ...ends, by, percent: percentText(share) });
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
    const node = html("li", { class: `branch ${colourOf(name)}`, onclick: () => onStage(stage) },
      html("span", { class: "what" }, ...head), share, number, window);
    return { name, node, number, share, bar: window.firstChild, stage };
  };
  const branches = BRANCHES.map((name) => cell(name, [run.texts[`branch_${PARTS[name]}`]], LESSON.stages.indexOf(PARTS[name]) + 1));
  const whole = cell("d_back", [math("math", {}, slopeSymbol(back, "d_back", live))], LESSON.stages.length);
  whole.node.classList.add("whole");
  const show = ({ t, stage }) => {
    live.forEach((update) => update(t, stage));
    const { shares, names } = mainBranches(run, t, unit);
    const values = [...branches, whole].map(({ name }) => run.at(name, t, unit));
    const largest = Math.max(...values.map(Math.abs)) || 1;
    [...branches, whole].forEach((one, i) => {
      setText(one.number, formatGradient(values[i], run.decimals));
      if (i < shares.length) setText(one.share, `${percentText(shares[i])} %`);
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
