"""Writes GRUs of PyTorch as safetensors, with what they compute.

    pip install torch safetensors numpy
    PYTHONPATH=. python tests/weight_files/reference/make_torch.py

torch_gru         one layer                     torch_stacked    two layers, bidirectional, H 64
torch_cell        a GRUCell                     torch_model      inside a model, beside others
torch_no_bias     without biases                torch_float64, torch_bfloat16, torch_float16
torch_lstm        no GRU at all
"""

import numpy as np
import torch
from safetensors.torch import save_file

from tests.weight_files.reference.expected import HERE, series, store, sunspots

LIBRARIES = (torch, np)


def states(gru: torch.nn.GRU, x: np.ndarray, prefix: str = "") -> dict[str, np.ndarray | str]:
    """The states of every layer and direction, each layer run alone on the states below it."""
    kept: dict[str, np.ndarray | str] = {}
    below = torch.from_numpy(x).to(gru.weight_ih_l0.dtype)
    for k in range(gru.num_layers):
        D, ways = below.shape[1], 2 if gru.bidirectional else 1
        layer = torch.nn.GRU(
            D, gru.hidden_size, bias=gru.bias, bidirectional=gru.bidirectional, dtype=below.dtype
        )
        own = {
            name.replace(f"_l{k}", "_l0"): weight
            for name, weight in gru.state_dict().items()
            if f"_l{k}" in name
        }
        layer.load_state_dict(own)
        kept[f"x__{k}"] = below.numpy()
        below = layer(below)[0]
        parts = below.split(gru.hidden_size, dim=1)
        for way, part in zip(("forward", "backward")[:ways], parts, strict=True):
            kept[f"h__{k}__{way}"] = part.numpy()
            suffix = "_reverse" if way == "backward" else ""
            kept[f"where__{k}__{way}"] = f"{prefix}*_l{k}{suffix}"
    whole = gru(torch.from_numpy(x).to(below.dtype))[0]
    assert torch.allclose(whole, below, atol=1e-6)
    return kept


class Model(torch.nn.Module):
    """A classifier of words: what a GRU is usually part of."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = torch.nn.Embedding(20, 3)
        self.encoder = torch.nn.GRU(3, 5, batch_first=True)
        self.head = torch.nn.Linear(5, 2)
        self.register_buffer("seen", torch.tensor(7))


@torch.no_grad()
def main() -> None:
    torch.manual_seed(0)
    for name, gru, x in (
        ("torch_gru", torch.nn.GRU(2, 4), series(7, 2, 0)),
        ("torch_no_bias", torch.nn.GRU(3, 3, bias=False), series(6, 3, 1)),
        ("torch_float64", torch.nn.GRU(2, 3, dtype=torch.float64), series(6, 2, 2)),
        ("torch_stacked", torch.nn.GRU(1, 64, 2, bidirectional=True), sunspots(60)),
    ):
        save_file(gru.state_dict(), HERE / f"{name}.safetensors")
        store(name, LIBRARIES, **states(gru, x))

    model = Model()
    save_file(model.state_dict(), HERE / "torch_model.safetensors")
    store("torch_model", LIBRARIES, **states(model.encoder, series(7, 3, 3), "encoder."))

    cell, x = torch.nn.GRUCell(2, 4), series(6, 2, 4)
    h, row = [], torch.zeros(4)
    for x_t in torch.from_numpy(x):
        row = cell(x_t, row)
        h.append(row.numpy())
    save_file(cell.state_dict(), HERE / "torch_cell.safetensors")
    store("torch_cell", LIBRARIES, x__0=x, h__0__forward=np.stack(h), where__0__forward="*")

    for name, dtype in (("torch_bfloat16", torch.bfloat16), ("torch_float16", torch.float16)):
        half = torch.nn.GRU(2, 3).to(dtype)
        save_file(half.state_dict(), HERE / f"{name}.safetensors")
        store(name, LIBRARIES, **states(half.float(), series(5, 2, 5)))

    save_file(torch.nn.LSTM(2, 3).state_dict(), HERE / "torch_lstm.safetensors")


if __name__ == "__main__":
    main()
