// The four equations: with symbols, with the numbers of this timestep and unit, and the result.

const MOST_TERMS = 12; // of one sum, before it is folded

// write: what draws a symbol.
function symbolicOf(node, run, live, write = symbol) {
  const [kind, ...parts] = node;
  const draw = (part) => symbolicOf(part, run, live, write);
  const bracketed = (part) =>
    part[0] === "quantity" ? draw(part) : [mo("("), ...draw(part), mo(")")];
  const product = (transposed) => {
    const matrix = write(run, parts[0], live, { transposed });
    return isRow(run) ? [...bracketed(parts[1]), matrix] : [matrix, ...bracketed(parts[1])];
  };
  const isTransposed = run.writing.vectors === "row of transposed";
  switch (kind) {
    case "quantity":
      return [write(run, parts[0], live)];
    case "product":
      return product(isTransposed);
    case "transposed":
      return product(!isTransposed);
    case "joined": {
      const [[, name, first], [, , second]] = parts;
      const matrix = write(run, name, live);
      const vectors = [mo("["), ...draw(first), mo(","), ...draw(second), mo("]")];
      return isRow(run) ? [...vectors, matrix] : [matrix, mo("·"), ...vectors];
    }
    case "hadamard":
      return [...(parts[0][0] === "hadamard" ? draw : bracketed)(parts[0]), mo(run.writing.times), ...bracketed(parts[1])];
    case "one_minus":
      return [mn("1"), mo("−"), ...draw(parts[0])];
    case "square":
      return [squared(draw(parts[0])[0])];
    case "difference":
      return [...draw(parts[0]), mo("−"), ...bracketed(parts[1])];
    case "sum":
      return parts.flatMap((part, i) => (i ? [mo("+"), ...draw(part)] : draw(part)));
  }
}

// What has something above its letter already is squared in brackets.
function squared(node) {
  if (node.localName === "msub") return math("msubsup", { class: node.getAttribute("class") }, ...node.childNodes, mn("2"));
  return math("msup", {}, math("mrow", {}, mo("("), node, mo(")")), mn("2"));
}

// A line breaks between its pieces only.
const pieces = (...rows) => rows.flatMap((nodes) => [html("span", { class: "piece" }, ...nodes), " "]);

// σ(a) = the gate; where it is held, the same place says so and the gate can be dragged further.
function resultLine(equation, context) {
  const { run, unit, live, numbers } = context;
  const { result, before } = equation;
  const value = (name, brackets) => {
    const node = liveNumber(context, name, unit, { brackets });
    node.classList.add("value");
    return node;
  };
  const [first, second] = run.writing.mix === "old" ? ["kept", "written"] : ["written", "kept"];
  const inside = before
    ? [spaced("="), tight(`${run.functions[equation.function]}(`), liveNumber(context, before, unit), tight(")")]
    : [spaced("="), value(first), spaced("+"), value(second, true)];
  const equals = spaced("=");
  const number = value(result);
  if (result === "r" || result === "z") {
    live.push((t, stage) => {
      const isShown = !isHidden(run, result, stage);
      setText(equals, isShown && run.held(result, t, unit) ? run.texts.held_mark : "=");
      numbers.assign(number, isShown ? placeText(result, t - 1, unit) : null);
      if (!isShown) setText(number, "?");
    });
  }
  return pieces(inside, [equals, number]);
}

// Rounded by hand, the sum stands once more with each product as the number it was rounded to.
function roundedLine(equation, { run, unit, live }) {
  const name = run.functions[equation.function];
  if (!run.rounded || !name || termCount(equation.argument, run) > MOST_TERMS) return [];
  const values = roundedTerms(equation.argument, run, unit);
  const terms = values.map((valueAt, i) => {
    const operator = i ? spaced("+") : tight();
    const number = tight();
    live.push((t) => {
      const value = valueAt(t);
      setText(operator, value < 0 ? "−" : i ? "+" : "");
      const size = Math.abs(value);
      setText(number, roundHalfUp(size, run.decimals) === size ? formatNumber(size, run.decimals) : formatGiven(run, size));
    });
    return [operator, number];
  });
  terms[0].unshift(spaced("="), tight(`${name}(`));
  terms.at(-1).push(tight(")"));
  return pieces(...terms);
}

