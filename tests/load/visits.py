"""What visitors change, each time confirmed in the data that comes back."""

import json
import struct
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

import numpy as np

from gru_viz import weights
from gru_viz.cells import gru
from gru_viz.links import State
from gru_viz.variants import own
from tests.load.client import Answer, Lost, Visitor, component_data

FIRST = State()

# Makes the n-th change of a visit, all of them different; raises Lost where it doesn't come back.
Change = Callable[[Visitor, int], Awaitable[Answer]]


def player_numbers(payload: bytes) -> dict[str, np.ndarray]:
    """The arrays among the bytes that the player is given, as ``payload.pack`` lays them out."""
    (length,) = struct.unpack_from("<I", payload)
    header = json.loads(payload[4 : 4 + length])
    numbers, begin = {}, 4 + length
    for name, rows, columns in header["arrays"]:
        flat = np.frombuffer(payload, "<f8", rows * columns, begin)
        numbers[name] = flat.reshape(rows, columns)
        begin += flat.nbytes
    return numbers


async def ask_for_plots(visitor: Visitor, n: int) -> Answer:
    """What the page does once the player has drawn a run; n grows from request to request."""
    answer = await visitor.change("plots", {"asked": n})
    if len(component_data(visitor.element("plots"))["plots"]) != 2:
        raise Lost("the plots did not come")
    return answer


async def change_seed(visitor: Visitor, n: int) -> Answer:
    """Another seed in the sidebar: other weights, which the player must be given."""
    seed = 1 + n % 10**6
    answer = await visitor.change("seed", seed)
    shown = player_numbers(visitor.element("player").bytes)
    features, units = shown["W_r"].shape[1], shown["W_r"].shape[0]
    drawn = weights.random(features, units, seed, FIRST.scale, own(gru.Variant()))
    if not np.array_equal(shown["W_r"], drawn.params.W_r):
        raise Lost(f"the player doesn't have the weights of seed {seed}")
    return answer


async def change_place(visitor: Visitor, n: int) -> Answer:
    """The player stops elsewhere: the address must follow."""
    t, unit = 1 + n % 5, 1 + n // 5 % 4
    place = {"t": t, "unit": unit, "stage": 1 + n % 3, "seek": 0}
    answer = await visitor.change("player", {"place": place})
    address = component_data(visitor.element("address"))["query"]
    shown = {name: int(values[0]) for name, values in parse_qs(address).items() if name in place}
    wanted = {name: place[name] for name in ("t", "unit", "stage")}
    if {"t": FIRST.t, "unit": FIRST.unit, "stage": FIRST.stage, **shown} != wanted:
        raise Lost(f"the address says {address}, not {wanted}")
    return answer


async def change_in_player(visitor: Visitor, n: int) -> Answer:
    """A weight in the player, as at the end of a drag: it must come back as it was sent.

    The plots follow, which is work for the server, but nothing that the person waits for here.
    """
    value = round(0.001 * (1 + n % 999), 3)
    change = {"set": {"W_z.1.1": value}, "gesture": n, "number": 1 + n}
    answer = await visitor.change("player", {"change": change})
    shown = player_numbers(visitor.element("player").bytes)["W_z"][0, 0]
    if shown != value:
        raise Lost(f"the player has {shown}, not {value}")
    await ask_for_plots(visitor, 2 + n)
    return answer


async def change_either(visitor: Visitor, n: int) -> Answer:
    """The sidebar and the player in turn."""
    return await (change_in_player if n % 2 else change_seed)(visitor, n)


async def change_number(visitor: Visitor, n: int) -> Answer:
    """The number of the empty app."""
    answer = await visitor.change("number", 1 + n)
    if f"number: {1 + n}" not in visitor.texts():
        raise Lost(f"the page says {visitor.texts()}, not {1 + n}")
    return answer
