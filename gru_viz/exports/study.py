"""The study sheet: what an exam asks of the GRU, on one page, in the learner's notation.

Its order is that of a Korean professional engineer's exam answer: definition and reason,
structure, comparison, limits. It is HTML in the style of ``ui/study.css``. Each claim that the
app can show is a link to where it is shown; on paper it is plain text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from gru_viz.cells.parameters import CELLS, SUMS, Cell, count
from gru_viz.exports.cell_drawing import drawing
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.study_links import address
from gru_viz.exports.tex import parameters_formula
from gru_viz.exports.writing import FUNCTIONS, Writing
from gru_viz.formulas import Equation, Sum, equations
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.syllabus import CHECKLIST
from gru_viz.variants import Notation

_NUMBERED = {"r": "①", "z": "②", "n": "③", "h": "④"}

_REASONS = (("vanishing", "reach-usual"), ("memory", "rnn"), ("cost", "beside"))
_LIMITS = (
    ("sequential", "walkthrough"),
    ("fixed", ""),
    ("bounded", "latch"),
    ("eased", "reach-usual"),
    ("dialects", "other-reset"),
)
_AFTER = ("attention", "transformer", "parallel", "linear")
_COMPARED = ("gates", "states", "activations")
_CHOICE = ("data", "choose")
# Where each point of the checklist can be tried.
_TRIED = {
    "why": "keep",
    "diagram": "gates",
    "gates": "gate",
    "activations": "candidate",
    "mix": "mix",
    "extremes": "effect",
    "shapes": "matrices",
    "parameters": "parameters",
    "conventions": "convention",
    "compare": "beside",
    "gradient": "gradient",
    "by_hand": "step",
}


def sheet(shown: State, texts: Texts) -> str:
    """The sheet for what is on screen: its notation, and its D and H."""
    return _Sheet(shown, texts).html()


@dataclass(frozen=True)
class _Sheet:
    shown: State
    texts: Texts

    @property
    def notation(self) -> Notation:
        return self.shown.written

    @property
    def writing(self) -> Writing:
        return Writing(self.notation, coloured=True)

    def say(self, key: str, **args: str | int) -> str:
        """A sentence as HTML, with the notation's letters as math."""
        return sentence(self.writing.texts(self.texts)(key, **args))

    def seen(self, key: str, place: str) -> str:
        """A claim, linked to where it is shown."""
        if not place:
            return self.say(key)
        to = address(place, self.shown, self.texts.language)
        return f'<a href="{escape(to)}">{self.say(key)}</a>'

    def html(self) -> str:
        sections = (
            ("overview", self.overview()),
            ("structure", self.structure()),
            ("compare", self.comparison()),
            ("limits", self.limits()),
        )
        numbered = "".join(
            f'<section class="{name}"><h3>{self.say(f"study-{name}")}</h3>{inner}</section>'
            for name, inner in sections
        )
        written = self.texts(f"notation-{self.notation.key}")
        return (
            f'<article class="study" lang="{self.texts.language}">'
            f'<div class="title"><h2>{self.say("study-title")}</h2>'
            f"<p>{self.say('study-notation', notation=written)}</p></div>"
            f"{numbered}{self.checklist()}</article>"
        )

    def part(self, name: str, inner: str) -> str:
        return f'<div class="{name}"><h4>{self.say(f"study-{name}")}</h4>{inner}</div>'

    # 1. What it is, and why

    def overview(self) -> str:
        reasons = (
            (
                self.say(f"study-why-{name}"),
                f"{self.say(f'study-why-{name}-is')} {self.seen(f'study-why-{name}-seen', place)}",
            )
            for name, place in _REASONS
        )
        return self.part("definition", f"<p>{self.say('study-definition-is')}</p>") + self.part(
            "why", _described(reasons)
        )

    # 2. How it is built

    def structure(self) -> str:
        update, reset = self.shown.update, self.shown.reset
        names = {name: self.texts(f"study-part-{name}") for name in "rzn"}
        names |= {name: self.texts(f"study-{name}") for name in ("kept", "written")}
        alt = f"{self.texts(f'study-alt-{reset}')} {self.texts(f'study-alt-{update}')}"
        cell = drawing(self.notation, names, alt)
        return (
            self.part("diagram", f"<figure>{cell}</figure>")
            + self.part("memory", self.memory())
            + self.part("parts", self.parts())
        )

    def memory(self) -> str:
        """What to remember: the order of the activations, the gradient's way back."""
        z = self.writing.symbol("z", None)
        keep = f"1 - {z}" if self.shown.update == "renews" else z
        h, h_prev = (self.writing.symbol(name, None) for name in ("h", "h_prev"))
        way = rf"\frac{{\partial {h}}}{{\partial {h_prev}}} = \operatorname{{diag}}({keep}) + \dots"
        return (
            f'<p class="mnemonic"><strong>{self.say("study-mnemonic")}</strong> '
            f"{self.say('study-mnemonic-is')}</p>"
            f"<p>{math(way)} {self.seen(f'study-way-{self.shown.update}', 'back-keep')} "
            f"{self.say('study-way-is')}</p>"
            f'<p class="shapes">{self.shapes()}</p>'
        )

    def parts(self) -> str:
        rows = (
            (
                f'{_NUMBERED[e.result]} <b class="q-{e.result}">'
                f"{self.say(f'study-part-{e.result}')}</b>",
                self.equation(e),
                self.role(e.result),
            )
            for e in equations(self.notation)
        )
        heads = (self.say(f"study-parts-{name}") for name in ("part", "formula", "role"))
        return _table(heads, rows)

    def equation(self, equation: Equation) -> str:
        """In pieces, between which a line may break."""
        left, function = self.writing.symbol(equation.result, None), FUNCTIONS[equation.function]
        assert isinstance(equation.argument, Sum)
        terms = equation.argument.terms
        # A factor 1 − z is one term of the mix; a sum needs no brackets of its own.
        first, *others = (self.writing.formula(term, None) for term in terms)
        pieces = [f"{left} = {function}({first}" if function else f"{left} = {first}"]
        pieces += [f"{{}} + {other}" for other in others]  # what is empty keeps the plus apart
        if function:
            pieces[-1] += ")"
        return " ".join(map(math, pieces))

    def role(self, part: str) -> str:
        """What a part is for, and what can be seen of it."""
        update, reset = self.shown.update, self.shown.reset
        match part:
            case "r":
                said = self.say("study-role-r")
                seen = [self.seen("study-forgets", "fullstop")]
            case "z":
                said = self.say(f"study-role-z-{update}")
                seen = [
                    self.seen(f"study-keeps-{update}", "keep"),
                    self.seen(f"study-overwrites-{update}", "overwrite"),
                ]
            case "n":
                said = self.say(f"study-role-n-{reset}")
                seen = [self.seen("study-dialect", "other-reset")]
            case _:
                said = self.say("study-role-h")
                seen = [self.seen("study-between", "stage-mix")]
                seen += [self.seen("study-swapped", "other-update")]
        return f"{said} {'; '.join(seen)}"

    def shapes(self) -> str:
        """The shape of every part; matrices as the notation has them."""
        notation = self.notation
        rows = notation.vectors == "row"
        if notation.products == "joined":
            matrices = {"W_r": r"(D + H) \times H" if rows else r"H \times (H + D)"}
        else:
            matrices = {"W_r": r"D \times H" if rows else r"H \times D", "U_r": r"H \times H"}
        vectors = {"x": "D", **dict.fromkeys(("r", "z", "n", "h"), "H")}
        biases = dict.fromkeys(notation.biases[:1], "H")
        listed = (
            math(rf"{self.writing.symbol(name, None)} \in \mathbb{{R}}^{{{shape}}}")
            for name, shape in (vectors | matrices | biases).items()
        )
        return f"<b>{self.say('study-shapes')}</b>: {', '.join(listed)}"

    # 3. Beside its relatives

    def comparison(self) -> str:
        rows = [
            *(self.told(name, "beside") for name in _COMPARED),
            self.row("parameters", (self.counted(cell, 1) for cell in CELLS), "beside"),
            self.row("parameters-two", (self.counted(cell, 2) for cell in CELLS), "beside"),
            self.row("time", (math(parameters_formula(SUMS[cell], 0)) for cell in CELLS), "beside"),
            self.told("path", "joined"),
            *(self.told(name, "") for name in _CHOICE),
        ]
        sizes = self.say("study-sizes", D=self.shown.study_d, H=self.shown.study_h)
        heads = (sizes, *(self.say(f"study-cell-{cell}") for cell in CELLS))
        return _table(heads, rows) + f"<p>{self.own_count()} {self.say('study-winner')}</p>"

    def told(self, name: str, place: str) -> tuple[str, ...]:
        return self.row(name, (self.say(f"study-{name}-{cell}") for cell in CELLS), place)

    def row(self, name: str, cells: Iterable[str], place: str) -> tuple[str, ...]:
        return (self.seen(f"study-{name}", place), *cells)

    def counted(self, cell: Cell, biases: int) -> str:
        number = count(cell, self.shown.study_d, self.shown.study_h, biases)
        return f"{math(parameters_formula(SUMS[cell], biases))} = {number:,}"

    def own_count(self) -> str:
        """The number of parameters that the formulas above have."""
        D, H = self.shown.study_d, self.shown.study_h
        biases, c_n = divmod(len(self.notation.biases), 3)
        number = count("gru", D, H, biases, bool(c_n))
        formula = math(parameters_formula(SUMS["gru"], biases) + (" + H" if c_n else ""))
        to = address("parameters", self.shown, self.texts.language)
        said = self.say("study-own-count")
        return f'{said} <a href="{escape(to)}">{formula} = {number:,}</a>.'

    # 4. Where it ends

    def limits(self) -> str:
        limits = (self.seen(f"study-limit-{name}", place) for name, place in _LIMITS)
        after = (
            (self.say(f"study-after-{name}"), self.say(f"study-after-{name}-is")) for name in _AFTER
        )
        return (
            self.part("short", _list(limits))
            + self.part("after", _described(after))
            + self.part("related", f"<p>{self.say('study-related-are')}</p>")
        )

    def checklist(self) -> str:
        points = "".join(map(self.point, CHECKLIST))
        return (
            f'<section class="checklist"><h3>{self.say("study-checklist")}</h3>'
            f"<ul>{points}</ul></section>"
        )

    def point(self, name: str) -> str:
        to = address(_TRIED[name], self.shown, self.texts.language)
        return (
            f'<li><label><input type="checkbox" value="{name}"> '
            f'<span id="check-{name}">{self.say(f"study-check-{name}")}</span></label> '
            f'<a href="{escape(to)}" aria-describedby="check-{name}">'
            f"{self.say('study-try')}</a></li>"
        )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The first cell of each row is its head. It stays a table where it is laid out as none."""
    head = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in heads)
    body = "".join(map(_row, rows))
    return (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(cells: Iterable[str]) -> str:
    head, *others = cells
    inner = "".join(f'<td role="cell">{cell}</td>' for cell in others)
    return f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{inner}</tr>'


def _described(pairs: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f"<div><dt>{term}</dt><dd>{text}</dd></div>" for term, text in pairs)
    return f"<dl>{inner}</dl>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
