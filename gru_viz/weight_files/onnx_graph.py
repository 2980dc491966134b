"""ONNX: the GRU nodes of a graph, and their weights where those are constant.

Exporters put the weights into initializers, or cut them up and join them again inside the graph;
so the few operations that they do this with are carried out here, with NumPy, within bounds.
Nothing else of the graph is run. Imported only where a crash does no harm.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import (
    MAX_NUMBERS,
    Array,
    check_count,
    check_numbers,
    could_be_gru,
    name_shown,
    taken,
    too_many_numbers,
)

MAX_DEPTH = 200  # operations one after another
_ROLES = {1: "W", 2: "R", 3: "B", 5: "initial_h"}  # by the place among the inputs
_PASS_ON = {"Transpose", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Dropout", "Cast"}

Value = NDArray[Any]


def read(data: bytes) -> tuple[Mapping[str, Array], Mapping[str, Any]]:
    """The arrays as "<node>/W", "/R", "/B" and "/initial_h", in ONNX's own layout; "facts": the
    attributes of each node, and under "inputs" the name of the GRU node that feeds it.

    A node without a name, or with one that another has, is called gru_1, gru_2, …; an initial_h
    that depends on the input is left out.

    Raises Problem for weights that stand in another file or depend on the input, and for what
    is beyond the bounds.
    """
    graph = onnx.load_model_from_string(data).graph
    check_count(len(graph.node) + len(graph.initializer))
    constants = _Constants(graph)
    nodes = _named([node for node in graph.node if _is_gru(node)])
    arrays: dict[str, Array] = {}
    facts = {}
    for name, node in nodes.items():
        facts[name] = {**_attributes(node), "inputs": _fed_by(node, nodes, constants)}
        for place, role in _ROLES.items():
            if not (source := _input(node, place)):
                continue
            value = constants.value(source)
            if value is None and role != "initial_h":
                raise Problem("file-onnx-not-constant", name=name_shown(name))
            label = f"{name}/{role}"
            if value is not None and _is_float(value) and could_be_gru(label, value.shape):
                arrays[label] = taken(value)
        check_numbers(array.shape for array in arrays.values())
    return arrays, {"facts": facts}


def _is_gru(node: onnx.NodeProto) -> bool:
    return node.op_type == "GRU" and node.domain in ("", "ai.onnx")


def _is_float(value: Value) -> bool:
    return value.dtype.kind == "f" or value.dtype.name == "bfloat16"


def _named(nodes: Sequence[onnx.NodeProto]) -> dict[str, onnx.NodeProto]:
    named: dict[str, onnx.NodeProto] = {}
    for k, node in enumerate(nodes, 1):
        free = node.name and node.name not in named
        named[node.name if free else f"gru_{k}"] = node
    return named


def _input(node: onnx.NodeProto, place: int) -> str:
    return str(node.input[place]) if place < len(node.input) else ""


def _attribute(node: onnx.NodeProto, name: str, otherwise: Any) -> Any:
    for attribute in node.attribute:
        if attribute.name == name:
            return onnx.helper.get_attribute_value(attribute)
    return otherwise


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    clip = _attribute(node, "clip", None)
    return {
        "direction": _attribute(node, "direction", b"forward").decode(),
        "linear_before_reset": operator.index(_attribute(node, "linear_before_reset", 0)),
        "activations": [name.decode() for name in _attribute(node, "activations", [])],
        "clip": None if clip is None else float(clip),
        "layout": operator.index(_attribute(node, "layout", 0)),
    }


def _fed_by(
    node: onnx.NodeProto, nodes: Mapping[str, onnx.NodeProto], constants: "_Constants"
) -> str | None:
    """The GRU whose outputs over time a node is given, reshaped at most; None where none is."""
    outputs = {_output(gru): name for name, gru in nodes.items() if _output(gru)}
    source = _input(node, 0)
    for _ in range(MAX_DEPTH):
        if source in outputs:
            return outputs[source]
        before = constants.producers.get(source)
        if before is None or before.op_type not in _PASS_ON:
            return None
        source = _input(before, 0)
    return None


def _output(node: onnx.NodeProto) -> str:
    return str(node.output[0]) if node.output else ""


class _Constants:
    """The values in a graph that don't depend on its input."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._tensors = {tensor.name: tensor for tensor in graph.initializer}
        self.producers = {name: node for node in graph.node for name in node.output if name}
        self._known: dict[str, Value | None] = {}
        self._numbers = 0

    def value(self, name: str, depth: int = 0) -> Value | None:
        """The value of this name, None where it isn't constant or too far to be followed."""
        if name not in self._known:
            self._known[name] = None  # for a graph that, against the rules, goes in a circle
            self._known[name] = value = self._computed(name, depth)
            self._numbers += 0 if value is None else value.size
            if self._numbers > 6 * MAX_NUMBERS:  # cut up, joined, and both directions joined
                raise too_many_numbers(self._numbers)
        return self._known[name]

    def _computed(self, name: str, depth: int) -> Value | None:
        if name in self._tensors:
            return _tensor(self._tensors[name])
        node = self.producers.get(name)
        if node is None or depth > MAX_DEPTH or node.domain not in ("", "ai.onnx"):
            return None
        if node.op_type == "Constant":
            return _constant(node)
        operation = _OPERATIONS.get(node.op_type)
        if operation is None or name != _output(node):
            return None
        given = [self.value(source, depth + 1) if source else None for source in node.input]
        if any(value is None and source for value, source in zip(given, node.input, strict=True)):
            return None
        return operation(node, given)


