"""Inputs one by one through the parsers, each within bounds of time and memory.

An input ends in a result, in a Problem with its sentence, or in a failure. Every input has a
random generator of its own, seeded by the run's seed, the parser and the input's number, so
that any of them can be made again alone.
"""

import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from gru_viz.messages import Problem
from tests.fuzz.parsers import Parser, check_sentence

MAX_SECONDS = 3.0  # of processor time, for one input
MAX_MEGABYTES = 300  # that the process may grow by, at its peak
SLOWEST = 5  # inputs of each parser to report
LONGEST_SHOWN = 300  # characters of an input in a report


@dataclass
class Report:
    """What became of the inputs."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sentences: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, str, str]] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)


class TooSlow(Exception):
    """An input took longer than it may."""


def fuzz(
    parsers: Iterable[Parser], inputs: int, seed: int, max_seconds: float = MAX_SECONDS
) -> Report:
    """Put so many inputs, shared out among the parsers, through them."""
    report = Report()
    parsers = list(parsers)
    shares = sum(parser.share for parser in parsers)
    with strict(max_seconds):
        for parser in parsers:
            for number in range(-(-inputs * parser.share // shares)):  # rounded up
                one(parser, number, seed, report, max_seconds)
    return report


def one(parser: Parser, number: int, seed: int, report: Report, max_seconds: float) -> None:
    """Put one input through, and add to the report what became of it."""
    value = parser.make(Random(f"{seed} {parser.name} {number}"))
    start, before = time.process_time(), peak_megabytes()
    signal.setitimer(signal.ITIMER_PROF, max_seconds, 0.1)  # again, should a callback swallow it
    try:
        outcome, fault = _outcome(parser, value, report)
    except TooSlow:
        outcome, fault = "failure", f"took more than {max_seconds} s"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - start
    grown = peak_megabytes() - before
    if not fault and seconds > max_seconds:
        outcome, fault = "failure", f"took {seconds:.1f} s"
    if not fault and grown > MAX_MEGABYTES:
        outcome, fault = "failure", f"took {grown:.0f} MB"
    again = f"--seed {seed} --parser {parser.name!r} --number {number}"
    report.outcomes[parser.name][outcome] += 1
    report.seconds.append((seconds, again, shown(value)))
    if fault:
        report.failures.append({"again": again, "fault": fault, "input": shown(value)})


def _outcome(parser: Parser, value: Any, report: Report) -> tuple[str, str]:
    """What became of an input, and what is wrong with that, or ""."""
    try:
        try:
            messages, outcome = list(parser.use(value)), "result"
        except Problem as problem:
            messages, outcome = [problem.message], "sentence"
        for message in messages:
            check_sentence(message)
            report.sentences[message.key] += 1
    except TooSlow:
        raise
    except Exception as error:
        *_, last = traceback.extract_tb(error.__traceback__)
        where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        return "failure", f"{type(error).__name__} at {where}: {str(error)[:LONGEST_SHOWN]}"
    return ("result, with sentences" if outcome == "result" and messages else outcome), ""


@contextmanager
def strict(max_seconds: float) -> Iterator[None]:
    """Warnings are faults, and an input that never ends is one too."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        signal.signal(signal.SIGPROF, before)


def peak_megabytes() -> float:
    """The most memory that this process has had."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def shown(value: Any) -> str:
    """The input as Python writes it in ASCII, or its beginning and its size."""
    text = ascii(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}… ({len(text)} long)"
