"""Weights from a file onto the screen: opened, recognised, asked about, shown, taken."""

from hashlib import blake2b

import streamlit as st

from gru_viz import weight_files
from gru_viz.layouts import stack
from gru_viz.layouts.packing import LAYOUTS
from gru_viz.layouts.parts import Found, Part
from gru_viz.layouts.recognise import left_out, recognise
from gru_viz.locales import Texts
from gru_viz.messages import Message, Problem
from gru_viz.ui import notation, state
from gru_viz.ui.layout_map import layout_map
from gru_viz.ui.say import say
from gru_viz.variants import OWN
from gru_viz.weights import GIVEN

Place = tuple[int, stack.Direction]


def incoming(texts: Texts) -> None:
    """A file or a pasted text, up to the GRU in it that is taken."""
    st.header(texts("trained-in"), anchor=False)
    try:
        opened = _opened(texts)
        if opened is None:
            return
        name, contents = opened
        found = recognise(contents)
    except Problem as problem:
        st.error(say(texts, problem.message))
        if problem.message.key == "file-torch-pickle":
            st.code(weight_files.TORCH_TO_SAFETENSORS, language=None, wrap_lines=True)
        return
    for message in left_out(contents):
        st.warning(say(texts, message))
    number = _which(texts, found, name)
    # What was answered for one GRU is no answer for the next.
    name, chosen = f"{name}-{number}", found[number]
    if key := _layout(texts, chosen, name):
        _layers(texts, chosen, key, name)


def _opened(texts: Texts) -> tuple[str, weight_files.Contents] | None:
    """What was opened or pasted last, under a name of its own; None before anything was."""
    how = st.segmented_control(
        texts("trained-how"),
        ("file", "text"),
        format_func=lambda way: texts(f"trained-how-{way}"),
        default="file",
        required=True,
        key="trained_how",
        label_visibility="collapsed",
    )
    if how == "text":
        text = st.text_area(
            texts("trained-text"), key="trained_text", height=160, help=texts("trained-text-help")
        )
        if not text.strip():
            return None
        return blake2b(text.encode(errors="replace")).hexdigest(), weight_files.read_text(text)
    file = st.file_uploader(texts("trained-file"), key="trained_file", help=texts("trained-safe"))
    if file is None:
        st.caption(texts("trained-formats"))
        return None
    return file.file_id, _read(file.file_id, file.name, file.getvalue())


def _read(file_id: str, name: str, data: bytes) -> weight_files.Contents:
    """The contents of a file, read once for as long as the visit has it open."""
    opened = st.session_state.get("opened_weights")
    if opened is None or opened[0] != file_id:
        try:
            result: weight_files.Contents | Problem = weight_files.read(name, data)
        except Problem as problem:
            result = problem
        opened = st.session_state.opened_weights = (file_id, result)
    if isinstance(opened[1], Problem):
        raise opened[1]
    contents: weight_files.Contents = opened[1]
    return contents


def _which(texts: Texts, found: tuple[Found, ...], name: str) -> int:
    """The GRU that is meant, where a file holds several."""
    if len(found) == 1:
        return 0
    index: int = st.selectbox(
        texts("trained-which", count=len(found)),
        range(len(found)),
        format_func=lambda i: _named(texts, found[i]),
        key=f"which-{name}",
    )
    return index


def _named(texts: Texts, found: Found) -> str:
    size = texts("trained-size", units=found.H, features=found.D, layers=len(found.levels))
    return f"{found.name} ({size})" if found.name else size


def _layout(texts: Texts, found: Found, name: str) -> str | None:
    """The layout that it is in; asked, where the file leaves it open."""
    keys, what = found.notations, {"what": _named(texts, found)}
    if len(keys) == 1 and not found.asked:
        layout = {"layout": _layout_name(texts, keys[0])}
        st.success(say(texts, Message("trained-recognised", what | layout)))
        return keys[0]
    st.info(say(texts, Message("trained-ask", what)))
    chosen: str | None = st.selectbox(
        texts("trained-layout"),
        keys,
        index=None,
        format_func=lambda key: _layout_name(texts, key),
        placeholder=texts("trained-layout-choose"),
        key=f"layout-{name}",
    )
    return chosen


def _layout_name(texts: Texts, key: str) -> str:
    layout = LAYOUTS[key]
    name = texts(f"notation-{layout.key}")
    return f"{name} ({texts(f'trained-own-{key}')})" if layout.key == OWN else name


def _layers(texts: Texts, found: Found, key: str, name: str) -> None:
    """Which layer and direction; what of its arrays is which gate; and the button that takes it."""
    for note in found.notes:
        st.caption(say(texts, note))
    left, right = st.columns([1, 2], gap="large")
    with left:
        layer, direction = _layer(texts, found, name)
        st.caption(notation.about(texts, LAYOUTS[key]))
        if st.button(texts("trained-use")):
            _take(stack.stack_of(found, key), layer, direction)
            st.switch_page("app.py")
    part = _part(found, layer, direction)
    with right:
        st.subheader(texts("trained-map"), anchor=False)
        layout_map(texts, LAYOUTS[key], part.H, part.D)


def _layer(texts: Texts, found: Found, name: str) -> Place:
    directions: tuple[stack.Direction, ...] = ("forward", "reverse")
    places = [
        (k, direction)
        for k, level in enumerate(found.levels, 1)
        for direction in directions
        if getattr(level, direction)
    ]

    if len(places) == 1:
        return places[0]

    def label(place: Place) -> str:
        part = _part(found, *place)
        name = texts(f"page-direction-{place[1]}")
        size = {"units": part.H, "features": part.D}
        return texts("trained-layer", layer=place[0], direction=name, **size)

    chosen: Place = st.radio(
        texts("trained-layers"), places, format_func=label, key=f"layer-{name}"
    )
    return chosen


def _part(found: Found, layer: int, direction: stack.Direction) -> Part:
    part: Part = getattr(found.levels[layer - 1], direction)
    return part


def _take(given: stack.Stack, layer: int, direction: stack.Direction) -> None:
    """Have the Gates page show these weights, written as they are meant."""
    meant = given.notation
    state.change(
        weights=GIVEN,
        given=stack.as_text(given),
        layer=layer,
        direction=direction,
        notation=meant.key,
        update=meant.variant.update,
        reset=meant.variant.reset,
        unit=1,
        t=1,
        hold=(),
        gates="both",
        off=frozenset(),
        rounding="none",
    )
