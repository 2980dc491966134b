"""Which notation is mine: a few questions about someone's notes, answered by every notation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gru_viz.variants.notation import Notation
from gru_viz.variants.published import PUBLISHED

UNKNOWN = ""  # the answer of someone who doesn't know


@dataclass(frozen=True, slots=True)
class Question:
    """Something to look up in one's notes.

    key: of its text, conventions-ask-<key>; the text of an answer is conventions-<key>-is-<answer>.
    answers: what can be answered, in the order in which it is offered.
    of: the answer that a notation gives.
    """

    key: str
    answers: tuple[str, ...]
    of: Callable[[Notation], str]


def _mix(notation: Notation) -> str:
    return notation.variant.update


def _reset(notation: Notation) -> str:
    return notation.variant.reset


def _biases(notation: Notation) -> str:
    recurrent = [bias for bias in notation.biases if bias[0] == "c"]
    if not notation.biases:
        return "none"
    return {0: "one", 1: "bracket"}.get(len(recurrent), "two")


def _letters(notation: Notation) -> str:
    """How the product of x is written: what tells notes of the same formula apart."""
    if notation.products == "joined":
        return "joined"
    symbols = notation.symbols
    if symbols["x"].base.isupper():
        return "capital"
    W, U = symbols["W_r"], symbols["U_r"]
    if W.base == U.base:
        return "indices"
    return "swapped" if W.base == "U" else "plain"


QUESTIONS = (
    Question("mix", ("renews", "keeps"), _mix),
    Question("reset", ("before", "after"), _reset),
    Question("biases", ("none", "one", "bracket", "two"), _biases),
    Question("letters", ("plain", "swapped", "indices", "joined", "capital"), _letters),
)


def remaining(answers: Mapping[str, str]) -> Sequence[Notation]:
    """The notations that agree with the answers, which are given by the question's key."""
    return [
        notation
        for notation in PUBLISHED.values()
        if all(
            answers.get(question.key, UNKNOWN) in (UNKNOWN, question.of(notation))
            for question in QUESTIONS
        )
    ]


def asked(answers: Mapping[str, str]) -> Sequence[Question]:
    """The questions to ask, in order: those that still split what the earlier ones have left.

    A question stays with its answer, and the next one comes only after it. An answer to a
    question that isn't asked any more doesn't count.
    """
    questions: list[Question] = []
    for question in QUESTIONS:
        left = remaining({q.key: answers[q.key] for q in questions})
        if len({question.of(notation) for notation in left}) < 2:
            continue
        questions.append(question)
        if question.key not in answers:
            break
    return questions


def found(answers: Mapping[str, str]) -> Sequence[Notation]:
    """The notations left by the answers to the questions that are asked."""
    return remaining({q.key: answers.get(q.key, UNKNOWN) for q in asked(answers)})
