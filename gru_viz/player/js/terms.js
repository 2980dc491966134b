// The scalar terms behind an equation: from a tree to numbers, for one unit.

// What the vector of a product is called in the run: x, h_prev, or r ⊙ h_prev.
const vectorOf = (node) => (node[0] === "hadamard" ? "rq" : node[1]);
const lengthOf = (run, vector) => (vector === "x" ? run.D : run.H);

const isHidden = (run, name, stage) => run.future === "hidden" && (STAGE_OF[name] ?? 0) > stage;

const MOST_DECIMALS_GIVEN = 6; // of a number that was put in, where rounding by hand takes it as given

// Numbers that were put in are shown as they count: in full where the sums are rounded by hand.
const formatGiven = (run, value) => formatInput(value, run.rounded ? MOST_DECIMALS_GIVEN : run.decimals);

// The place of what was put in, of quantities that otherwise are computed: x, and h before t = 1.
function givenPlace(name, t, index) {
  if (name === "x") return placeText("x", t - 1, index);
  return name === "h_prev" && t === 1 ? placeText("h0", index, 0) : null;
}

// A number of the run that follows the timestep; brackets only where a sign would clash.
function liveNumber({ run, live, numbers }, name, index, { brackets = false, of = (value) => value } = {}) {
  const node = tight();
  node.classList.add(colourOf(name));
  const format = name === "x" ? (value) => formatGiven(run, value) : (value) => formatNumber(value, run.decimals);
  node.showNumber = (value) => setText(node, brackets ? inBrackets(format(of(value))) : format(of(value)));
  const isGiven = name === "x" || name === "h_prev";
  let place = null;
  live.push((t, stage) => {
    const given = isGiven ? givenPlace(name, t, index) : null;
    if (given !== place) numbers.assign(node, given);
    place = given;
    if (numbers.has(node)) numbers.refresh(node);
    else if (isHidden(run, name, stage)) setText(node, "?");
    else node.showNumber(run.at(name, t, index));
  });
  return node;
}

// A weight or bias as a term: its sign stands before it, between the terms.
function weightTerm(context, placeAt, factors = []) {
  const { run, live, numbers } = context;
  const node = tight();
  node.classList.add("weight");
  const term = { nodes: [node, ...factors], setSign: () => {} };
  node.showNumber = (value) => {
    setText(node, formatGiven(run, Math.abs(value)));
    term.setSign(value < 0 ? "−" : "+");
  };
  let place = null;
  live.push((t, _, isNew) => {
    const now = placeAt(t);
    if (now === place && !isNew) return;
    place = now;
    numbers.assign(node, now);
    if (!numbers.has(node)) node.showNumber(numberAt(run, now));
  });
  return term;
}

// Of a one-hot input one column counts: its weight, times 1.
function oneHotTerm(context, matrix) {
  const { run, unit } = context;
  const factors = [spaced("·"), html("span", { class: "q-x" }, "1")];
  return weightTerm(context, (t) => placeText(matrix, unit, hotFeature(run, t)), factors);
}

function hotFeature(run, t) {
  for (let k = 0; k < run.D; k++) if (run.at("x", t, k)) return k;
  return 0;
}

// Terms of a tree, each drawn apart, so that a long sum can break: { nodes, setSign }. Without a
// setSign, a term is always added; `joined` follows the one before it without an operator.
function termsOf(node, context) {
  const { unit } = context;
  const [kind, ...parts] = node;
  const factor = (part) =>
    part[0] === "one_minus"
      ? liveNumber(context, part[1][1], unit, { of: (value) => 1 - value })
      : liveNumber(context, part[1], unit, { brackets: true });
  switch (kind) {
    case "quantity":
      return [weightTerm(context, () => placeText(parts[0], unit, 0))];
    case "product": {
      const vector = vectorOf(parts[1]);
      if (vector === "x" && context.run.onehot) return [oneHotTerm(context, parts[0])];
      return Array.from({ length: lengthOf(context.run, vector) }, (_, k) =>
        weightTerm(context, () => placeText(parts[0], unit, k), [spaced("·"), liveNumber(context, vector, k, { brackets: true })]));
    }
    case "hadamard": {
      const [left, right] = parts;
      if (right[0] !== "sum") return [{ nodes: [factor(left), spaced("·"), factor(right)] }];
      const inner = withSigns(termsOf(right, context));
      inner[0].unshift(factor(left), spaced("·"), tight("("));
      inner.at(-1).push(tight(")"));
      return inner.map((nodes, i) => ({ nodes, joined: i > 0 }));
    }
    case "sum":
      return parts.flatMap((part) => termsOf(part, context));
  }
}

