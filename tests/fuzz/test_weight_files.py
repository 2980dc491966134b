"""A small part of the fuzzing of weight files; ``python -m tests.fuzz --files`` is all of it."""

import os
import signal
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="bounds of time and memory need a POSIX system")

from gru_viz.weight_files import child, numpy_file
from tests.fuzz import weight_files
from tests.fuzz.runner import Report, fuzz
from tests.fuzz.weight_files import FILE_PARSERS

INPUTS, SEED = 500, 5
BY_NAME = {parser.name.rpartition(" ")[2]: parser for parser in FILE_PARSERS}
HERE = Path(__file__)

# The alarm may ring inside a callback of the garbage collector, which swallows it; it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def report() -> Report:
    return fuzz(FILE_PARSERS, INPUTS, SEED)


def test_every_file_gives_a_result_or_one_sentence(report):
    assert not report.failures
    assert len(report.seconds) >= INPUTS


def test_the_inputs_reach_results_and_sentences_of_every_reader(report):
    for name, counts in report.outcomes.items():
        assert counts["sentence"], name
        assert counts["result"] or name.endswith("anything"), name


@pytest.mark.parametrize(
    ("sentence", "data"), [(name, data) for name, data in weight_files.hostile_h5().items() if name]
)
def test_the_files_to_begin_with_have_each_danger(sentence, data):
    report = fuzz([_parser_of(data)], 1, SEED)
    assert not report.failures
    assert report.sentences == {sentence: 1}


def _parser_of(data: bytes) -> weight_files.Parser:
    return weight_files.Parser("one", lambda random: data, weight_files._use_file, 1)


def prying(*_: object) -> object:
    """A reader that looks at a file beside the upload."""
    return HERE.read_bytes()


def crashing(*_: object) -> object:
    """A library that takes its process with it."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_reader_that_opens_another_file_is_found(monkeypatch):
    monkeypatch.setattr(numpy_file, "read_npz", prying)
    report = fuzz([BY_NAME["npz"]], 30, SEED)
    assert any("opened while" in failure["fault"] for failure in report.failures)


def test_a_reader_in_the_other_process_that_opens_another_file_is_found(monkeypatch):
    monkeypatch.setattr(weight_files.h5_tree, "read", prying)
    report = fuzz([BY_NAME["h5"]], 30, SEED)
    assert any("in the other process" in failure["fault"] for failure in report.failures)


def test_a_crash_is_one_sentence(monkeypatch):
    monkeypatch.setattr(child, "respond", crashing)
    report = fuzz([_parser_of(weight_files.hostile_h5()[""])], 1, SEED)
    assert not report.failures
    assert report.sentences == {"file-crash": 1}
