"""Times forward passes, everything recorded, and passes there and back, beside torch.

    python -m tests.benchmarks.compute [--quick]

Prints JSON and judges nothing. All run in this process with one thread, in turn, round after
round, so that what slows the machine slows each of them; the ratios, each taken within a
round, are the point. Processor time, so that waiting for other programs does not count.

Float32, the same weights and inputs; GRUs keep, with the reset after. What is not installed is
left out.

``forward``: the GRU beside ``torch.nn.GRU`` and onnxruntime. ``torch`` records nothing
(``no_grad``); ``torch_default`` is the call as it stands in most code, which records what a
backward pass needs. ``forward_and_backward``: GRU, LSTM and RNN, from the weights and the input
to the gradients at all of them, beside autograd of torch's layers.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from importlib.util import find_spec
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from gru_viz.cells import gru, lstm, rnn
from tests.benchmarks.report import machine, show, spread

D = 8
SIZES = [(T, H, B) for B in (1, 64) for H in (2, 8, 64) for T in (10, 100, 1000)]
SAMPLE = 2e-3  # seconds; what is quicker is repeated within a sample
CELLS: dict[str, Any] = {"gru": gru, "lstm": lstm, "rnn": rnn}
GATES = {"gru": 3, "lstm": 4, "rnn": 1}  # how many are stacked in a matrix of torch's
VARIANT = gru.Variant("keeps", "after")

Weights = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # rows of the gates, as in torch
Work = Callable[[], np.ndarray]  # gives what the contenders must agree on
Maker = Callable[[Weights, np.ndarray], Work | None]  # of weights and x; None: not installed


def sequences(x: np.ndarray) -> np.ndarray:
    """One sequence without its axis of a batch, which ours need not have."""
    return x[:, 0] if x.shape[1] == 1 else x


def numpy_run(cell: str, weights: Weights, x: np.ndarray) -> Callable[[], Any]:
    W, U, b, c = (np.split(array, GATES[cell]) for array in weights)
    params, inputs = CELLS[cell].Params(*W, *U, *b, *c), sequences(x)
    options = {"variant": VARIANT} if cell == "gru" else {}
    return lambda: CELLS[cell].forward(params, inputs, **options)


def numpy_forward(weights: Weights, x: np.ndarray) -> Work:
    run = numpy_run("gru", weights, x)
    return lambda: run().h[1:].reshape(*x.shape[:2], -1)


def numpy_there_and_back(cell: str, weights: Weights, x: np.ndarray) -> Work:
    run = numpy_run(cell, weights, x)
    dh = sequences(ones(weights, x))
    return lambda: CELLS[cell].backward(run(), dh).x.reshape(x.shape)


def ones(weights: Weights, x: np.ndarray) -> np.ndarray:
    """The gradient at the hidden states, where the loss is their sum."""
    return np.ones((*x.shape[:2], weights[1].shape[1]), x.dtype)


def torch_layer(cell: str, weights: Weights) -> Any:
    """One of torch's layers; None where it is not installed."""
    if not find_spec("torch"):
        return None
    import torch

    torch.set_num_threads(1)
    layer = getattr(torch.nn, cell.upper())(D, weights[1].shape[1])
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    layer.load_state_dict({n: torch.from_numpy(w) for n, w in zip(names, weights, strict=True)})
    return layer


def torch_forward(weights: Weights, x: np.ndarray, recording: bool = False) -> Work | None:
    if (layer := torch_layer("gru", weights)) is None:
        return None
    import torch

    inputs = torch.from_numpy(x)

    def forward() -> np.ndarray:
        with nullcontext() if recording else torch.no_grad():
            return layer(inputs)[0].detach().numpy()

    return forward


