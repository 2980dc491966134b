// The mix as a picture: h_{t-1} and the candidate are two ends, and h_t stands between them.

function createMix(run, unit) {
  const width = 540;
  const [left, right] = [34, width - 34];
  let reach = 1;
  const place = (value) => left + ((value + reach) / (2 * reach)) * (right - left);
  const end = (className) => ({
    mark: svg("circle", { class: className, cy: 40, r: 7 }),
    label: svg("text", { class: `${className} name`, y: 20 }),
  });
  const from = end("q-h");
  const to = end("q-n");
  const went = svg("line", { class: "q-written", y1: 40, y2: 40 });
  const rest = svg("line", { class: "q-kept", y1: 40, y2: 40 });
  const now = svg("path", { class: "now", d: "M0,-9 L9,0 L0,9 L-9,0 Z" });
  const nowLabel = svg("text", { class: "name now", y: 67, "text-anchor": "middle" });
  const tick = (x, anchor) => svg("text", { class: "tick", x, y: 44, "text-anchor": anchor });
  const ticks = [tick(left - 6, "end"), tick(right + 6, "start")];
  // The untouched run, as outlines under the marks.
  const ghosts = {
    h_prev: svg("circle", { class: "ghost q-h", r: 7 }),
    n: svg("circle", { class: "ghost q-n", r: 7 }),
    h: svg("path", { class: "ghost now", d: "M0,-9 L9,0 L0,9 L-9,0 Z" }),
  };
  const picture = svg("svg", { class: "mix", viewBox: `0 0 ${width} 72`, role: "img" },
    svg("line", { class: "track", x1: left, x2: right, y1: 40, y2: 40 }),
    ...ticks, rest, went, ...Object.values(ghosts), from.mark, to.mark, now, from.label, to.label, nowLabel);
  const mixed = html("span");
  const moved = html("span", { class: "moved" });
  const sentence = html("p", { class: "mix-sentence" }, mixed, moved);

  const line = (node, a, b) => {
    node.setAttribute("x1", place(a));
    node.setAttribute("x2", place(b));
  };
  // A first state beyond −1…1 widens the scale, for the whole run.
  function refresh() {
    reach = Math.max(1, run.h_max);
    ticks.forEach((node, i) => setText(node, formatInput(i ? reach : -reach, 2)));
  }

  // A ghost that would only fray the edge of its mark stays away.
  function showGhosts(t, hidden) {
    const was = { h_prev: run.at("ghost_h", t - 1, unit), n: run.at("ghost_n", t, unit), h: run.at("ghost_h", t, unit) };
    for (const [name, ghost] of Object.entries(ghosts)) {
      ghost.setAttribute("transform", `translate(${place(was[name])},40)`);
      ghost.classList.toggle("unknown", hidden[name] || Math.abs(place(was[name]) - place(run.at(name, t, unit))) < 3);
    }
  }

  function movedSentence(t) {
    const ghost = run.at("ghost_h", t, unit);
    const by = run.at("h", t, unit) - ghost;
    const text = formatNumber(by, run.decimals);
    if (Number(by.toFixed(run.decimals)) === 0) return run.texts.not_moved;
    return fillIn(run.texts.moved, { by: by < 0 ? text : `+${text}`, ghost: formatNumber(ghost, run.decimals) });
  }

  return {
    refresh,
    element: html("figure", {}, picture, sentence),
    show({ t, stage }) {
      const [h_prev, n, z, h] = [run.at("h_prev", t, unit), run.at("n", t, unit), run.at("z", t, unit), run.at("h", t, unit)];
      const share = run.variant.update === "renews" ? z : 1 - z;
      const names = { h_prev: plainSymbol(run, "h_prev", t), n: plainSymbol(run, "n", t), h: plainSymbol(run, "h", t) };
      const hidden = { h_prev: false, n: isHidden(run, "n", stage), h: isHidden(run, "h", stage) };
      from.mark.setAttribute("cx", place(h_prev));
      to.mark.setAttribute("cx", place(n));
      // The names of the ends keep clear of each other.
      const apart = hidden.n || Math.abs(place(h_prev) - place(n)) > 40;
      const [low, high] = h_prev <= n ? [from, to] : [to, from];
      low.label.setAttribute("x", place(Math.min(h_prev, n)) - (apart ? 0 : 10));
      high.label.setAttribute("x", place(Math.max(h_prev, n)) + (apart ? 0 : 10));
      low.label.setAttribute("text-anchor", apart ? "middle" : "end");
      high.label.setAttribute("text-anchor", apart ? "middle" : "start");
      setText(from.label, names.h_prev);
      setText(to.label, names.n);
      line(went, h_prev, h);
      line(rest, h, n);
      now.setAttribute("transform", `translate(${place(h)},40)`);
      nowLabel.setAttribute("x", place(h));
      setText(nowLabel, names.h);
      for (const node of [to.mark, to.label]) node.classList.toggle("unknown", hidden.n);
      for (const node of [went, rest, now, nowLabel]) node.classList.toggle("unknown", hidden.h);
      const percent = formatInput(share * 100, 1);
      setText(mixed, hidden.h ? "" : fillIn(run.texts.mix, { percent, from: names.h_prev, to: names.n, now: names.h }));
      const isChanged = run.has("ghost_h");
      if (isChanged) showGhosts(t, hidden);
      else for (const ghost of Object.values(ghosts)) ghost.classList.add("unknown");
      setText(moved, isChanged && !hidden.h ? ` · ${movedSentence(t)}` : "");
      picture.setAttribute("aria-label", sentence.textContent || run.texts.mix_title);
    },
  };
}
