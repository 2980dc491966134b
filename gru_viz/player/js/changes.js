// Changes on their way to Python: never more than one under way, the latest of a drag wins, and
// the last one always arrives.

const PATIENCE = 2000; // milliseconds without an answer before a change is sent again

// Whose request the page is waiting for: one at a time, the player's or the plots'. Streamlit would
// run both as one, and answer only one of them.
const turn = (window.gruTurn ??= { owner: null });

function createChanges(send) {
  const queue = [];
  let number = 0;
  let attempts = 0;
  let underway = null;
  let timer = null;
  let isStopped = false;

  function sendNext() {
    if (isStopped || underway || !queue.length || turn.owner) return;
    underway = { ...queue.shift(), number: ++number };
    turn.owner = queue;
    sendAgain();
  }

  function sendAgain() {
    clearTimeout(timer);
    timer = setTimeout(sendAgain, PATIENCE);
    // Streamlit drops a request that comes while the page is being built anew, and doesn't send a
    // value that it has sent before.
    send({ ...underway, attempt: ++attempts });
  }

  function endTurn() {
    clearTimeout(timer);
    underway = null;
    if (turn.owner === queue) turn.owner = null;
    window.dispatchEvent(new CustomEvent("gru-turn")); // the plots may want theirs
    sendNext();
  }

  window.addEventListener("gru-turn", sendNext);

  return {
    // numbers: new values by place, null for that of the untouched run.
    set(numbers, gesture) {
      const last = queue.at(-1);
      if (last?.set && last.gesture === gesture) Object.assign(last.set, numbers);
      else queue.push({ set: { ...numbers }, gesture });
      sendNext();
    },
    command(name, details = {}) {
      queue.push({ do: name, ...details });
      sendNext();
    },
    // A run has come that contains the changes up to this number.
    answered(latest) {
      number = Math.max(number, latest);
      if (underway && latest >= underway.number) endTurn();
    },
    // What a number is going to be once the changes have arrived; null for that of the untouched
    // run, undefined where nothing is under way.
    pending(place) {
      if (!underway && !queue.length) return undefined;
      const change = queue.findLast(({ set }) => set && place in set) ?? underway;
      return change?.set?.[place];
    },
    stop() {
      isStopped = true;
      queue.length = 0;
      window.removeEventListener("gru-turn", sendNext);
      endTurn();
    },
  };
}
