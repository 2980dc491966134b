"""Weight files as the real libraries write them, and what is refused of them."""

import io
import json
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import onnx
import pytest
import safetensors.numpy
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from gru_viz import weight_files
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.weight_files import child, contents, isolation
from gru_viz.weight_files import h5_tree as tree
from gru_viz.weight_files.keras_config import legacy_facts

REFERENCE = Path(__file__).parent / "reference"
STORED = [
    path.name
    for path in sorted(REFERENCE.iterdir())
    if path.suffix in (".safetensors", ".npz", ".keras", ".h5", ".onnx")
    and ".expected." not in path.name
]
REFUSED = {"onnx_external.onnx"}


def stored(name: str) -> weight_files.Contents:
    return weight_files.read(name, (REFERENCE / name).read_bytes())


def refusal(data: bytes, name: str = "weights.bin") -> str:
    """The key of the sentence with which a file is refused; it can be said in each language."""
    with pytest.raises(Problem) as caught:
        weight_files.read(name, data)
    for language in LANGUAGES:
        assert texts(language).say(caught.value.message)
    return caught.value.message.key


# --- what the real libraries write ---------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(STORED) - REFUSED))
def test_each_stored_file_is_read(name):
    held = stored(name)
    ending = name.rpartition(".")[2]
    assert held.format == {"h5": "keras"}.get(ending, ending)
    assert held.arrays
    for array in held.arrays.values():
        assert array.dtype == (np.float64 if "float64" in name else np.float32)
        assert array.flags.c_contiguous
        assert not array.flags.writeable


@pytest.mark.parametrize("name", [name for name in STORED if name.endswith(".npz")])
def test_npz_is_read_as_numpy_reads_it(name):
    with np.load(REFERENCE / name, allow_pickle=False) as file:
        expected = {key: file[key] for key in file.files}
    arrays = stored(name).arrays
    assert list(arrays) == list(expected)
    for key, array in expected.items():
        np.testing.assert_array_equal(arrays[key], array)


@pytest.mark.parametrize("name", ["torch_stacked", "torch_float64", "torch_float16", "flax_linen"])
def test_safetensors_is_read_as_its_library_reads_it(name):
    expected = safetensors.numpy.load_file(REFERENCE / f"{name}.safetensors")
    arrays = stored(f"{name}.safetensors").arrays
    assert arrays.keys() == expected.keys()
    for key, array in expected.items():
        np.testing.assert_array_equal(arrays[key], array)


def test_bfloat16_is_widened_without_loss():
    values = [1.0, -2.0, 0.10009765625, 3.3895313892515355e38, -0.0]  # the second last its largest
    upper = np.array(values, "<f4").view("<u4") >> 16
    header = {"b": {"dtype": "BF16", "shape": [5], "data_offsets": [0, 10]}}
    head = json.dumps(header).encode()
    data = len(head).to_bytes(8, "little") + head + upper.astype("<u2").tobytes()
    np.testing.assert_array_equal(weight_files.read("b", data).arrays["b"], np.float32(values))


@pytest.mark.parametrize("name", [name for name in STORED if name.endswith(".h5")])
def test_hdf5_is_read_as_its_library_reads_it(name):
    expected = {}

    def visit(path: str, item: object) -> None:
        if isinstance(item, h5py.Dataset):
            expected[path] = item[()]

    with h5py.File(REFERENCE / name) as file:
        file.visititems(visit)
    arrays = stored(name).arrays
    assert arrays.keys() == expected.keys()
    for path, array in expected.items():
        np.testing.assert_array_equal(arrays[path], array)


@pytest.mark.parametrize("name", ["keras_gru", "keras_stacked", "keras_no_bias"])
def test_a_keras_archive_has_the_arrays_of_its_weights_file(name):
    whole, weights = stored(f"{name}.keras"), stored(f"{name}.weights.h5")
    assert whole.arrays.keys() == weights.arrays.keys()
    for path, array in weights.arrays.items():
        np.testing.assert_array_equal(whole.arrays[path], array)


