// Which unit is shown: a button each; beyond a few, its number in a field.

const MOST_UNIT_BUTTONS = 4; // more would take a second line of a small screen

function createUnitChoice(run, { onUnit }) {
  return run.H <= MOST_UNIT_BUTTONS ? createUnitButtons(run, onUnit) : createUnitField(run, onUnit);
}

function createUnitButtons({ texts, H }, onUnit) {
  const buttons = Array.from({ length: H }, (_, j) =>
    html("button", { type: "button", "aria-label": `${texts.unit} ${j + 1}`, onclick: () => onUnit(j) }, String(j + 1)));
  return {
    element: html("div", { class: "units", role: "group", "aria-label": texts.unit }, html("span", {}, texts.unit), ...buttons),
    show: (unit) => buttons.forEach((node, j) => node.setAttribute("aria-pressed", String(j === unit))),
  };
}

function createUnitField({ texts, H }, onUnit) {
  const box = html("input", { type: "number", min: "1", max: String(H), step: "1" });
  let shown = null;
  const write = (unit) => (box.value = String(unit + 1));
  box.addEventListener("change", () => {
    const wanted = Math.round(readNumber(box.value));
    const unit = box.value === "" || !Number.isFinite(wanted) ? shown : clamp(wanted, 1, H) - 1;
    write(unit);
    // The focus may be on its way to another field: the player is built anew when it has arrived.
    if (unit !== shown) setTimeout(() => onUnit(unit));
  });
  // Only another unit is written over what is being typed.
  const show = (unit) => {
    if (unit !== shown) write(unit);
    shown = unit;
  };
  return { element: html("label", { class: "units" }, html("span", {}, texts.unit), box, html("span", {}, `/ ${H}`)), show };
}
