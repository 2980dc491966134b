"""Problems as HTML, on screen and on paper: one of them, its solution, a sheet with its key."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import mode

from gru_viz.exports import tex
from gru_viz.exports.function_table import table_html
from gru_viz.exports.graph_svg import graph_svg
from gru_viz.exports.mathml import math, sentence, wrapping
from gru_viz.exports.worked_html import worked_html
from gru_viz.exports.writing import Writing
from gru_viz.locales import Texts
from gru_viz.messages import Message
from gru_viz.practice.exercise import Blank, Exercise, Number, Work
from gru_viz.practice.rounded import FINE

_TOGETHER = 2  # lines to work on, of which a page has all or none; some for each number asked for
_MOST_GROUPS = 12
_NOISE = 9  # decimals, behind which a float is noise
_SHORT = 16  # digits of a formula that can stand beside others
_ALONE = ' class="alone"'


def exercise_html(
    exercise: Exercise,
    texts: Texts,
    number: int | None = None,
    blanks: bool = False,
    decimals: int | None = None,
    level: int = 3,
) -> str:
    """A problem: its number and kind, what is asked, what is given, the graph if there is one.

    number: on its sheet, None for none. blanks: with lines to fill and boxes to tick, for paper.
    decimals: those of the sheet; a line that asks for others says so. level: of its heading.
    """
    said = _said(exercise, texts)
    parts = [
        f"<h{level}>{_numbered(number)}{_title(exercise, said)}</h{level}>",
        *(_paragraph(said, message) for message in exercise.task),
    ]
    if exercise.given:
        parts.append(given_html(exercise.given))
    if exercise.graph:
        graph = graph_svg(exercise.graph, said, exercise.notation)
        parts.append(f"<figure>{graph}</figure>")
    if blanks:
        lines = "".join(_to_fill(blank, said, decimals) for blank in exercise.blanks)
        parts.append(f'<ul class="blanks">{lines}</ul>')
    return f'<article class="problem together">{"".join(parts)}</article>'


def given_html(displays: Iterable[str]) -> str:
    """What is given, as TeX: a formula in a line of its own, numbers and matrices side by side."""

    def is_formula(display: str) -> bool:
        return tex.width(display) > _SHORT and r"\begin" not in display

    spans = (
        f"<span{_ALONE if is_formula(display) else ''}>{wrapping(display)}</span>"
        for display in displays
    )
    return f'<div class="given">{"".join(spans)}</div>'


def solution_html(exercise: Exercise, texts: Texts, level: int = 4) -> str:
    """How a problem is solved: sentences, formulas, and the arithmetic of its run.

    level: of the headings of several timesteps or units.
    """
    said = _said(exercise, texts)
    parts = [
        _paragraph(said, part) if isinstance(part, Message) else f"<p>{wrapping(part)}</p>"
        for part in exercise.solution
    ]
    if exercise.work:
        parts.append(_arithmetic(exercise.work, exercise, texts, level))
    return f'<div class="solution">{"".join(parts)}</div>'


def answers_html(exercise: Exercise, texts: Texts) -> str:
    """The right answers alone, in the order of the blanks."""
    said = _said(exercise, texts)
    answers = "".join(f"<li>{answer}</li>" for answer in _answers(exercise, said))
    return f'<ul class="answers">{answers}</ul>'


def sheet_html(exercises: Sequence[Exercise], texts: Texts, code: str) -> str:
    """A sheet of at least one problem, the table of σ and tanh if any needs it, and the key.

    Table and key begin on pages of their own. code: what makes the sheet again, with its notation
    and decimals, which its head names as well: see :mod:`gru_viz.practice.sheets`.
    """
    about, decimals = _about(exercises, texts, code), _decimals(exercises)
    problems = (
        f'<div class="together">{asked}{_room(exercise)}</div>'
        for number, exercise in enumerate(exercises, start=1)
        for asked in [exercise_html(exercise, texts, number, blanks=True, decimals=decimals)]
    )
    head = _head(exercises, texts, about, decimals)
    parts = [f'<section class="sheet">{head}{"".join(problems)}</section>']
    if _use_table(exercises):
        parts.append(f'<div class="page">{table_html(texts)}</div>')
    parts.append(f'<section class="key page">{_key(exercises, texts, about)}</section>')
    return "".join(parts)


def use_of_table(texts: Texts, decimals: int) -> str:
    """How the table of σ and tanh is read for answers to so many decimals."""
    return texts("sheet-interpolate" if decimals >= FINE else "sheet-use-table")


def _decimals(exercises: Iterable[Exercise]) -> int | None:
    """To how many decimals most numbers are asked for; None where all are whole."""
    asked = [b.decimals for e in exercises for b in e.blanks if isinstance(b, Number)]
    return mode(filter(None, asked)) if any(asked) else None


def _head(exercises: Sequence[Exercise], texts: Texts, about: str, decimals: int | None) -> str:
    fields = "".join(
        f'<span class="field">{sentence(texts(key))}<span class="line"></span></span>'
        for key in ("sheet-name", "sheet-date", "sheet-score")
    )
    rules = [] if decimals is None else [texts("sheet-decimals", decimals=decimals)]
    if read := [exercise.decimals for exercise in exercises if exercise.uses_table]:
        rules.append(use_of_table(texts, max(read)))
    items = "".join(f"<li>{sentence(rule)}</li>" for rule in rules)
    listed = f'<ul class="rules">{items}</ul>' if rules else ""
    title = sentence(texts("sheet-title"))
    return f'<header><h2>{title}</h2>{about}<p class="fields">{fields}</p>{listed}</header>'


def _key(exercises: Sequence[Exercise], texts: Texts, about: str) -> str:
    """All answers, for marking; then how each problem is solved."""
    rows, solutions = [], []
    for number, exercise in enumerate(exercises, start=1):
        answers = answers_html(exercise, texts)
        rows.append(f'<tr><th scope="row">{number}</th><td>{answers}</td></tr>')
        heading = f"<h3>{_numbered(number)}{_title(exercise, texts)}</h3>"
        solution = solution_html(exercise, texts)
        solutions.append(f'<section class="solved">{heading}{solution}</section>')
    columns = "".join(
        f'<th scope="col">{sentence(texts(key))}</th>' for key in ("sheet-problem", "sheet-answers")
    )
    return (
        f"<h2>{sentence(texts('sheet-key'))}</h2>{about}"
        f'<table class="all-answers"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
        f"<p>{sentence(texts('sheet-last-digit'))}</p>{''.join(solutions)}"
    )


def _about(exercises: Sequence[Exercise], texts: Texts, code: str) -> str:
    first, *_ = exercises
    notation = texts(f"notation-{first.notation.key}")
    about = texts("sheet-about", count=len(exercises), seed=code, notation=notation)
    decimals = texts("practice-decimals", decimals=first.decimals)
    return f'<p class="about">{sentence(f"{about} · {decimals}")}</p>'


def _use_table(exercises: Sequence[Exercise]) -> bool:
    return any(exercise.uses_table for exercise in exercises)


def _title(exercise: Exercise, texts: Texts) -> str:
    return sentence(texts(f"practice-kind-{exercise.kind}"))


def _numbered(number: int | None) -> str:
    return "" if number is None else f'<span class="number">{number}.</span> '


def _said(exercise: Exercise, texts: Texts) -> Texts:
    """The texts with the problem's letters as math."""
    return Writing(exercise.notation).texts(texts)