def test_all_exporters_of_one_gru_give_the_same_weights():
    """One has them as they are, one folded, one cut up and joined in the graph."""
    models = [stored(f"onnx_{kind}.onnx") for kind in ("torchscript", "dynamo", "unfolded")]
    for model in models:
        assert [facts["direction"] for facts in model.facts.values()] == ["bidirectional"] * 2
    first, *others = [
        [model.arrays[f"{node}/{role}"] for node in model.facts for role in "WRB"]
        for model in models
    ]
    assert [array.shape for array in first] == [
        (2, 9, 2), (2, 9, 3), (2, 18), (2, 9, 6), (2, 9, 3), (2, 18),
    ]  # fmt: skip
    for other in others:
        for one, two in zip(first, other, strict=True):
            np.testing.assert_array_equal(one, two)


def test_a_gru_of_onnx_comes_with_its_attributes_and_what_feeds_it():
    upper = stored("onnx_torchscript.onnx").facts["/GRU_1"]
    assert upper["inputs"] == "/GRU"
    assert (upper["linear_before_reset"], upper["layout"]) == (1, 0)
    before = stored("onnx_before.onnx")
    assert before.facts["gru_1"]["direction"] == "reverse"
    assert before.facts["gru_1"]["inputs"] is None
    with np.load(REFERENCE / "onnx_before.expected.npz") as expected:
        np.testing.assert_array_equal(
            before.arrays["gru_1/initial_h"][0, 0], expected["h0/0/backward"]
        )
    bent = stored("onnx_relu.onnx").facts["bent"]
    assert (bent["activations"], bent["clip"]) == (("HardSigmoid", "Relu"), 3.0)


SETTINGS = {  # path in keras_stacked.keras: name, units, reset_after, go_backwards
    "layers/bidirectional/forward_layer": ("forward_reader", 3, True, False),
    "layers/bidirectional/backward_layer": ("backward_reader", 3, True, True),
    "layers/gru": ("aaa", 4, False, False),
    "layers/gru_1": ("zzz", 2, True, False),
}


def test_facts_of_a_keras_layer_stand_at_the_path_of_its_arrays():
    held = stored("keras_stacked.keras")
    for path, (name, units, reset_after, backwards) in SETTINGS.items():
        facts = held.facts[path]
        assert facts["class_name"] == "GRU"
        assert facts["name"] == name
        assert (facts["reset_after"], facts["go_backwards"]) == (reset_after, backwards)
        assert (facts["activation"], facts["recurrent_activation"]) == ("tanh", "sigmoid")
        assert held.arrays[f"{path}/cell/vars/1"].shape == (units, 3 * units)
        assert held.arrays[f"{path}/cell/vars/2"].ndim == (2 if reset_after else 1)
    assert held.facts["layers/bidirectional"]["class_name"] == "Bidirectional"
    assert held.facts["layers/rnn/cell"]["class_name"] == "GRUCell"
    assert stored("keras_no_bias.keras").facts["layers/sequential/layers/gru"]["name"] == "within"
    assert stored("keras_relu.keras").facts["layers/gru"]["recurrent_activation"] == "hard_sigmoid"


def test_facts_of_the_legacy_form_too():
    for file, way in (("keras_stacked.h5", "forward_reader"), ("keras2_stacked.h5", "reader")):
        held = stored(file)
        for direction in ("forward", "backward"):
            path = f"model_weights/both/both/{direction}_reader"
            assert any(name.startswith(f"{path}/") for name in held.arrays)
            assert held.facts[path]["go_backwards"] == (direction == "backward")
            assert held.facts[path]["reset_after"] is True
        assert held.facts["model_weights/both/both/forward_reader"]["name"] == way
    facts = stored("keras_stacked.h5").facts
    assert facts["model_weights/aaa"]["reset_after"] is False
    assert facts["model_weights/loop/loop/gru_cell"]["reset_after"] is True


@pytest.mark.parametrize("turned", [False, True])
def test_the_two_directions_of_a_legacy_bidirectional_are_each_others_opposite(turned):
    """Keras makes the backward layer from the other one, the other way round."""
    inner = {"class_name": "GRU", "config": {"name": "gru", "go_backwards": turned}}
    both = {"class_name": "Bidirectional", "config": {"name": "both", "layer": inner}}
    paths = [f"model_weights/both/both/{way}_gru" for way in ("forward", "backward")]
    facts = legacy_facts({"config": {"layers": [both]}}, [f"{path}/kernel" for path in paths])
    assert [facts[path]["go_backwards"] for path in paths] == [turned, not turned]


