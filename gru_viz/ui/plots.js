// Plotly figures on one time axis that keep their zoom when their numbers change, follow the
// player step by step, and send it to where they are clicked. Streamlit's own chart is built anew
// at each change, and does not report a click on a heatmap. A figure whose layout has the meta
// "still" has no time axis, and does none of this but to change its numbers in place.

const turn = (window.gruTurn ??= { owner: null });
const PATIENCE = 5000; // milliseconds without an answer, after which the figures are asked for again
const PAUSE = 500; // milliseconds at least between two runs of the script that draw the plots

// All plots of the page share these: this module is loaded once.
const plots = new Set();
const waiting = new Set(); // of them, those with a figure that is not drawn yet
let t = null; // where the player is
let zoom = null; // { revision, range }: of sequences of one length
let frame = null;
let drawing = null;

// Streamlit loads Plotly for a chart of its own, and Plotly puts itself on the window.
const plotly = new Promise((found) => {
  const look = () => (window.Plotly ? found(window.Plotly) : setTimeout(look, 30));
  look();
});

// After the player's own frame, so that a step stays within it.
function follow({ detail }) {
  t = detail.t;
  frame ??= requestAnimationFrame(() => {
    frame = null;
    plots.forEach(moveCursor);
  });
}
window.addEventListener("gru-step", follow);

const isStill = ({ figure }) => figure.layout.meta === "still";

function cursorLabel({ xaxis }) {
  const alias = xaxis.labelalias?.[t] ?? String(t); // a token, a token behind its number, or nothing
  const numbered = alias === String(t) || alias.startsWith(`${t} · `);
  return `<b>t = ${numbered ? alias : `${t} · “${alias}”`}</b>`;
}

function shapesAtCursor(layout) {
  if (t === null) return layout.shapes;
  const T = layout.xaxis.range[1] - 0.5;
  const side = t < 0.2 * T ? "left" : t > 0.8 * T ? "right" : "center";
  return layout.shapes.map((shape) => {
    if (shape.name !== "cursor") return shape;
    const label = { ...shape.label, text: cursorLabel(layout), textposition: `top ${side}` };
    return { ...shape, x0: t - 0.5, x1: t + 0.5, ...(shape.label && { label }) };
  });
}

// Replacing all shapes is what Plotly does fast: a single one's x0 costs a whole redraw.
function moveCursor(plot) {
  if (plot.t === t || !plot.figure || !plot.isNear || isStill(plot)) return;
  plot.t = t;
  window.Plotly.relayout(plot, { shapes: shapesAtCursor(plot.figure.layout) });
}

function zoomAll(revision, range) {
  zoom = { revision, range: [...range] };
  for (const plot of plots)
    if (plot.figure && !isStill(plot) && String(plot._fullLayout.xaxis.range) !== String(range))
      window.Plotly.relayout(plot, { "xaxis.range": [...range] });
}

// Plotly's numbers have a hyphen where a minus belongs, each time that it writes a label.
function mendMinus(plot) {
  const labels = plot.querySelector(".hoverlayer");
  const mend = () => {
    const texts = document.createTreeWalker(labels, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data } = texts.currentNode;
      const mended = data.replace(/(?<![\w.])-(?=\d)/g, "\u2212");
      if (mended !== data) texts.currentNode.data = mended;
    }
  };
  mend();
  plot.mended = new MutationObserver(mend);
  plot.mended.observe(labels, { childList: true, subtree: true });
}

function listenOverTime(plot) {
  // From the pointer: the point that Plotly names is where it last saw the pointer hover.
  plot.on("plotly_click", ({ event }) => {
    const { xaxis } = plot._fullLayout;
    const x = xaxis.p2d(event.clientX - plot.getBoundingClientRect().left - xaxis._offset);
    window.dispatchEvent(new CustomEvent("gru-go", { detail: { t: Math.max(1, Math.round(x)) } }));
  });
  plot.on("plotly_relayout", (change) => {
    if ("xaxis.range[0]" in change) zoomAll(plot.figure.layout.uirevision, plot._fullLayout.xaxis.range);
  });
  plot.on("plotly_doubleclick", () => zoomAll(null, plot.figure.layout.xaxis.range));
}

function listen(plot) {
  if (!isStill(plot)) listenOverTime(plot);
  plot.on("plotly_hover", () => plot.mended ?? mendMinus(plot));
  plot.sighted = new IntersectionObserver(([{ isIntersecting }]) => {
    plot.isNear = isIntersecting;
    if (!isIntersecting) return;
    if (plot.drawn === plot.text) moveCursor(plot);
    else drawSoon(plot);
  }, { rootMargin: "100px" });
  plot.sighted.observe(plot);
  plot.resized = new ResizeObserver(() => window.Plotly.Plots.resize(plot));
  plot.resized.observe(plot);
}

// While a number is dragged, figures come faster than they can be drawn. So a frame draws one,
// the last that its plot was given, and leaves the next frame to another plot or to the player.
function drawSoon(plot) {
  if (plot.figure && !plot.isNear) return; // drawn when it comes into sight
  waiting.add(plot);
  drawing ??= requestAnimationFrame(drawNext);
}

// Paper has another width than the screen, and its layout leaves no time to draw: so the figures
// take that width, and what is not drawn yet, before it.
const PAPER = 680; // pixels between the margins of an A4 page, see page.html