def _tensor(tensor: onnx.TensorProto) -> Value:
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        raise Problem("file-onnx-external")
    check_numbers([tensor.dims])
    return np.asarray(numpy_helper.to_array(tensor))


def _constant(node: onnx.NodeProto) -> Value | None:
    (attribute,) = node.attribute
    value = onnx.helper.get_attribute_value(attribute)
    if isinstance(value, onnx.TensorProto):
        return _tensor(value)
    kind = {"value_float": np.float32, "value_floats": np.float32}.get(attribute.name, np.int64)
    return np.array(value, kind) if attribute.name.startswith("value_") else None


# The operations. Each is given the values of its inputs, None for one that is left out; an axis
# or a slice may stand in an attribute, as it did in older versions of ONNX.

Operation = Callable[[onnx.NodeProto, list[Any]], Value]


def _listed(node: onnx.NodeProto, given: list[Any], place: int, name: str) -> list[int] | None:
    """Integers from an input or, failing that, from an attribute."""
    if place < len(given) and given[place] is not None:
        return [int(i) for i in np.ravel(given[place])]
    return _attribute(node, name, None)


def _concat(node: onnx.NodeProto, given: list[Any]) -> Value:
    check_numbers([[sum(value.size for value in given)]])
    return np.concatenate(given, axis=_attribute(node, "axis", 0))


def _squeeze(node: onnx.NodeProto, given: list[Any]) -> Value:
    axes = _listed(node, given, 1, "axes")
    return np.squeeze(given[0], None if axes is None else tuple(axes))


def _unsqueeze(node: onnx.NodeProto, given: list[Any]) -> Value:
    return np.expand_dims(given[0], tuple(_listed(node, given, 1, "axes") or ()))


def _transpose(node: onnx.NodeProto, given: list[Any]) -> Value:
    return np.transpose(given[0], _attribute(node, "perm", None))


def _reshape(node: onnx.NodeProto, given: list[Any]) -> Value:
    shape = _listed(node, given, 1, "shape") or []
    if not _attribute(node, "allowzero", 0):
        shape = [n or given[0].shape[i] for i, n in enumerate(shape)]
    return np.reshape(given[0], shape)


def _slice(node: onnx.NodeProto, given: list[Any]) -> Value:
    starts = _listed(node, given, 1, "starts") or []
    ends = _listed(node, given, 2, "ends") or []
    axes = _listed(node, given, 3, "axes") or list(range(len(starts)))
    steps = _listed(node, given, 4, "steps") or [1] * len(starts)
    cut = [slice(None)] * given[0].ndim
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        # An end far below 0 is how ONNX writes "to the beginning" of a slice that goes back.
        cut[axis] = slice(start, None if step < 0 and end < -given[0].shape[axis] else end, step)
    return np.asarray(given[0][tuple(cut)])


def _shape(node: onnx.NodeProto, given: list[Any]) -> Value:
    start, end = _attribute(node, "start", None), _attribute(node, "end", None)
    return np.array(given[0].shape[start:end], np.int64)


def _expand(node: onnx.NodeProto, given: list[Any]) -> Value:
    shape = np.broadcast_shapes(given[0].shape, [int(n) for n in given[1]])
    check_numbers([shape])
    return np.broadcast_to(given[0], shape)


def _multiply(node: onnx.NodeProto, given: list[Any]) -> Value:
    """Of the whole numbers that say where to cut; weights aren't computed."""
    one, other = given
    if one.dtype.kind != "i" or max(one.size, other.size) > 100:
        raise ValueError("not a product of places")
    return np.asarray(one * other)


_OPERATIONS: Mapping[str, Operation] = {
    "Identity": lambda node, given: given[0],
    "Concat": _concat,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Transpose": _transpose,
    "Reshape": _reshape,
    "Slice": _slice,
    "Shape": _shape,
    "Expand": _expand,
    "Mul": _multiply,
}
