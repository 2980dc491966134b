"""Tables: a person's own file, its columns of numbers and the part of them they choose."""

import ast
import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gru_viz import tables
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Message, Problem
from gru_viz.sequences import parse
from gru_viz.tables import read_table

DATA = Path(tables.__file__).parent / "data"


def table(text, encoding="utf-8"):
    return read_table(text.encode(encoding))


def problem(call, *args):
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.message


def said(message):
    """The sentence in each language; a missing one is a KeyError."""
    return [texts(language).say(message) for language in LANGUAGES]


def values(text, columns=None, start=0):
    """What parse makes of some columns of a file, by default of all."""
    read = table(text)
    return parse(read.text(columns or read.columns, start)).x.tolist()


class TestReading:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
    def test_encodings_and_line_ends(self, encoding, end):
        read = table(end.join(["연도,유량", "1871,1120", "1872,1160", ""]), encoding)
        assert (read.columns, read.rows) == (("연도", "유량"), 2)
        assert parse(read.text(["유량"])).x.tolist() == [[1120], [1160]]

    def test_line_ends_written_twice_are_no_gaps(self):
        assert values("flow\r\r\n5\r\r\n6\r\r\n") == [[5], [6]]

    def test_western_spreadsheets(self):
        assert table("Température (°C)\n5\n", "cp1252").columns == ("Température (°C)",)

    @pytest.mark.parametrize(
        "text",
        [
            "a,b\n1,2.5\n3,-4\n",
            "a\tb\n1\t2.5\n3\t-4\n",
            "a;b\n1;2.5\n3;-4\n",
            "a;b\n1;2,5\n3;-4\n",
            '"a" , "b"\n"1" , "2.5"\n"3" , "-4"\n',
            "  a    b\n  1  2.5\n  3   -4\n",
            "\n\na,b\n\n1,2.5\n\n3,−4\n\n\n",
            'a,b,note\n1,2.5,"x, y"\n3,-4,"two\nlines"\n',
        ],
    )
    def test_delimiters_quotes_and_blank_lines(self, text):
        read = table(text)
        assert (read.columns, read.rows) == (("a", "b"), 2)
        assert parse(read.text(["a", "b"])).x.tolist() == [[1, 2.5], [3, -4]]

    def test_only_columns_of_numbers_are_offered(self):
        read = table("date,city,rain,days,empty\n2020-01,Seoul,3.5,31,\n2020-02,Busan,4,29,\n")
        assert read.columns == ("rain", "days")
        assert table("a,b,c\n1,1,1\n-,2,-\n,3,-\n").columns == ("a", "b")  # at least half

    def test_thousands(self):
        assert values('year,"flow, total"\n1871,"1,120"\n1872,"13,160.5"\n') == [
            [1871, 1120],
            [1872, 13160.5],
        ]
        assert values('"1,120"\n"960"\n') == [[1120], [960]]

    def test_files_without_a_header(self):
        assert table("1,a,3\n4,b,6\n").columns == ("x1", "x3")
        assert values("5\n11\n16") == [[5], [11], [16]]

    def test_a_single_line_is_one_series(self):
        assert values("0.3, -1.2, 2.5") == [[0.3], [-1.2], [2.5]]
        assert table("level,0.3,-1.2").columns == ("level",)

    def test_names_that_are_missing_or_repeated_are_told_apart(self):
        assert table("a,,a\n1,2,3\n").columns == ("a", "x2", "a (2)")

    @pytest.mark.parametrize(
        ("file", "column", "rows"), [("sunspots", "SUNACTIVITY", 309), ("nile", "volume", 100)]
    )
    def test_real_files(self, file, column, rows):
        data = (DATA / f"{file}.csv").read_bytes()
        read = read_table(data)
        expected = np.genfromtxt(io.BytesIO(data), delimiter=",", skip_header=1)
        assert (read.columns[1], read.rows) == (column, rows)
        assert (parse(read.text(read.columns)).x == expected).all()