def test_a_layer_that_the_file_calls_otherwise_gets_no_facts():
    """A configuration of another model must not say how these arrays are meant."""
    with zipfile.ZipFile(REFERENCE / "keras_before.keras") as archive:
        weights = archive.read("model.weights.h5")
        config = archive.read("config.json").replace(b'"memory"', b'"other"')
    assert weight_files.read("m", zipped(config=config, weights=weights)).facts.keys() == {
        "layers/input_layer"
    }


def zipped(config: bytes, weights: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("config.json", config)
        archive.writestr("model.weights.h5", weights)
    return buffer.getvalue()


def test_a_header_that_is_as_long_as_a_pickle_begins_is_no_pickle():
    """640 bytes, in hexadecimal 280: the first two are those of a pickle of protocol 2."""
    text = json.dumps({"b": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}})
    for length in (0x280, 0x380, 0x480, 0x580):
        data = length.to_bytes(8, "little") + text.ljust(length).encode() + bytes(8)
        assert weight_files.read("w", data).arrays["b"].tolist() == [0, 0]


def test_what_no_gru_has_is_left_out():
    buffer = io.BytesIO()
    np.savez(
        buffer,
        steps=np.arange(3),
        scalar=np.float32(1),
        images=np.zeros((2, 2, 2, 2)),
        embedding=np.zeros((10_000, 600)),
        empty=np.zeros((0, 3)),
        long_double=np.zeros(3, np.longdouble),
        big_endian=np.array([1.5, 2], ">f8"),
        U=np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    )
    arrays = weight_files.read("a.npz", buffer.getvalue()).arrays
    assert list(arrays) == ["big_endian", "U"]
    assert arrays["big_endian"].tolist() == [1.5, 2]
    assert arrays["U"].tolist() == [[0, 1, 2], [3, 4, 5]]


def test_a_bare_npy_is_read():
    buffer = io.BytesIO()
    np.save(buffer, np.eye(3, dtype=np.float16))
    held = weight_files.read("a.npy", buffer.getvalue())
    assert held.arrays["array"].tolist() == np.eye(3).tolist()


def test_libraries_in_c_stay_out_of_this_process():
    code = (
        "import sys; from gru_viz import weight_files as w;"
        f"w.read('', open({str(REFERENCE / 'keras_gru.keras')!r}, 'rb').read());"
        f"w.read('', open({str(REFERENCE / 'onnx_after.onnx')!r}, 'rb').read());"
        "assert not {'h5py', 'onnx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=REFERENCE.parents[2])


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and so on",
        b"GGUF\3\0\0\0",
        b"W_r = [[1, 2], [3, 4]]",
        b"\x83\xa6params\x81",  # msgpack
        b"\0",
        b"PK\5\6" + bytes(18),  # an empty archive
        b"\xff" * 40,
    ],
)
def test_other_files_are_named_and_told_what_can_be_read(data):
    assert refusal(data) == "file-unknown"
    with pytest.raises(Problem) as caught:
        weight_files.read("notes\u202e.pdf", data)
    said = texts("en").say(caught.value.message)
    assert said.startswith("“notes.pdf”")
    assert "safetensors" in said


def test_an_empty_file_and_one_too_large():
    assert refusal(b"") == "file-empty"
    assert refusal(bytes(contents.MAX_FILE + 1)) == "file-size"


class Runs:
    """Unpickled, it would end this process."""

    def __reduce__(self) -> tuple[object, ...]:
        return sys.exit, (3,)


def test_pickles_are_never_opened():
    assert refusal(pickle.dumps(Runs(), protocol=2)) == "file-torch-pickle"
    assert refusal(pickle.dumps(Runs())) == "file-torch-pickle"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps(Runs()))
        archive.writestr("model/data/0", bytes(12))
    assert refusal(buffer.getvalue(), "model.pt") == "file-torch-pickle"
    buffer = io.BytesIO()
    np.savez(buffer, fine=np.eye(2), W=np.array([Runs()], object), allow_pickle=True)
    assert refusal(buffer.getvalue()) == "file-npz-objects"


