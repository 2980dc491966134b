// The player alone on a page, with its run beside it. A link to a step names it behind the #.

function bytesOf(base64) {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

// What a link says of the place: { t, unit, stage }, without whatever is no number of this run's.
function placeIn(hash, run) {
  const written = new URLSearchParams(hash.slice(1));
  const most = { t: run.T, unit: run.H, stage: LESSON.stages.length };
  const numbers = Object.keys(most).map((name) => [name, Number(written.get(name))]);
  return Object.fromEntries(numbers.filter(([name, n]) => Number.isInteger(n) && n >= 1 && n <= most[name]));
}

function openWalk(root, run) {
  let { number, ...place } = run.seek;

  function onPlace({ t, unit, stage }) {
    place = { t, unit, stage };
    try {
      history.replaceState(history.state, "", `#${new URLSearchParams(place)}`);
    } catch {
      // A page inside another one's text has no address to keep it in.
    }
  }

  const player = createPlayer(root, { onStep() {}, onPlace });

  function follow() {
    place = { ...place, ...placeIn(location.hash, run) };
    player.setRun({ ...run, seek: { ...place, number: number++ } });
  }

  // Nobody else wants the keys here, so those that nothing has the focus for are the player's.
  function passOn(event) {
    if (event.target === document.body && !root.dispatchEvent(new KeyboardEvent(event.type, event)))
      event.preventDefault();
  }

  window.addEventListener("hashchange", follow);
  window.addEventListener("keydown", passOn, true);
  follow();
}

openWalk(document.querySelector("[data-gru-player]"), readRun(bytesOf(document.querySelector("#run").textContent)));
