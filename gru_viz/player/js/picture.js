// The diagram as a file of its own. A style sheet does not travel with an SVG, so each element
// carries what the sheet made of it, in attributes that every drawing program understands.

const PICTURE_MARGIN = 12; // around what is drawn

// What an element has from the one around it, with what holds where nothing is said.
const INHERITED = {
  "fill": "#000000",
  "fill-opacity": "1",
  "stroke": "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "stroke-dasharray": "none",
  "font-family": "",
  "font-size": "",
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
};

// Browsers name a mixed colour color(srgb …), which few drawing programs can read.
function plainColour(colour) {
  const [red, green, blue, alpha = 1] = colour.match(/[\d.]+(e-?\d+)?/g).map(Number);
  const full = colour.startsWith("color") ? 1 : 255;
  const hex = [red, green, blue].map((part) => Math.round((255 * part) / full).toString(16).padStart(2, "0"));
  return { colour: `#${hex.join("")}`, alpha };
}

// What the sheet makes of an element, colours as #rrggbb beside their opacity.
function styleOf(node) {
  const computed = getComputedStyle(node);
  const style = Object.fromEntries(Object.keys(INHERITED).map((name) => [name, computed.getPropertyValue(name)]));
  for (const name of ["fill", "stroke"]) {
    if (!/^(rgb|color)/.test(style[name])) continue;
    const { colour, alpha } = plainColour(style[name]);
    style[name] = colour;
    style[`${name}-opacity`] = String(alpha * style[`${name}-opacity`]);
  }
  return style;
}

// What an element stands for in the picture, `around` being the style of the one it stands in.
function redraw(node, around) {
  if (node.nodeType === Node.TEXT_NODE) return [node.data];
  if (node.namespaceURI !== NAMESPACES.svg) return [];
  const { display, visibility, opacity, paintOrder } = getComputedStyle(node);
  if (display === "none" || visibility !== "visible") return [];
  const style = styleOf(node);
  const copy = node.cloneNode(false);
  for (const { name } of [...copy.attributes])
    if (name in INHERITED || /^(class|style|role|tabindex|opacity|aria-.+|data-.+)$/.test(name)) copy.removeAttribute(name);
  for (const name of Object.keys(INHERITED))
    if (style[name] !== around[name]) copy.setAttribute(name, style[name]);
  if (opacity !== "1") copy.setAttribute("opacity", opacity);
  copy.append(...[...node.childNodes].flatMap((child) => redraw(child, style)));
  if (node.localName === "tspan" && !pinDown(copy, node)) return [];
  if (copy.querySelector("tspan")) copy.removeAttribute("text-anchor");
  const hasHalo = node.localName === "text" && paintOrder.startsWith("stroke") && style.stroke !== "none";
  return hasHalo ? withHalo(copy, style.stroke) : [copy];
}

// A part of a text says where it begins: programs disagree about the shifts and spaces between.
function pinDown(copy, part) {
  const text = part.textContent.replace(/^[\s\u200b]+|[\s\u200b]+$/g, "");
  if (!text) return false;
  const { x, y } = part.getStartPositionOfChar(part.textContent.indexOf(text));
  copy.textContent = text;
  copy.setAttribute("x", x.toFixed(2));
  copy.setAttribute("y", y.toFixed(2));
  copy.removeAttribute("dx");
  copy.removeAttribute("dy");
  return true;
}

// A text whose outline is painted below it becomes two: not every program knows that order.
function withHalo(text, colour) {
  const halo = text.cloneNode(true);
  for (const part of halo.querySelectorAll("*")) part.removeAttribute("fill");
  halo.setAttribute("fill", colour);
  halo.setAttribute("aria-hidden", "true");
  for (const name of Object.keys(INHERITED)) if (name.startsWith("stroke")) text.removeAttribute(name);
  return [halo, text];
}

// Its frame, and whatever stands out of it: a long word reaches further.
function extentOf(drawing) {
  const frame = drawing.viewBox.baseVal;
  const drawn = drawing.getBBox();
  const left = Math.floor(Math.min(frame.x, drawn.x) - PICTURE_MARGIN);
  const top = Math.floor(Math.min(frame.y, drawn.y) - PICTURE_MARGIN);
  const right = Math.ceil(Math.max(frame.x + frame.width, drawn.x + drawn.width) + PICTURE_MARGIN);
  const bottom = Math.ceil(Math.max(frame.y + frame.height, drawn.y + drawn.height) + PICTURE_MARGIN);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

// What the drawing stands on: var(--neutral), as this theme resolves it.
function paperOf(drawing) {
  const paper = svg("rect", { style: "fill: var(--neutral)" });
  drawing.append(paper);
  const { colour } = plainColour(getComputedStyle(paper).fill);
  paper.remove();
  return colour;
}

// The diagram as on screen at this step, as the text of an SVG document.
function cellPicture(drawing) {
  for (const motion of drawing.getAnimations({ subtree: true })) motion.finish(); // the colours it is on its way to
  const extent = extentOf(drawing);
  const [picture] = redraw(drawing, INHERITED);
  const { x, y, width, height } = extent;
  const about = { viewBox: `${x} ${y} ${width} ${height}`, width, height, role: "img", lang: drawing.closest("[lang]").lang };
  for (const [name, value] of Object.entries(about)) picture.setAttribute(name, value);
  picture.prepend(svg("title", {}, drawing.getAttribute("aria-label")), svg("rect", { ...extent, fill: paperOf(drawing) }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  html("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may first ask where to
}