def _paragraph(texts: Texts, message: Message) -> str:
    return f"<p>{sentence(texts.say(message))}</p>"


def _to_fill(blank: Blank, texts: Texts, decimals: int | None) -> str:
    if isinstance(blank, Number):
        asked = sentence(texts("practice-decimals", decimals=blank.decimals))
        own = "" if blank.decimals == decimals else f" ({asked})"
        return f'<li>{math(f"{blank.tex} =")}<span class="line"></span>{own}</li>'
    options = "".join(
        f'<li><span class="tick-box"></span>{sentence(texts.say(option))}</li>'
        for option in blank.options.values()
    )
    return f'<li class="choice">{sentence(texts.say(blank.asks))}<ul>{options}</ul></li>'


def _answers(exercise: Exercise, texts: Texts) -> Iterator[str]:
    right = exercise.right
    for blank in exercise.blanks:
        if isinstance(blank, Number):
            value = tex.computed(_decimal(right[blank.name].value), blank.decimals)
            yield wrapping(f"{blank.tex} = {value}")
        else:
            yield sentence(texts.say(blank.options[blank.right]))


def _decimal(value: float) -> Decimal:
    """A number as it comes out by hand: the half of 0.285 is one, if not of the nearest float."""
    return tex.exact(round(value, _NOISE))


def _room(exercise: Exercise) -> str:
    """Room to work in, on paper."""
    numbers = sum(isinstance(blank, Number) for blank in exercise.blanks)
    lines = min(_MOST_GROUPS, 1 + numbers) * _TOGETHER
    return f'<div class="room">{"<i></i>" * lines}</div>'


def _arithmetic(work: Work, exercise: Exercise, texts: Texts, level: int) -> str:
    return worked_html(
        work.trace,
        work.sequence,
        texts,
        exercise.decimals,
        work.timesteps,
        work.units,
        exercise.notation,
        work.results,
        level,
    )
