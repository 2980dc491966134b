// What if: gates held, features and units switched off, one gate instead of two. Each is a
// change like any other; what it leads to, Python computes.

const GATE_CHOICES = ["both", "update", "reset", "shared"];
const MOST_LISTED = 6; // gate values in a sentence

const holdText = ({ gate, unit, first, last, value }) => `${gate}.${unit || "all"}.${first}.${last} ${value}`;

// wish: what stands in the fields, kept by the player while the panel is drawn anew.
function createWhatIf(run, unit, { wish, numbers, send }) {
  const element = html("section", { class: "whatif", "aria-label": run.texts.what_if });
  let drawn = "";
  let panel = null;
  return {
    element,
    refresh() {
      const now = JSON.stringify(run.what_if);
      if (now !== drawn) {
        const active = element.getRootNode().activeElement;
        const focused = element.contains(active) && (active.ariaLabel || active.textContent);
        panel = createPanel(run, unit, { wish, numbers, send });
        element.replaceChildren(...panel.children);
        if (focused) {
          const same = [...element.querySelectorAll(FOCUSABLE)].find((node) => (node.ariaLabel || node.textContent) === focused);
          (same ?? element.querySelector("button")).focus({ preventScroll: true });
        }
      }
      drawn = now;
      panel.refresh();
    },
    show: (at) => panel.show(at),
  };
}

const FOCUSABLE = "button, input, select";

