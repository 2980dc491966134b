// The player: where we are (timestep, stage, unit), and the keys. It draws a run that Python
// computed, as the LESSON says. Its host is told of every step, of the place once the person has
// stopped, and of every number that is changed.

const BEAT = 1200; // milliseconds a timestep at speed 1
const PAUSE = 120; // milliseconds without a step before the host is told

const CONTROLS = "button, a, canvas, iframe, [role]"; // that may want the arrow keys themselves

function createPlayer(root, host) {
  let run = null;
  let at = null; // { t, stage, unit }: t 1…T, stage 1… of the lesson's, unit 0…H−1
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

  // From the last stage of a timestep to the first of the one after it, in the lesson's order.
  function walkTo(stage) {
    const last = LESSON.stages.length;
    const isIn = (t) => t >= 1 && t <= run.T;
    if (stage < 1 && isIn(at.t - LESSON.onward)) go(at.t - LESSON.onward, last);
    else if (stage > last && isIn(at.t + LESSON.onward)) go(at.t + LESSON.onward, 1);
    else go(at.t, clamp(stage, 1, last));
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

  const ends = () => (LESSON.onward > 0 ? [1, run.T] : [run.T, 1]);

  function beat() {
    const [, end] = ends();
    if (at.t !== end) go(at.t + LESSON.onward);
    if (at.t === end) setPlaying(false);
  }

  function togglePlay() {
    const [start, end] = ends();
    if (!timer && at.t === end) go(start);
    setPlaying(!timer);
  }

  function step(t) {
    setPlaying(false);
    go(t);
  }

  function goToStage(stage) {
    setPlaying(false);
    go(at.t, stage);
  }

  function build() {
    numbers.closeBox();
    const focused = focusable().indexOf(root.getRootNode().activeElement);
    const scrolled = root.querySelector(".strip-window")?.scrollLeft ?? 0;
    transport = createTransport(run, {
      at: () => at,
      isPlaying: () => timer !== null,
      speed: () => speed,
      step,
      togglePlay,
      setSpeed(value) { speed = value; setPlaying(timer !== null); },
      goToUnit,
      goToStage,
      command: changes.command,
      savePicture: () => saveFile(`${LESSON.picture}-t${at.t}.svg`, "image/svg+xml", cellPicture(root.querySelector("svg.cell"))),
    });
    const drawn = LESSON.draw(run, at.unit, {
      numbers,
      fold: { open: unfolded, toggle: (event) => { event.stopPropagation(); unfolded = !unfolded; build(); } },
      wish,
      go: (t, stage) => { setPlaying(false); go(t, stage); },
      goToStage,
      send: changes.command,
    });
    parts = drawn.parts;
    root.replaceChildren(transport.element, ...drawn.elements);
    root.classList.toggle("projector", run.view === "projector");
    root.setAttribute("aria-label", run.texts.player);
    root.lang = run.language;
    const strip = root.querySelector(".strip-window");
    if (strip) strip.scrollLeft = scrolled;
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
    ArrowUp: () => { setPlaying(false); walkTo(at.stage - 1); },
    ArrowDown: () => { setPlaying(false); walkTo(at.stage + 1); },
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
      const place = { t: clamp(t, 1, next.T), stage: clamp(stage, 1, LESSON.stages.length), unit: clamp(unit, 1, next.H) - 1 };
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
