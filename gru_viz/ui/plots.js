// Plotly figures on one time axis that keep their zoom when their numbers change, follow the
// player step by step, and send it to where they are clicked. Streamlit's own chart is built anew
// at each change, and does not report a click on a heatmap.

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
  if (plot.t === t || !plot.figure) return;
  plot.t = t;
  window.Plotly.relayout(plot, { shapes: shapesAtCursor(plot.figure.layout) });
}

function zoomAll(revision, range) {
  zoom = { revision, range: [...range] };
  for (const plot of plots)
    if (plot.figure && String(plot._fullLayout.xaxis.range) !== String(range))
      window.Plotly.relayout(plot, { "xaxis.range": [...range] });
}

function listen(plot) {
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
  plot.resized = new ResizeObserver(() => window.Plotly.Plots.resize(plot));
  plot.resized.observe(plot);
}

// While a number is dragged, figures come faster than they can be drawn. So a frame draws one,
// the last that its plot was given, and leaves the next frame to another plot or to the player.
function drawSoon(plot) {
  waiting.add(plot);
  drawing ??= requestAnimationFrame(drawNext);
}

function drawNext() {
  const [plot] = waiting;
  waiting.delete(plot);
  drawing = waiting.size ? requestAnimationFrame(drawNext) : null;
  if (plot) draw(plot);
}

function draw(plot) {
  const isNew = !plot.figure;
  plot.figure = JSON.parse(plot.text);
  plot.t = t;
  const { data, layout } = plot.figure;
  const range = zoom?.revision === layout.uirevision ? zoom.range : layout.xaxis.range;
  const touch = matchMedia("(pointer: coarse)").matches; // where a swipe scrolls the page
  plot.style.minHeight = `${layout.height}px`;
  window.Plotly.react(
    plot,
    data,
    {
      ...layout,
      xaxis: { ...layout.xaxis, range: [...range] },
      shapes: shapesAtCursor(layout),
      ...(touch && { dragmode: false }),
    },
    { displayModeBar: false, doubleClick: false },
  );
  if (isNew) listen(plot);
}

// What is on screen, with its zoom and its cursor; as PNG at three times its size. Given as data,
// since Plotly refuses to save a plot twice at a time.
function save({ data, layout, name, _fullLayout: { width, height } }, format) {
  window.Plotly.downloadImage({ data, layout }, { format, width, height, scale: 3, filename: name });
}

export default function ({ data, parentElement }) {
  const plot = parentElement.querySelector(".gru-plot");
  plot.setAttribute("aria-label", data.alt);
  plot.name = data.name;
  for (const button of parentElement.querySelectorAll(".gru-save button")) {
    const { format } = button.dataset;
    button.ariaLabel = button.title = data.save[format];
    button.onclick = () => plot.figure && save(plot, format);
  }
  plots.add(plot);
  plotly.then(() => {
    if (!plots.has(plot)) return;
    if (plot.text !== data.figure) {
      plot.text = data.figure;
      drawSoon(plot);
    }
    window.dispatchEvent(new CustomEvent("gru-ask"));
  });
  return () => {
    plots.delete(plot);
    waiting.delete(plot);
    plot.resized?.disconnect();
    window.Plotly?.purge(plot);
  };
}
