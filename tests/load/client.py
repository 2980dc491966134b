"""A visitor without a browser: speaks Streamlit's own protocol over its WebSocket.

A page sends elements (ForwardMsg); a visitor sends the values of widgets (BackMsg) and gets
the elements of the run that follows. As a browser does, a visitor keeps large elements, says
which it has, and is then sent their hashes only.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

TIMEOUT = 60.0  # seconds without an answer, after which it counts as lost

_UNANSWERED = (TimeoutError, OSError, WebSocketException)
Proto = Any  # the protobuf message of one kind of element, such as NumberInput


class Lost(Exception):
    """An update that was not answered, or that the page answered with an exception."""


@dataclass
class Answer:
    """What one update took, in seconds from sending it.

    finished: until the script had run. arrived: until each element that came, by its key.
    """

    finished: float
    arrived: dict[str, float]


@dataclass
class _Shown:
    """An element on the page, the fragment that it belongs to, and the run that sent it."""

    kind: str
    element: Proto
    fragment: str
    run: int


@dataclass
class _Kept:
    """A message that the server need not send again, and the runs since it was last used."""

    message: ForwardMsg
    age: int = 0


@dataclass
class Visitor(AbstractAsyncContextManager["Visitor"]):
    """One visit of the app at `url` (http://…), with the state in `query`.

    ``async with Visitor(server.url, "seed=7") as visitor`` opens the page;
    ``await visitor.change("seed", 8)`` changes a widget by its key, and what came back is in
    ``visitor.element("player").bytes``.
    """

    url: str
    query: str = ""
    opened: Answer = field(init=False)
    received: int = field(default=0, init=False)  # bytes
    _socket: ClientConnection = field(init=False)
    _page: dict[tuple[int, ...], _Shown] = field(default_factory=dict, init=False)
    _kept: dict[str, _Kept] = field(default_factory=dict, init=False)
    _states: dict[str, WidgetState] = field(default_factory=dict, init=False)
    _script: str = field(default="", init=False)
    _keep_for: int = field(default=2, init=False)
    _run: int = field(default=0, init=False)

    async def __aenter__(self) -> Self:
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        try:
            self._socket = await connect(
                address,
                origin=self.url,
                subprotocols=["streamlit"],
                max_size=None,
                open_timeout=TIMEOUT,
            )
        except _UNANSWERED as error:
            raise Lost(f"no connection: {error!r}") from error
        try:
            self.opened = await self._ask("")
        except Lost:
            await self._socket.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    def has(self, key: str) -> bool:
        """Whether an element of that key is on the page."""
        return any(_key(shown.element) == key for shown in self._page.values())

    def element(self, key: str) -> Proto:
        """The element of that key. Raises Lost where there is none."""
        return self._find(key).element

    def texts(self) -> list[str]:
        """The text of every paragraph on the page, in its order."""
        shown = sorted(self._page.items())
        return [item.element.body for _, item in shown if item.kind == "markdown"]

    def offer(self, key: str, value: Any) -> str:
        """Set a widget without telling the server yet. Gives the fragment that it belongs to.

        value: what the widget holds; of a component, a mapping of the states that change.
        """
        shown = self._find(key)
        state = WidgetState(id=shown.element.id)
        match shown.kind:
            case "bidi_component":
                before = self._states.get(state.id)
                known = json.loads(before.json_value) if before else {}
                state.json_value = json.dumps({**known, **value})
            case "number_input":
                state.double_value = value
            case "text_area" | "text_input" | "selectbox":
                state.string_value = value
            case "checkbox":
                state.bool_value = value
            case "button_group":
                state.string_array_value.data.extend(value)
            case "button":
                state.trigger_value = True
            case kind:
                raise ValueError(f"no visitor can use a {kind} yet")
        self._states[state.id] = state
        return shown.fragment

    async def change(self, key: str, value: Any) -> Answer:
        """Set a widget, and wait until the page has run and answered. Raises Lost."""
        return await self._ask(self.offer(key, value))

    async def trigger(self, key: str, event: str, value: Any) -> Answer:
        """Fire a component's event, as its ``setTriggerValue`` does. Raises Lost."""
        shown = self._find(key)
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{shown.element.id}__events")
        state.json_trigger_value = json.dumps([{"event": event, "value": value}])
        self._states[state.id] = state
        return await self._ask(shown.fragment)

    async def send(self, fragment: str = "") -> None:
        """Ask for a run with the widgets as they are, and don't wait for its answer."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = self._script
        rerun.fragment_id = fragment
        rerun.widget_states.widgets.extend(self._states.values())
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.locale = "en-US"
        rerun.context_info.url = self.url
        rerun.context_info.color_scheme = "light"
        for state_id, state in list(self._states.items()):
            if state.WhichOneof("value") in ("trigger_value", "json_trigger_value"):
                del self._states[state_id]  # happens once
        await self._socket.send(message.SerializeToString())

    async def ignore_answers(self) -> None:
        """Take whatever comes, and look at none of it."""
        while True:
            await self._socket.recv(decode=False)

    async def answer(self, start: float) -> Answer:
        """Wait for the end of the run. start: from when ``time.perf_counter()`` is counted."""
        arrived: dict[str, float] = {}
        while True:
            message = await self._receive()
            match message.WhichOneof("type"):
                case "new_session":
                    self._begin(message)
                case "delta":
                    if key := self._take(message):
                        arrived[key] = time.perf_counter() - start
                case "script_finished":
                    if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        continue
                    self._end(message)
                    return Answer(time.perf_counter() - start, arrived)

    async def _ask(self, fragment: str) -> Answer:
        start = time.perf_counter()
        try:
            async with asyncio.timeout(TIMEOUT):
                await self.send(fragment)
                answer = await self.answer(start)
        except _UNANSWERED as error:
            raise Lost(f"no answer: {error!r}") from error
        if faults := [item.element.message for item in self._of_kind("exception")]:
            raise Lost("; ".join(faults))
        return answer

    async def _receive(self) -> ForwardMsg:
        data = await self._socket.recv(decode=False)
        self.received += len(data)
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash]
            kept.age = 0
            whole = ForwardMsg()
            whole.CopyFrom(kept.message)
            whole.metadata.CopyFrom(message.metadata)
            return whole
        if message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message)
        return message

    def _begin(self, message: ForwardMsg) -> None:
        self._run += 1
        self._script = message.new_session.page_script_hash
        self._keep_for = message.new_session.config.max_cached_message_age or self._keep_for

    def _take(self, message: ForwardMsg) -> str:
        """Put an element on the page; gives its key, or "" for one that has none."""
        delta, path = message.delta, tuple(message.metadata.delta_path)
        if delta.WhichOneof("type") != "new_element":
            return ""
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        self._page[path] = _Shown(kind, element, delta.fragment_id, self._run)
        return _key(element)

    def _end(self, message: ForwardMsg) -> None:
        fragments = message.metadata.run.fragment_ids
        for path, shown in list(self._page.items()):
            ran = not fragments or shown.fragment in fragments
            if ran and shown.run != self._run:
                del self._page[path]
        for digest, kept in list(self._kept.items()):
            if not fragments or kept.message.delta.fragment_id in fragments:
                kept.age += 1
            if kept.age > self._keep_for:
                del self._kept[digest]

    def _find(self, key: str) -> _Shown:
        for shown in self._page.values():
            if _key(shown.element) == key:
                return shown
        raise Lost(f"no element {key!r} on the page")

    def _of_kind(self, kind: str) -> list[_Shown]:
        return [shown for shown in self._page.values() if shown.kind == kind]


def _key(element: Proto) -> str:
    """The key that the page's author gave: ids are "$$ID-<hash>-<key>"."""
    identity: str = getattr(element, "id", "")
    key = identity.split("-", 2)[-1] if identity.startswith("$$ID-") else ""
    return "" if key == "None" else key


def component_data(element: Proto) -> Mapping[str, Any]:
    """What a component was given, where that is JSON."""
    data = element.json if element.WhichOneof("data") == "json" else element.mixed.json
    return json.loads(data)
