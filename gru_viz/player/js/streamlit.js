// The player inside Streamlit: called with new bytes at each run of the script.

// What else is on the page hears of each step ("gru-step") and of each run ("gru-run"), asks for
// both ("gru-ask") and sends the player to a timestep ("gru-go"), all without the server.

const players = new WeakMap();

const announce = (name, detail) => window.dispatchEvent(new CustomEvent(name, { detail }));

function mount(parentElement) {
  const root = parentElement.querySelector("[data-gru-player]");
  const mounted = { bytes: null, setStateValue: null };
  const player = createPlayer(root, {
    onStep: (t) => announce("gru-step", { t }),
    onRun(shown) {
      mounted.shown = shown;
      announce("gru-run", shown);
    },
    onChange: (change) => mounted.setStateValue("change", change),
    onPlace: (place) => mounted.setStateValue("place", place),
  });
  const answer = () => {
    if (!mounted.shown) return;
    announce("gru-run", mounted.shown);
    announce("gru-step", { t: player.where() });
  };
  const go = ({ detail }) => player.step(detail.t);
  window.addEventListener("gru-ask", answer);
  window.addEventListener("gru-go", go);
  mounted.setRun = player.setRun;
  mounted.remove = () => {
    window.removeEventListener("gru-ask", answer);
    window.removeEventListener("gru-go", go);
    player.remove();
    players.delete(parentElement);
  };
  players.set(parentElement, mounted);
  return mounted;
}

export default function ({ parentElement, data, setStateValue }) {
  const player = players.get(parentElement) ?? mount(parentElement);
  player.setStateValue = setStateValue;
  if (player.bytes !== data) player.setRun(readRun(data));
  player.bytes = data;
  return player.remove;
}
