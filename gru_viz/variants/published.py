"""Every notation, an entry each. The sources were read, and what can be run was run: the tests
hold the entries of frameworks to the frameworks."""

from collections.abc import Mapping
from functools import cache

from gru_viz.cells.gru import Variant
from gru_viz.variants.notation import BIASES, WEIGHTS, Notation, Stored, Symbol, Time

_RENEWS_BEFORE = Variant("renews", "before")
_KEEPS_BEFORE = Variant("keeps", "before")
_KEEPS_AFTER = Variant("keeps", "after")

_ONE = ("b_r", "b_z", "b_n")
_ONE_AND_C = (*_ONE, "c_n")
_NONE = ()

Letters = Mapping[str, Symbol]


def _quantities(
    r: str = "r", z: str = "z", n: str = "h~", h: str = "h", x: str = "x", time: Time = "below"
) -> Letters:
    """The symbols of the quantities; a tilde behind a letter goes above it."""
    letters = {"x": x, "r": r, "z": z, "n": n, "h": h}
    return {
        name: Symbol(letter[0], "", "~" if letter.endswith("~") else "", time)
        for name, letter in letters.items()
    }


def _weights(
    W: str = "W",
    U: str = "U",
    b: str = "b",
    c: str = "c",
    gates: str = "r z n",
    x: str = "",
    h: str = "",
    bias_x: str = "",
    bias_h: str = "",
) -> Letters:
    """The symbols of the weights: a letter, below it x or h (if any) and then the gate.

    gates: what stands for r, z and n in an index, "-" for nothing.
    """
    kinds = {"W": (W, x), "U": (U, h), "b": (b, bias_x), "c": (c, bias_h)}
    indices = dict(zip("rzn", gates.replace("-", "").split(" "), strict=True))
    return {
        f"{kind}_{gate}": Symbol(letter, before + index)
        for kind, (letter, before) in kinds.items()
        for gate, index in indices.items()
    }


def _by_gate(kind: str, order: str) -> tuple[str, ...]:
    return tuple(f"{kind}_{gate}" for gate in order)


def _rows(kind: str, order: str) -> tuple[tuple[str, ...], ...]:
    return tuple((name,) for name in _by_gate(kind, order))


_TORCH = (
    Stored("weight_ih", _rows("W", "rzn")),
    Stored("weight_hh", _rows("U", "rzn")),
    Stored("bias_ih", (_by_gate("b", "rzn"),)),
    Stored("bias_hh", (_by_gate("c", "rzn"),)),
)
_MXNET = (
    Stored("i2h_weight", _rows("W", "rzn")),
    Stored("h2h_weight", _rows("U", "rzn")),
    Stored("i2h_bias", (_by_gate("b", "rzn"),)),
    Stored("h2h_bias", (_by_gate("c", "rzn"),)),
)
_KERAS_KERNELS = (
    Stored("kernel", (_by_gate("W", "zrn"),), transposed=True),
    Stored("recurrent_kernel", (_by_gate("U", "zrn"),), transposed=True),
)
_KERAS = (*_KERAS_KERNELS, Stored("bias", (_by_gate("b", "zrn"), _by_gate("c", "zrn"))))
_KERAS_BEFORE = (*_KERAS_KERNELS, Stored("bias", (_by_gate("b", "zrn"),)))
_TF1 = (
    Stored("gates/kernel", (("W_r", "W_z"), ("U_r", "U_z")), transposed=True),
    Stored("gates/bias", (("b_r", "b_z"),)),
    Stored("candidate/kernel", (("W_n",), ("U_n",)), transposed=True),
    Stored("candidate/bias", (("b_n",),)),
)
_ONNX = (
    Stored("W", _rows("W", "zrn")),
    Stored("R", _rows("U", "zrn")),
    Stored("B", (_by_gate("b", "zrn") + _by_gate("c", "zrn"),)),
)
_LINEN = (
    *(Stored(f"i{gate}/kernel", ((f"W_{gate}",),), transposed=True) for gate in "rzn"),
    *(Stored(f"i{gate}/bias", ((f"b_{gate}",),)) for gate in "rzn"),
    *(Stored(f"h{gate}/kernel", ((f"U_{gate}",),), transposed=True) for gate in "rzn"),
    Stored("hn/bias", (("c_n",),)),
)
_NNX = (
    Stored("dense_i/kernel", (_by_gate("W", "rzn"),), transposed=True),
    Stored("dense_i/bias", (_by_gate("b", "rzn"),)),
    Stored("dense_h/kernel", (_by_gate("U", "rzn"),), transposed=True),
)
_D2L = tuple(
    Stored(f"{name}{gate}", ((weight + ("n" if gate == "h" else gate),),), transposed=not bias)
    for gate in "zrh"
    for name, weight, bias in (("W_x", "W_", False), ("W_h", "U_", False), ("b_", "b_", True))
)

