"""A short script that loads a file of weights and runs a sequence through them.

In the library that the layout belongs to, or else in NumPy, where it is written from the trees
of :mod:`gru_viz.formulas` with the notation's letters. Everything is in float64, so that nothing
is rounded on the way; ONNX models alone are of float32.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent

import numpy as np

from gru_viz.cells.gru import Params
from gru_viz.formulas import (
    Equation,
    Hadamard,
    Joined,
    Node,
    OneMinus,
    Product,
    Quantity,
    Sum,
    equations,
)
from gru_viz.layouts.packing import Place, Shape, shape_of, slots, stored_of, where
from gru_viz.locales import Texts
from gru_viz.variants import BIASES, QUANTITIES, WEIGHTS, Notation, Symbol, typed

_SEQUENCE = """\
# {comment}
x = np.linspace(-1, 1, 5 * {D}).reshape(5, {D})
"""

_LOAD = {
    ".safetensors": ("from safetensors.numpy import load_file", "weights = load_file({file!r})"),
    ".npz": ("", "with np.load({file!r}) as arrays:\n    weights = dict(arrays)"),
}

_TORCH = """\
import numpy as np
import torch
{imports}
{sequence}
{load}
gru = torch.nn.GRU({D}, {H}, dtype=torch.float64)
gru.load_state_dict({{name: torch.from_numpy(array) for name, array in weights.items()}})
with torch.no_grad():
    h, _ = gru(torch.from_numpy(x))
print(h.numpy())
"""

_KERAS = """\
import keras
import numpy as np
{imports}
keras.config.set_floatx("float64")
{sequence}
gru = keras.layers.GRU({H}, return_sequences=True, reset_after={after})
model = keras.Sequential([keras.Input((None, {D})), gru])
{loaded}
print(keras.ops.convert_to_numpy(model(x[None]))[0])
"""
_KERAS_FILE = "model.load_weights({file!r})"
_KERAS_ARRAYS = """\
{load}
gru.set_weights([weights[name] for name in ("kernel", "recurrent_kernel", "bias")])"""

_LINEN = """\
import jax
import numpy as np
from flax import linen
from flax.traverse_util import unflatten_dict
{imports}
jax.config.update("jax_enable_x64", True)
{sequence}
{load}
params = unflatten_dict({{("cell", *name.split("/")): array for name, array in weights.items()}})
gru = linen.RNN(linen.GRUCell({H}, param_dtype=np.float64))
print(gru.apply({{"params": params}}, x[None])[0])
"""

_NNX = """\
import jax
import numpy as np
from flax import nnx
{imports}
jax.config.update("jax_enable_x64", True)
{sequence}
{load}
cell = nnx.GRUCell({D}, {H}, param_dtype=np.float64, rngs=nnx.Rngs(0))
cell.dense_i.kernel = nnx.Param(weights["dense_i/kernel"])
cell.dense_i.bias = nnx.Param(weights["dense_i/bias"])
cell.dense_h.kernel = nnx.Param(weights["dense_h/kernel"])
print(nnx.RNN(cell, rngs=nnx.Rngs(0))(x[None])[0])
"""

_ONNX = """\
import numpy as np
import onnxruntime
{sequence}
session = onnxruntime.InferenceSession({file!r})
(y,) = session.run(["Y"], {{"X": x[:, None].astype(np.float32)}})
print(y[:, 0, 0])
"""

_NUMPY = """\
import numpy as np
{imports}

def sigma(a):
    return 1 / (1 + np.exp(-a))


{sequence}
{load}
{weights}

{h} = np.zeros({H})
for {x} in x:
{loop}
    print({h})
