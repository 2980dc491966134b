"""The number of parameters, against libraries, files that they wrote, and weights of ours."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from gru_viz import weights
from gru_viz.cells.parameters import CELLS, count
from gru_viz.variants import PUBLISHED

FILES = Path(__file__).parents[1] / "weight_files" / "reference"


def test_the_gru_of_the_public_question_has_150_or_135():
    # D 3, H 5: tensorflow issue 43960, reset after (two biases) and before (one)
    assert count("gru", 3, 5, biases=2) == 150
    assert count("gru", 3, 5, biases=1) == 135


@pytest.mark.parametrize("key", PUBLISHED)
@pytest.mark.parametrize(("D", "H"), [(1, 1), (3, 5), (7, 2)])
def test_a_notation_has_as_many_as_the_arrays_of_its_weights(key, D, H):
    notation = PUBLISHED[key]
    params = weights.random(D, H, 0, 1.0, notation).params
    arrays = [getattr(params, name) for name in params.__slots__]
    numbers = sum(array.size for array in arrays if array is not None)
    biases, c_n = divmod(len(notation.biases), 3)
    assert count("gru", D, H, biases, bool(c_n)) == numbers


@pytest.mark.parametrize(("file", "cell"), [("torch_lstm", "lstm"), ("torch_cell", "gru")])
def test_a_file_of_pytorch_has_as_many_numbers(file, cell):
    arrays = load_file(FILES / f"{file}.safetensors")
    recurrent = next(array for name, array in arrays.items() if "weight_hh" in name)
    given = next(array for name, array in arrays.items() if "weight_ih" in name)
    layer = [array for name, array in arrays.items() if len(array) == len(recurrent)]
    H, D = recurrent.shape[1], given.shape[1]
    assert count(cell, D, H, biases=2) == sum(np.size(array) for array in layer)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("cell", CELLS)
def test_a_layer_of_pytorch_has_as_many(cell, bias):
    torch = pytest.importorskip("torch")
    layer = getattr(torch.nn, cell.upper())(10, 20, bias=bias)
    assert count(cell, 10, 20, 2 * bias) == sum(p.numel() for p in layer.parameters())


@pytest.mark.parametrize("biases", [0, 1, 2])
def test_a_gru_has_three_quarters_of_an_lstm_and_thrice_an_rnn(biases):
    rnn, lstm, gru = (count(cell, 10, 20, biases) for cell in CELLS)
    assert (lstm, gru) == (4 * rnn, 3 * rnn)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("cnn", 1, 1), "cell"),
        (("gru", 0, 1), "D and H"),
        (("gru", 1, 0), "D and H"),
        (("gru", 1, 1, 3), "biases"),
        (("lstm", 1, 1, 1, True), "c_n"),
        (("gru", 1, 1, 2, True), "c_n"),
    ],
)
def test_what_is_no_cell_is_refused_by_name(given, named):
    with pytest.raises(ValueError, match=named):
        count(*given)
