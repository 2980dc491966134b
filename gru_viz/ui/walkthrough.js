// The walkthrough: one timestep, formula by formula. Python sends everything about a timestep of
// one unit; what is shown of it, and when, is decided here. Nothing here computes the model.

const KNOWN_ALREADY = { known: true, guess: null, tried: false };
const NEW = { known: false, guess: null, tried: false };
const PAUSE_BEFORE_TELLING = 120; // milliseconds without a step, as in the player

// Markup that Python made, every text in it escaped.
function marked(tag, attributes, markup) {
  const node = html(tag, attributes);
  node.innerHTML = markup;
  return node;
}

// A line of a sum: the sign of equality, and terms that stay whole where the line is broken.
function workedLine({ left_html, equals, pieces }, className = "sum") {
  const right = pieces.map(({ sign, html: markup, more }) => {
    const piece = marked("span", { class: more ? "piece more" : "piece" }, markup);
    if (sign) piece.prepend(html("span", { class: "sign" }, sign));
    return piece;
  });
  return html("div", { class: className },
    marked("span", { class: "left" }, left_html), html("span", { class: "equals" }, equals),
    html("span", { class: "right" }, ...right.flatMap((piece) => [piece, " "])));
}

// On paper, a line to fill in.
const blankLine = ({ left_html }) =>
  html("div", { class: "sum on-paper" }, marked("span", { class: "left" }, left_html), html("span", { class: "equals" }, "="), html("span", { class: "rule" }));

// A walk over the four stages of one timestep

