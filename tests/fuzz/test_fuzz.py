"""A small part of the fuzzing, in the ordinary tests; ``python -m tests.fuzz`` is all of it."""

from collections import Counter
from math import nan
from pathlib import Path
from random import Random
from urllib.parse import parse_qsl, urlencode

import pytest
from streamlit.testing.v1 import AppTest

pytest.importorskip("resource", reason="bounds of time and memory need a POSIX system")

from gru_viz import links, sequences
from gru_viz.links import places
from gru_viz.links.readers import READERS
from gru_viz.messages import Problem
from gru_viz.sequences import numeric, parsing
from tests.fuzz import corpus
from tests.fuzz.parsers import PARSERS, check_once, check_sentence
from tests.fuzz.runner import Report, fuzz

APP = str(Path(__file__).parents[2] / "app.py")
INPUTS, ON_PAGE, SEED = 1_500, 60, 3
MOST_OF_STREAMLIT = 500_000  # characters of an address; of a longer one it reads nothing

# The alarm may ring inside a callback of the garbage collector, which swallows it; it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
BY_NAME = {parser.name: parser for parser in PARSERS}


@pytest.fixture(scope="module")
def report() -> Report:
    return fuzz(PARSERS, INPUTS, SEED)


def test_whatever_comes_in_gives_a_result_or_one_sentence(report):
    assert not report.failures
    assert len(report.seconds) >= INPUTS


def test_the_inputs_reach_results_and_sentences_of_every_parser(report):
    met = Counter(key.split("-")[0] for key in report.sentences)
    assert met.keys() >= {"sequence", "table", "link", "file"}
    for name, counts in report.outcomes.items():
        assert counts["result"] + counts["result, with sentences"], name


def test_every_field_of_a_link_has_texts_that_it_takes_and_some_that_it_refuses():
    assert set(corpus.names()) == set(READERS)
    for name in corpus.names():
        assert len(corpus.values(name)) > 1, f"{name}: write an example into the README"
        _, (message,) = links.read({name: "\ud800"})
        check_sentence(message)


def crash(text: str) -> float | None:
    """A reader of numbers that trips over 1_000."""
    return None if "_" not in text else [] + text


def endless(text: str) -> str:
    """A cleaner of text that never comes to its end where there is a mark."""
    while "\u0301" in text:
        pass
    return text


def infinite(text: str) -> float:
    """A reader of numbers that lets through what is none."""
    try:
        return float(text)
    except ValueError:
        return nan


def wordless(name: str, seed: int = 0) -> sequences.Ready:
    """A series that is refused without saying which."""
    raise Problem("sequence-ready-unknown")


@pytest.mark.parametrize(
    ("parser", "inputs", "module", "name", "fault", "said"),
    [
        ("sequences.parse", 300, numeric, "number", crash, "TypeError at test_fuzz.py"),
        ("sequences.parse", 100, parsing, "visible", endless, "took more than"),
        ("links.read: a field", 6000, places, "number_of", infinite, "AssertionError at parsers"),
        ("sequences.ready", 50, sequences, "ready", wordless, "KeyError"),
    ],
)
def test_a_fault_is_found_and_can_be_made_again(
    monkeypatch, parser, inputs, module, name, fault, said
):
    monkeypatch.setattr(module, name, fault)
    report = fuzz([BY_NAME[parser]], inputs, SEED, max_seconds=1)
    failure = next(failure for failure in report.failures if said in failure["fault"])
    assert failure["again"].startswith(f"--seed {SEED} --parser '{parser}' --number ")
    value = BY_NAME[parser].make(Random(f"{SEED} {parser} {failure['again'].split()[-1]}"))
    assert ascii(value)[:200] == failure["input"][:200]


@pytest.mark.parametrize("number", range(ON_PAGE))
def test_the_whole_page_gives_a_result_or_one_sentence(number):
    made = BY_NAME["from a link to the numbers"].make(Random(f"{SEED} page {number}"))
    # As an address can have it: half of a surrogate pair stands in none.
    address = urlencode(made, errors="replace")
    query = dict(parse_qsl(address, keep_blank_values=True))
    _, broken = links.read(query)
    page = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    assert len(page.error) <= 1
    if len(address) < MOST_OF_STREAMLIT:
        assert len(page.warning) >= len(broken)
    check_once(query, broken)
    for message in broken:
        check_sentence(message)
