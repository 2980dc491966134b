// What a benchmark looks at in a page. At every frame it looks whether what is shown has changed;
// a change counts from its cause to the moment at which the frame that shows it is painted.

window.benchmark = (() => {
  const frame = () => new Promise(requestAnimationFrame);

  // Once this frame is laid out and painted.
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });

  const sum = (values) => {
    if (typeof values === "number") return values;
    let total = 0;
    for (let i = 0; i < (values?.length ?? 0); i++) total += (i + 1) * (sum(values[i]) || 0);
    return total;
  };

  const hosts = () => [...document.querySelectorAll("*")].filter(({ shadowRoot }) => shadowRoot);
  let player = null;
  const playerRoot = () => {
    if (!player?.isConnected)
      player = hosts().map(({ shadowRoot }) => shadowRoot.querySelector("[data-gru-player]")).find(Boolean);
    return player;
  };

  // A plot counts as drawn when Plotly says so, or where it was built anew.
  const drawnOf = (plot) => {
    if (!plot?._fullData) return "";
    if (plot.drawn === undefined) {
      plot.drawn = 0;
      plot.numbers = null;
      plot.on("plotly_afterplot", () => (plot.drawn += 1));
    }
    if (plot.counted !== plot.drawn || plot.numbers === null)
      plot.numbers = plot._fullData.map(({ y, z }) => sum(z ?? y)).join(" ");
    plot.counted = plot.drawn;
    return plot.numbers;
  };

  // The fingerprint of what is shown, by what it is shown in.
  const WATCHED = {
    player: () => [...(playerRoot()?.querySelectorAll("table.strip td:not(.input)") ?? [])].map((cell) => cell.textContent).join(" "),
    gates_plot: () => drawnOf(document.querySelectorAll(".gru-plot")[0]),
    unit_plot: () => drawnOf(document.querySelectorAll(".gru-plot")[1]),
    a_plot: () => drawnOf([...document.querySelectorAll(".gru-plot")].find((plot) => plot._fullData)),
    text: () => document.querySelector('[data-testid="stMarkdown"]')?.textContent ?? "",
    figure: () => drawnOf(document.querySelector(".js-plotly-plot")),
  };

  let watch = null;
  let cause = null;
  const noteCause = ({ timeStamp }) => (cause ??= timeStamp);
  for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, noteCause, true);

  async function look(watched) {
    while (watch === watched) {
      await frame();
      for (const [name, shown] of Object.entries(watched.shown)) {
        const now = WATCHED[name]();
        if (now === shown) continue;
        watched.shown[name] = now;
        painted().then((time) => watched.times[name].push(time));
      }
    }
  }

  const until = async (met, milliseconds) => {
    const end = performance.now() + milliseconds;
    while (!met() && performance.now() < end) await frame();
    return met();
  };

  return {
    frame,
    painted,
    // Start to watch these; the cause is the first key or press from now on.
    arm(names) {
      cause = null;
      watch = {
        shown: Object.fromEntries(names.map((name) => [name, WATCHED[name]()])),
        times: Object.fromEntries(names.map((name) => [name, []])),
      };
      look(watch);
    },
    // Wait until each has changed once; gives milliseconds since the cause, or null.
    async changed(limit = 10000) {
      const { times } = watch;
      await until(() => Object.values(times).every((list) => list.length), limit);
      watch = null;
      return Object.fromEntries(Object.entries(times).map(([name, [first]]) => [name, first === undefined ? null : first - cause]));
    },
    // Wait until nothing has changed for a while; gives the times of all changes since the cause.
    async settled(quiet = 400, limit = 20000) {
      const { times } = watch;
      const last = () => Math.max(performance.now() - limit, ...Object.values(times).flat());
      const start = performance.now();
      await until(() => performance.now() - Math.max(last(), start) > quiet, limit);
      watch = null;
      return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, list.map((time) => time - cause)]));
    },
    // Where a number can be changed: in the player, or in the matrices below it.
    number: (place) => hosts().map(({ shadowRoot }) => shadowRoot.querySelector(`[data-place="${place}"][tabindex]`)).find(Boolean),
    ready: (names) => names.every((name) => WATCHED[name]()),
    // One step after another by the arrow key. work: what it costs the page's thread, from the
    // key at the start of a frame until that frame is painted. after: the same for the frame that
    // follows, in which the plots move their cursors. script: the player's part of work.
    async steps(count, T) {
      const turn = Math.min(32, T - 1);
      const work = [], after = [], script = [];
      for (let i = 0; i < count; i++) {
        await frame();
        const next = frame().then(() => {
          const start = performance.now();
          return painted().then((end) => end - start);
        });
        const start = performance.now();
        const key = i % (2 * turn) < turn ? "ArrowRight" : "ArrowLeft";
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        script.push(performance.now() - start);
        work.push((await painted()) - start);
        after.push(await next);
      }
      return { work, after, script };
    },
  };
})();