function createWalk(root, host) {
  let lesson = null;
  let seek = null;
  let at = 1; // stage, from 1
  let wanted = null; // the place that Python was asked for
  let telling = null;
  let stages = [];
  let bar = null;
  const notes = new Map(); // what the person knows, by lesson and stage
  const status = html("p", { class: "spoken", role: "status" });

  const noteOf = ({ name, held_html }) => {
    const key = `${lesson.id} ${name}`;
    if (!notes.has(key)) notes.set(key, { ...(held_html ? KNOWN_ALREADY : NEW) });
    return notes.get(key);
  };
  const isKnown = (name) => {
    const stage = lesson.stages.find((one) => one.name === name);
    return !stage || noteOf(stage).known;
  };
  const isLast = () => at === 4 && lesson.t === lesson.T;
  const isFirst = () => at === 1 && lesson.t === 1;

  function tell(place = { t: lesson.t, unit: lesson.unit, stage: at }, after = PAUSE_BEFORE_TELLING) {
    clearTimeout(telling);
    telling = setTimeout(() => host.onPlace({ ...place, seek }), after);
  }

  // Another timestep or unit comes from Python, another stage is there already.
  function ask(t, unit, stage) {
    wanted = { t, unit, stage };
    tell(wanted, 0);
  }

  function go(stage) {
    if (wanted) return; // until the timestep that was asked for is there
    if (stage < 1 && lesson.t > 1) ask(lesson.t - 1, lesson.unit, 4);
    else if (stage > 4 && lesson.t < lesson.T) ask(lesson.t + 1, lesson.unit, 1);
    else if (stage >= 1 && stage <= 4) {
      at = stage;
      show();
      focusHeading();
      tell();
    }
  }

  const focusHeading = () => stages[at - 1].heading.focus();

  function reveal(names) {
    for (const stage of lesson.stages) if (names.includes(stage.name)) noteOf(stage).known = true;
    show();
  }

  function show() {
    for (const [i, stage] of stages.entries()) {
      stage.element.classList.toggle("current", i + 1 === at);
      stage.update();
    }
    for (const node of root.querySelectorAll("[data-needs]")) {
      node.classList.toggle("unknown", !node.dataset.needs.split(" ").every((name) => !name || isKnown(name)));
    }
    bar.show();
  }

  function build() {
    const { words } = lesson;
    bar = createBar();
    stages = lesson.stages.map(createStage);
    root.lang = lesson.language;
    const unfold = html("button", { type: "button", class: "quiet", onclick: () => host.onUnfolded(!lesson.unfolded) }, lesson.unfolded ? words.fold : words.unfold);
    root.replaceChildren(
      html("p", { class: "on-paper" }, fillIn(words.print, lesson)),
      bar.element, ...stages.map(({ element }) => element),
      ...(lesson.foldable ? [unfold] : []),
      html("p", { class: "help" }, words.keys), status);
    show();
  }

  // Where we are, and on

  function createBar() {
    const { words, H, T } = lesson;
    const back = html("button", { type: "button", onclick: () => go(at - 1) }, `← ${words.back}`);
    const on = html("button", { type: "button", class: "on", onclick: () => go(at + 1) });
    const steps = lesson.stages.map((stage, i) => {
      const value = html("span", { class: "value" });
      const button = html("button", { type: "button", class: `q-${stage.name}`, onclick: () => go(i + 1) },
        html("span", { class: "number" }, String(i + 1)), marked("span", {}, stage.symbol_html), value);
      return { button, value, stage };
    });
    const numberField = (name, most, take) => {
      const box = html("input", { type: "number", min: "1", max: String(most), step: "1", value: String(lesson[name]) });
      box.addEventListener("change", () => {
        const number = clamp(Math.round(readNumber(box.value)) || lesson[name], 1, most);
        box.value = String(number);
        if (number !== lesson[name]) take(number);
      });
      return html("label", {}, html("span", {}, words[name]), box, html("span", {}, `/ ${most}`));
    };
    const choices = [
      ...(T > 1 ? [numberField("t", T, (t) => ask(t, lesson.unit, at))] : []),
      ...(H > 1 ? [numberField("unit", H, (unit) => ask(lesson.t, unit, at))] : []),
    ];
    const token = lesson.token ? [html("span", { class: "token" }, `“${lesson.token}”`)] : [];
    const element = html("div", { class: "bar" }, ...choices, ...token,
      html("nav", { class: "steps", "aria-label": words.steps }, ...steps.map(({ button }) => button)),
      html("div", { class: "moves" }, back, on));
    return {
      element,
      show() {
        back.disabled = isFirst();
        on.disabled = isLast();
        setText(on, `${at === 4 ? words.on_t : words.on} →`);
        steps.forEach(({ button, value, stage }, i) => {
          const known = noteOf(stage).known;
          if (i + 1 === at) button.setAttribute("aria-current", "step");
          else button.removeAttribute("aria-current");
          setText(value, known ? stage.shown : "?");
          button.setAttribute("aria-label", `${stage.title}: ${known ? stage.shown : words.unknown}`);
        });
      },
    };
  }

  // One formula

  function createStage(stage) {
    const { words } = lesson;
    const heading = html("h2", { tabindex: "-1" }, stage.title, " ");
    heading.append(marked("span", {}, stage.symbol_html));
    const work = createWork(stage);
    const ends = createEnds(stage, lesson);
    const element = html("section", { class: `stage q-${stage.name}`, "data-stage": stage.name },
      heading, marked("p", { class: "about" }, stage.about_html),
      workedLine(stage.formula, "sum formula"),
      html("div", { class: "body" },
        html("div", { class: "parts-of" }, html("h3", {}, words.parts), partsOf(stage)),
        html("div", { class: "work" }, html("h3", {}, words.worked), ...work.nodes),
        html("div", { class: "ends", "data-needs": stage.ends.picture ? "n" : "" }, marked("h3", {}, stage.ends.title_html), ...ends)));
    return { element, heading, update: work.update, enter: work.enter };
  }

  function partsOf({ parts }) {
    const { words } = lesson;
    const head = (text) => html("th", { scope: "col" }, text);
    const rows = parts.map(({ symbol_html, what_html, shape_html, numbers_html, needs }) =>
      html("tr", {}, marked("td", {}, symbol_html), marked("th", { scope: "row" }, what_html), marked("td", {}, shape_html),
        html("td", { "data-needs": needs }, marked("span", { class: "hideable" }, numbers_html))));
    return html("table", {},
      html("thead", {}, html("tr", {}, ...[words.part, words.is, words.shape, words.numbers_of].map(head))),
      html("tbody", {}, ...rows));
  }

  // The sum: a guess, then the number, then all of it

  function createWork(stage) {
    const { words } = lesson;
    const note = noteOf(stage);
    const needed = html("p", { class: "needed" }, `${words.needs} `);
    const missing = html("span", { class: "missing" });
    needed.append(missing, " ", html("button", { type: "button", onclick: () => reveal(stage.needs) }, words.show_needed));

    const given = stage.given.map((line) => workedLine(line));
    const rest = stage.rest.map((line) => workedLine(line));
    const blanks = { given: stage.given.map(blankLine), rest: stage.rest.map(blankLine) };
    const sums = html("div", { class: "sums" }, ...given, ...blanks.given, ...rest, ...blanks.rest);

    const guessed = html("p", { class: "verdict" });
    const options = stage.options.map((option, i) =>
      marked("button", { type: "button", onclick: () => guess(i) }, option.html));
    const ask = html("div", { class: "ask" }, marked("p", { id: `ask-${stage.name}` }, stage.ask_html),
      html("div", { class: "options", role: "group", "aria-labelledby": `ask-${stage.name}` }, ...options));

    const field = html("input", { type: "text", inputmode: "text", autocomplete: "off", "aria-label": stage.label });
    const verdict = html("p", { class: "verdict" });
    const form = html("form", { class: "answer", onsubmit: (event) => { event.preventDefault(); check(); } },
      html("label", {}, marked("span", {}, stage.symbol_html), html("span", {}, "="), field),
      html("button", { type: "submit" }, words.check));
    const showIt = html("button", { type: "button", class: "quiet", onclick: () => finish("shown") }, words.show);
    const result = html("p", { class: "result", tabindex: "-1" });
    const done = html("p", { class: "done" }, words.done);
    const held = marked("p", { class: "held" }, stage.held_html);

    function guess(i) {
      if (note.known) return;
      note.guess = i;
      update();
      say(guessed.textContent);
      field.focus();
    }

    function check() {
      const typed = readNumber(field.value);
      const isEmpty = field.value.trim() === "";
      if (isEmpty || !Number.isFinite(typed)) refuse(words.not_a_number);
      else if (Math.abs(typed - stage.value) <= stage.tolerance + 1e-9) finish("right");
      else refuse(words.wrong);
    }

    function refuse(text) {
      setText(verdict, text);
      field.setAttribute("aria-invalid", "true");
      field.select();
      say(text);
    }

    function finish(how) {
      note.known = true;
      note.how = how;
      show();
      result.focus();
    }

    function update() {
      const guessedRight = note.guess !== null && stage.options[note.guess].right;
      ask.hidden = note.known;
      options.forEach((button, i) => {
        const isRight = note.guess !== null && stage.options[i].right;
        button.setAttribute("aria-pressed", String(i === note.guess));
        button.disabled = note.guess !== null;
        button.classList.toggle("right", isRight);
        button.classList.toggle("wrong", i === note.guess && !isRight);
        const mark = isRight ? words.direction_is : "";
        if (mark) button.dataset.mark = `✓ ${mark}`;
        else delete button.dataset.mark;
      });
      const verdicts = note.known ? [words.guess_wrong, words.guess_right] : [words.direction_wrong, words.direction_right];
      setText(guessed, note.guess === null ? "" : verdicts[Number(guessedRight)]);
      form.hidden = note.known || note.guess === null;
      showIt.hidden = note.known;
      verdict.hidden = note.known;
      const text = note.how === "right" ? words.right : words.shown;
      result.hidden = !note.known || Boolean(stage.held_html);
      setText(result, note.known ? fillIn(text, { value: `${stage.label} = ${stage.shown}` }) : "");
      held.hidden = !stage.held_html;
      done.hidden = !(note.known && stage.name === "h" && lesson.t === lesson.T);
      const unknown = lesson.stages.filter(({ name }) => stage.needs.includes(name) && !isKnown(name));
      needed.hidden = unknown.length === 0;
      missing.innerHTML = unknown.map(({ symbol_html }) => symbol_html).join(", ");
      for (const node of [ask, showIt, form]) if (unknown.length) node.hidden = true;
      const isGiven = unknown.length === 0;
      const isWorked = isGiven && note.known;
      for (const node of given) node.hidden = !isGiven;
      for (const node of blanks.given) node.hidden = isGiven;
      for (const node of rest) node.hidden = !isWorked;
      for (const node of blanks.rest) node.hidden = isWorked;
    }

    return {
      update,
      nodes: [needed, sums, held, result, ask, guessed, form, verdict, showIt, done],
      // Enter on the heading: what has to be known first, then the value, then on.
      enter() {
        const unknown = stage.needs.filter((name) => !isKnown(name));
        if (unknown.length) reveal(unknown);
        else if (!note.known) finish("shown");
        else go(at + 1);
      },
    };
  }

  // The same words again are said again.
  const say = (text) => (status.textContent = status.textContent === text ? `${text}\u00a0` : text);

  // Keys: the sideways arrows go on and back wherever a control has no other use for them.

  function onKey(event) {
    if (!lesson || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    const inside = root.contains(target);
    if (!inside && target !== document.body && target.closest?.("button, a, input, textarea, select, [role], [contenteditable]")) return;
    const isField = target.matches("input, select, textarea");
    const isEmpty = target.type === "text" && target.value === "";
    if (event.key === "Escape" && inside) focusHeading();
    else if (event.key === "Enter" && inside && target.matches("h2, .result")) stages[at - 1].enter();
    else if (isField && !isEmpty) return;
    else if (event.key === "ArrowRight") go(at + 1);
    else if (event.key === "ArrowLeft") go(at - 1);
    else return;
    event.preventDefault();
  }
  document.addEventListener("keydown", onKey);

  return {
    setData(data) {
      const text = JSON.stringify(data.lesson);
      const isSent = data.seek !== seek;
      seek = data.seek;
      root.classList.toggle("projector", data.view === "projector");
      if (text === root.shown) {
        wanted = null;
        if (isSent && data.stage !== at) {
          at = data.stage;
          show();
        }
        return;
      }
      root.shown = text;
      const before = lesson;
      lesson = data.lesson;
      if (isSent || before?.id !== lesson.id) at = data.stage;
      // What is built anew has the focus of what was there: a field its own, else the heading.
      const focused = root.getRootNode().activeElement;
      const field = [...root.querySelectorAll(".bar input")].indexOf(focused);
      const leads = root.contains(focused) || wanted !== null;
      wanted = null;
      build();
      if (field >= 0) root.querySelectorAll(".bar input")[field]?.focus();
      else if (leads) focusHeading();
    },
    remove() {
      clearTimeout(telling);
      document.removeEventListener("keydown", onKey);
    },
  };
}

// A gate dragged from 0 to 1: what comes of each value stands in a table that Python computed.
function createEnds(stage, lesson) {
  const { ends } = stage;
  const { words } = lesson;
  const last = ends.at.length - 1;
  const slider = html("input", { type: "range", min: "0", max: String(last), step: "1", value: String(last / 2), "aria-label": ends.label });
  const gate = html("output", { class: `q-${ends.gate} of-gate` });
  const outcomes = ends.outcomes.map(({ name, html: markup, label }) => {
    const value = html("strong");
    return { name, label, value, element: html("span", { class: `outcome q-${name}` }, marked("span", {}, markup), " = ", value) };
  });
  const said = html("p", { class: "said" });
  const to = (name, place) => html("button", { type: "button", class: "quiet", onclick: () => { slider.value = place; show(); } }, words[name]);
  const mix = ends.picture ? createMix(mixRun(lesson, ends, () => Number(slider.value)), 0) : null;
  mix?.refresh();

  function show() {
    const k = Number(slider.value);
    const value = ends.at[k];
    const row = ends.table[k];
    const shown = formatInput(value, 2);
    gate.innerHTML = `${ends.gate_html} = ${shown}`;
    for (const { name, value: node } of outcomes) setText(node, row[`${name}_shown`]);
    said.innerHTML = ends.words_html[value <= ends.near ? 0 : value < 1 - ends.near ? 1 : 2];
    const spoken = outcomes.map(({ name, label }) => `${label} = ${row[`${name}_shown`]}`);
    slider.setAttribute("aria-valuetext", [`${ends.gate_label} = ${shown}`, ...spoken].join(", "));
    mix?.show({ t: lesson.t, stage: 4 });
    dragged.classList.remove("untouched");
  }
  slider.addEventListener("input", show);
  // What comes of the gate shows once it is dragged: before, it could be taken for the answer.
  const dragged = html(
    "div",
    { class: "dragged untouched" },
    html("p", { class: "outcomes" }, gate, " → ", ...outcomes.flatMap(({ element }) => [element, " "])),
    ...(mix ? [mix.element] : []),
    said,
  );
  slider.setAttribute("aria-valuetext", `${ends.gate_label} = ${formatInput(ends.at[last / 2], 2)}`);
  const [zero, , one] = ends.words_html;
  return [
    html("div", { class: `drag q-${ends.gate}` }, to("to_zero", 1), slider, to("to_one", last - 1)),
    dragged,
    marked("p", { class: "on-paper" }, `${ends.gate_html} ≈ 0: ${zero}`),
    marked("p", { class: "on-paper" }, `${ends.gate_html} ≈ 1: ${one}`),
  ];
}

// What the player's picture of the mix asks of a run: here of the dragged one.
function mixRun({ writing, words, decimals, h_max, numbers }, ends, place) {
  const values = {
    h_prev: () => numbers.h_prev,
    n: () => ends.table[place()].n,
    z: () => ends.at[place()],
    h: () => ends.table[place()].h,
  };
  return {
    ...writing,
    texts: { mix: words.mix, mix_title: words.mix_title },
    decimals,
    h_max,
    future: "shown",
    has: () => false,
    at: (name) => values[name](),
  };
}

const walks = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector("[data-gru-walk]");
  const mounted = walks.get(root) ?? {};
  mounted.setStateValue = setStateValue;
  if (!mounted.walk) {
    mounted.walk = createWalk(root, {
      onPlace: (place) => mounted.setStateValue("place", place),
      onUnfolded: (unfolded) => mounted.setStateValue("unfolded", unfolded),
    });
    walks.set(root, mounted);
  }
  mounted.walk.setData(data);
  return () => {
    mounted.walk.remove();
    walks.delete(root);
  };
}
