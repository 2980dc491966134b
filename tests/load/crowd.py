"""Many visitors at once, each changing something at its own times."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tests.load.client import Lost, Visitor
from tests.load.visits import Change, ask_for_plots

AT_ONCE = 4  # visitors that open the page at the same time


@dataclass
class Taken:
    """What a crowd met: milliseconds from when each change was due, and what went wrong.

    finished: until the script had run. fresh: until the new data of the watched element came.
    """

    finished: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@asynccontextmanager
async def crowd(url: str, count: int) -> AsyncIterator[list[Visitor]]:
    """So many visitors with the page open; they leave at the end."""
    async with AsyncExitStack() as stack:
        gate = asyncio.Semaphore(AT_ONCE)

        async def enter() -> Visitor:
            async with gate:
                visitor = await stack.enter_async_context(Visitor(url))
                if visitor.has("plots"):
                    await ask_for_plots(visitor, 1)
                return visitor

        yield list(await asyncio.gather(*(enter() for _ in range(count))))


async def busy(
    visitors: Sequence[Visitor],
    change: Change,
    watched: str,
    seconds: float,
    pause: Callable[[], float],
    number: Callable[[], int],
) -> Taken:
    """Have each change something again and again.

    watched: the key of the element that is expected anew. pause: seconds to a visitor's next
    change. number: a number for each change. A change that is due while the one before is
    still unanswered waits for it, and its waiting counts.
    """
    taken = Taken()
    end = time.perf_counter() + seconds

    async def one(visitor: Visitor) -> None:
        due = time.perf_counter() + pause()
        while due < end:
            await asyncio.sleep(max(0, due - time.perf_counter()))
            late = time.perf_counter() - due
            try:
                answer = await change(visitor, number())
            except Lost as lost:
                taken.lost.append(str(lost))
            else:
                taken.finished.append(1000 * (late + answer.finished))
                if watched in answer.arrived:
                    taken.fresh.append(1000 * (late + answer.arrived[watched]))
            due += pause()

    await asyncio.gather(*map(one, visitors))
    return taken
