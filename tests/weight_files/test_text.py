"""Matrices pasted from spreadsheets, Python, JSON and LaTeX."""

import json

import numpy as np
import pytest

from gru_viz import weight_files
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.weight_files import read_text

M = np.random.default_rng(0).normal(size=(6, 3)).astype(np.float32)
LATEX = " \\\\ ".join(" & ".join(map(str, row)) for row in M.tolist())


def lists(text: str) -> dict[str, object]:
    return {name: array.tolist() for name, array in read_text(text).arrays.items()}


def refusal(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Problem) as caught:
        read_text(text)
    for language in LANGUAGES:
        assert texts(language).say(caught.value.message)
    return caught.value.message.key, dict(caught.value.message.args)


@pytest.mark.parametrize(
    "text",
    [
        repr(M),
        str(M),
        repr(M.astype(np.float64)),
        repr(M.tolist()),
        json.dumps(M.tolist(), indent=2),
        f"np.{M!r}",
        "tensor(" + str(M.tolist()) + ", grad_fn=<AddBackward0>)",
        "tensor(" + str(M.tolist()) + ", device='cuda:0', dtype=torch.float64)",
        "Parameter containing:\ntensor(" + str(M.tolist()) + ", requires_grad=True)",
        "\n".join("\t".join(map(str, row)) for row in M.tolist()),
        "\r\n".join(",".join(map(str, row)) for row in M.tolist()),
        "\n".join(" ".join(map(str, row)) for row in M.tolist()),
        "\\begin{bmatrix}" + LATEX + "\\end{bmatrix}",
        "$$\\left[\\begin{array}{ccc}" + LATEX + "\\\\\\end{array}\\right]$$",
        str(M).translate({ord("-"): "−", ord("."): "．", ord("1"): "１"}),
    ],
)
def test_however_it_is_written_it_is_the_same_matrix(text):
    ((name, array),) = read_text(text).arrays.items()
    assert name == "1"
    assert array.dtype == np.float64
    np.testing.assert_allclose(array, M, atol=6e-9)  # NumPy prints eight decimals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\t2\n3\t4\n\n5\t6", {"1": [[1, 2], [3, 4]], "2": [[5, 6]]}),
        ("W_r\n1\t2\n3\t4\n\n\nb_r\n0.5", {"W_r": [[1, 2], [3, 4]], "b_r": [[0.5]]}),
        ("W_r = 1 2\nW_z: 3 4", {"W_r": [[1, 2]], "W_z": [[3, 4]]}),
        ("W_r = [[1, 2]]; b_r = [3, 4]", {"W_r": [[1, 2]], "b_r": [3, 4]}),
        ('{"weight_ih_l0": [[1]], "bias": [2]}', {"weight_ih_l0": [[1]], "bias": [2]}),
        (
            r"W_{hr} = \begin{bmatrix} 1 & -2 \end{bmatrix}, \quad "
            r"\mathbf{b}_r = \begin{pmatrix} 1 \\ 2 \end{pmatrix}",
            {"W_hr": [[1, -2]], "b_r": [[1], [2]]},
        ),
        (
            "OrderedDict([('weight_ih_l0', tensor([[1., 2.]])), ('bias_ih_l0', tensor([1.]))])",
            {"weight_ih_l0": [[1, 2]], "bias_ih_l0": [1]},
        ),
        ("[array([[1., 2.]], dtype=float32), array([3.])]", {"1": [[1, 2]], "2": [3]}),
        (
            "<tf.Variable 'gru/kernel:0' shape=(1, 2) dtype=float32, numpy=\n"
            "array([[1., 2.]], dtype=float32)>",
            {"gru/kernel:0": [[1, 2]]},
        ),
        (
            "[<Variable path=gru/gru_cell/kernel, shape=(1, 2), dtype=float32, value=[[1. 2.]]>]",
            {"gru/gru_cell/kernel": [[1, 2]]},
        ),
        ("[np.float64(0.5), np.float64(-1.0)]", {"1": [0.5, -1]}),
        ("[[[1, 2]], [[3, 4]]]", {"1": [[[1, 2]], [[3, 4]]]}),
        ("가중치 = [[1、2]]", {"가중치": [[1, 2]]}),
        ("W [1, 2]", {"W": [1, 2]}),
    ],
)
def test_names_and_several_matrices(text, expected):
    assert lists(text) == expected


@pytest.mark.parametrize(
    ("text", "key", "args"),
    [
        (" \n", "pasted-empty", {}),
        ("hello world", "pasted-outside", {"shown": "hello world"}),
        ("[1, 2] and so on", "pasted-outside", {"shown": "and so on"}),
        ("W_r = [[1, 2], [3]]", "pasted-ragged", {"matrix": "W_r", "row": 2, "count": 1}),
        ("1 2\n3 4 5", "pasted-ragged", {"matrix": "1", "row": 2, "count": 3, "expected": 2}),
        ("[[1, 2], [3, x]]", "pasted-not-a-number", {"row": 2, "column": 2, "shown": "x"}),
        ("U = 1\t\t3\n1\t2\t3", "pasted-blank", {"matrix": "U", "row": 1, "column": 2}),
        (r"\begin{bmatrix} 1 & \\ 2 & 3 \end{bmatrix}", "pasted-blank", {"row": 1, "column": 2}),
        ("[[1, 2], 3]", "pasted-mixed", {"matrix": "1"}),
        ("[[[1, 2]], [[3]]]", "pasted-uneven", {"matrix": "1"}),
        ("[[1, 2], []]", "pasted-ragged", {"row": 2, "count": 0}),
        ("W = []", "pasted-nothing", {"matrix": "W"}),
        ("[1]\n[[2, 3]", "pasted-unclosed", {"place": 2}),
        ("[[[[1]]]]", "pasted-deep", {"limit": 3}),
        ("W = [1]\nW = [2]", "pasted-name-twice", {"name": "W"}),
        (r"\begin{bmatrix} 1", "pasted-latex", {"place": 1}),
        (r"1 \begin{aligned}", "pasted-outside", {}),
        ("[" * 900_000, "pasted-deep", {}),
        ("[1]" * 10_001, "pasted-many", {"limit": 10_000}),
        ("[" + "1," * 9_000 + "]", "pasted-large", {"matrix": "1"}),
        ("1" * (weight_files.MAX_TEXT + 1), "pasted-long", {"limit": weight_files.MAX_TEXT}),
    ],
)
def test_what_is_wrong_and_where(text, key, args):
    said, told = refusal(text)
    assert said == key
    assert told.items() >= args.items()


def test_an_abbreviated_print_says_how_to_print_it_in_full():
    with np.printoptions(threshold=5, edgeitems=1):
        printed = [repr(M), str(M), str(M[0].repeat(9)), repr(np.ones((9, 2)))]
    for text in printed:
        assert "..." in text
        key, _ = refusal(f"W_r = {text}")
        assert key == "pasted-abbreviated"
    assert "set_printoptions" in texts("ko").say(Problem(key, matrix="W_r").message)