// The terms with their operators; the first one shows only a minus.
function withSigns(terms) {
  return terms.map((term, i) => {
    if (term.joined || (!i && !term.setSign)) return term.nodes;
    const operator = i ? spaced("+") : tight();
    term.setSign &&= (sign) => setText(operator, sign === "+" && !i ? "" : sign);
    return [operator, ...term.nodes];
  });
}

// Rounded by hand: the terms of a sum once more, each as the number it was rounded to.
function roundedTerms(node, run, unit) {
  const [kind, ...parts] = node;
  switch (kind) {
    case "quantity":
      return [() => run.entry(parts[0], unit, 0)];
    case "product": {
      const vector = vectorOf(parts[1]);
      const product = (t, k) => roundHalfUp(run.entry(parts[0], unit, k) * run.at(vector, t, k), run.rounded);
      if (vector === "x" && run.onehot) return [(t) => product(t, hotFeature(run, t))];
      return Array.from({ length: lengthOf(run, vector) }, (_, k) => (t) => product(t, k));
    }
    case "hadamard":
      return [(t) => run.at("rq", t, unit)];
    case "sum":
      return parts.flatMap((part) => roundedTerms(part, run, unit));
  }
}

// The check: what the displayed terms come to, each product and sum rounded as the run rounds it.
const FUNCTIONS = { sigma: (a) => 1 / (1 + Math.exp(-a)), tanh: Math.tanh, "": (a) => a };

function evaluate(node, run, unit, t, rounded) {
  const [kind, ...parts] = node;
  const inner = (part) => evaluate(part, run, unit, t, rounded);
  switch (kind) {
    case "quantity":
      return run.isWeight(parts[0]) ? run.entry(parts[0], unit, 0) : run.at(parts[0], t, unit);
    case "product": {
      const vector = vectorOf(parts[1]);
      let total = 0;
      for (let k = 0; k < lengthOf(run, vector); k++)
        total += rounded(run.entry(parts[0], unit, k) * run.at(vector, t, k));
      return total;
    }
    case "hadamard":
      return rounded(inner(parts[0]) * inner(parts[1]));
    case "one_minus":
      return rounded(1 - inner(parts[0]));
    case "sum":
      return rounded(parts.reduce((total, part) => total + inner(part), 0));
  }
}

// Between what the terms of an equation come to and the run. A held gate has no such sum.
function differenceOf(equation, run, unit, t) {
  const { result, function: name, argument } = equation;
  if (run.held(result, t, unit)) return 0;
  const rounded = run.rounded ? (value) => roundHalfUp(value, run.rounded) : (value) => value;
  const value = rounded(FUNCTIONS[name](evaluate(argument, run, unit, t, rounded)));
  return Math.abs(value - run.at(result, t, unit));
}

const largestDifference = (run, unit, t) =>
  Math.max(...run.equations.map((equation) => differenceOf(equation, run, unit, t)));

// What the mix comes to when it is worked with the digits on screen.
function mixOfShownDigits(run, unit, t) {
  const shown = { ...run, at: (name, step, index) => roundHalfUp(run.at(name, step, index), run.decimals) };
  return evaluate(run.equations.at(-1).argument, shown, unit, t, (value) => value);
}