"""

_SCRIPTS = {"torch": _TORCH, "d2l_concise": _TORCH, "linen": _LINEN, "nnx": _NNX}
_FUNCTIONS = {"sigma": "sigma({})", "tanh": "np.tanh({})", "": "{}"}


def in_file(name: str) -> str:
    """What an array of a layout is called in a file: PyTorch counts its layers."""
    return f"{name}_l0" if name.startswith(("weight_", "bias_")) else name


def loading_code(notation: Notation, D: int, H: int, file: str, texts: Texts) -> str:
    """The script. file: its name, whose ending says the format. texts: of its comments."""
    form = next((ending for ending in _LOAD if file.endswith(ending)), "")
    imports, load = (part.format(file=file) for part in _LOAD.get(form, ("", "")))
    known = {
        "D": D,
        "H": H,
        "file": file,
        "sequence": _SEQUENCE.format(comment=texts("code-own-sequence", features=D), D=D),
        "imports": f"{imports}\n" if imports else "",
        "load": load,
        "after": notation.variant.reset == "after",
    }
    if "recurrent_kernel" in where(notation, H, D):
        loaded = (_KERAS_ARRAYS if form else _KERAS_FILE).format(**known)
        return _KERAS.format(**known, loaded=loaded)
    if file.endswith(".onnx"):
        return _ONNX.format(**known)
    script = _SCRIPTS.get(notation.key) if notation.stored else None
    return script.format(**known) if script else _in_numpy(notation, D, H, known)


def _in_numpy(notation: Notation, D: int, H: int, known: Mapping[str, object]) -> str:
    names = _names(notation)
    zeros = {name: np.zeros((1, 1)) for name in WEIGHTS}
    biases = {name: np.zeros(1) for name in BIASES if name in slots(notation)}
    steps = equations(notation, Params(**zeros, **biases))
    loop = "\n".join(_step(equation, notation, names) for equation in steps)
    return _NUMPY.format(
        **known,
        weights="\n".join(_weights(notation, D, H, names)),
        x=names["x"],
        h=names["h"],
        loop=indent(loop, "    "),
    )


def _names(notation: Notation) -> dict[str, str]:
    """A Python name for each symbol, by our name for it."""

    def called(symbol: Symbol) -> str:
        return "_".join(filter(None, [symbol.base, "tilde" if symbol.accent else "", symbol.sub]))

    names = {
        name: called(symbol) if name in QUANTITIES else typed(symbol)
        for name, symbol in notation.symbols.items()
    }
    return names | {"h_prev": names["h"], "x": f"{names['x']}_t"}


def _step(equation: Equation, notation: Notation, names: Mapping[str, str]) -> str:
    argument = _code(equation.argument, notation, names)
    return f"{names[equation.result]} = {_FUNCTIONS[equation.function].format(argument)}"


def _code(node: Node, notation: Notation, names: Mapping[str, str]) -> str:
    def factor(part: Node) -> str:
        text = _code(part, notation, names)
        return text if isinstance(part, Quantity) else f"({text})"

    def product(matrix: str, vector: str) -> str:
        match notation.vectors:
            case "column":
                return f"{names[matrix]} @ {vector}"
            case "row":
                return f"{vector} @ {names[matrix]}"
            case "row of transposed":
                return f"{vector} @ {names[matrix]}.T"

    match node:
        case Quantity(name):
            return names[name]
        case Product(matrix, vector):
            return product(matrix, factor(vector))
        case Joined((one, other)):
            vectors = (_code(part.vector, notation, names) for part in (one, other))
            return product(one.matrix, f"np.concatenate([{', '.join(vectors)}])")
        case Hadamard(left, right):
            return f"{factor(left)} * {factor(right)}"
        case OneMinus(inner):
            return f"1 - {factor(inner)}"
        case Sum(terms):
            return " + ".join(_code(term, notation, names) for term in terms)
    raise TypeError(node)


def _weights(notation: Notation, D: int, H: int, names: Mapping[str, str]) -> Iterator[str]:
    """A line for each weight, cut out of its array; both parts of a joined one at once."""
    for stored in stored_of(notation):
        places = {place.name: place for place in where(notation, H, D)[stored.name]}
        for name, place in places.items():
            parts = [place]
            if notation.products == "joined" and name in WEIGHTS:
                parts = [part for part in places.values() if part.name[1:] == name[1:]]
            if parts[0] is place:
                cut = _cut(notation, shape_of(stored, H, D), parts)
                yield f"{names[name]} = weights[{in_file(stored.name)!r}]{cut}"


def _cut(notation: Notation, shape: Shape, parts: Sequence[Place]) -> str:
    """What takes some neighbours out of an array, the way round that the products have them."""
    index = ["0"] if notation.directions else []
    for ends, length in zip(("rows", "columns"), shape, strict=False):
        first = min(getattr(part, ends)[0] for part in parts) - 1
        last = max(getattr(part, ends)[1] for part in parts)
        index.append(":" if last - first == length else f"{first or ''}:{last}")
    while index and index[-1] == ":":
        index.pop()
    turned = parts[0].name in WEIGHTS and parts[0].transposed != (notation.vectors == "row")
    return (f"[{', '.join(index)}]" if index else "") + (".T" if turned else "")
