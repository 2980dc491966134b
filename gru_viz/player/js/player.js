// The player: where we are (timestep, stage, unit), the transport, the keys. It draws a run that
// Python computed. Its host is told of every step, of the place once the person has stopped, and
// of every number that is changed.

const BEAT = 1200; // milliseconds a timestep at speed 1
const PAUSE = 120; // milliseconds without a step before the host is told
const SPEEDS = [0.5, 1, 2];

const ICONS = {
  first: "M4 4h2v12H4zM16 4v12L7 10z",
  back: "M14 4v12L5 10z",
  on: "M6 4v12l9-6z",
  last: "M14 4h2v12h-2zM4 4v12l9-6z",
  play: "M6 3.5v13l10-6.5z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  undo: "M8 3v3.5h4a5 5 0 0 1 0 10H6v-2.4h6a2.6 2.6 0 0 0 0-5.2H8v3.6L2.5 7.8z",
  redo: "M12 3v3.5H8a5 5 0 0 0 0 10h6v-2.4H8a2.6 2.6 0 0 1 0-5.2h4v3.6l5.5-4.7z",
  restart: "M4 4h2v5.5L13 4v4.6L18 4v12l-5-4.6V16L6 10.5V16H4z",
  keep: "M6 2.5h8v15l-4-3.6-4 3.6z",
  picture: "M9 3h2v7.2l2.6-2.6L15 9l-5 5-5-5 1.4-1.4L9 10.2zM4 15h12v2H4z",
};
const icon = (name) => svg("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));

const CONTROLS = "button, a, canvas, iframe, [role]"; // that may want the arrow keys themselves

function createPlayer(root, host) {
  let run = null;
  let at = null; // { t, stage, unit }: t 1…T, stage 1…4, unit 0…H−1
  let parts = [];
  let transport = null;
  let timer = null;
  let telling = null;
  let told = "";
  let speed = 1;
  let unfolded = false;
  const wish = { open: false, gate: "z", value: 1, whose: "this", h0: 0 };
  const changes = createChanges((change) => host.onChange(change));
  const numbers = createNumbers({ run: () => run, changes });
  numbers.attach(root);

  function show() {
    for (const part of parts) part.show(at);
    transport.show();
    host.onStep(at.t);
  }

  // The same drawing with other numbers, in place: what has the focus or is dragged stays.
  function refresh() {
    for (const part of parts) part.refresh?.(at);
    show();
    host.onRun?.({ run, numbers, unit: at.unit });
  }

  // Counted from 1, with the number of the seek that it comes after, so that the host can tell a
  // late report from a new one.
  const placeNow = () => ({ t: at.t, unit: at.unit + 1, stage: at.stage, seek: run.seek.number });

  function tell() {
    clearTimeout(telling);
    telling = setTimeout(() => {
      const place = JSON.stringify(placeNow());
      if (place !== told) host.onPlace(JSON.parse(place));
      told = place;
    }, PAUSE);
  }

  function go(t, stage = at.stage) {
    at = { ...at, t: clamp(t, 1, run.T), stage };
    show();
    tell();
  }

  function goToStage(stage) {
    if (stage < 1 && at.t > 1) go(at.t - 1, 4);
    else if (stage > 4 && at.t < run.T) go(at.t + 1, 1);
    else go(at.t, clamp(stage, 1, 4));
  }

  function goToUnit(unit) {
    at = { ...at, unit: clamp(unit, 0, run.H - 1) };
    build();
    tell();
  }

  function setPlaying(playing) {
    clearInterval(timer);
    timer = playing ? setInterval(beat, BEAT / speed) : null;
    transport.show();
  }

  function beat() {
    if (at.t < run.T) go(at.t + 1);
    if (at.t === run.T) setPlaying(false);
  }

  function togglePlay() {
    if (!timer && at.t === run.T) go(1);
    setPlaying(!timer);
  }

  function step(t) {
    setPlaying(false);
    go(t);
  }

  function buildTransport() {
    const { texts } = run;
    const button = (name, action) =>
      html("button", { type: "button", "aria-label": texts[name], title: texts[name], onclick: action }, icon(name));
    const back = [button("first", () => step(1)), button("back", () => step(at.t - 1))];
    const on = [button("on", () => step(at.t + 1)), button("last", () => step(run.T))];
    const playWord = html("span");
    const playIcon = { play: icon("play"), pause: icon("pause") };
    const play = html("button", { type: "button", class: "play", onclick: togglePlay }, playIcon.play, playWord);
    const speeds = SPEEDS.map((value) =>
      html("button", { type: "button", title: texts.speed, "aria-label": `${texts.speed} ${value}`, onclick: () => { speed = value; setPlaying(timer !== null); } }, value === 0.5 ? "½×" : `${value}×`));
    const place = html("strong", { class: "place" });
    const stageName = html("span", { class: "stage-name" });
    const spoken = html("p", { class: "spoken", "aria-live": "polite" });
    const units = createUnitChoice(run, { onUnit: goToUnit });
    const picture = button("picture", () => saveFile(`gru-t${at.t}.svg`, "image/svg+xml", cellPicture(root.querySelector("svg.cell"))));
    const commands = ["undo", "redo", "restart", "keep"].map((name) => button(name, () => changes.command(name)));
    const element = html("div", { class: "bar", role: "toolbar", "aria-label": texts.transport },
      html("div", { class: "keys" }, ...back, play, ...on), html("div", { class: "speeds" }, ...speeds),
      html("div", { class: "where" }, place, stageName), ...(run.editable ? [html("div", { class: "commands" }, ...commands)] : []), html("div", { class: "commands" }, picture), units.element, spoken);
    return {
      element,
      show() {
        const token = run.tokens.length ? ` “${run.tokens[at.t - 1]}”` : "";
        setText(place, fillIn(texts.place, { t: at.t, T: run.T }) + token);
        setText(stageName, fillIn(texts.stage, { stage: at.stage, name: texts[`stage_${STAGES[at.stage - 1]}`] }));
        play.firstChild.replaceWith(timer ? playIcon.pause : playIcon.play);
        setText(playWord, timer ? texts.pause : texts.play);
        back.forEach((node) => (node.disabled = at.t === 1));
        on.forEach((node) => (node.disabled = at.t === run.T));
        speeds.forEach((node, i) => node.setAttribute("aria-pressed", String(SPEEDS[i] === speed)));
        units.show(at.unit);
        const { undo, redo, touched, fresh } = run.editing;
        [undo, redo, touched, fresh].forEach((possible, i) => (commands[i].disabled = !possible));
        if (!timer) setText(spoken, spokenPlace());
      },
    };
  }

  function spokenPlace() {
    const values = STAGES.slice(0, run.future === "hidden" ? at.stage : 4).map((name) =>
      `${run.texts[`row_${name}`]} ${formatNumber(run.at(name, at.t, at.unit), run.decimals)}`);
    return `${fillIn(run.texts.place, { t: at.t, T: run.T })}, ${run.texts.unit} ${at.unit + 1}: ${values.join(", ")}`;
  }

  function build() {
    numbers.closeBox();
    const focused = focusable().indexOf(root.getRootNode().activeElement);
    const scrolled = root.querySelector(".strip-window")?.scrollLeft ?? 0;
    const stage = (number) => { setPlaying(false); go(at.t, number); };
    const fold = { open: unfolded, toggle: (event) => { event.stopPropagation(); unfolded = !unfolded; build(); } };
    transport = buildTransport();
    const strip = createStrip(run, at.unit, { numbers, onGo: (t, number) => { setPlaying(false); go(t, number); } });
    const cell = createCell(run, at.unit, { onStage: stage });
    const mix = createMix(run, at.unit);
    const equations = createEquations(run, at.unit, { numbers, fold, onStage: stage });
    parts = [strip, cell, mix, equations];
    if (run.has_what_if) parts.push(createWhatIf(run, at.unit, { wish, numbers, send: changes.command }));
    root.replaceChildren(transport.element, strip.element,
      html("div", { class: "columns" }, html("div", { class: "drawing" }, cell.element, mix.element), equations.element), ...parts.slice(4).map(({ element }) => element));
    root.classList.toggle("projector", run.view === "projector");
    root.setAttribute("aria-label", run.texts.player);
    root.lang = run.language;
    strip.element.scrollLeft = scrolled;
    refresh();
    // A rebuilt control has the focus of the one it replaces.
    if (focused >= 0) focusable()[focused]?.focus({ preventScroll: true });
  }

  const focusable = () => [...root.querySelectorAll("button, select, input, [tabindex]")];

  function undoOrRedo(event) {
    const { code } = event; // of the key, whatever alphabet it writes at the moment
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !run.editable || (code !== "KeyZ" && code !== "KeyY")) return false;
    changes.command(code === "KeyY" || event.shiftKey ? "redo" : "undo");
    event.preventDefault();
    return true;
  }

  const KEYS = {
    ArrowLeft: () => step(at.t - 1),
    ArrowRight: () => step(at.t + 1),
    Home: () => step(1),
    End: () => step(run.T),
    ArrowUp: () => { setPlaying(false); goToStage(at.stage - 1); },
    ArrowDown: () => { setPlaying(false); goToStage(at.stage + 1); },
    " ": togglePlay,
  };

  // The horizontal arrows belong to the player wherever the page has no other use for them; the
  // keys that scroll a page only when the player has the focus, or is alone on a projector.
  function onKey(event) {
    if (!run || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    const inside = root.contains(target);
    if (target.matches("input, textarea, select, [contenteditable]") || undoOrRedo(event)) return;
    if (inside && numbers.onKey(event, target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!inside && target.matches(CONTROLS)) return;
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (!inside && !sideways && run.view !== "projector") return;
    if (event.key === " " && target.matches("button:focus-visible")) return;
    if (event.key === "Escape" && inside) root.focus({ preventScroll: true });
    const digit = Number(event.key);
    if (digit >= 1 && digit <= run.H && event.key.length === 1) goToUnit(digit - 1);
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", onKey);

  return {
    // The host gives a new run; its `seek` is followed once, when its number is new.
    setRun(next) {
      const isNew = next.seek.number !== run?.seek.number;
      const { t, unit, stage } = isNew ? next.seek : placeNow();
      const place = { t: clamp(t, 1, next.T), stage, unit: clamp(unit, 1, next.H) - 1 };
      const sameDrawing = next.drawing === run?.drawing && place.unit === at.unit;
      at = place;
      if (sameDrawing) run.update(next);
      else run = next;
      changes.answered(next.editing.answered);
      if (isNew) told = JSON.stringify({ t, unit, stage, seek: next.seek.number });
      if (sameDrawing) refresh();
      else build();
      tell(); // where the run has no such timestep or unit, the player stands elsewhere
    },
    step(t) {
      if (run) step(t);
    },
    where: () => at?.t,
    remove() {
      clearInterval(timer);
      clearTimeout(telling);
      changes.stop();
      numbers.remove();
      document.removeEventListener("keydown", onKey);
    },
  };
}
