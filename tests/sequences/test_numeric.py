"""Numbers as people type and paste them become the timesteps and features that they mean."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.messages import Message
from gru_viz.sequences import distinct, header_line, parse
from tests.sequences.inputs import column, matrices, numbers


class TestShape:
    @pytest.mark.parametrize(
        "text",
        [
            "0.3, -1.2, 2.5, 0, 1",
            "0.3 -1.2 2.5 0 1",
            "0.3\t-1.2\t2.5\t0\t1",
            "0.3;-1.2;2.5;0;1",
            "0.3\n-1.2\n2.5\n0\n1",
            "0.3,-1.2,2.5,0,1,",
            "  0.3 ,  -1.2 ;2.5\t0, 1 ;".replace(";", ","),
            "\ufeff0.3\r\n-1.2\r\n2.5\r\n0\r\n1\r\n\r\n",
            "[0.3, -1.2, 2.5, 0, 1]",
            "(0.3, -1.2, 2.5, 0, 1)",
            "[\n  0.3,\n  -1.2,\n  2.5,\n  0,\n  1\n]",
            "[ 0.3 -1.2\n  2.5  0.   1. ]",
            "[[0.3], [-1.2], [2.5], [0], [1]]",
            "array([ 0.3, -1.2,  2.5,  0. ,  1. ], dtype=float32)",
            "0.3, −1.2, 2.5, −0, 1",
            "０．３，－１．２，２．５，０，１",
            "0.3、-1.2、2.5、0、1",
            "3e-1 -1.2E0 +2.5 -0.0 1.",
        ],
    )
    def test_one_series_however_it_is_written(self, text):
        assert numbers(text) == column(0.3, -1.2, 2.5, 0, 1)

    @pytest.mark.parametrize(
        "text",
        [
            "1,2;3,4;5,6",
            "1 2; 3 4; 5 6;",
            "1,2\n3,4\n5,6",
            "1 2\r\n3 4\r\n5 6\r\n",
            "1\t2\n3\t4\n5\t6\n\n",
            "1;2\n3;4\n5;6",
            "1, 2;\n3, 4;\n5, 6;",
            "\n  1   2\n  3   4\n  5   6\n",
            "[[1, 2], [3, 4], [5, 6]]",
            "((1, 2), (3, 4), (5, 6))",
            "[[1. 2.]\n [3. 4.]\n [5. 6.]]",
            "array([[1., 2.],\n       [3., 4.],\n       [5., 6.]])",
            "[1, 2]\n[3, 4]\n[5, 6]",
        ],
    )
    def test_rows_of_several_numbers_are_timesteps_of_several_features(self, text):
        sequence = parse(text)
        assert sequence.x.tolist() == [[1, 2], [3, 4], [5, 6]]
        assert sequence.features == ("x1", "x2")
        assert sequence.notes == ()

    def test_a_row_that_numpy_breaks_over_lines_is_one_timestep(self):
        x = np.arange(60.0).reshape(2, 30)
        assert numbers(str(x)) == x.tolist()
        assert numbers(repr(x)) == x.tolist()

    @given(matrices)
    def test_printed_lists_come_back_exactly(self, x):
        rows = x if len(x) > 1 else x.T  # a single row is a series
        expected = (rows + 0.0).tolist()
        assert numbers(json.dumps(rows.tolist()), reading="numbers") == expected
        lines = "\n".join(",".join(map(repr, row)) for row in rows.tolist())
        assert numbers(lines, reading="numbers") == expected
        if len(rows) > 1:
            assert numbers(lines.replace("\n", ";"), reading="numbers") == expected

    def test_the_input_is_finite_and_read_only(self):
        x = parse("1e308, -1e308, 5e-324").x
        assert x[:, 0].tolist() == [1e308, -1e308, 5e-324]
        with pytest.raises(ValueError, match="read-only"):
            x[0, 0] = 2

    def test_a_negative_zero_loses_its_sign(self):
        """Shown, it would look like a mistake: 0.3, -0, 1."""
        assert not np.signbit(parse("-0, 0, −0.0").x).any()


class TestSpreadsheet:
    def test_a_column_with_its_header(self):
        sequence = parse("Sunspot number\r\n5\r\n11\r\n16\r\n")
        assert sequence.x.tolist() == column(5, 11, 16)
        assert sequence.features == ("Sunspot number",)
        assert sequence.notes == (Message("sequence-header", {"names": "Sunspot number"}),)

    @pytest.mark.parametrize(
        "text",
        [
            "year\tflow, total\n1871\t1,120\n1872\t13,160.5\n",
            'year,"flow, total"\n1871,"1,120"\n1872,"13,160.5"\n',
            '"year"; "flow, total"\n1871;1120\n1872;13160.5',
            '\n\n# year, "flow, total"\n1871  1120\n1872  13160.5',
        ],
    )
    def test_a_block_with_headers_and_thousands(self, text):
        sequence = parse(text)
        assert sequence.x.tolist() == [[1871, 1120], [1872, 13160.5]]
        assert sequence.features == ("year", "flow, total")

    def test_quoted_thousands_in_a_single_column(self):
        assert numbers('"1,234"\n"5"\n"-6,000,000.25"') == column(1234, 5, -6000000.25)

    def test_a_header_over_one_line_names_features_if_it_names_several(self):
        assert parse("a,b\n1,2").x.shape == (1, 2)
        assert parse("my series\n1, 2, 3").x.shape == (3, 1)

    def test_a_number_in_brackets_after_a_word_belongs_to_the_name(self):
        assert parse("flow (10), level(2)\n1,2\n3,4").features == ("flow (10)", "level(2)")

    def test_names_that_are_missing_or_repeated_are_told_apart(self):
        assert parse("a,,a,a (2)\n1,2,3,4\n5,6,7,8").features == ("a", "x2", "a (2)", "a (2) (2)")

    @given(
        st.lists(st.text(min_size=1), min_size=1, max_size=5)
        | st.lists(st.sampled_from(["2020", "a b", '"', "(", "#", "nan", "가;나", "1,2", "\t"]),
                   min_size=1, max_size=5)
    )  # fmt: skip
    def test_any_names_can_be_written_as_a_header(self, names):
        names = distinct(names)
        row = ",".join("1" for _ in names)
        assert parse(f"{header_line(names)}\n{row}\n{row}", "numbers").features == names
