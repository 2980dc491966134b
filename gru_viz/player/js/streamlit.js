// The player inside Streamlit: called with new bytes at each run of the script.

const players = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  let player = players.get(parentElement);
  if (!player) {
    const root = parentElement.querySelector("[data-gru-player]");
    player = createPlayer(root, { onPlace: (place) => setStateValue("place", place) });
    players.set(parentElement, player);
  }
  if (player.bytes !== data) player.setRun(readRun(data));
  player.bytes = data;
  return () => {
    player.remove();
    players.delete(parentElement);
  };
}