window.addEventListener("beforeprint", () => {
  for (const plot of plots) {
    if (!plot.figure) continue;
    draw(plot);
    window.Plotly.relayout(plot, { width: PAPER });
  }
});
window.addEventListener("afterprint", () => {
  for (const plot of plots) if (plot.figure) window.Plotly.relayout(plot, { width: null, autosize: true });
});

function drawNext() {
  const [plot] = waiting;
  waiting.delete(plot);
  drawing = waiting.size ? requestAnimationFrame(drawNext) : null;
  if (plot) draw(plot);
}

function draw(plot) {
  const isNew = !plot.figure;
  plot.drawn = plot.text;
  plot.figure = JSON.parse(plot.text);
  plot.t = t;
  const { data, layout } = plot.figure;
  const touch = matchMedia("(pointer: coarse)").matches; // where a swipe scrolls the page
  plot.style.minHeight = `${layout.height}px`;
  window.Plotly.react(
    plot,
    data,
    { ...layout, ...(!isStill(plot) && atCursor(layout)), ...(touch && { dragmode: false }) },
    { displayModeBar: false, doubleClick: false },
  );
  if (isNew) listen(plot);
}

function atCursor(layout) {
  const range = zoom?.revision === layout.uirevision ? zoom.range : layout.xaxis.range;
  return { xaxis: { ...layout.xaxis, range: [...range] }, shapes: shapesAtCursor(layout) };
}

// What is on screen, with its zoom and its cursor; as PNG at three times its size. Given as data,
// since Plotly refuses to save a plot twice at a time.
function takeAway({ data, layout, name, _fullLayout: { width, height } }, format) {
  window.Plotly.downloadImage({ data, layout }, { format, width, height, scale: 3, filename: name });
}

// Figures are asked for when the player has drawn a run that they don't show yet: so the diagram
// waits neither for them nor for Plotly, and a drag has them twice a second. One request is
// under way at a time, and the last one is always sent.
function createAsking() {
  let wanted = ""; // the version that the player shows
  let shown = "";
  let number = 0;
  let underway = false;
  let send = null;
  let timer = null;
  let last = -PAUSE;
  let askedFor = "";
  let patience = null;

  function ask() {
    if (underway || timer || !wanted || wanted === shown || wanted === askedFor) return;
    // After the frame in which the player shows its run.
    const wait = () => requestAnimationFrame(() => setTimeout(() => { timer = null; take(); }));
    timer = setTimeout(wait, Math.max(0, last + PAUSE - performance.now()));
  }

  // The page waits for one request at a time: see the player's changes.
  function take() {
    if (underway || timer || !wanted || wanted === shown || turn.owner) return;
    underway = true;
    turn.owner = plots;
    askedFor = wanted;
    last = performance.now();
    send(++number);
    patience = setTimeout(() => { askedFor = ""; endTurn(); ask(); }, PATIENCE);
  }

  function endTurn() {
    clearTimeout(patience);
    underway = false;
    if (turn.owner === plots) turn.owner = null;
    window.dispatchEvent(new CustomEvent("gru-turn"));
  }

  const want = ({ detail }) => {
    wanted = detail.run.figures;
    ask();
  };
  const onTurn = () => performance.now() >= last + PAUSE && take();
  window.addEventListener("gru-run", want);
  window.addEventListener("gru-turn", onTurn);
  return {
    given({ asked, version }, setStateValue) {
      send = (count) => setStateValue("asked", count);
      const isAnswer = underway && asked >= number;
      number = Math.max(number, asked);
      shown = version;
      if (isAnswer) endTurn();
      ask();
    },
    stop() {
      window.removeEventListener("gru-run", want);
      window.removeEventListener("gru-turn", onTurn);
      clearTimeout(timer);
      if (underway) endTurn();
    },
  };
}

function give(block, { figure, alt, name }, save) {
  const plot = block.querySelector(".gru-plot");
  plot.setAttribute("aria-label", alt);
  plot.name = name;
  for (const button of block.querySelectorAll(".gru-save button")) {
    const { format } = button.dataset;
    button.ariaLabel = button.title = save[format];
    button.onclick = () => plot.figure && window.Plotly && takeAway(plot, format);
  }
  plots.add(plot);
  if (plot.text === figure) return;
  plot.text = figure;
  plotly.then(() => plots.has(plot) && drawSoon(plot));
}

export default function ({ data, parentElement, setStateValue }) {
  const blocks = [...parentElement.querySelectorAll(".gru-plot-block")];
  const [{ parentElement: root }] = blocks;
  const isNew = !root.asking;
  root.asking ??= createAsking();
  root.asking.given(data, setStateValue);
  blocks.forEach((block, i) => {
    block.hidden = !data.plots[i];
    if (data.plots[i]) give(block, data.plots[i], data.save);
  });
  if (isNew) window.dispatchEvent(new CustomEvent("gru-ask"));
  return () => {
    root.asking.stop();
    for (const plot of root.querySelectorAll(".gru-plot")) {
      plots.delete(plot);
      waiting.delete(plot);
      plot.resized?.disconnect();
      plot.sighted?.disconnect();
      plot.mended?.disconnect();
      window.Plotly?.purge(plot);
    }
  };
}