function createPanel(run, unit, { wish, numbers, send }) {
  const { texts, what_if: now } = run;
  const renews = run.variant.update === "renews";

  const ask = (changed) => {
    const { holds, gates, off } = { ...now, ...changed };
    send("what_if", { hold: holds.map(holdText).join(" "), gates, off: off.join(" ") });
  };

  const field = (label, name, low, high, step, usual = low) => {
    const box = html("input", { type: "number", min: String(low), max: String(high), step: String(step), "aria-label": label, title: label });
    box.value = String(clamp(wish[name] ?? usual, low, high));
    const read = () => (Number.isFinite(readNumber(box.value)) ? clamp(readNumber(box.value), low, high) : usual);
    box.addEventListener("change", () => {
      wish[name] = read();
      box.value = String(wish[name]);
      showCarry();
    });
    return { box, value: read };
  };
  const choice = (label, name, options) => {
    const select = html("select", { "aria-label": label, title: label, onchange: () => { wish[name] = select.value; } },
      ...options.map(([value, text]) => html("option", { value }, text)));
    select.value = wish[name];
    return select;
  };
  const button = (text, action) => html("button", { type: "button", onclick: action }, text);
  const line = (...children) => html("div", { class: "line" }, ...children);

  // Hold a gate
  const gate = choice(texts.what_gate, "gate", ["z", "r"].map((name) => [name, plainLetter(run, name)]));
  const value = field(texts.what_value, "value", 0, 1, 0.1);
  const first = field(texts.what_first, "first", 1, run.T, 1);
  const last = field(texts.what_last, "last", 1, run.T, 1, run.T);
  const whose = choice(texts.what_unit, "whose", [["this", fillIn(texts.what_this_unit, { unit: unit + 1 })], ["all", texts.what_all_units]]);
  const ofUnit = () => (whose.value === "all" ? 0 : unit + 1);
  const hold = () => {
    const [from, to] = [first.value(), last.value()].sort((a, b) => a - b);
    ask({ holds: [...now.holds, { gate: gate.value, unit: ofUnit(), first: from, last: to, value: value.value() }] });
  };

  // Carry an input unchanged
  const k = field(texts.what_from, "k", 1, run.T, 1);
  const t = field(texts.what_to, "t", 1, run.T, 1, run.T);
  const answer = html("p", { class: "answer" });
  const carried = () => [k.value(), t.value()].sort((a, b) => a - b);
  const carry = () => {
    const [from, to] = carried();
    send("carry", { unit: unit + 1, k: from, t: to });
  };

  let place = { t: 1, stage: 4 };
  const isKnown = (step) => run.future === "shown" || step < place.t || (step === place.t && place.stage >= STAGE_OF.z);

  function showCarry() {
    const [from, to] = carried();
    const z = (step) => symbolAt(run, "z", step);
    const [write, keep] = renews ? ["1", "0"] : ["0", "1"];
    const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const listed = steps.length <= MOST_LISTED ? steps : [...steps.slice(0, 3), null, ...steps.slice(-2)];
    const values = listed.map((step) => (step ? `${z(step)} ${isKnown(step) ? formatNumber(run.at("z", step, unit), run.decimals) : "?"}` : "…")).join(", ");
    const between = to === from ? "" : to === from + 1 ? `${z(to)} = ${keep}` : `${z(from + 1)} = … = ${z(to)} = ${keep}`;
    const sentence = to === from ? texts.what_answer_once : texts.what_answer;
    setText(answer, fillIn(sentence, { write: `${z(from)} = ${write}`, reset: `${symbolAt(run, "r", from)} = 0`, keep: between, k: from, t: to, values }));
  }

  // One gate; off; the first state
  const gates = GATE_CHOICES.map((name) =>
    html("button", { type: "button", title: texts[`what_gates_${name}_about`], "aria-pressed": String(now.gates === name), onclick: () => ask({ gates: name }) }, texts[`what_gates_${name}`]));
  const toggle = (name, text, label = text) => {
    const isOff = now.off.includes(name);
    return html("button", { type: "button", class: "off", "aria-label": label, "aria-pressed": String(isOff), onclick: () => ask({ off: isOff ? now.off.filter((other) => other !== name) : [...now.off, name] }) }, text);
  };
  const features = () => (run.D > 1 ? run.features.map((feature, i) => toggle(`x${i + 1}`, feature)) : []);
  const units = () => Array.from({ length: run.H }, (_, j) => toggle(`h${j + 1}`, String(j + 1), `${texts.unit} ${j + 1}`));
  const h0 = plainSymbol(run, "h", 0);
  const what_state = fillIn(texts.what_state, { h0 });
  const first_state = field(what_state, "h0", -1, 1, 0.1);
  const setAll = () => numbers.setMany(Object.fromEntries(Array.from({ length: run.H }, (_, j) => [placeText("h0", j, 0), first_state.value()])));

  // What is in force, each with a button that takes it back.
  const inForce = [
    ...now.holds.map((held, i) => ({
      text: fillIn(texts.what_held, { gate: plainLetter(run, held.gate), value: formatInput(held.value, 6), t: held.first === held.last ? `${held.first}` : `${held.first}–${held.last}`, units: held.unit ? fillIn(texts.what_this_unit, { unit: held.unit }) : texts.what_all_units }),
      back: () => ask({ holds: now.holds.filter((_, other) => other !== i) }),
    })),
    ...(now.gates === "both" ? [] : [{ text: texts[`what_gates_${now.gates}_chip`], back: () => ask({ gates: "both" }) }]),
    ...now.off.map((name) => ({
      text: fillIn(texts.what_is_off, { name: name[0] === "h" ? `${texts.unit} ${name.slice(1)}` : run.features[Number(name.slice(1)) - 1] ?? name }),
      back: () => ask({ off: now.off.filter((other) => other !== name) }),
    })),
  ];
  const chips = inForce.map(({ text, back }) => html("span", { class: "chip" }, text, html("button", { type: "button", "aria-label": fillIn(texts.what_back, { what: text }), onclick: back }, "✕")));
  const farthest = html("span", { class: "farthest" });

  const part = (legend, ...inside) => html("fieldset", {}, html("legend", {}, legend), ...inside);
  const parts = html("div", { class: "parts" });
  // Hundreds of units are as many buttons: made once they are asked for.
  const fillParts = () => parts.append(
    part(texts.what_hold, line(gate, "=", value.box, html("span", { class: "together" }, "t = ", first.box, " – ", last.box), whose, button(texts.what_do_hold, hold))),
    part(texts.what_carry, line(html("span", { class: "together" }, "t = ", k.box, " → ", t.box), button(texts.what_do_carry, carry)), answer),
    part(texts.what_gates, line(...gates), html("p", { class: "answer" }, texts[`what_gates_${now.gates}_about`])),
    part(texts.what_off, ...(run.D > 1 ? [line(html("span", {}, texts.what_features), ...features())] : []), line(html("span", {}, texts.unit), ...units())),
    part(what_state, line(html("span", {}, `${h0} =`), first_state.box, button(texts.what_do_state, setAll))));
  const opener = button(texts.what_if, () => {
    wish.open = !wish.open;
    showParts();
    if (wish.open) parts.scrollIntoView({ block: "nearest" });
  });
  opener.classList.add("opener");
  function showParts() {
    if (wish.open && !parts.firstChild) fillParts();
    parts.hidden = !wish.open;
    opener.setAttribute("aria-expanded", String(wish.open));
  }
  showParts();
  const children = [html("div", { class: "head" }, opener, ...chips, farthest), parts];

  function refresh() {
    showCarry();
    const moved = run.future === "shown" ? run.moved : null; // it tells of what is still to come
    const by = moved && `${moved.by < 0 ? "" : "+"}${formatNumber(moved.by, run.decimals)}`;
    setText(farthest, moved ? fillIn(texts.what_moved, { t: moved.t, unit: moved.unit, by }) : texts.what_hint);
  }
  return {
    children,
    refresh,
    show(at) {
      place = at;
      if (run.future === "hidden") showCarry();
    },
  };
}
