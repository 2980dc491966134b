"""One visitor cannot slow the others down, whatever the page lets them type.

Python runs one script at a time, so a visitor who keeps the server busy takes a share of it:
the others may wait about twice as long. Two things would make it more than a share, and are
held here: a request that takes very long, and one that keeps the interpreter to itself (one
long call of a regular expression, of json, …), for which everybody waits.
"""

import asyncio
import itertools
import random
from collections.abc import Iterator
from contextlib import AsyncExitStack
from urllib.parse import urlencode

import numpy as np

from gru_viz import links, sequences, weights
from tests.load.client import Visitor
from tests.load.crowd import Taken, busy, crowd
from tests.load.server import Server, serving
from tests.load.visits import change_either, player_numbers

OTHERS = 20
SECONDS = 4.5  # of each part; parts with and without the abuser take turns, and share the noise
TURNS = 2
TEXTS = 6

# Waiting of the others: what a fair share may cost, and how long one call may hold them up.
SHARE, HELD_UP = 3, 500  # times, ms
# Processor time of one of the worst requests, which doesn't grow when the machine is busy with
# something else. It takes about 0.6 s of which half is the address of a text of a megabyte.
MOST_WORK = 2.0  # s

T, D, H = sequences.MAX_TIMESTEPS, 64, weights.MAX_UNITS


def worst_link() -> str:
    """Everything that can be asked for in a link at once, as large as a link may be."""
    asked = {
        "units": H,
        "reset": "after",
        "rounding": "steps",
        "decimals": 6,
        "hold": " ".join(f"z.{unit}.1.{T} 0.5" for unit in range(1, H + 1)),
        "read": "numbers",
        "seq": "1",
    }
    room = links.MAX_LINK - links.MAX_SERVER - len(urlencode(asked)) - len("&edits=U_r.1.1")
    return urlencode({**asked, "edits": "U_r.1.1" + " -0.1" * (room // len("+-0.1"))})


def worst_text(n: int) -> str:
    """T × D numbers, as long as they may be, so that the text nearly reaches its limit.

    Each n gives another text, so that nothing that was read before helps.
    """
    digits = sequences.MAX_CHARACTERS // (T * D) - len("-0.") - len(" ")
    numbers = np.random.default_rng(n).integers(10**12, 10**13, (T, D))
    return "\n".join(" ".join(f"-0.{number:0<{digits}}" for number in row) for row in numbers)


async def strike(visitor: Visitor, text: str) -> None:
    """Ask for the worst once, and see that the page did it."""
    await visitor.change("seq", text)
    shown = player_numbers(visitor.element("player").bytes)
    assert shown["x"].shape == (T, D), "the input was not taken"
    assert shown["r"].shape == (T, H), "the input was not taken"


async def patient(visitor: Visitor, texts: Iterator[str]) -> None:
    """Strike in a loop, each time as soon as the time before is answered."""
    while True:
        await strike(visitor, next(texts))


async def impatient(visitor: Visitor, texts: Iterator[str]) -> None:
    """Ask in a loop, five times a second, without waiting for any answer."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(visitor.ignore_answers())
        while True:
            visitor.offer("seq", next(texts))
            await visitor.send()
            await asyncio.sleep(0.2)


async def measured(server: Server) -> tuple[dict[str, Taken], float]:
    """What the others met, by whom they were beside; the processor time of a strike."""
    generator, numbers = random.Random(0), itertools.count()
    texts = itertools.cycle([worst_text(n) for n in range(TEXTS)])
    abusers = {"nobody": None, "the patient": patient, "the impatient": impatient}
    met = {name: Taken() for name in abusers}

    def pause() -> float:
        return generator.uniform(0.5, 2)

    async with crowd(server.url, OTHERS) as others:
        async with Visitor(server.url, worst_link()) as visitor:
            await strike(visitor, next(texts))  # imports what only it needs
            before = server.processor()
            for _ in range(TEXTS // 2):
                await strike(visitor, next(texts))
            work = (server.processor() - before) / (TEXTS // 2)
        for _ in range(TURNS):
            for name, abuse in abusers.items():
                async with AsyncExitStack() as stack:
                    abusing = None
                    if abuse:
                        visitor = await stack.enter_async_context(Visitor(server.url, worst_link()))
                        abusing = asyncio.create_task(abuse(visitor, texts))
                    more = await busy(
                        others, change_either, "player", SECONDS, pause, numbers.__next__
                    )
                    if abusing:
                        assert not abusing.done(), abusing.exception()
                        abusing.cancel()
                    met[name].finished += more.finished
                    met[name].lost += more.lost
    return met, work


def test_one_visitor_cannot_slow_the_others_down() -> None:
    with serving() as server:
        met, work = asyncio.run(measured(server))
    p95 = {name: float(np.quantile(taken.finished, 0.95)) for name, taken in met.items()}
    beside = ", ".join(f"{ms:.0f} ms beside {name}" for name, ms in p95.items())
    figures = f"{work:.2f} s of work in a request; 95 % of the others answered within {beside}"
    assert not [lost for taken in met.values() for lost in taken.lost], figures
    assert work <= MOST_WORK, figures
    bound = SHARE * p95["nobody"] + HELD_UP
    assert p95["the patient"] <= bound, figures
    assert p95["the impatient"] <= 2 * bound, figures