def test_two_lines_turn_a_torch_file_into_safetensors(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    pytest.importorskip("safetensors.torch")
    gru = torch.nn.GRU(2, 3)
    state = gru.state_dict()
    state["turned"] = state["weight_hh_l0"].T  # shares its numbers, and isn't contiguous
    monkeypatch.chdir(tmp_path)
    torch.save(state, "model.pt")
    assert refusal(Path("model.pt").read_bytes(), "model.pt") == "file-torch-pickle"
    assert weight_files.TORCH_TO_SAFETENSORS.count("\n") == 2
    exec(weight_files.TORCH_TO_SAFETENSORS, {})
    arrays = weight_files.read("model", Path("model.safetensors").read_bytes()).arrays
    assert arrays.keys() == state.keys()
    for name, tensor in state.items():
        np.testing.assert_array_equal(arrays[name], tensor.numpy())


def h5(write: Callable[[h5py.File], object]) -> bytes:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        write(file)
    return buffer.getvalue()


def virtual(file: h5py.File) -> None:
    layout = h5py.VirtualLayout((3,), "f4")
    layout[:] = h5py.VirtualSource("other.h5", "d", (3,))
    file.create_virtual_dataset("v", layout)


def nested(file: h5py.File) -> None:
    for _ in range(tree.MAX_DEPTH + 2):
        file = file.create_group("g")


def test_what_leads_out_of_an_hdf5_file_is_refused_though_the_other_file_exists(tmp_path):
    other = tmp_path / "other.h5"
    other.write_bytes(h5(lambda f: f.create_dataset("W", data=np.eye(3))))
    kept_outside = [(str(other), 0, 12)]
    for write, sentence in (
        (lambda f: f.update(W=h5py.ExternalLink(str(other), "/W")), "file-h5-external-link"),
        (lambda f: f.update(a=np.eye(3), W=h5py.SoftLink("/a")), "file-h5-soft-link"),
        (
            lambda f: f.create_dataset("a/W", (3,), "f4", external=kept_outside),
            "file-h5-external-data",
        ),
        (virtual, "file-h5-virtual"),
        (lambda f: f.create_dataset("W", data=np.eye(9), compression="lzf"), "file-h5-filter"),
        (lambda f: f.create_dataset("W", data=np.eye(9), fletcher32=True), "file-h5-filter"),
        (nested, "file-h5-deep"),
    ):
        assert refusal(h5(write)) == sentence


def test_a_link_that_is_named_like_a_path_is_not_followed():
    """libhdf5 never writes such a name, but would take "b/q" for a way along the link b."""

    def write(file: h5py.File) -> None:
        file["z/q"] = np.eye(3)
        file["b"] = h5py.SoftLink("/z")
        file.create_group("aXq")

    data = h5(write)
    assert data.count(b"aXq") == 1
    for name in (b"b/q", b"./b", b"..\0", b".\0\0"):
        with pytest.raises(Problem, match="file-broken"):
            tree.read(data.replace(b"aXq", name))


def test_gzip_shuffle_and_hard_links_are_read():
    def write(file: h5py.File) -> None:
        file.create_dataset("a/W", data=np.eye(9), compression="gzip", shuffle=True)
        file["again"] = file["a/W"]
        file["a/loop"] = file["/"]

    arrays = weight_files.read("w.h5", h5(write)).arrays
    assert list(arrays) == ["a/W", "again"]
    np.testing.assert_array_equal(arrays["again"], np.eye(9))


def model(weights: TensorProto, *before: onnx.NodeProto, given: str = "W") -> bytes:
    """A GRU in ONNX with these W; before: nodes that make what is given."""
    rest = helper.make_tensor("R", 1, [1, 9, 3], [0.5] * 27)
    node = helper.make_node("GRU", ["x", given, "R"], ["y"], "memory", hidden_size=3)
    x = helper.make_tensor_value_info("x", 1, [5, 1, 2])
    graph = helper.make_graph([*before, node], "g", [x], [], [weights, rest])
    return helper.make_model(graph, ir_version=9).SerializeToString()


W = np.arange(18, dtype=np.float32).reshape(1, 9, 2)


def test_weights_that_depend_on_the_input_are_refused():
    weights = numpy_helper.from_array(W, "W")
    assert refusal(model(weights, given="x")) == "file-onnx-not-constant"
    relu = helper.make_node("Relu", ["W"], ["V"])
    assert refusal(model(weights, relu, given="V")) == "file-onnx-not-constant"
    circle = helper.make_node("Identity", ["V"], ["V"])
    assert refusal(model(weights, circle, given="V")) == "file-onnx-not-constant"


def test_weights_in_another_file_are_refused():
    assert refusal((REFERENCE / "onnx_external.onnx").read_bytes()) == "file-onnx-external"
    pointing = TensorProto(name="W", data_type=1, dims=[1, 9, 2], data_location=1)
    pointing.external_data.add(key="location", value="/etc/hostname")
    assert refusal(model(pointing)) == "file-onnx-external"


def ints(name: str, *values: int) -> onnx.NodeProto:
    value = numpy_helper.from_array(np.array(values, np.int64))
    return helper.make_node("Constant", [], [name], value=value)


def test_weights_cut_up_and_joined_in_the_graph_are_put_together():
    """Against what onnx's own evaluator makes of the same graph."""
    nodes = [
        ints("zero", 0), ints("three", 3), ints("six", 6), ints("nine", 9), ints("two", 2, 9),
        ints("back", -1), ints("begin", -(2**63)), ints("one", 1),
        helper.make_node("Squeeze", ["W", "zero"], ["flat"]),
        helper.make_node("Slice", ["flat", "zero", "three", "zero"], ["a"]),
        helper.make_node("Slice", ["flat", "three", "six"], ["b"]),
        helper.make_node("Slice", ["flat", "back", "begin", "zero", "back"], ["turned"]),
        helper.make_node("Slice", ["turned", "zero", "three"], ["c"]),
        helper.make_node("Concat", ["b", "a", "c"], ["joined"], axis=0),
        helper.make_node("Reshape", ["joined", "two"], ["reshaped"]),
        helper.make_node("Transpose", ["reshaped"], ["upright"], perm=[1, 0]),
        helper.make_node("Unsqueeze", ["upright", "zero"], ["V"]),
    ]  # fmt: skip
    data = model(numpy_helper.from_array(W, "W"), *nodes, given="V")
    graph = onnx.load_model_from_string(data).graph
    del graph.node[-1]
    graph.output.append(helper.make_tensor_value_info("V", 1, [1, 9, 2]))
    opset = helper.make_opsetid("", 17)
    whole = helper.make_model(graph, opset_imports=[opset], ir_version=9)
    (expected,) = ReferenceEvaluator(whole).run(None, {"x": np.zeros((5, 1, 2), np.float32)})
    np.testing.assert_array_equal(weight_files.read("m", data).arrays["memory/W"], expected)


@pytest.mark.parametrize("name", sorted(set(STORED) - REFUSED))
def test_half_a_file_is_damaged(name):
    data = (REFERENCE / name).read_bytes()
    assert refusal(data[: len(data) // 2]) == "file-broken"


def test_a_changed_byte_in_an_archive_is_noticed():
    data = bytearray((REFERENCE / "tf1_cell.npz").read_bytes())
    data[data.find(b"NUMPY") + 130] ^= 1  # in the numbers of the first array
    assert refusal(bytes(data)) == "file-broken"


# --- the process of its own ----------------------------------------------------------------


def test_a_crash_and_a_reader_that_never_ends_are_sentences(monkeypatch):
    data = (REFERENCE / "keras_gru.h5").read_bytes()
    monkeypatch.setattr(isolation, "SECONDS", 0)
    assert refusal(data) == "file-slow"
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", "/does/not/exist")
    assert refusal(data) == "file-crash"
    with pytest.raises(Problem, match="file-crash"):
        isolation.answer("HDF5", -11, b"")
    with pytest.raises(Problem, match="file-broken"):
        isolation.answer("HDF5", 0, b"nonsense")


def test_without_limits_of_the_system_files_are_read_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    child.limit_resources(0)
