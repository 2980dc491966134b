"""Writes GRUs as ONNX, by both exporters of PyTorch and by onnx.helper, with what they compute.

    pip install torch onnx onnxscript onnxruntime numpy
    PYTHONPATH=. python tests/weight_files/reference/make_onnx.py

onnx_torchscript   two layers, bidirectional, exported with dynamo=False
onnx_dynamo        the same, with dynamo=True
onnx_unfolded      the same, with dynamo=True and optimize=False: weights cut up inside the graph
onnx_single        one layer, one direction, batch first, inside a model, dynamo=False
onnx_before        by onnx.helper: linear_before_reset 0, backwards, begun from a state
onnx_after         by onnx.helper: linear_before_reset 1, weights behind Constant and Identity
onnx_relu          by onnx.helper: other activations, and a clip
onnx_external      its weights in another file, which isn't kept
"""

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from tests.weight_files.reference.expected import HERE, series, store
from tests.weight_files.reference.make_torch import states


class Model(torch.nn.Module):
    """A GRU between other layers."""

    def __init__(self) -> None:
        super().__init__()
        self.before = torch.nn.Linear(2, 3)
        self.encoder = torch.nn.GRU(3, 4, batch_first=True)
        self.head = torch.nn.Linear(4, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.encoder(self.before(x))[0])


def anonymous(path: object) -> onnx.ModelProto:
    """A model without what an exporter noted about the place of its source."""
    model = onnx.load(path, load_external_data=False)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for value in (*model.graph.input, *model.graph.output, *model.graph.value_info):
        value.doc_string = ""
        del value.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    return model


def export(model: torch.nn.Module, x: torch.Tensor, name: str, **options: object) -> None:
    path = HERE / f"{name}.onnx"
    torch.onnx.export(model.eval(), (x,), path, **options)
    onnx.save(anonymous(path), path)


@torch.no_grad()
def exported() -> None:
    torch.manual_seed(0)
    gru, x = torch.nn.GRU(2, 3, 2, bidirectional=True), series(6, 2, 0)
    batch = torch.from_numpy(x)[:, None]
    export(gru, batch, "onnx_torchscript", dynamo=False)
    export(gru, batch, "onnx_dynamo", dynamo=True, external_data=False)
    export(gru, batch, "onnx_unfolded", dynamo=True, external_data=False, optimize=False)
    export(gru, batch, "onnx_external", dynamo=True, external_data=True)
    (HERE / "onnx_external.onnx.data").unlink()
    for name in ("onnx_torchscript", "onnx_dynamo", "onnx_unfolded"):
        kept = states(gru, x)
        model = onnx.load(HERE / f"{name}.onnx")
        nodes = [node.name for node in model.graph.node if node.op_type == "GRU"]
        for k, node in enumerate(nodes):
            kept |= {f"where__{k}__{way}": node for way in ("forward", "backward")}
        store(name, (torch, onnx, np), **kept)

    model, x = Model(), series(6, 2, 1)
    export(model, torch.from_numpy(x)[None], "onnx_single", dynamo=False)
    given = model.before(torch.from_numpy(x)).numpy()
    kept = states(model.encoder, given) | {"where__0__forward": "/encoder/GRU"}
    store("onnx_single", (torch, onnx, np), **kept)


def written() -> None:
    D, H, T = 2, 3, 6
    for name, direction, after, named, extra in (
        ("onnx_before", "reverse", 0, "", {}),
        ("onnx_after", "forward", 1, "memory", {}),
        ("onnx_relu", "forward", 1, "bent", {"activations": ["HardSigmoid", "Relu"], "clip": 3.0}),
    ):
        rng = np.random.default_rng(len(name))
        shapes = {"W": (1, 3 * H, D), "R": (1, 3 * H, H), "B": (1, 6 * H), "h0": (1, 1, H)}
        arrays = {k: rng.normal(scale=0.6, size=s).astype(np.float32) for k, s in shapes.items()}
        begun = name == "onnx_before"
        inputs = ["x", "W", "R", "B", "", "h0"] if begun else ["x", "W", "R", "B"]
        nodes = []
        if name == "onnx_after":
            constant = numpy_helper.from_array(arrays.pop("W"))
            nodes.append(helper.make_node("Constant", [], ["W_0"], value=constant))
            nodes.append(helper.make_node("Identity", ["W_0"], ["W"]))
        nodes.append(
            helper.make_node(
                "GRU",
                inputs,
                ["y"],
                name=named,
                hidden_size=H,
                direction=direction,
                linear_before_reset=after,
                **extra,
            )
        )
        graph = helper.make_graph(
            nodes,
            "gru",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, (T, 1, D))],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, (T, 1, 1, H))],
            [numpy_helper.from_array(arrays[key], key) for key in arrays if key in inputs],
        )
        opsets = [helper.make_opsetid("", 17)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        onnx.checker.check_model(model)
        onnx.save(model, HERE / f"{name}.onnx")
        if name == "onnx_relu":
            continue
        x = series(T, D, 2 + after)
        session = onnxruntime.InferenceSession(model.SerializeToString())
        (y,) = session.run(None, {"x": x[:, None]})
        way = "backward" if direction == "reverse" else "forward"
        kept = {"x__0": x, f"h__0__{way}": y[:, 0, 0], f"where__0__{way}": named or "gru_1"}
        if begun:
            kept[f"h0__0__{way}"] = arrays["h0"][0, 0]
        store(name, (onnx, onnxruntime, np), **kept)


if __name__ == "__main__":
    exported()
    written()
