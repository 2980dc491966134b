// The equations of the way back, a block for each stage: symbols, this timestep's numbers, result.
// The block of the stage is open, the others say what they come to.

// What each stage sends on, which stands in its head.
const SENT = { h: "d_kept", n: "d_by_n", z: "d_by_z", r: "d_by_r", h_prev: "d_back" };

// The factors of a product, in order: (a ⊙ b) ⊙ c has three.
const factorsOf = (node) => (node[0] === "hadamard" ? node.slice(1).flatMap(factorsOf) : [node]);

// A factor in numbers: (1 − 0.3), (1 − 0.5²), (0.8 − 0.2). All are as exact as gradients are: a
// product that isn't 0 has no factor that reads 0.
function factorNodes(node, context, lead) {
  const { run, unit } = context;
  const [kind, ...parts] = node;
  const number = (part, how = {}) => liveNumber(context, part[1], unit, { format: (value) => formatGradient(value, run.decimals), ...how });
  switch (kind) {
    case "quantity":
      return [number(node, lead ? { lead } : { brackets: true })];
    case "one_minus": {
      const [inner] = parts;
      const squared = inner[0] === "square";
      const nodes = [tight("1"), spaced("−"), number(squared ? inner[1] : inner, { brackets: true })];
      return bracketNodes(node, context, [...nodes, ...(squared ? [html("sup", {}, "2")] : [])]);
    }
    case "difference":
      return bracketNodes(node, context, [number(parts[0]), spaced("−"), number(parts[1], { brackets: true })]);
  }
}

// A factor in brackets; where its numbers agree in the decimals shown, what it comes to instead.
function bracketNodes(node, { run, unit, live }, inside) {
  const bracket = html("span", {}, tight("("), ...inside, tight(")"));
  const value = tight();
  live.push((t) => {
    const factor = evaluate(node, run, unit, t, (exact) => exact);
    const isTiny = factor !== 0 && Math.abs(factor) < 10 ** -run.decimals;
    bracket.hidden = isTiny;
    value.hidden = !isTiny;
    setText(value, isTiny ? inBrackets(formatGradient(factor, run.decimals)) : "");
  });
  return [bracket, value];
}

// A weight as it was put in, or as gradients are where that would read 0.
function formatWeight(run, value) {
  const text = formatGiven(run, value);
  return value && text === "0" ? formatGradient(value, run.decimals) : text;
}

// The terms of the right side, each { nodes, setSign }; see termsOf.
function gradientTerms(node, context) {
  const { run, unit } = context;
  const [kind, ...parts] = node;
  switch (kind) {
    case "quantity": {
      const term = newTerm();
      term.nodes = parts[0].startsWith("d_") ? factorNodes(node, context, term) : [];
      return parts[0].startsWith("d_") ? [term] : termsOf(node, context);
    }
    case "hadamard": {
      const term = newTerm();
      const [first, ...others] = factorsOf(node);
      term.nodes = [...factorNodes(first, context, term), ...others.flatMap((factor) => [spaced("·"), ...factorNodes(factor, context)])];
      return [term];
    }
    case "transposed":
      return Array.from({ length: run.H }, (_, k) => columnTerm(context, parts[0], parts[1][1], k));
    case "sum":
      return parts.flatMap((inner) => gradientTerms(inner, context));
    default:
      return termsOf(node, context);
  }
}

// A weight of the unit's column · gradient of unit k, or the other way round for row vectors.
function columnTerm(context, matrix, vector, k) {
  const term = newTerm();
  const row = isRow(context.run);
  const weight = weightNumber(context, () => placeText(matrix, k, context.unit), row ? null : term, (value) => formatWeight(context.run, value));
  const value = liveNumber(context, vector, k, row ? { lead: term } : { brackets: true });
  term.nodes = row ? [value, spaced("·"), weight] : [weight, spaced("·"), value];
  return term;
}

const gradientTermCount = (node, run) => (node[0] === "transposed" ? run.H : node[0] === "sum" ? node.slice(1).reduce((total, part) => total + gradientTermCount(part, run), 0) : termCount(node, run));

// Behind the slope of a gate that may be held: nothing goes through its σ while it is.
function heldFactor(result, { run, unit, live }) {
  const gate = result.match(/^d_a_([rz])$/)?.[1];
  if (!gate) return [];
  const factor = html("span", {}, spaced("·"), "0");
  live.push((t) => (factor.hidden = !run.held(gate, t, unit)));
  return [factor];
}

