"""What is exported as data reads back as the very arrays, and acts as nothing but data."""

import csv
import io
import json
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from numpy.testing import assert_array_equal

from gru_viz.cells import gru
from gru_viz.exports.data import as_csv, as_json
from gru_viz.sequences import number
from gru_viz.variants import PUBLISHED
from tests.exports.runs import FEATURES, VARIANTS, WORDS, Run, holds, hostile_runs, named, run_of

BY_UNIT = ("a_r", "r", "a_z", "z", "q", "rq", "a_n", "n", "keep", "kept", "written")


def table_of(run: Run) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(as_csv(*run)))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_table_reads_back_to_the_last_bit(variant: gru.Variant) -> None:
    trace, sequence = run = run_of(FEATURES, variant, h0=[0.1, -0.2, 1 / 3], hold=holds(3, 3))
    table = table_of(run)
    T, H = trace.T, 3
    assert table["t"].tolist() == [1] * H + [2] * H + [3] * H
    assert table["unit"].tolist() == [1, 2, 3] * T
    for name in BY_UNIT:
        assert_array_equal(table[name], getattr(trace, name).ravel())
    assert_array_equal(table["h_prev"], trace.h[:-1].ravel())
    assert_array_equal(table["h"], trace.h[1:].ravel())
    for k, name in enumerate(sequence.features):
        assert_array_equal(table[name], np.repeat(trace.x[:, k], H))
    for gate in ("r", "z"):
        assert_array_equal(table[f"held_{gate}"], getattr(trace, f"held_{gate}").ravel())


def test_a_table_has_tokens_that_excel_reads_and_no_holds_where_there_were_none() -> None:
    data = as_csv(*run_of(WORDS))
    assert data.startswith(b"\xef\xbb\xbf")
    table = table_of(run_of(WORDS))
    assert table["token"].tolist()[::3] == ["고양이", "sat", ".", "the", "고양이", "sat"]
    assert "held_z" not in table
    assert "token" not in table_of(run_of())


def test_a_feature_that_is_called_like_a_column_gets_a_name_of_its_own() -> None:
    table = table_of(named(["a", "b"], ["h", "z", "token"]))
    assert {"h", "x h", "z", "x z", "token", "x token"} <= set(table.columns)
    assert len(set(table.columns)) == len(table.columns)


@pytest.mark.parametrize("text", ["=1+1", " =1", "+SUM(A1)", "-A1", "@x", "\t=1", "a;=1", "＝1"])
def test_a_token_is_no_formula(text: str) -> None:
    header, row, *_ = csv.reader(io.StringIO(as_csv(*named([text], [text])).decode("utf-8-sig")))
    assert "'" in row[2]
    assert row[2].replace("'", "") == text
    assert "'" in header[3]


@pytest.mark.parametrize("text", ["-5", "+0.5", "1e3", "-", "it's", "a-b"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    header, row, *_ = csv.reader(io.StringIO(as_csv(*named([text], ["x1"])).decode("utf-8-sig")))
    assert row[2] == ("'-" if text == "-" else text)
    assert all(re.fullmatch(r"-?\d[\de.+-]*", cell) for cell in row[3:])


@given(hostile_runs)
def test_whatever_was_typed_a_table_has_its_rows_and_numbers(run: Run) -> None:
    trace, sequence = run
    text = as_csv(*run).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == trace.T * 2
    assert {len(row) for row in rows} == {len(header)}
    assert [float(row[-1]) for row in rows] == trace.h[1:].ravel().tolist()
    cells = [row[2] for row in rows] + header[3 : 3 + len(sequence.features)]
    words = [cell for cell in cells if number(cell) is None]
    assert not [cell for cell in words if re.match(r"\s*[=+@|%-]", cell)]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_everything_reads_back_from_json(variant: gru.Variant) -> None:
    hold = holds(3, 3)
    trace, sequence = run_of(FEATURES, variant, h0=[0.1, -0.2, 1 / 3], hold=hold)
    content = json.loads(as_json(trace, sequence))
    assert content["variant"] == {"update": variant.update, "reset": variant.reset}
    assert (content["T"], content["D"], content["H"]) == (3, 2, 3)
    assert content["decimals"] is None
    params = gru.Params(**content["weights"])
    again = gru.forward(params, content["x"], content["h0"], variant, hold)
    for name in ("x", "h", *BY_UNIT):
        assert_array_equal(content[name], getattr(trace, name))
        assert_array_equal(content[name], getattr(again, name))
    for gate in ("r", "z"):
        assert_array_equal(np.array(content["holds"][gate], float), getattr(hold, gate))
    assert content["features"] == list(sequence.features)


def test_json_tells_the_decimals_and_that_nothing_was_held() -> None:
    content = json.loads(as_json(*run_of(rounded_to=2)))
    assert content["decimals"] == 2
    assert content["holds"] == {"r": None, "z": None}


@given(hostile_runs)
def test_whatever_was_typed_stands_in_json_as_it_is(run: Run) -> None:
    content = json.loads(as_json(*run))
    assert content["tokens"] == list(run[1].tokens)
    assert content["features"] == list(run[1].features)


def test_the_columns_are_called_as_in_the_notation() -> None:
    trace, sequence = run_of(FEATURES)
    notation = PUBLISHED["kr_exam"]
    header = as_csv(trace, sequence, notation).decode("utf-8-sig").split("\r\n")[0].split(",")
    assert {"u", "a_u", "h_tilde", "a_h_tilde", "h", "h_prev"} <= set(header)
    assert not {"z", "a_z", "n", "a_n"} & set(header)
    ours = as_csv(trace, sequence).decode("utf-8-sig").split("\r\n")
    theirs = as_csv(trace, sequence, notation).decode("utf-8-sig").split("\r\n")
    assert ours[1:] == theirs[1:]