def torch_there_and_back(cell: str, weights: Weights, x: np.ndarray) -> Work | None:
    if (layer := torch_layer(cell, weights)) is None:
        return None
    import torch

    inputs, dh = torch.from_numpy(x).requires_grad_(), torch.from_numpy(ones(weights, x))

    def there_and_back() -> np.ndarray:
        layer.zero_grad()
        inputs.grad = None
        layer(inputs)[0].backward(dh)
        return inputs.grad.numpy()

    return there_and_back


def onnxruntime_forward(weights: Weights, x: np.ndarray) -> Work | None:
    if not (find_spec("onnx") and find_spec("onnxruntime")):
        return None
    from tests.cells import onnx_gru

    def zrn(rows: np.ndarray) -> np.ndarray:
        r, z, n = np.split(rows, 3)
        return np.concatenate([z, r, n])

    W, U, b, c = map(zrn, weights)
    session = onnx_gru.session(W, U, np.concatenate([b, c]), 1)
    state = np.zeros((1, x.shape[1], U.shape[1]), x.dtype)
    return lambda: session.run(["Y"], {"X": x, "initial_h": state})[0][:, 0]


def measured(contenders: Mapping[str, Work], rounds: int) -> dict[str, np.ndarray]:
    """Milliseconds of one call, by contender: one figure a round."""

    def seconds(work: Work, times: int) -> float:
        start = time.process_time()
        for _ in range(times):
            work()
        return (time.process_time() - start) / times

    times = {
        name: max(1, round(SAMPLE / min(seconds(work, 1) for _ in range(3))))
        for name, work in contenders.items()
    }
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            taken[name].append(1000 * seconds(work, times[name]))
    return {name: np.array(samples) for name, samples in taken.items()}


def compare(
    cell: str, makers: Mapping[str, Maker], T: int, H: int, B: int, rounds: int
) -> dict[str, object]:
    """All contenders on one size."""
    rng, rows = np.random.default_rng([T, H, B]), GATES[cell] * H
    shapes = ((rows, D), (rows, H), (rows,), (rows,))
    W, U, b, c = (rng.uniform(-1, 1, shape).astype(np.float32) / H**0.5 for shape in shapes)
    weights, x = (W, U, b, c), rng.normal(size=(T, B, D)).astype(np.float32)
    made = {name: make(weights, x) for name, make in makers.items()}
    contenders = {name: work for name, work in made.items() if work}
    ms, ours = measured(contenders, rounds), contenders["numpy"]()
    others = [name for name in contenders if name != "numpy"]
    return {
        "cell": cell,
        "T": T,
        "H": H,
        "B": B,
        "ms": {name: spread(samples, 4) for name, samples in ms.items()},
        "numpy_to": {name: spread(ms["numpy"] / ms[name], 3) for name in others},
        "largest_difference": {
            name: float(np.abs(contenders[name]() - ours).max()) for name in others
        },
    }


FORWARD: dict[str, Maker] = {
    "numpy": numpy_forward,
    "torch": torch_forward,
    "torch_default": partial(torch_forward, recording=True),
    "onnxruntime": onnxruntime_forward,
}


def there_and_back(cell: str) -> dict[str, Maker]:
    return {
        "numpy": partial(numpy_there_and_back, cell),
        "torch": partial(torch_there_and_back, cell),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few rounds of the smaller sizes")
    quick = parser.parse_args().quick
    sizes = [(T, H, B) for T, H, B in SIZES if not quick or T * B <= 1000]
    rounds = 7 if quick else 31
    machine_before = machine("numpy", "torch", "onnxruntime")
    with threadpool_limits(1):
        forward = [compare("gru", FORWARD, *size, rounds) for size in sizes]
        both_ways = [
            compare(cell, there_and_back(cell), *size, rounds) for cell in CELLS for size in sizes
        ]
    result = {
        "machine": machine_before,
        "settings": {"D": D, "type": "float32", "threads": 1, "variant": "keeps, after"},
        "forward": forward,
        "forward_and_backward": both_ways,
    }
    show(result)


if __name__ == "__main__":
    main()
