// Numbers that a person can change: dragged, nudged with the keyboard, typed over. Each stands
// on the page as an element with its place in `data-place` and `showNumber` to draw a value.

const NUDGES = { ArrowUp: 10, ArrowDown: -10, PageUp: 100, PageDown: -100 }; // in steps
const MOST_DRAGGED = 3; // pixels that a hand trembles in a click

function createNumbers({ run, changes }) {
  const roots = new Set(); // what numbers stand in
  let gesture = Date.now(); // larger than those of a player that was here before
  let drag = null; // { place, node, x, from, moved }
  let pressed = null; // { node, hadFocus }
  let typing = null; // { box, node, place, unchanged }

  const range = (place) => run().ranges[kindOf(readPlace(place))];
  // With one gate for both, r has the weights of z: they are changed there.
  const isTied = (place) => run().what_if?.gates === "shared" && /^[WUbc]_r/.test(place);
  const rootOf = (node) => [...roots].find((root) => root.contains(node));
  const has = (node) => Boolean(node?.hasAttribute("data-place"));
  function valueOf(place) {
    const pending = changes.pending(place);
    if (pending === null) return run().editing.was[place] ?? numberAt(run(), place);
    return pending ?? numberAt(run(), place);
  }

  function nameOf(place) {
    const { texts, features, D } = run();
    const { name, row, column } = readPlace(place);
    switch (kindOf({ name })) {
      case "x":
        return D > 1 ? fillIn(texts.feature_at, { feature: features[column], t: row + 1 }) : fillIn(texts.input_at, { t: row + 1 });
      case "h0":
        return fillIn(texts.state_of, { h0: plainSymbol(run(), "h", 0), unit: row + 1 });
      case "gate":
        return fillIn(texts.gate_at, { gate: plainLetter(run(), name), t: row + 1, unit: column + 1 });
      default:
        return entryName(run(), { name, row, column });
    }
  }

  function labelOf(place) {
    const was = run().editing.was[place];
    const name = nameOf(place);
    return was === undefined ? name : fillIn(run().texts.number_changed, { name, was: formatInput(was, 6) });
  }

  // Draws the number of a place wherever it stands, with its mark if it was changed.
  function refresh(node) {
    const place = node.getAttribute("data-place");
    const value = valueOf(place);
    node.showNumber(value);
    node.classList.toggle("changed", place in run().editing.was);
    if (node.hasAttribute("tabindex")) describe(node, place, value);
  }

  function describe(node, place, value) {
    const [low, high] = range(place);
    const text = formatInput(value, 6);
    setAttributes(node, {
      role: "spinbutton",
      title: run().texts.number_help,
      "aria-label": labelOf(place),
      "aria-valuenow": String(value),
      "aria-valuetext": text,
      "aria-valuemin": String(Math.min(low, value)),
      "aria-valuemax": String(Math.max(high, value)),
    });
  }

  // Makes an element the number of a place, or of none; a stop is one of the Tab key's.
  function assign(node, place, isStop = true) {
    if (!run().editable) return;
    if (place && isTied(place)) place = null;
    if (node.hasAttribute("tabindex") && !(place && isStop)) for (const name of STOP) node.removeAttribute(name);
    if (place) {
      setAttributes(node, isStop ? { "data-place": place, tabindex: "0" } : { "data-place": place });
      refresh(node);
    } else if (has(node)) {
      node.removeAttribute("data-place");
      node.classList.remove("changed");
    }
  }

  function set(place, value) {
    const [low, high] = range(place);
    const now = valueOf(place);
    const bounded = clamp(value, Math.min(low, now), Math.max(high, now));
    if (bounded === now) return;
    changes.set({ [place]: bounded }, gesture);
    for (const root of roots) for (const node of root.querySelectorAll(`[data-place="${place}"]`)) refresh(node);
  }

  // A key that is held down is one gesture.
  function nudge(place, steps, isRepeated) {
    if (!isRepeated) gesture++;
    set(place, Number((valueOf(place) + steps * range(place)[2]).toFixed(10)));
  }

  function letGo(place) {
    gesture++;
    changes.set({ [place]: null }, gesture);
  }

  // Dragging

  function onDown(event) {
    const node = event.target.closest?.("[data-place]");
    if (!node || event.button || typing?.box === event.target) return;
    pressed = { node, hadFocus: node.getRootNode().activeElement === node };
    if (event.pointerType === "touch" && node.closest(".strip-window, .matrix")) return; // it scrolls
    event.preventDefault(); // no text is selected, and the focus stays where it is: see onUp
    const place = node.getAttribute("data-place");
    gesture++;
    drag = { id: event.pointerId, place, node, x: event.clientX, from: valueOf(place), moved: false };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onUp);
    window.addEventListener("blur", onUp);
  }

  function onMove(event) {
    if (event.pointerId !== drag.id) return;
    if (!event.buttons) return onUp(); // let go where the page could not see it
    const pixels = event.clientX - drag.x;
    if (!drag.moved && Math.abs(pixels) <= MOST_DRAGGED) return;
    drag.moved = true;
    document.documentElement.style.cursor = "ew-resize";
    const steps = Math.round(pixels) * (event.shiftKey ? 10 : 1);
    set(drag.place, steps ? Number((drag.from + steps * range(drag.place)[2]).toFixed(10)) : drag.from);
  }

  function onUp() {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", onUp);
    window.removeEventListener("blur", onUp);
    document.documentElement.style.cursor = "";
    const { node, moved } = drag;
    const root = rootOf(node);
    drag = null;
    if (!moved) return;
    if (node.isConnected && node.hasAttribute("tabindex")) node.focus({ preventScroll: true }); // to nudge it further
    // The click that follows a drag means nothing.
    if (!root) return;
    const swallow = (click) => click.stopPropagation();
    root.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => root.removeEventListener("click", swallow, { capture: true }));
  }

  function onClick({ target }) {
    const node = target.closest?.("[data-place]");
    if (!node) return;
    const hadFocus = pressed?.node === node && pressed.hadFocus;
    if (node.hasAttribute("tabindex") && !hadFocus) node.focus({ preventScroll: true });
    else type(node);
  }

  // Typing

  function type(node, text) {
    closeBox();
    const place = node.getAttribute("data-place");
    const box = html("input", { class: "type-over", type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": labelOf(place) });
    box.value = text ?? formatInput(valueOf(place), 6).replace("−", "-");
    const root = rootOf(node);
    const [outer, inner] = [root.getBoundingClientRect(), node.getBoundingClientRect()];
    box.style.left = `${clamp(inner.left - outer.left - 8, 0, Math.max(0, outer.width - 110))}px`;
    box.style.top = `${inner.top - outer.top + inner.height / 2}px`;
    box.addEventListener("keydown", onBoxKey);
    box.addEventListener("blur", () => typing?.box === box && enter(false) && closeBox());
    typing = { box, node, place, unchanged: box.value };
    root.append(box);
    box.focus({ preventScroll: true });
    if (text === undefined) box.select();
  }

  // Takes what was typed. What can't be read stays in the box; the reason is said on Enter.
  function enter(isAsked = true) {
    const { box, place, unchanged } = typing;
    const text = box.value.trim();
    const value = readNumber(text);
    const isGate = kindOf(readPlace(place)) === "gate";
    if (!Number.isFinite(value) || (isGate && (value < 0 || value > 1))) {
      box.setAttribute("aria-invalid", "true");
      box.setCustomValidity(isGate ? run().texts.not_a_gate : run().texts.not_a_number);
      if (isAsked) box.reportValidity();
      return false;
    }
    gesture++;
    if (!text) letGo(place);
    else if (box.value !== unchanged) changes.set({ [place]: value }, gesture);
    typing.unchanged = box.value;
    return true;
  }

  function onBoxKey(event) {
    event.stopPropagation();
    const { box, place, node } = typing;
    box.setCustomValidity("");
    if (event.key === "Escape") closeBox(node);
    else if (event.key === "Enter" && enter()) closeBox(node);
    else if (event.key in NUDGES && Number.isFinite(readNumber(box.value))) {
      event.preventDefault();
      const value = Number((readNumber(box.value) + NUDGES[event.key] * range(place)[2]).toFixed(10));
      box.value = String(kindOf(readPlace(place)) === "gate" ? clamp(value, 0, 1) : value);
      enter();
    }
  }

  function closeBox(focus) {
    if (!typing) return;
    const { box } = typing;
    typing = null;
    box.remove();
    focus?.focus({ preventScroll: true });
  }

  // Gives true where the key was one for a number.
  function onKey(event, target, { moves = false } = {}) {
    const node = target.closest("[data-place]");
    if (!node || event.ctrlKey || event.metaKey) return false;
    const place = node.getAttribute("data-place");
    if (event.key in NUDGES && (!moves || event.altKey || event.key.startsWith("Page")))
      nudge(place, NUDGES[event.key] * (event.shiftKey ? 10 : 1) * (event.altKey && !moves ? 0.1 : 1), event.repeat);
    else if (event.altKey) return false;
    else if (event.key === "Enter" || event.key === "F2") type(node);
    else if (/^[-−+.,\d]$/.test(event.key)) type(node, event.key);
    else if (event.key === "Delete" || event.key === "Backspace") letGo(place);
    else return false;
    event.preventDefault();
    return true;
  }

  return {
    has,
    assign,
    refresh,
    onKey,
    valueOf,
    attach(root) {
      if (roots.has(root)) return;
      roots.add(root);
      root.addEventListener("pointerdown", onDown);
      root.addEventListener("click", onClick);
    },
    closeBox: () => closeBox(),
    remove() {
      if (drag) onUp();
      closeBox();
      for (const root of roots) {
        root.removeEventListener("pointerdown", onDown);
        root.removeEventListener("click", onClick);
      }
      roots.clear();
    },
    setMany(numbers) {
      gesture++;
      changes.set(numbers, gesture);
    },
  };
}

// The attributes of a stop.
const STOP = ["tabindex", "role", "title", "aria-label", "aria-valuenow", "aria-valuetext", "aria-valuemin", "aria-valuemax"];

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
