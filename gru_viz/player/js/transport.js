// The transport: where we are, the keys to go elsewhere, play, the unit, undo and redo.

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

// The stages of a timestep, a button each, for a lesson that has `stageButtons`.
function createStageChoice({ texts }, { onStage }) {
  const buttons = LESSON.stages.map((name, i) => {
    const word = texts[`stage_${name}`];
    const said = fillIn(texts.stage, { stage: i + 1, name: word });
    return html("button", { type: "button", "aria-label": said, title: said, onclick: () => onStage(i + 1) }, word);
  });
  let shown = null;
  return {
    element: html("div", { class: "stages", role: "group", "aria-label": texts.stages }, ...buttons),
    show(stage) {
      if (stage === shown) return;
      shown = stage;
      buttons.forEach((node, i) => node.setAttribute("aria-pressed", String(i + 1 === stage)));
    },
  };
}

// Or the name of the one that is on.
function createStageName({ texts }) {
  const element = html("span", { class: "stage-name" });
  const show = (stage) => setText(element, fillIn(texts.stage, { stage, name: texts[`stage_${LESSON.stages[stage - 1]}`] }));
  return { element, show };
}

// player: what the buttons do and ask: { at, isPlaying, speed, step, togglePlay, setSpeed, goToUnit,
// goToStage, command, savePicture }.
function createTransport(run, player) {
  const { texts } = run;
  const button = (name, action) =>
    html("button", { type: "button", "aria-label": texts[name], title: texts[name], onclick: action }, icon(name));
  const earlier = [button("first", () => player.step(1)), button("back", () => player.step(player.at().t - 1))];
  const later = [button("on", () => player.step(player.at().t + 1)), button("last", () => player.step(run.T))];
  const playWord = html("span");
  const playIcon = { play: icon("play"), pause: icon("pause") };
  const play = html("button", { type: "button", class: "play", onclick: player.togglePlay }, playIcon.play, playWord);
  if (LESSON.onward < 0) playIcon.play.classList.add("leftwards");
  const speeds = SPEEDS.map((value) =>
    html("button", { type: "button", title: texts.speed, "aria-label": `${texts.speed} ${value}`, onclick: () => player.setSpeed(value) }, value === 0.5 ? "½×" : `${value}×`));
  const place = html("strong", { class: "place" });
  const stages = LESSON.stageButtons ? createStageChoice(run, { onStage: player.goToStage }) : createStageName(run);
  const where = LESSON.stageButtons
    ? [html("div", { class: "where" }, place), stages.element]
    : [html("div", { class: "where" }, place, stages.element)];
  const spoken = html("p", { class: "spoken", "aria-live": "polite" });
  const units = createUnitChoice(run, { onUnit: player.goToUnit });
  const picture = LESSON.picture ? [html("div", { class: "commands" }, button("picture", player.savePicture))] : [];
  const commands = ["undo", "redo", "restart", "keep"].map((name) => button(name, () => player.command(name)));
  const element = html("div", { class: "bar", role: "toolbar", "aria-label": texts.transport },
    html("div", { class: "keys" }, ...earlier, play, ...later), html("div", { class: "speeds" }, ...speeds),
    ...where, ...(run.editable ? [html("div", { class: "commands" }, ...commands)] : []), ...picture, units.element, spoken);
  return {
    element,
    show() {
      const at = player.at();
      const isPlaying = player.isPlaying();
      const token = run.tokens.length ? ` “${run.tokens[at.t - 1]}”` : "";
      setText(place, fillIn(texts.place, { t: at.t, T: run.T }) + token);
      stages.show(at.stage);
      play.firstChild.replaceWith(isPlaying ? playIcon.pause : playIcon.play);
      setText(playWord, isPlaying ? texts.pause : texts.play);
      earlier.forEach((node) => (node.disabled = at.t === 1));
      later.forEach((node) => (node.disabled = at.t === run.T));
      speeds.forEach((node, i) => node.setAttribute("aria-pressed", String(SPEEDS[i] === player.speed())));
      units.show(at.unit);
      const { undo, redo, touched, fresh } = run.editing;
      [undo, redo, touched, fresh].forEach((possible, i) => (commands[i].disabled = !possible));
      if (!isPlaying) setText(spoken, LESSON.said(run, at));
    },
  };
}