_LETTERS = _quantities()
_TORCH_LETTERS = {
    **_quantities(n="n"),
    **_weights(U="W", c="b", x="i", h="h", bias_x="i", bias_h="h"),
}
_KERAS_LETTERS = {
    **_LETTERS,
    **_weights(c="b", gates="r z h", bias_x="i", bias_h="h"),
}
_ONNX_LETTERS = {
    **_quantities(x="X", h="H", n="h"),
    **_weights(U="R", b="Wb", c="Rb", gates="r z h"),
}
_D2L_LETTERS = {
    **_quantities(r="R", z="Z", n="H~", h="H", x="X"),
    **_weights(U="W", gates="r z h", x="x", h="h"),
}
_CHO_LETTERS = {
    **_quantities(time="angle"),
    "x": Symbol("x"),
    "r": Symbol("r"),
    "z": Symbol("z"),
    **_weights(gates="r z -"),
}

_ENTRIES = (
    Notation(
        key="cho_v1",
        variant=_KEEPS_AFTER,
        kind="paper",
        source="Cho et al. 2014, arXiv 1406.1078 v1",
        symbols=_CHO_LETTERS,
        biases=_NONE,
    ),
    Notation(
        key="cho_v3",
        variant=_KEEPS_BEFORE,
        kind="paper",
        source="Cho et al. 2014, arXiv 1406.1078 v3",
        symbols=_CHO_LETTERS,
        biases=_NONE,
    ),
    Notation(
        key="chung",
        variant=_RENEWS_BEFORE,
        kind="paper",
        source="Chung et al. 2014, arXiv 1412.3555",
        symbols={**_LETTERS, **_weights(gates="r z -")},
        biases=_NONE,
    ),
    Notation(
        key="colah",
        variant=_RENEWS_BEFORE,
        kind="course",
        source="Olah 2015, Understanding LSTM Networks",
        symbols={**_LETTERS, **_weights(U="W", gates="r z -")},
        biases=_NONE,
        products="joined",
        first="h",
        times="∗",
    ),
    Notation(
        key="ng",
        variant=_RENEWS_BEFORE,
        kind="course",
        source="Ng 2018, Deep Learning Specialization: Sequence Models, week 1",
        symbols={
            **_quantities(n="c~", h="c", time="angle"),
            "r": Symbol("Γ", "r"),
            "z": Symbol("Γ", "u"),
            **_weights(U="W", gates="r u c"),
        },
        biases=_ONE,
        products="joined",
        first="h",
        mix="new",
        times="∗",
    ),
    Notation(
        key="torch",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="PyTorch, torch.nn.GRU; aten/src/ATen/native/RNN.cpp",
        symbols=_TORCH_LETTERS,
        biases=BIASES,
        mix="new",
        beside=True,
        stored=_TORCH,
    ),
    Notation(
        key="keras",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="Keras 3, keras.layers.GRU(reset_after=True); keras/src/layers/rnn/gru.py",
        symbols=_KERAS_LETTERS,
        biases=BIASES,
        vectors="row",
        beside=True,
        stored=_KERAS,
    ),
    Notation(
        key="keras_before",
        variant=_KEEPS_BEFORE,
        kind="framework",
        source="Keras 3, keras.layers.GRU(reset_after=False); keras/src/layers/rnn/gru.py",
        symbols={**_LETTERS, **_weights(gates="r z h")},
        biases=_ONE,
        vectors="row",
        stored=_KERAS_BEFORE,
    ),
    Notation(
        key="tf1",
        variant=_KEEPS_BEFORE,
        kind="framework",
        source="TensorFlow 1, tf.nn.rnn_cell.GRUCell; rnn_cell_impl.py",
        symbols={**_quantities(z="u", n="c"), **_weights(U="W", gates="r u c")},
        biases=_ONE,
        products="joined",
        vectors="row",
        stored=_TF1,
    ),
    Notation(
        key="onnx",
        variant=_KEEPS_BEFORE,
        kind="framework",
        source="ONNX, GRU with linear_before_reset = 0; onnx/defs/rnn/defs.cc",
        symbols=_ONNX_LETTERS,
        biases=BIASES,
        vectors="row of transposed",
        mix="new",
        stored=_ONNX,
        directions=True,
    ),
    Notation(
        key="onnx_after",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="ONNX, GRU with linear_before_reset = 1; onnx/defs/rnn/defs.cc",
        symbols=_ONNX_LETTERS,
        biases=BIASES,
        vectors="row of transposed",
        mix="new",
        stored=_ONNX,
        directions=True,
    ),
    Notation(
        key="linen",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="Flax, flax.linen.GRUCell; flax/linen/recurrent.py",
        symbols=_TORCH_LETTERS,
        biases=_ONE_AND_C,
        mix="new",
        times="∗",
        beside=True,
        stored=_LINEN,
    ),
    Notation(
        key="nnx",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="Flax, flax.nnx.GRUCell; flax/nnx/nn/recurrent.py",
        symbols=_TORCH_LETTERS,
        biases=_ONE,
        mix="new",
        times="∗",
        beside=True,
        stored=_NNX,
    ),
    Notation(
        key="mxnet",
        variant=_KEEPS_AFTER,
        kind="framework",
        source="MXNet, gluon.rnn.GRUCell; gluon/rnn/rnn_cell.py",
        symbols={
            **_quantities(z="i", n="n"),
            **_weights(U="W", c="b", gates="r i n", x="i", h="h", bias_x="i", bias_h="h"),
        },
        biases=BIASES,
        mix="new",
        times="∗",
        beside=True,
        stored=_MXNET,
    ),
    Notation(
        key="d2l",
        variant=_KEEPS_BEFORE,
        kind="course",
        source="Zhang et al., Dive into Deep Learning, GRU from scratch",
        symbols=_D2L_LETTERS,
        biases=_ONE,
        vectors="row",
        stored=_D2L,
    ),
    Notation(
        key="d2l_concise",
        variant=_KEEPS_AFTER,
        kind="course",
        source="Zhang et al., Dive into Deep Learning, concise GRU (PyTorch's)",
        symbols=_D2L_LETTERS,
        biases=_ONE_AND_C,
        vectors="row",
        stored=_TORCH,
    ),
    Notation(
        key="kr_exam",
        variant=_RENEWS_BEFORE,
        kind="notes",
        source="",
        symbols={**_quantities(z="u"), **_weights(W="U", U="W", gates="r u h")},
        biases=_NONE,
        first="h",
        times="∗",
    ),
    Notation(
        key="kr_hh",
        variant=_RENEWS_BEFORE,
        kind="notes",
        source="",
        symbols={**_LETTERS, **_weights(U="W", gates="r z h", x="x", h="h")},
        biases=_NONE,
        first="h",
    ),
    Notation(
        key="kr_slides",
        variant=_KEEPS_BEFORE,
        kind="notes",
        source="",
        symbols={**_quantities(n="g"), **_weights(U="W", gates="r z g", x="x", h="h")},
        biases=_ONE,
    ),
    Notation(
        key="kr_twin",
        variant=_KEEPS_BEFORE,
        kind="notes",
        source="",
        symbols={**_LETTERS, **_weights(U="W", gates="r z -")},
        biases=_NONE,
        products="joined",
        first="h",
        times="∗",
    ),
)

PUBLISHED: Mapping[str, Notation] = {notation.key: notation for notation in _ENTRIES}

OWN = "own"  # the key of our own notation, which fits every variant


@cache
def own(variant: Variant) -> Notation:
    """Our own notation of a variant: r, z, h̃, one bias, and c with the reset after the product."""
    biases = _ONE if variant.reset == "before" else _ONE_AND_C
    return Notation(
        key=OWN,
        variant=variant,
        kind="own",
        source="",
        symbols={**_LETTERS, **_weights()},
        biases=biases,
        stored=tuple(Stored(name, ((name,),)) for name in (*WEIGHTS, *biases)),
    )
