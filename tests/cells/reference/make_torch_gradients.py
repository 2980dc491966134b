"""Stores gradients by PyTorch's autograd, in float64, as torch_gradients.npz.

    pip install torch numpy
    python tests/cells/reference/make_torch_gradients.py

Cases of ``torch.nn.GRU``, ``LSTM`` and ``RNN`` hold the layer's arrays under PyTorch's own names
and in its own layout, ``x`` (T, B, D), the states before ``h0`` and ``c0`` (B, H) where they were
given, ``output`` (T, B, H), and ``dh`` (T, B, H), by which the loss is Σ dh · output; for the LSTM
also ``dc``, as much for the cell states. Their gradients stand under ``d <name>``; ``d h`` and
``d c`` (T, B, H) are those at each hidden and cell state, with all that comes back to it; at c_t
all but the way through h_t, which is inside of torch's step.

Cases ``written …`` are GRUs written out in torch, in the variants that it has as a layer only
one of. They hold weights under our names, and gradients at every intermediate.

All that is given is a multiple of 1/32, which float32 holds exactly too.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

Arrays = dict[str, np.ndarray]

LAYERS = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM, "rnn": torch.nn.RNN}
CASES = {  # name: T, B, D, H, with biases, with states before
    "from zero": (2, 1, 1, 1, True, False),
    "batch": (9, 3, 2, 5, True, True),
    "without biases": (7, 2, 4, 3, False, True),
    "long": (512, 1, 1, 2, True, True),
}
WRITTEN = (6, 2, 3, 4)  # T, B, D, H
VARIANTS = [(update, reset) for update in ("renews", "keeps") for reset in ("before", "after")]


def drawn(rng: np.random.Generator, *shape: int, largest: float = 2.0) -> np.ndarray:
    return rng.integers(-32 * largest, 32 * largest, shape, endpoint=True) / 32


def layer(cell: str, T: int, B: int, D: int, H: int, bias: bool, state: bool, seed: int) -> Arrays:
    """A case of one of torch's layers, run step by step, so that each state can be asked."""
    rng = np.random.default_rng(seed)
    net = LAYERS[cell](D, H, bias=bias, dtype=torch.float64)
    arrays = {name: drawn(rng, *w.shape) for name, w in net.named_parameters()}
    net.load_state_dict({name: torch.from_numpy(w) for name, w in arrays.items()})
    states = ("h", "c") if cell == "lstm" else ("h",)
    arrays["x"] = drawn(rng, T, B, D, largest=4)
    first = {f"{name}0": drawn(rng, B, H, largest=1) * state for name in states}
    arrays |= first if state else {}
    arrays |= {f"d{name}": drawn(rng, T, B, H) for name in states}

    x = torch.tensor(arrays["x"], requires_grad=True)
    start = [torch.tensor(array, requires_grad=True) for array in first.values()]
    steps, now = [], start
    for x_t in x:
        before = tuple(tensor[None] for tensor in now)
        _, after = net(x_t[None], before if cell == "lstm" else before[0])
        now = [tensor[0] for tensor in (after if cell == "lstm" else [after])]
        for tensor in now:
            tensor.retain_grad()
        steps.append(now)
    at_states = [torch.tensor(arrays[f"d{name}"]) for name in states]
    loss = sum(
        (d[t] * tensor).sum()
        for t, now in enumerate(steps)
        for d, tensor in zip(at_states, now, strict=True)
    )
    loss.backward()
    arrays["output"] = torch.stack([now[0] for now in steps]).detach().numpy()
    before = tuple(tensor[None] for tensor in start)
    whole, _ = net(x, before if cell == "lstm" else before[0])
    np.testing.assert_allclose(whole.detach().numpy(), arrays["output"], rtol=0, atol=1e-14)

    gradients = {name: w.grad for name, w in net.named_parameters()} | {"x": x.grad}
    if state:
        gradients |= {f"{name}0": tensor.grad for name, tensor in zip(states, start, strict=True)}
    for place, name in enumerate(states):
        gradients[name] = torch.stack([now[place].grad for now in steps])
    return arrays | {f"d {name}": tensor.numpy() for name, tensor in gradients.items()}


def written(update: str, reset: str, T: int, B: int, D: int, H: int, seed: int) -> Arrays:
    """A case of a GRU written out, from the equations."""
    rng = np.random.default_rng(seed)
    shapes: dict[str, Any] = {f"W_{g}": (H, D) for g in "rzn"} | {f"U_{g}": (H, H) for g in "rzn"}
    shapes |= {f"{b}_{g}": (H,) for b in "bc" for g in "rzn"}
    arrays = {name: drawn(rng, *shape) for name, shape in shapes.items()}
    arrays |= {"x": drawn(rng, T, B, D), "h0": drawn(rng, B, H, largest=1)}
    dh = drawn(rng, T, B, H)

    p = {name: torch.tensor(array, requires_grad=True) for name, array in arrays.items()}
    h, steps = p["h0"], []
    loss = torch.zeros((), dtype=torch.float64)
    for t, x in enumerate(p["x"]):
        step: dict[str, Tensor] = {}
        for g in "rz":
            step[f"a_{g}"] = x @ p[f"W_{g}"].T + p[f"b_{g}"] + h @ p[f"U_{g}"].T + p[f"c_{g}"]
            step[g] = torch.sigmoid(step[f"a_{g}"])
        # A copy, so that its gradient is that by way of the candidate alone.
        step["q"] = h * 1 if reset == "before" else h @ p["U_n"].T + p["c_n"]
        step["rq"] = step["r"] * step["q"]
        inner = step["rq"] @ p["U_n"].T + p["c_n"] if reset == "before" else step["rq"]
        step["a_n"] = x @ p["W_n"].T + p["b_n"] + inner
        step["n"] = torch.tanh(step["a_n"])
        z, n = step["z"], step["n"]
        h = (1 - z) * h + z * n if update == "renews" else z * h + (1 - z) * n
        step["h"] = h
        for tensor in step.values():
            tensor.retain_grad()
        steps.append(step)
        loss = loss + (torch.tensor(dh[t]) * h).sum()
    loss.backward()

    gradients = {name: tensor.grad for name, tensor in p.items()}
    for name in steps[0]:
        gradients[name] = torch.stack([step[name].grad for step in steps])
    found = {f"d {name}": tensor.numpy() for name, tensor in gradients.items()}
    return (
        arrays | {"dh": dh, "output": torch.stack([s["h"] for s in steps]).detach().numpy()} | found
    )


if __name__ == "__main__":
    cases = {
        f"{cell} {name}": layer(cell, *case, seed)
        for cell in LAYERS
        for seed, (name, case) in enumerate(CASES.items())
    }
    cases |= {
        f"written {u} {r}": written(u, r, *WRITTEN, seed) for seed, (u, r) in enumerate(VARIANTS)
    }
    stored = {
        f"{case}/{key}": array for case, arrays in cases.items() for key, array in arrays.items()
    }
    versions = np.array([f"{library.__name__} {library.__version__}" for library in (torch, np)])
    np.savez_compressed(
        Path(__file__).with_name("torch_gradients.npz"), versions=versions, **stored
    )
