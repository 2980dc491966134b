// The scalar terms behind an equation: from a tree to numbers, for one unit.

// What the vector of a product is called in the run: x, h_prev, or r ⊙ h_prev.
const vectorOf = (node) => (node[0] === "hadamard" ? "rq" : node[1]);
const lengthOf = (run, vector) => (vector === "x" ? run.D : run.H);

const isHidden = (run, name, stage) => run.future === "hidden" && (STAGE_OF[name] ?? 0) > stage;

// A number of the run that follows the timestep; brackets only where a sign would clash.
function liveNumber({ run, live }, name, index, { brackets = false, of = (value) => value } = {}) {
  const node = mn("");
  node.classList.add(colourOf(name));
  const format = name === "x" ? formatInput : formatNumber;
  live.push((t, stage) => {
    const text = isHidden(run, name, stage) ? "?" : format(of(run.at(name, t, index)), run.decimals);
    setText(node, brackets ? inBrackets(text) : text);
  });
  return node;
}

function weightNumber(text) {
  const node = mn(text);
  node.classList.add("weight");
  return node;
}

// A weight or bias as a term: its sign stands before it, between the terms.
function weightTerm(context, name, column, ...factors) {
  const weight = context.run.weight(name, context.unit, column);
  const text = formatInput(Math.abs(weight), context.run.decimals);
  return { sign: weight < 0 ? "−" : "+", nodes: [weightNumber(text), ...factors] };
}

// Of a one-hot input one column counts: its weight, times 1.
function oneHotTerm(context, matrix) {
  const { run, unit, live } = context;
  const node = weightNumber("");
  live.push((t) => {
    const weight = run.weight(matrix, unit, hotFeature(run, t));
    setText(node, formatInput(weight, run.decimals)); // it stands first in its sum
  });
  return { sign: "+", nodes: [node, mo("·"), math("mn", { class: "q-x" }, "1")] };
}

function hotFeature(run, t) {
  for (let k = 0; k < run.D; k++) if (run.at("x", t, k)) return k;
  return 0;
}

// Terms of a tree as { sign, nodes }: each is drawn apart, so that a long sum can break.
function termsOf(node, context) {
  const { run, unit } = context;
  const [kind, ...parts] = node;
  const factor = (part) =>
    part[0] === "one_minus"
      ? liveNumber(context, part[1][1], unit, { of: (value) => 1 - value })
      : liveNumber(context, part[1], unit, { brackets: true });
  switch (kind) {
    case "quantity":
      return [weightTerm(context, parts[0], 0)];
    case "product": {
      const vector = vectorOf(parts[1]);
      if (vector === "x" && run.onehot) return [oneHotTerm(context, parts[0])];
      return Array.from({ length: lengthOf(run, vector) }, (_, k) =>
        weightTerm(context, parts[0], k, mo("·"), liveNumber(context, vector, k, { brackets: true })));
    }
    case "hadamard": {
      const [left, right] = parts;
      if (right[0] !== "sum") return [{ sign: "+", nodes: [factor(left), mo("·"), factor(right)] }];
      const inner = withSigns(termsOf(right, context));
      inner[0].unshift(factor(left), mo("·"), mo("("));
      inner.at(-1).push(mo(")"));
      return inner.map((nodes, i) => ({ sign: i ? "" : "+", nodes }));
    }
    case "sum":
      return parts.flatMap((part) => termsOf(part, context));
  }
}

// The signs put between the terms; the first one shows only a minus.
function withSigns(terms) {
  return terms.map(({ sign, nodes }, i) =>
    sign === "" || (i === 0 && sign === "+") ? nodes : [i ? between(sign) : leading(sign), ...nodes]);
}

// The check line: what the displayed terms come to, before any rounding for display.
const FUNCTIONS = { sigma: (a) => 1 / (1 + Math.exp(-a)), tanh: Math.tanh, "": (a) => a };

function evaluate(node, run, unit, t) {
  const [kind, ...parts] = node;
  const inner = (part) => evaluate(part, run, unit, t);
  switch (kind) {
    case "quantity":
      return run.isWeight(parts[0]) ? run.weight(parts[0], unit, 0) : run.at(parts[0], t, unit);
    case "product": {
      const vector = vectorOf(parts[1]);
      let total = 0;
      for (let k = 0; k < lengthOf(run, vector); k++)
        total += run.weight(parts[0], unit, k) * run.at(vector, t, k);
      return total;
    }
    case "hadamard":
      return inner(parts[0]) * inner(parts[1]);
    case "one_minus":
      return 1 - inner(parts[0]);
    case "sum":
      return parts.reduce((total, part) => total + inner(part), 0);
  }
}

function largestDifference(run, unit, t) {
  const differences = run.equations.map(({ result, function: name, argument }) =>
    Math.abs(FUNCTIONS[name](evaluate(argument, run, unit, t)) - run.at(result, t, unit)));
  return Math.max(...differences);
}
