// The scalar terms behind an equation: from a tree to numbers, for one unit.

// What the vector of a product is called in the run: x, h_prev, or r ⊙ h_prev.
const vectorOf = (node) => (node[0] === "hadamard" ? "rq" : node[1]);
const lengthOf = (run, vector) => (vector === "x" ? run.D : run.H);

const isHidden = (run, name, stage) => run.future === "hidden" && (STAGE_OF[name] ?? 0) > stage;

const MOST_DECIMALS_GIVEN = 6; // of a number that was put in, where rounding by hand takes it as given

// Numbers that were put in are shown as they count: in full where the sums are rounded by hand.
const formatGiven = (run, value) => formatInput(value, run.rounded ? MOST_DECIMALS_GIVEN : run.decimals);

// A gradient may be small beyond the decimals shown, and is no zero for that: it has two digits.
function formatGradient(value, decimals) {
  const size = Math.abs(value);
  if (!size || size >= 10 ** (1 - decimals)) return formatNumber(value, decimals);
  if (size >= 10 ** -decimals) return formatNumber(value, decimals + 1);
  return value.toExponential(1).replace(/-/g, "−");
}

function formatOf(run, name) {
  if (name === "x") return (value) => formatGiven(run, value);
  return name.startsWith("d_") ? (value) => formatGradient(value, run.decimals) : (value) => formatNumber(value, run.decimals);
}

// The place of what was put in, of quantities that otherwise are computed: x, and h before t = 1.
function givenPlace(name, t, index) {
  if (name === "x") return placeText("x", t - 1, index);
  return name === "h_prev" && t === 1 ? placeText("h0", index, 0) : null;
}

// Draws a value as a factor: where it leads a term, its sign stands before the term, between the
// terms; where it follows another factor, in brackets with it.
function showFactor(node, format, lead) {
  node.showNumber = (value) => {
    const text = format(value);
    const isNegative = text.startsWith("−");
    if (!lead) return setText(node, inBrackets(text));
    setText(node, isNegative ? text.slice(1) : text);
    lead.setSign(isNegative ? "−" : "+");
  };
}

// A number of the run that follows the timestep. lead: the term that it leads; brackets: whether
// it has them where a sign would clash; of: what is shown of the value; format: how it is written.
function liveNumber({ run, live, numbers }, name, index, { brackets = false, lead = null, of = (value) => value, format = formatOf(run, name) } = {}) {
  const node = tight();
  node.classList.add(colourOf(name));
  if (lead || brackets) showFactor(node, (value) => format(of(value)), lead);
  else node.showNumber = (value) => setText(node, format(of(value)));
  const isGiven = name === "x" || name === "h_prev";
  let place = null;
  live.push((t, stage) => {
    const given = isGiven ? givenPlace(name, t, index) : null;
    if (given !== place) numbers.assign(node, given);
    place = given;
    if (numbers.has(node)) numbers.refresh(node);
    else if (isHidden(run, name, stage)) {
      setText(node, "?");
      lead?.setSign("+");
    } else node.showNumber(run.at(name, t, index));
  });
  return node;
}

// A weight or bias, at a place that may follow the timestep.
function weightNumber({ run, live, numbers }, placeAt, lead, format = (value) => formatGiven(run, value)) {
  const node = tight();
  node.classList.add("weight");
  showFactor(node, format, lead);
  let place = null;
  live.push((t, _, isNew) => {
    const now = placeAt(t);
    if (now === place && !isNew) return;
    place = now;
    numbers.assign(node, now);
    if (!numbers.has(node)) node.showNumber(numberAt(run, now));
  });
  return node;
}

const newTerm = () => ({ nodes: [], setSign() {} });

function biasTerm(context, name) {
  const term = newTerm();
  term.nodes = [weightNumber(context, () => placeText(name, context.unit, 0), term)];
  return term;
}

// weight · value, or value · weight where the vector stands left of its matrix.
function productTerm(context, matrix, vector, k) {
  const term = newTerm();
  const row = isRow(context.run);
  const weight = weightNumber(context, () => placeText(matrix, context.unit, k), row ? null : term);
  const value = liveNumber(context, vector, k, row ? { lead: term } : { brackets: true });
  term.nodes = row ? [value, spaced("·"), weight] : [weight, spaced("·"), value];
  return term;
}

// Of a one-hot input one column counts: its weight, times 1.
function oneHotTerm(context, matrix) {
  const { run, unit } = context;
  const term = newTerm();
  const row = isRow(run);
  const weight = weightNumber(context, (t) => placeText(matrix, unit, hotFeature(run, t)), row ? null : term);
  const one = html("span", { class: "q-x" }, "1");
  term.nodes = row ? [one, spaced("·"), weight] : [weight, spaced("·"), one];
  return term;
}

function hotFeature(run, t) {
  for (let k = 0; k < run.D; k++) if (run.at("x", t, k)) return k;
  return 0;
}

// Terms of a tree, each drawn apart, so that a long sum can break: { nodes, setSign }. Without a
// setSign, a term is always added; one that `follows` has its operator in it already.
function termsOf(node, context) {
  const { unit } = context;
  const [kind, ...parts] = node;
  const factor = (part) =>
    part[0] === "one_minus"
      ? liveNumber(context, part[1][1], unit, { of: (value) => 1 - value })
      : liveNumber(context, part[1], unit, { brackets: true });
  switch (kind) {
    case "quantity":
      return [biasTerm(context, parts[0])];
    case "product": {
      const vector = vectorOf(parts[1]);
      if (vector === "x" && context.run.onehot) return [oneHotTerm(context, parts[0])];
      return Array.from({ length: lengthOf(context.run, vector) }, (_, k) => productTerm(context, parts[0], vector, k));
    }
    case "hadamard": {
      const [left, right] = parts;
      if (right[0] !== "sum") return [{ nodes: [factor(left), spaced("·"), factor(right)] }];
      const inner = withSigns(termsOf(right, context));
      inner[0].unshift(factor(left), spaced("·"), tight("("));
      inner.at(-1).push(tight(")"));
      return inner.map((nodes, i) => ({ nodes, follows: i > 0 }));
    }
    case "joined":
    case "sum":
      return parts.flatMap((part) => termsOf(part, context));
  }
}

// How many terms those are.
function termCount([kind, ...parts], run) {
  switch (kind) {
    case "product": {
      const vector = vectorOf(parts[1]);
      return vector === "x" && run.onehot ? 1 : lengthOf(run, vector);
    }
    case "hadamard":
      return parts[1][0] === "sum" ? termCount(parts[1], run) : 1;
    case "joined":
    case "sum":
      return parts.reduce((total, part) => total + termCount(part, run), 0);
    default:
      return 1;
  }
}

// The terms with their operators; the first one shows only a minus.
function withSigns(terms) {
  return terms.map((term, i) => {
    if (term.follows || (!i && !term.setSign)) return term.nodes;
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
    case "joined":
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
    case "transposed": {
      let total = 0;
      for (let k = 0; k < run.H; k++) total += rounded(run.entry(parts[0], k, unit) * run.at(parts[1][1], t, k));
      return total;
    }
    case "hadamard":
      return rounded(inner(parts[0]) * inner(parts[1]));
    case "one_minus":
      return rounded(1 - inner(parts[0]));
    case "square":
      return rounded(inner(parts[0]) ** 2);
    case "difference":
      return inner(parts[0]) - inner(parts[1]);
    case "joined":
      return inner(parts[0]) + inner(parts[1]);
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
