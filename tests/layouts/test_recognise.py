"""Files of real libraries, pasted matrices, and files that hold something else."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gru_viz.cells import gru
from gru_viz.layouts.packing import LAYOUTS, WRITTEN, pack, where
from gru_viz.layouts.recognise import left_out, recognise
from gru_viz.layouts.stack import input_of, stack_of
from gru_viz.locales import LANGUAGES, Texts
from gru_viz.messages import Problem
from gru_viz.weight_files import Contents, read, read_text
from tests.layouts.random_params import random_params, same_bits

REFERENCE = Path(__file__).parents[1] / "weight_files/reference"
WAYS = {"forward": "forward", "backward": "reverse"}

# file: the layout of each of its GRUs.
FILES = {
    "torch_gru.safetensors": ["torch"],
    "torch_cell.safetensors": ["torch"],
    "torch_no_bias.safetensors": ["torch"],
    "torch_float64.safetensors": ["torch"],
    "torch_bfloat16.safetensors": ["torch"],
    "torch_float16.safetensors": ["torch"],
    "torch_model.safetensors": ["torch"],
    "torch_stacked.safetensors": ["torch"],
    "keras_gru.keras": ["keras"],
    "keras_gru.weights.h5": ["keras"],
    "keras_gru.h5": ["keras"],
    "keras_before.keras": ["keras_before"],
    "keras_before.weights.h5": ["keras_before"],
    "keras_before.h5": ["keras_before"],
    "keras_no_bias.keras": ["keras"],
    "keras_stacked.keras": ["keras", "keras_before", "keras", "keras"],
    "keras_stacked.weights.h5": ["keras", "keras_before", "keras", "keras"],
    "keras_stacked.h5": ["keras_before", "keras", "keras", "keras"],
    "keras2_stacked.h5": ["keras", "keras_before"],
    "keras2_weights.h5": ["keras", "keras_before"],
    "tf1_cell.npz": ["tf1"],
    "flax_linen.safetensors": ["linen"],
    "flax_linen.npz": ["linen"],
    "flax_nnx.safetensors": ["nnx"],
    "flax_nnx.npz": ["nnx"],
    "onnx_torchscript.onnx": ["onnx_after"],
    "onnx_dynamo.onnx": ["onnx_after"],
    "onnx_unfolded.onnx": ["onnx_after"],
    "onnx_single.onnx": ["onnx_after"],
    "onnx_before.onnx": ["onnx"],
    "onnx_after.onnx": ["onnx_after"],
}


def opened(file: str) -> Contents:
    return read(file, (REFERENCE / file).read_bytes())


def expected(file: str) -> dict[str, np.ndarray]:
    name = "keras2_stacked" if file == "keras2_weights.h5" else file.split(".")[0]
    with np.load(REFERENCE / f"{name}.expected.npz") as stored:
        return dict(stored)


def contents(form: str = "npz", **arrays: object) -> Contents:
    return Contents(form, {name: np.array(array, float) for name, array in arrays.items()})


def refusal(given: Contents):
    with pytest.raises(Problem) as raised:
        recognise(given)
    return raised.value.message


# Files of real libraries


@pytest.mark.parametrize("file", FILES)
def test_each_gru_of_a_file_gives_the_states_of_its_library(file):
    found = recognise(opened(file))
    assert [gru.notations for gru in found] == [(key,) for key in FILES[file]]
    stacks = [stack_of(one, one.notations[0]) for one in found]
    parts = [(stack, *place) for stack in stacks for place in stack.places]
    told = expected(file)
    runs = [name.split("/")[1:] for name in told if name.startswith("h/")]
    assert len(parts) == len(runs)
    for k, way in runs:
        x, h = told[f"x/{k}"], told[f"h/{k}/{way}"]
        step = -1 if way == "backward" else 1
        differences = []
        for stack, layer, direction in parts:
            weights = stack.weights(layer, direction)
            fits = x.shape[1] == weights.params.D and h.shape[1] == weights.params.H
            if direction == WAYS[way] and fits:
                run = gru.forward(weights.params, x[::step], weights.h0, stack.notation.variant)
                differences.append(np.abs(run.h[1:][::step] - h).max())
        assert min(differences) <= (1e-12 if h.dtype == np.float64 else 1e-6)


def test_names_are_those_of_the_author_or_else_paths():
    assert [one.name for one in recognise(opened("keras_stacked.keras"))] == [
        "both", "aaa", "zzz", "loop",
    ]  # fmt: skip
    assert [one.name for one in recognise(opened("keras_stacked.h5"))] == [
        "aaa", "both", "loop", "zzz",
    ]  # fmt: skip
    assert recognise(opened("torch_model.safetensors"))[0].name == "encoder"
    assert recognise(opened("torch_gru.safetensors"))[0].name == ""


def test_a_file_without_a_configuration_says_what_is_taken_for_granted():
    def notes(file):
        return [note.key for one in recognise(opened(file)) for note in one.notes]

    assert notes("keras_gru.weights.h5") == ["layout-note-activations"]
    assert notes("flax_linen.npz") == ["layout-note-activations"]
    assert notes("keras_gru.keras") == notes("torch_gru.safetensors") == []


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("torch_lstm.safetensors", "layout-lstm"),
        ("keras_lstm.weights.h5", "layout-lstm"),
        ("keras_relu.keras", "layout-activation"),
        ("onnx_relu.onnx", "layout-activation"),
    ],
)
def test_what_is_no_gru_of_sigmoid_and_tanh_is_refused(file, key):
    assert refusal(opened(file)).key == key


def test_other_functions_are_refused_by_name():
    assert refusal(opened("keras_relu.keras")).args["activation"] == "hard_sigmoid"
    assert refusal(opened("onnx_relu.onnx")).args["activation"] == "HardSigmoid"


def test_keras_without_biases_is_asked_where_the_reset_stands_unless_the_file_says():
    (asked,) = recognise(opened("keras_no_bias.weights.h5"))
    assert asked.notations == ("keras", "keras_before")
    (told,) = recognise(opened("keras_no_bias.keras"))
    assert told.notations == ("keras",)


# Layouts


@pytest.mark.parametrize("key", LAYOUTS)
def test_a_layout_is_recognised_by_its_names(key):
    layout = LAYOUTS[key]
    params = random_params(1, 3, 2, layout.biases)
    (found,) = recognise(Contents("npz", pack(params, layout)))
    keys = found.notations
    # The same arrays, of the same GRU.
    same = {"d2l_concise": "torch", "d2l-typed": "d2l"}.get(key, key)
    assert same in keys
    back = found.levels[0].forward.params(same)
    for name in (*(f"{m}_{g}" for m in "WU" for g in "rzn"), *layout.biases):
        assert getattr(back, name).tobytes() == getattr(params, name).tobytes(), name


@pytest.mark.parametrize("key", [key for key in LAYOUTS if key not in WRITTEN])
def test_a_layout_is_among_those_asked_for_where_names_are_missing(key):
    layout = LAYOUTS[key]
    params = random_params(2, 3, 2, layout.biases)
    arrays = pack(params, layout)
    nameless = {str(k): array for k, array in enumerate(arrays.values(), 1)}
    (found,) = recognise(Contents("text", nameless))
    meant = [
        other
        for other in found.notations
        if LAYOUTS[other].variant == layout.variant
        and same_bits(found.levels[0].forward.params(other), _whole(params, other))
    ]
    assert meant
    assert not WRITTEN.keys() & set(found.notations)
    assert found.asked


def _whole(params: gru.Params, key: str) -> gru.Params:
    """The weights as the arrays of a layout give them: with zeros for biases it has besides."""
    slots = {p.name for places in where(LAYOUTS[key], params.H, params.D).values() for p in places}
    missing = {n for n in slots if n[0] in "bc" and getattr(params, n) is None}
    return replace(params, **dict.fromkeys(missing, np.zeros(params.H))) if missing else params


def test_two_bare_matrices_leave_open_the_order_of_gates_and_the_reset():
    rng = np.random.default_rng(0)
    (found,) = recognise(contents("text", **{"1": rng.normal(size=(9, 2)), "2": np.eye(9, 3)}))
    assert set(found.notations) == {"torch", "onnx", "onnx_after"}
    assert (found.H, found.D) == (3, 2)


def test_matrices_are_told_apart_by_shape_whatever_their_order():
    rng = np.random.default_rng(0)
    W, U = rng.normal(size=(9, 2)), rng.normal(size=(9, 3))
    (found,) = recognise(contents("text", **{"1": U, "2": W}))
    assert (found.levels[0].forward.params("torch").W_r == W[:3]).all()
    assert not found.notes
    (found,) = recognise(contents("text", **{"1": U, "2": U + 1}))
    assert [note.key for note in found.notes] == ["layout-note-order"]
    assert (found.levels[0].forward.params("torch").W_r == U[:3]).all()


def test_a_pasted_formula_is_read_by_its_letters():
    text = "\n\n".join(
        f"{name} = {rows}"
        for name, rows in {
            "W_u": [[1, 2], [3, 4]], "U_u": [[5], [6]], "W_r": [[0, 1], [1, 0]],
            "U_r": [[7], [8]], "W_h": [[2, 0], [0, 2]], "U_h": [[9], [1]],
        }.items()
    )  # fmt: skip
    (found,) = recognise(read_text(text))
    assert found.notations == ("kr_exam",)
    params = found.levels[0].forward.params("kr_exam")
    assert params.W_z.tolist() == [[5], [6]]
    assert params.U_z.tolist() == [[1, 2], [3, 4]]


SIX = st.permutations(["r", "z", "n"]).flatmap(
    lambda gates: st.permutations([f"W_{side}{gate}" for side in "ih" for gate in gates])
)


@given(names=SIX)
def test_written_matrices_are_read_by_their_names_in_any_order(names):
    """Each has its own number; D is 3, H is 2."""
    number = {"W_ir": 1, "W_iz": 2, "W_in": 3, "W_hr": 4, "W_hz": 5, "W_hn": 6}
    text = "\n".join(
        f"{name} = {np.full((2, 3 if name[2] == 'i' else 2), number[name]).tolist()}"
        for name in names
    )
    (found,) = recognise(read_text(text))
    (key,) = found.notations
    assert LAYOUTS[key].key == "torch"
    assert stack_of(found, key).notation.key == "torch"
    params = found.levels[0].forward.params(key)
    read = [getattr(params, f"{kind}_{gate}")[0, 0] for kind in "WU" for gate in "rzn"]
    assert read == [1, 2, 3, 4, 5, 6]
    assert not found.asked
    assert not found.notes


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        ("W_ir W_iz W_in W_hr W_hz W_hn b_ir b_iz b_in b_hr b_hz b_hn", {"torch"}),
        ("W_ir W_iz W_in W_hr W_hz W_hn b_ir b_iz b_in b_hn", {"linen"}),
        ("W_ir W_iz W_in W_hr W_hz W_hn b_ir b_iz b_in", {"nnx"}),
        ("W_ir W_ii W_in W_hr W_hi W_hn", {"mxnet"}),
        ("W_r W_z W_h R_r R_z R_h", {"onnx", "onnx_after"}),
        ("W_xr W_xz W_xh W_hr W_hz W_hh b_r b_z b_h", {"d2l"}),
    ],
)
def test_a_formula_of_a_library_is_recognised_by_its_letters(names, keys):
    """Square, so shapes tell nothing."""
    arrays = {name: np.eye(2) if name[0] in "WR" else [0, 1] for name in names.split()}
    (found,) = recognise(contents("text", **arrays))
    assert {LAYOUTS[key].key for key in found.notations} == keys
    assert len(found.notations) == len(keys)


def test_the_letters_of_exam_notes_are_asked_about_where_w_and_u_have_one_shape():
    names = [f"{kind}_{gate}" for kind in "WU" for gate in "ruh"]
    (found,) = recognise(contents("text", **{n: np.full((2, 2), k) for k, n in enumerate(names)}))
    assert found.notations == ("kr_exam", "kr_exam-plain")
    assert found.asked
    swapped, plain = (found.levels[0].forward.params(key) for key in found.notations)
    assert (swapped.U_z == plain.W_z).all()
    assert (swapped.W_n == plain.U_n).all()
    assert plain.W_z[0, 0] == 1
    assert stack_of(found, "kr_exam-plain").notation.key == "own"


@pytest.mark.parametrize(("D", "asked"), [(2, True), (3, False)])
def test_one_layout_that_is_left_is_asked_about_where_w_could_be_u(D, asked):
    names = [f"{kind}_{gate}" for kind in "WUb" for gate in "rzh"]
    shapes = {"W": (D, 2), "U": (2, 2), "b": 2}
    (found,) = recognise(contents("text", **{n: np.zeros(shapes[n[0]]) for n in names}))
    assert found.notations == ("keras_before-typed",)
    assert found.asked is asked


def test_names_that_mean_nothing_here_are_listed_and_not_read_by_their_place():
    W, U = np.ones((6, 3)), np.ones((6, 2))
    message = refusal(contents("text", foo=W, bar=U))
    assert (message.key, message.args["names"]) == ("layout-unknown-names", "foo”, “bar")
    message = refusal(contents("npz", **{"1": W, "bar": U}))
    assert (message.key, message.args["names"]) == ("layout-unknown-names", "bar")
    message = refusal(contents("npz", **{f"a{k}": W for k in range(20)}))
    assert message.args["more"] == 12
    for language in LANGUAGES:
        assert "a7" in Texts(language).say(message)
    for names in (("1", "2"), ("arr_0", "arr_1")):
        (found,) = recognise(contents("npz", **dict(zip(names, (W, U), strict=True))))
        assert found.asked
        assert "torch" in found.notations


def test_a_first_state_is_taken_from_a_file():
    (found,) = recognise(opened("onnx_before.onnx"))
    assert found.levels[0].reverse.h0.any()
    layout = LAYOUTS["own-keeps-after"]
    arrays = pack(random_params(3, 2, 2, layout.biases), layout) | {"h0": np.array([0.5, -0.5])}
    (found,) = recognise(Contents("npz", arrays))
    assert found.levels[0].forward.h0.tolist() == [0.5, -0.5]


# Names


def torch_arrays(H: int, D: int, suffix: str = "_l0", prefix: str = "", gates: int = 3):
    shapes = {"weight_ih": (gates * H, D), "weight_hh": (gates * H, H)}
    shapes |= dict.fromkeys(("bias_ih", "bias_hh"), (gates * H,))
    return {f"{prefix}{name}{suffix}": np.zeros(shape) for name, shape in shapes.items()}


@pytest.mark.parametrize(
    ("prefix", "key", "name"),
    [
        ("rnn/multi_rnn_cell/cell_{}/gru_cell/", "tf1", "rnn"),
        ("l{}_", "mxnet", ""),
        ("gru0_l{}_", "mxnet", "gru0"),
        ("layers/rnn/cell/cells/gru_cell_{}/", "keras", "layers/rnn"),
    ],
)
def test_layers_are_stacked_as_each_library_numbers_them(prefix, key, name):
    layout = LAYOUTS[key]
    arrays = {}
    for level, D in enumerate((2, 3)):
        first = prefix.format(level) if level or key != "keras" else prefix.replace("_{}", "")
        packed = pack(random_params(level, 3, D, layout.biases), layout)
        arrays |= {f"{first}{bare}": array for bare, array in packed.items()}
    (found,) = recognise(Contents("npz", arrays))
    assert (found.name, len(found.levels), found.notations) == (name, 2, (key,))
    assert found.levels[1].forward.D == 3


@pytest.mark.parametrize(
    ("forward", "backward", "key"),
    [
        ("bidirectional_rnn/fw/gru_cell/", "bidirectional_rnn/bw/gru_cell/", "tf1"),
        ("x/forward_gru/gru_cell_1/", "x/backward_gru/gru_cell_2/", "keras"),
        ("params/forward_rnn/cell/", "params/backward_rnn/cell/", "linen"),
        ("l0_", "r0_", "mxnet"),
    ],
)
def test_directions_are_paired_as_each_library_calls_them(forward, backward, key):
    layout = LAYOUTS[key]
    params = [random_params(seed, 3, 2, layout.biases) for seed in (0, 1)]
    arrays = {
        f"{prefix}{name}": array
        for prefix, own in zip((forward, backward), params, strict=True)
        for name, array in pack(own, layout).items()
    }
    (found,) = recognise(Contents("npz", arrays))
    (level,) = found.levels
    assert same_bits(level.forward.params(key), params[0])
    assert same_bits(level.reverse.params(key), params[1])


def test_modules_of_one_file_stay_apart():
    arrays = torch_arrays(3, 2, prefix="a.gru.") | torch_arrays(4, 2, prefix="b.gru.")
    arrays |= {"head.weight": np.zeros((4, 4)), "embedding.weight": np.zeros((9, 2))}
    found = recognise(Contents("safetensors", arrays))
    assert [(one.name, one.H) for one in found] == [("a.gru", 3), ("b.gru", 4)]


def linen(path: str, seed: int, H: int = 2) -> dict[str, np.ndarray]:
    layout = LAYOUTS["linen"]
    packed = pack(random_params(seed, H, 3, layout.biases), layout)
    return {f"{path}/{name}": array for name, array in packed.items()}


@pytest.mark.parametrize("names", [("gru_a", "gru_b"), ("gru", "gru_1"), ("gru_1", "gru_2")])
def test_two_grus_below_one_path_of_a_direction_stay_two(names):
    arrays = {}
    for k, name in enumerate(names):
        arrays |= linen(f"params/forward_model/{name}", k, H=2 + k)
    found = recognise(Contents("npz", arrays))
    assert [one.H for one in found] == [2, 3]
    for k, one in enumerate(found):
        expected = random_params(k, 2 + k, 3, LAYOUTS["linen"].biases)
        assert same_bits(one.levels[0].forward.params("linen"), expected)
        assert one.name
    assert found[0].name != found[1].name


def test_two_grus_in_both_directions_are_paired_by_their_names():
    arrays = {}
    for k, (way, name) in enumerate(product(("forward", "backward"), ("gru_a", "gru_b"))):
        arrays |= linen(f"params/{way}_model/{name}", k)
    found = recognise(Contents("npz", arrays))
    biases = LAYOUTS["linen"].biases
    for one, seeds in zip(found, ((0, 2), (1, 3)), strict=True):
        (level,) = one.levels
        for part, seed in zip(level.parts, seeds, strict=True):
            assert same_bits(part.params("linen"), random_params(seed, 2, 3, biases))


@pytest.mark.parametrize(
    "again",
    [{"weight_ih": np.ones((9, 2))}, {"weight_ih_l0:0": np.ones((9, 2))}],
)
def test_an_array_that_is_there_twice_is_refused_and_not_overwritten(again):
    assert refusal(broken(**again)).key == "layout-twice"


def keras(path: str) -> dict[str, np.ndarray]:
    layout = LAYOUTS["keras"]
    packed = pack(random_params(0, 3, 2, layout.biases), layout)
    return {f"{path}/{name}": array for name, array in packed.items()}


@pytest.mark.parametrize(
    ("forward", "backward", "read"),
    [
        (None, False, ["forward"]),  # a layer of this name, told to read forward
        (None, None, ["reverse"]),
        (None, True, ["reverse"]),
        (False, None, ["forward", "reverse"]),
        (False, False, ["forward", "reverse"]),  # both can't: they read as they are named
        (True, False, ["reverse", "forward"]),  # Keras makes the other one of a turned layer so
    ],
)
def test_a_direction_is_the_one_that_the_file_tells(forward, backward, read):
    """The layer called backward_gru alone, and with a forward_gru beside it."""
    told = {"forward": forward, "backward": backward}
    ways = ["forward", "backward"][2 - len(read) :]
    arrays = {n: a for way in ways for n, a in keras(f"m/{way}_gru/gru_cell").items()}
    for n in arrays:
        arrays[n] = arrays[n] + ("forward" in n)
    facts = {f"m/{way}_gru": {"go_backwards": told[way]} for way in ways if told[way] is not None}
    (found,) = recognise(Contents("keras", arrays, facts))
    (level,) = found.levels
    for way, direction in zip(ways, read, strict=True):
        part = getattr(level, direction)
        assert (part.arrays["bias"] == arrays[f"m/{way}_gru/gru_cell/bias"]).all()
    assert len(level.parts) == len(read)


def test_a_part_that_cannot_be_used_does_not_hide_the_others():
    arrays = torch_arrays(3, 2, prefix="a.") | torch_arrays(3, 2, prefix="b.", gates=4)
    given = Contents("safetensors", arrays)
    assert [one.name for one in recognise(given)] == ["a"]
    assert [message.key for message in left_out(given)] == ["layout-lstm"]


# Refusals


def broken(**changes: object) -> Contents:
    arrays = torch_arrays(3, 2) | changes
    return Contents("npz", {name: a for name, a in arrays.items() if a is not None})


NAN = np.zeros((9, 3))
NAN[4, 1] = np.nan


@pytest.mark.parametrize(
    ("given", "key", "args"),
    [
        (contents(arr_0=[[1, 2]], arr_1=[3]), "layout-none", {"limit": 512}),
        (contents(), "layout-none", {}),
        (broken(weight_hh_l0=None), "layout-missing", {"array": "weight_hh"}),
        (
            broken(weight_ih_l0=np.zeros((8, 2))),
            "layout-shape",
            {"array": "weight_ih", "shape": "8 × 2", "expected": "9 × 2", "units": 3},
        ),
        (broken(weight_hr_l0=np.zeros((2, 3))), "layout-projection", {}),
        (
            broken(weight_hh_l0=NAN),
            "layout-not-finite",
            {"array": "weight_hh", "row": 5, "column": 2},
        ),
        (broken(weight_hh_l0=np.zeros((3, 3))), "layout-rnn", {"array": "weight_hh"}),
        (broken(**torch_arrays(3, 3, "_l2")), "layout-missing-layer", {"layer": 2}),
        (
            broken(**torch_arrays(3, 5, "_l1")),
            "layout-layer-width",
            {"layer": 2, "features": 5, "expected": 3},
        ),
        (Contents("npz", torch_arrays(513, 1)), "layout-units", {"count": 513, "limit": 512}),
        (Contents("npz", torch_arrays(1, 513)), "layout-features", {"count": 513}),
        (
            Contents(
                "npz",
                {n: a for k in range(17) for n, a in torch_arrays(2, 2, f"_l{k}").items()},
            ),
            "layout-many-layers",
            {"count": 17, "limit": 16},
        ),
        (contents("text", **{"1": np.zeros((8, 5)), "2": np.zeros((8, 2))}), "layout-lstm", {}),
        (contents("text", **{"1": np.zeros((3, 5)), "2": np.zeros((3, 3))}), "layout-rnn", {}),
        (contents("text", W_r=[[1]], W_z=[[1]], W_n=[[1]], U_r=[[1]]), "layout-missing", {}),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(given, key, args):
    message = refusal(given)
    assert message.key == key
    assert message.args.items() >= args.items()


def test_a_layer_above_two_directions_may_take_1024_features():
    arrays = {}
    for level, D in enumerate((1, 1024)):
        for way in ("", "_reverse"):
            arrays |= torch_arrays(512, D, f"_l{level}{way}")
    (found,) = recognise(Contents("safetensors", arrays))
    assert found.levels[1].reverse.D == 1024


ONNX_SHAPES = {"W": (9, 2), "R": (9, 3), "B": (18,), "initial_h": (1, 3)}
LENGTHS = st.lists(st.sampled_from([1, 2, 3, 9, 18]), min_size=1, max_size=3)


@st.composite
def onnx_nodes(draw):
    """Nodes a, b and c that are nearly right, and feed one another at random."""
    facts, arrays = {}, {}
    for node in draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True)):
        facts[node] = {
            "direction": draw(st.sampled_from(["forward", "reverse", "bidirectional", "up"])),
            "linear_before_reset": draw(st.sampled_from([0, 1])),
            "activations": draw(st.sampled_from([(), ("Sigmoid", "Tanh"), ("Tanh",)])),
            "layout": draw(st.sampled_from([0, 1])),
            "inputs": draw(st.sampled_from([None, "a", "b", "c", "elsewhere"])),
        }
        count = 2 if facts[node]["direction"] == "bidirectional" else 1
        for role, shape in ONNX_SHAPES.items():
            if draw(st.integers(0, 9)):
                odd = not draw(st.integers(0, 19))
                array = np.zeros(draw(LENGTHS) if odd else (count, *shape))
                array[(0,) * array.ndim] = np.nan if not draw(st.integers(0, 19)) else 0.5
                arrays[f"{node}/{role}"] = array
    return Contents("onnx", arrays, facts)


@settings(max_examples=300)
@given(onnx_nodes())
def test_any_onnx_nodes_give_a_stack_that_runs_or_one_sentence(given):
    try:
        found = recognise(given)
    except Problem:
        return
    for one in found:
        stack = stack_of(one, one.notations[0])
        x = input_of(stack, np.zeros((2, stack.D)), *stack.places[-1])
        own = stack.weights(*stack.places[-1])
        gru.forward(own.params, x, own.h0, stack.notation.variant)


def test_onnx_clip_is_refused():
    given = opened("onnx_after.onnx")
    facts = {name: {**own, "clip": 3.0} for name, own in given.facts.items()}
    assert refusal(Contents("onnx", given.arrays, facts)).key == "layout-clip"


NAMES = st.sampled_from(
    [
        f"{before}{name}{after}"
        for before in ("", "a.", "b/", "layers/gru/cell/", "x/backward_layer/cell/", "l0_")
        for name in ("weight_ih", "weight_hh", "bias_ih", "kernel", "recurrent_kernel", "bias",
                     "W_r", "U_r", "W", "R", "B", "hn/kernel", "gates/kernel", "dense_h/kernel",
                     "i2h_weight", "h2h_weight", "vars/0", "vars/1", "vars/2", "h0", "1")
        for after in ("", "_l0", "_l1_reverse", ":0")
    ]
)  # fmt: skip
SHAPES = st.lists(st.sampled_from([1, 2, 3, 6, 9]), min_size=1, max_size=3)


@settings(max_examples=500)
@given(
    arrays=st.dictionaries(NAMES, SHAPES, max_size=8),
    form=st.sampled_from(["npz", "keras", "text", "safetensors"]),
    facts=st.dictionaries(
        st.sampled_from(["a", "layers/gru", "x/backward_layer", "layers"]),
        st.fixed_dictionaries(
            {},
            optional={
                "name": st.sampled_from(["", "GRU", 3]),
                "reset_after": st.sampled_from([True, False, "no"]),
                "go_backwards": st.booleans(),
            },
        ),
    ),
)
def test_any_arrays_give_a_stack_or_one_sentence(arrays, form, facts):
    given = Contents(form, {name: np.zeros(shape) for name, shape in arrays.items()}, facts)
    try:
        found = recognise(given)
    except Problem:
        return
    for one in found:
        for key in one.notations:
            stack = stack_of(one, key)
            assert stack.places
            assert where(stack.notation, stack.H, stack.D)