function sumLine(equation, context, fold) {
  const count = termCount(equation.argument, context.run);
  const name = context.run.functions[equation.function];
  const opening = name ? [spaced("="), tight(`${name}(`)] : [spaced("=")];
  const folds = count > MOST_TERMS;
  const button = () =>
    html("button", { class: "fold", type: "button", "aria-expanded": String(fold.open), onclick: fold.toggle },
      fillIn(fold.open ? context.run.texts.fold : context.run.texts.unfold, { n: count }));
  const result = resultLine(equation, context);
  if (folds && !fold.open) return [...pieces(opening), button(), ...pieces(name ? [tight(")")] : []), ...result];
  const terms = withSigns(termsOf(equation.argument, context));
  terms[0].unshift(...opening);
  if (name) terms.at(-1).push(tight(")"));
  return [...pieces(...terms), ...roundedLine(equation, context), ...result, ...(folds ? [button()] : [])];
}

// What the reset lets through, unit by unit: the products that the candidate's sum uses.
function resetLine(context) {
  const { run, live } = context;
  const numbers = Array.from({ length: run.H }, (_, k) => liveNumber(context, "rq", k));
  const list = numbers.map((number, k) => [number, tight(k < run.H - 1 ? "," : ")")]);
  list[0].unshift(spaced("="), tight("("));
  const product = math("math", {}, symbol(run, "r", live), mo(run.writing.times), symbol(run, "h_prev", live));
  return html("div", { class: "sums" }, product, ...pieces(...list));
}

// A block keeps the height that its longest line has needed, so that a step moves nothing below.
const keepHeight = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries) {
    const [{ inlineSize: width, blockSize: height }] = borderBoxSize;
    const tallest = target.keptWidth === width ? Math.max(height, target.keptHeight) : 0;
    Object.assign(target, { keptWidth: width, keptHeight: tallest || height });
    target.style.minHeight = tallest ? `${tallest}px` : "";
  }
});

const formatDifference = (value) => (value === 0 ? "0" : value.toExponential(0).replace("-", "−"));

function checkText(run, unit, t, stage) {
  const largest = largestDifference(run, unit, t);
  // At the limits of floats the plain sum of the check overflows, where the model's does not.
  if (!Number.isFinite(largest)) return "";
  const difference = formatDifference(largest);
  if (run.rounded) return fillIn(run.texts.check_rounded, { decimals: run.rounded, difference });
  const check = fillIn(run.texts.check, { difference });
  if (isHidden(run, "h", stage)) return check;
  const mix = mixOfShownDigits(run, unit, t);
  const away = formatDifference(Math.abs(mix - run.at("h", t, unit)));
  return `${check}; ${fillIn(run.texts.check_shown, { shown: formatNumber(mix, run.decimals + 2), difference: away })}`;
}

function createEquations(run, unit, { numbers, fold, onStage }) {
  const live = [];
  const context = { run, unit, live, numbers };
  const blocks = run.equations.map((equation, i) => {
    const { result } = equation;
    const name = run.functions[equation.function];
    const argument = symbolicOf(equation.argument, run, live);
    const formula = [symbol(run, result, live), mo("="), ...(name ? [functionName(name), mo("("), ...argument, mo(")")] : argument)];
    const showsReset = result === "n" && run.variant.reset === "before" && run.H <= MOST_TERMS;
    const block = html("section", { class: `equation q-${result}`, "aria-label": run.texts[`stage_${result}`], onclick: () => onStage(i + 1) },
      html("div", { class: "formula" }, math("math", {}, ...formula)),
      ...(showsReset ? [resetLine(context)] : []),
      html("div", { class: "sums" }, ...sumLine(equation, context, fold)));
    keepHeight.observe(block);
    live.push((t, stage) => block.classList.toggle("active", stage === i + 1));
    return block;
  });

  const check = html("p", { class: "check" });
  live.push((t, stage) => setText(check, checkText(run, unit, t, stage)));
  return {
    element: html("div", { class: "equations" }, ...blocks, check),
    show: ({ t, stage }) => live.forEach((update) => update(t, stage, false)),
    refresh: ({ t, stage }) => live.forEach((update) => update(t, stage, true)),
  };
}
