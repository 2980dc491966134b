// Changes on their way to Python: never more than one under way, the latest of a drag wins, and
// the last one always arrives.

const PATIENCE = 10_000; // milliseconds without an answer before a change is sent again

function createChanges(send) {
  const queue = [];
  let number = 0;
  let underway = null;
  let timer = null;

  function sendNext() {
    if (underway || !queue.length) return;
    underway = { ...queue.shift(), number: ++number };
    sendAgain();
  }

  function sendAgain() {
    clearTimeout(timer);
    timer = setTimeout(sendAgain, PATIENCE);
    send(underway);
  }

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
      if (!underway || latest < underway.number) return;
      underway = null;
      clearTimeout(timer);
      sendNext();
    },
    // What a number is going to be, once the changes have arrived.
    pending(place) {
      if (!underway) return undefined;
      const change = queue.findLast(({ set }) => set && place in set) ?? underway;
      return change?.set?.[place] ?? undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