function gradientLine({ result, argument }, context, fold) {
  const { run, unit, live } = context;
  const back = onTheWayBack(run);
  const count = gradientTermCount(argument, run);
  const folds = count > MOST_TERMS;
  const value = liveNumber(context, result, unit);
  value.classList.add("value");
  const formula = math("math", {}, slopeSymbol(back, result, live), mo("="), ...symbolicOf(argument, back, live, slopeSymbol));
  const button = () =>
    html("button", { class: "fold", type: "button", "aria-expanded": String(fold.open), onclick: fold.toggle },
      fillIn(fold.open ? run.texts.fold : run.texts.unfold, { n: count }));
  const isAlone = argument[0] === "quantity"; // its number is the result
  const terms = isAlone || (folds && !fold.open) ? [] : withSigns(gradientTerms(argument, context));
  terms[0]?.unshift(spaced("="));
  terms.at(-1)?.push(...heldFactor(result, context));
  const shown = folds && !fold.open ? [spaced("="), button(), " "] : pieces(...terms);
  return html("div", { class: "line" },
    html("span", { class: "formula" }, formula), " ",
    html("span", { class: "sums" }, ...shown, ...pieces([spaced("="), value]), ...(folds && fold.open ? [button()] : [])));
}

// What a stage has to say at some timesteps only: nothing comes from later ones, a gate is held.
function stageNote(stage, { run, unit, live }) {
  const note = html("p", { class: "note" });
  const say = {
    h: (t) => (t === run.T ? fillIn(run.texts.last_step, { T: `t = ${t}` }) : ""),
    z: (t) => (run.held("z", t, unit) ? fillIn(run.texts.held, { gate: symbolAt(run, "z", t) }) : ""),
    r: (t) => (run.held("r", t, unit) ? fillIn(run.texts.held, { gate: symbolAt(run, "r", t) }) : ""),
  }[stage];
  if (!say) return [];
  live.push((t) => {
    setText(note, say(t));
    note.hidden = !note.textContent;
  });
  return [note];
}

// How far the terms are off the gradients, measured by the timestep's largest: that of any unit,
// since sums take them from all.
function gradientDifference(run, unit, t) {
  const gradients = run.equations.filter(({ result }) => result.startsWith("d_"));
  const differences = gradients.map(({ result, argument }) => {
    const isHeld = /^d_a_[rz]$/.test(result) && run.held(result.slice(4), t, unit);
    return isHeld ? 0 : Math.abs(evaluate(argument, run, unit, t, (value) => value) - run.at(result, t, unit));
  });
  let largest = 0;
  for (const name of ["d_loss", "d_next", ...gradients.map(({ result }) => result)])
    for (let j = 0; j < run.H; j++) largest = Math.max(largest, Math.abs(run.at(name, t, j)));
  return largest ? Math.max(...differences) / largest : 0;
}

// A number in a sentence with its power of ten: 7·10⁻¹⁷.
function withPower(value) {
  const [digit, power] = value.toExponential(0).split("e");
  return `${digit}·10${power.replace("+", "").replace("-", "⁻").replace(/\d/g, (place) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[place])}`;
}

// What the terms come to with all digits, and that fewer are shown.
function gradientCheck(run, unit, t) {
  const difference = gradientDifference(run, unit, t);
  if (!Number.isFinite(difference)) return "";
  const check = difference ? fillIn(run.texts.check, { difference: withPower(difference) }) : run.texts.check_exact;
  return `${check} ${fillIn(run.texts.check_shown, { decimals: run.decimals })}`;
}

// The sheet opens all blocks at once where there is room; see backward.css.
const ALL_OPEN = matchMedia("(min-height: 1400px)");

function createGradientEquations(run, unit, { numbers, fold, onStage }) {
  const live = [];
  const context = { run, unit, live, numbers };
  const back = onTheWayBack(run);
  const blocks = LESSON.stages.map((stage, i) => {
    const name = SENT[stage];
    const sent = liveNumber(context, name, unit);
    const head = html("button", { type: "button", class: "head", onclick: () => onStage(i + 1) },
      html("span", { class: "title" }, run.texts[`stage_${stage}`]),
      html("span", { class: "sent" }, math("math", {}, slopeSymbol(back, name, live)), spaced("="), sent));
    const lines = run.equations.filter((equation) => equation.stage === stage).map((equation) => gradientLine(equation, context, fold));
    const body = html("div", { class: "lines" }, ...stageNote(stage, context), ...lines);
    const block = html("section", { class: `equation ${colourOf(name)}`, "aria-label": run.texts[`stage_${stage}`] }, head, body);
    live.push((_, current) => {
      const isCurrent = current === i + 1;
      block.classList.toggle("active", isCurrent);
      head.setAttribute("aria-current", isCurrent ? "step" : "false");
      head.setAttribute("aria-expanded", String(isCurrent || ALL_OPEN.matches));
    });
    return block;
  });
  const check = html("p", { class: "check" });
  live.push((t) => setText(check, gradientCheck(run, unit, t)));
  const element = html("div", { class: "equations back" }, ...blocks, check);
  keepHeight.observe(element);
  return {
    element,
    show: ({ t, stage }) => live.forEach((update) => update(t, stage, false)),
    refresh: ({ t, stage }) => live.forEach((update) => update(t, stage, true)),
  };
}
