"""Times the forward pass, everything recorded, beside torch.nn.GRU and onnxruntime.

    python -m tests.benchmarks.compute [--quick]

Prints JSON and judges nothing. All run in this process with one thread, in turn, round after
round, so that what slows the machine slows each of them; the ratios, each taken within a
round, are the point. Processor time, so that waiting for other programs does not count.

Float32, GRUs that keep with the reset after, the same weights and inputs. ``torch`` records
nothing (``no_grad``); ``torch_default`` is the call as it stands in most code, which records
what a backward pass needs. What is not installed is left out.
"""

import argparse
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from importlib.util import find_spec

import numpy as np
from threadpoolctl import threadpool_limits

from gru_viz.cells import gru
from tests.benchmarks.report import machine, show, spread

D = 8
SIZES = [(T, H, B) for B in (1, 64) for H in (2, 8, 64) for T in (10, 100, 1000)]
SAMPLE = 2e-3  # seconds; what is quicker is repeated within a sample

Weights = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # rows for r, z, n
Forward = Callable[[], np.ndarray]  # gives h_1 … h_T


def numpy_forward(weights: Weights, x: np.ndarray) -> Forward:
    W, U, b, c = (np.split(array, 3) for array in weights)
    params = gru.Params(*W, *U, b[0] + c[0], b[1] + c[1], b[2], c[2])
    variant = gru.Variant("keeps", "after")
    inputs = x[:, 0] if x.shape[1] == 1 else x
    return lambda: gru.forward(params, inputs, None, variant).h[1:].reshape(*x.shape[:2], -1)


def torch_forward(weights: Weights, x: np.ndarray, recording: bool = False) -> Forward | None:
    if not find_spec("torch"):
        return None
    import torch

    torch.set_num_threads(1)
    layer = torch.nn.GRU(D, weights[1].shape[1])
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    layer.load_state_dict({n: torch.from_numpy(w) for n, w in zip(names, weights, strict=True)})
    inputs = torch.from_numpy(x)

    def forward() -> np.ndarray:
        with nullcontext() if recording else torch.no_grad():
            return layer(inputs)[0].detach().numpy()

    return forward


def onnxruntime_forward(weights: Weights, x: np.ndarray) -> Forward | None:
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


def measured(forwards: dict[str, Forward], rounds: int) -> dict[str, np.ndarray]:
    """Milliseconds of one call, by contender: one figure a round."""

    def seconds(forward: Forward, times: int) -> float:
        start = time.process_time()
        for _ in range(times):
            forward()
        return (time.process_time() - start) / times

    times = {
        name: max(1, round(SAMPLE / min(seconds(forward, 1) for _ in range(3))))
        for name, forward in forwards.items()
    }
    taken: dict[str, list[float]] = {name: [] for name in forwards}
    for _ in range(rounds):
        for name, forward in forwards.items():
            taken[name].append(1000 * seconds(forward, times[name]))
    return {name: np.array(samples) for name, samples in taken.items()}


def compare(T: int, H: int, B: int, rounds: int) -> dict[str, object]:
    """All contenders on one size."""
    rng = np.random.default_rng([T, H, B])
    shapes = ((3 * H, D), (3 * H, H), (3 * H,), (3 * H,))
    W, U, b, c = (rng.uniform(-1, 1, shape).astype(np.float32) / H**0.5 for shape in shapes)
    weights, x = (W, U, b, c), rng.normal(size=(T, B, D)).astype(np.float32)
    makers = {
        "numpy": numpy_forward,
        "torch": torch_forward,
        "torch_default": partial(torch_forward, recording=True),
        "onnxruntime": onnxruntime_forward,
    }
    made = {name: make(weights, x) for name, make in makers.items()}
    forwards = {name: forward for name, forward in made.items() if forward}
    ms, ours = measured(forwards, rounds), forwards["numpy"]()
    others = [name for name in forwards if name != "numpy"]
    return {
        "T": T,
        "H": H,
        "B": B,
        "ms": {name: spread(samples, 4) for name, samples in ms.items()},
        "numpy_to": {name: spread(ms["numpy"] / ms[name], 3) for name in others},
        "largest_difference": {
            name: float(np.abs(forwards[name]() - ours).max()) for name in others
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few rounds of the smaller sizes")
    quick = parser.parse_args().quick
    sizes = [(T, H, B) for T, H, B in SIZES if not quick or T * B <= 1000]
    machine_before = machine("numpy", "torch", "onnxruntime")
    with threadpool_limits(1):
        forward = [compare(T, H, B, rounds=7 if quick else 31) for T, H, B in sizes]
    result = {
        "machine": machine_before,
        "settings": {"D": D, "type": "float32", "threads": 1, "variant": "keeps, after"},
        "forward": forward,
    }
    show(result)


if __name__ == "__main__":
    main()