class TestText:
    def test_names_and_values_reach_the_sequence(self):
        read = table("year,flow\n1871,1120\n1872,1160\n")
        assert parse(read.text(["flow"])).features == ("flow",)
        both = parse(read.text(["flow", "year"]))
        assert both.features == ("flow", "year")
        assert both.x.tolist() == [[1120, 1871], [1160, 1872]]

    def test_one_row_of_several_columns_is_one_timestep(self):
        assert values("a,b\n1,2\n") == [[1, 2]]

    def test_names_with_numbers_in_them(self):
        read = table('"in 2020","in 2021"\n5,6\n7,8\n')
        assert parse(read.text(read.columns)).features == ("in 2020", "in 2021")

    def test_at_most_512_rows_from_where_it_is_asked(self):
        read = table("n\n" + "".join(f"{i}\n" for i in range(2000)))
        assert read.rows == 2000
        assert parse(read.text(["n"])).x[[0, -1], 0].tolist() == [0, 511]
        assert parse(read.text(["n"], 1000)).x[[0, -1], 0].tolist() == [1000, 1511]
        assert parse(read.text(["n"], 1990)).x[:, 0].tolist() == list(range(1990, 2000))
        assert parse(read.text(["n"], 9999)).x.tolist() == [[1999]]

    def test_a_gap_counts_only_where_it_is_chosen(self):
        text = "a,b\n" + "1,2\n" * 512 + "1,\n3,4\n"
        assert len(values(text, ["a", "b"])) == 512
        assert len(values(text, ["a"], 10)) == 504
        assert values(text, ["a", "b"], 513) == [[3, 4]]
        assert problem(values, text, ["b"], 1).args == {"row": "513", "column": "b"}

    @given(
        st.lists(
            st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 3),
            min_size=2,
            max_size=20,
        ),
        st.sampled_from(",;\t"),
        st.tuples(*[st.text("abc가 ,;\t\"#1[('", min_size=1, max_size=5)] * 3),
        st.sampled_from(["utf-8", "utf-16", "cp949"]),
    )
    def test_what_a_spreadsheet_writes_comes_back(self, rows, delimiter, names, encoding):
        file = io.StringIO()
        csv.writer(file, delimiter=delimiter).writerows([[f"n{n}" for n in names], *rows])
        read = table(file.getvalue(), encoding)
        assert (len(read.columns), read.rows) == (3, len(rows))
        sequence = parse(read.text(read.columns), "numbers")
        assert sequence.features == read.columns
        assert sequence.x.tolist() == [[v + 0.0 for v in row] for row in rows]


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4
LARGE = b"1\n" * 26_214_400
PROBLEMS = [
    (LARGE, None, "table-too-large", {"size": "52.5", "limit": "5"}),
    (b"1\n" * 2_500_000 + b"1", None, "table-too-large", {"size": "5.1", "limit": "5"}),
    (b"1,2," * 400_000 + b"\n1,2", None, "table-too-wide", {"count": 800_001, "limit": 1000}),
    (b"", None, "table-empty", {}),
    ("\ufeff \r\n\r\n".encode(), None, "table-empty", {}),
    (PNG, None, "table-binary", {}),
    (b"PK\x03\x04\x14\x00\x06\x00", None, "table-binary", {}),
    (b"\xff\xfe1", None, "table-binary", {}),
    (b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 100_000, None, "table-quote", {}),
    ("이름,도시\n김,서울\n".encode(), None, "table-no-numbers", {}),
    (b"<html><body>404</body></html>", None, "table-no-numbers", {}),
    (b"a\n1\n", [], "table-no-column-chosen", {}),
    (b"a,b\n1,2\n3,\n5,6\n", ["a", "b"], "table-blank", {"row": "2", "column": "b"}),
    (b"a\n1\n\n3\n", ["a"], "table-blank", {"row": "2", "column": "a"}),
    (b"a,b\n1,2\n3\n5,6\n", ["b"], "table-blank", {"row": "2", "column": "b"}),
    (
        b"a\n1\n2\nn/a\n",
        ["a"],
        "table-not-a-number",
        {"row": "3", "column": "a", "shown": "n/a"},
    ),
    (
        b'a,b\n1,2\n3,4\n5,"6\n7,8\n',
        ["b"],
        "table-not-a-number",
        {"row": "3", "column": "b", "shown": "6 7,8"},
    ),
    (
        b"a\n1\nnan\n1e400\n4\n5\n",
        ["a"],
        "table-not-a-number",
        {"row": "2", "column": "a", "shown": "nan"},
    ),
    (
        b",".join([b"1"] * 513) + b"\n" + b",".join([b"1"] * 513),
        [f"x{i + 1}" for i in range(513)],
        "sequence-features",
        {"count": 513, "limit": 512},
    ),
]


class TestProblems:
    @pytest.mark.parametrize(
        ("data", "columns", "key", "args"), PROBLEMS, ids=map(str, range(len(PROBLEMS)))
    )
    def test_the_sentence_says_what_and_where_in_both_languages(self, data, columns, key, args):
        message = problem(read_table, data) if columns is None else None
        message = message or problem(read_table(data).text, columns)
        assert message == Message(key, args)
        for sentence in said(message):
            assert "\n" not in sentence
            for value in args.values():
                assert (f"{value:,}" if isinstance(value, int) else value) in sentence

    def test_every_sentence_of_the_module_is_tried_here(self):
        tree = ast.parse(Path(tables.__file__).read_text("utf-8"))
        found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        keys = {
            v for v in found if isinstance(v, str) and re.fullmatch(r"(table|sequence)-[\w-]+", v)
        }
        assert keys == {key for _, _, key, _ in PROBLEMS}

    def test_a_column_that_is_not_there_is_the_callers_mistake(self):
        with pytest.raises(KeyError):
            table("a\n1\n").text(["b"])


class TestAnyFile:
    @given(
        st.one_of(
            st.binary(max_size=200),
            st.text(max_size=100).map(lambda text: text.encode("utf-8", "ignore")),
            st.text('0123456789.,;-+e "\t\n\r#aN가', max_size=200).map(str.encode),
        )
    )
    @example(b"\xff\xfe")
    @example(b'"')
    @example(b",,,\n1")
    def test_gives_a_table_that_parse_can_read_or_a_sentence(self, data):
        try:
            read = read_table(data)
            assert read.columns
            assert len(set(read.columns)) == len(read.columns)
            text = read.text(read.columns[:64])
        except Problem as unusable:
            said(unusable.message)
            return
        sequence = parse(text, "numbers")
        assert sequence.x.shape == (min(read.rows, 512), len(read.columns[:64]))
        assert sequence.features == read.columns[:64]
