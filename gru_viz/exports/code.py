"""A run as a short script, in NumPy or in PyTorch, that prints the numbers on screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent

from gru_viz.cells.gru import Trace
from gru_viz.exports import snippets
from gru_viz.exports.scripts import NUMPY, NUMPY_BY_HAND, TORCH, TORCH_BY_HAND, Script, parts
from gru_viz.exports.steps import shown_decimals
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import QUANTITIES, Notation, letters


def numpy_code(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    decimals: int = 3,
    notation: Notation | None = None,
) -> str:
    """A NumPy script that prints r, z, n and h of each timestep of one sequence's trace.

    decimals: of what is printed; where the trace was rounded on the way, the script rounds too
    and prints as many decimals. texts: the language of the comments. notation: whose letters
    and products it has; of the trace's variant, None for our own.

    Raises Problem where the script would overflow, ValueError for a notation of another variant.
    """
    dialect = NUMPY if trace.decimals is None else NUMPY_BY_HAND
    return _Script(*parts(trace, texts, dialect, notation)).write(sequence, decimals)


def torch_code(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    decimals: int = 3,
    notation: Notation | None = None,
) -> str:
    """The same in PyTorch: by torch.nn.GRU where that computes this variant.

    It does with reset "after", no gate held and nothing rounded on the way; with update "renews"
    the update gate's weights go in negated. All else is as for :func:`numpy_code`.
    """
    dialect = TORCH if trace.decimals is None else TORCH_BY_HAND
    return _Script(*parts(trace, texts, dialect, notation)).write(sequence, decimals)


@dataclass(frozen=True, slots=True)
class _Script(Script):
    def write(self, sequence: Sequence, decimals: int) -> str:
        shown = shown_decimals(self.trace, decimals)
        data = [self.about(), self.imports(), *self.data(sequence, self.names.of["h"])]
        functions = [*self.definitions(shown)]
        loop = self.library_loop() if self.uses_library() else self.loop()
        blocks = ["\n".join(data), "\n\n\n".join(functions), loop]
        return "\n\n\n".join(block.strip("\n") for block in blocks) + "\n"

    def about(self) -> str:
        symbols = letters(self.names.notation)
        others = [
            f"{called} = {symbols[name]}"
            for name in QUANTITIES
            if (called := self.names.of[name]) != symbols[name]
        ]
        return (
            self.comment("code-what")
            + (self.comment("code-names", names=", ".join(others)) if others else "")
            + self.comment("code-needs", package=self.dialect.package)
        )

    def imports(self) -> str:
        names = ["ROUND_HALF_UP", "Decimal"]
        if "Overflow" in self.remedy():
            names += ["Overflow", "getcontext"]
        return f"from decimal import {', '.join(names)}\n\n{self.setup()}"

    def definitions(self, shown: int) -> Iterator[str]:
        step = f"0.{'0' * (shown - 1)}1"
        for key, code in self.dialect.definitions.items():
            comment = self.comment(key, decimals=shown) if key else ""
            product = self.dialect.products[self.names.notation.vectors != "column"]
            yield comment + code.replace("STEP", step).replace("PRODUCT", product)
        show = snippets.SHOW.replace("STEP", step).replace("NUMBERS", self.dialect.numbers)
        yield self.comment("code-show") + show

    def show_all(self) -> Iterator[str]:
        yield 'print(f"t = {t}")'
        for name in "rznh":
            yield f'show("{self.names.of[name]}", {self.names.of[name]})'

    def loop(self) -> str:
        body = "\n".join([*self.equations(), *self.show_all()])
        opening = f"for t, {self.names.x_t} in enumerate({self.names.of['x']}, start=1):"
        return f"{opening}\n{indent(body, '    ')}"

    def uses_library(self) -> bool:
        held = self.held("r") or self.held("z")
        return self.dialect is TORCH and self.trace.variant.reset == "after" and not held

    def library_loop(self) -> str:
        """torch.nn.GRU for h; the equations for the gates, which it doesn't tell."""
        params, negated = self.trace.params, self.trace.variant.update == "renews"
        names = self.names
        x, h = names.of["x"], names.of["h"]

        def part(kind: str, gate: str) -> str:
            name = f"{kind}_{gate}"
            if getattr(params, name) is None:
                return f"torch.zeros({params.H})"
            turned = ".T" if kind in "WU" and names.notation.vectors == "row" else ""
            return f"{'-' if negated and gate == 'z' else ''}{names.of[name]}{turned}"

        def stacked(kind: str) -> str:
            return f"torch.cat([{', '.join(part(kind, gate) for gate in 'rzn')}])"

        *gates, _ = self.equations()
        loading = snippets.LOAD_LIBRARY.format(
            D=params.D,
            H=params.H,
            **{kind: stacked(kind) for kind in "WUbc"},
            x=x,
            h=h,
        )
        said = self.comment("code-library")
        said += self.comment("code-negated") if negated else ""
        body = "\n".join([*gates, f"{h} = {names.h_t}", *self.show_all()])
        opening = f"for t, ({names.x_t}, {names.h_t}) in enumerate(zip({x}, states), start=1):"
        return f"{said}{loading}\n\n{opening}\n{indent(body, '    ')}"
