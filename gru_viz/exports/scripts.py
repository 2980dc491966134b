"""What the exported scripts share, whichever way they go: their data and their equations.

The equations are written from the trees of :mod:`gru_viz.formulas`. Of what a person typed only
the tokens get into a script, each as a comment and as repr writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from textwrap import wrap

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Array, Trace
from gru_viz.exports import snippets
from gru_viz.exports.expressions import Expression, in_calls, plain
from gru_viz.exports.names import Names, names
from gru_viz.exports.writing import laid_out, lettered, notation_of
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation

_LINE = 96
_LARGEST_SHOWN = 1e15  # a larger float has no decimals to print


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a script writes what the equations need.

    setup: what follows the imports. array: what makes an array of a list. expression: a tree
    as code. functions: σ and tanh, around {}. numbers: an array's, as Decimal takes them.
    overflows: how large an exponent is too large for its exp, and what to say then.
    held: what puts the value of a held gate in its place.
    definitions: the functions of the script, each under the key of the comment above it.
    products: the function for a product with column vectors, and with row vectors.
    """

    package: str
    setup: str
    array: str
    expression: Expression
    functions: Mapping[str, str]
    numbers: str
    overflows: tuple[float, str]
    definitions: Mapping[str, str]
    held: str = "value"
    products: tuple[str, str] = ("", "")


_FLOAT_OVERFLOW = (700.0, 'np.seterr(over="ignore")')
_DECIMAL_OVERFLOW = (1e6, "getcontext().traps[Overflow] = False")
_NUMPY_JOINED, _TORCH_JOINED = "np.concatenate([{}])", "torch.cat([{}])"

NUMPY = Dialect(
    package="numpy",
    setup="import numpy as np",
    array="np.array",
    expression=plain(_NUMPY_JOINED),
    functions={"sigma": "sigma({})", "tanh": "np.tanh({})"},
    numbers="values",
    overflows=_FLOAT_OVERFLOW,
    definitions={"": snippets.SIGMA},
)
NUMPY_BY_HAND = Dialect(
    package="numpy",
    setup=f"import numpy as np\n\n{snippets.EXACT_NUMPY}",
    array="exact",
    expression=in_calls(
        _NUMPY_JOINED,
        "product({}, {})",
        "rounded({} * {})",
        "rounded(1 - {})",
        "rounded({})",
        " + ",
    ),
    functions={"sigma": "rounded(sigma({}))", "tanh": "rounded(tanh({}))"},
    numbers="values",
    overflows=_DECIMAL_OVERFLOW,
    definitions={"code-rounded": snippets.ROUNDED_NUMPY, "": snippets.SIGMA_AND_TANH},
    held="Decimal(str(value))",
    products=(snippets.PRODUCT_NUMPY, snippets.ROW_PRODUCT_NUMPY),
)
TORCH = Dialect(
    package="torch",
    setup="import torch\n\ntorch.set_default_dtype(torch.float64)",
    array="torch.tensor",
    expression=plain(_TORCH_JOINED),
    functions={"sigma": "torch.sigmoid({})", "tanh": "torch.tanh({})"},
    numbers="values.tolist()",
    overflows=(np.inf, ""),
    definitions={},
)
TORCH_BY_HAND = Dialect(
    package="torch",
    setup="import torch\n\ntorch.set_default_dtype(torch.float64)",
    array="torch.tensor",
    expression=in_calls(
        _TORCH_JOINED,
        "*products({}, {})",
        "multiply({}, {})",
        "one_minus({})",
        "add({})",
        ", ",
    ),
    functions={"sigma": "sigma({})", "tanh": "tanh({})"},
    numbers="values.tolist()",
    overflows=_DECIMAL_OVERFLOW,
    definitions={"code-rounded": snippets.ROUNDED_TORCH},
    products=(snippets.PRODUCTS_TORCH, snippets.ROW_PRODUCTS_TORCH),
)


def parts(
    trace: Trace, texts: Texts, dialect: Dialect, notation: Notation | None
) -> tuple[Trace, Texts, Dialect, Names]:
    """What a :class:`Script` is made of. notation: of the trace's variant, None for our own.

    Raises Problem where the script would overflow, ValueError for a notation of another variant.
    """
    if too_large(trace):
        raise Problem("export-code-too-large")
    notation = notation_of(trace, notation)
    called = names(notation)
    return trace, lettered(texts, called), dialect, Names(notation, called)


@dataclass(frozen=True, slots=True)
class Script:
    """A script about a run, in its parts. texts: of the comments, with the names as letters."""

    trace: Trace
    texts: Texts
    dialect: Dialect
    names: Names

    def comment(self, key: str, **args: str | int) -> str:
        lines = wrap(self.texts(key, **args), _LINE - 2, break_on_hyphens=False)
        return "".join(f"# {line}\n" for line in lines)

    def setup(self) -> str:
        """The library, and what has it say nothing of overflows where there are some."""
        remedy = self.remedy()
        return f"{self.dialect.setup}\n" + (
            f"\n{self.comment('code-overflow')}{remedy}\n" if remedy else ""
        )

    def remedy(self) -> str:
        limit, remedy = self.dialect.overflows
        gates = np.stack([self.trace.a_r, self.trace.a_z, self.trace.a_n])
        return remedy if np.abs(gates).max(initial=0) > limit else ""

    def data(self, sequence: Sequence, initial: str) -> Iterator[str]:
        """The sequence, the first state by this name, the weights, and what is held."""
        x = self.array(self.names.of["x"], self.trace.x, sequence.tokens)
        yield self.comment("code-input") + x
        yield self.comment("code-initial") + self.array(initial, self.trace.h[0])
        yield self.weights()
        yield from self.holds()

    def array(self, name: str, array: Array, tokens: tuple[str, ...] = ()) -> str:
        opening, closing = f"{name} = {self.dialect.array}([", "])\n"
        if array.ndim == 1:
            return _wrapped(opening, array, closing)
        remarks = [f"  # {token!r}" for token in tokens] or [""] * len(array)
        rows = (_wrapped("    [", row, "],") for row in array)
        lines = (row + remark for row, remark in zip(rows, remarks, strict=True))
        return "\n".join([opening, *lines, closing])

    def weights(self) -> str:
        arrays = laid_out(self.trace.params, self.names.notation)
        written = (self.array(self.names.of[name], array) for name, array in arrays.items())
        return self.about_matrices(arrays) + self.about_biases(arrays) + "".join(written)

    def about_matrices(self, given: Iterable[str]) -> str:
        params, notation = self.trace.params, self.names.notation
        per = "column" if notation.vectors == "row" else "row"
        if notation.products == "separate":
            inputs, recurrent = self.listed("W", given), self.listed("U", given)
            return self.comment("code-weights", per=per, inputs=inputs, recurrent=recurrent)
        return self.comment(
            "code-joined",
            per=per,
            matrices=self.listed("WU", given),
            first=notation.first,
            count=params.H if notation.first == "h" else params.D,
        )

    def about_biases(self, given: Iterable[str]) -> str:
        of_inputs, of_states = self.listed("b", given), self.listed("c", given)
        if of_inputs and of_states:
            said = self.comment("code-biases-two", biases=of_inputs, recurrent=of_states)
        else:
            of_all = of_inputs or of_states
            said = self.comment("code-biases", biases=of_all) if of_all else ""
        inside = "c_n" in given and self.trace.variant.reset == "after"
        return said + (self.comment("code-bias-after") if inside else "")

    def listed(self, kinds: str, given: Iterable[str]) -> str:
        """Those of the given weights that are of a kind, as the script calls them."""
        return ", ".join(self.names.of[name] for name in given if name[0] in kinds)

    def holds(self) -> Iterator[str]:
        held = [line for gate in ("r", "z") if (line := self.held(gate))]
        if held:
            yield self.comment("code-held") + "".join(held)

    def held(self, gate: str) -> str:
        where = getattr(self.trace, f"held_{gate}")
        if where is None or not where.any():
            return ""
        values = getattr(self.trace, gate)
        lines = (
            _wrapped(f"    {t + 1}: {{", [f"{i + 1}: {values[t, i].item()!r}" for i in units], "},")
            for t, row in enumerate(where)
            if len(units := np.flatnonzero(row).tolist())
        )
        return "\n".join([f"held_{self.names.of[gate]} = {{", *lines, "}\n"])

    def equations(self) -> Iterator[str]:
        names = self.names
        for equation in formulas.equations(names.notation, self.trace.params):
            result = names.of[equation.result]
            argument = self.dialect.expression(equation.argument, names)
            if not equation.function:
                yield f"{result} = {argument}"
            elif self.trace.decimals is None:
                yield f"{result} = {self.dialect.functions[equation.function].format(argument)}"
            else:
                a = f"a_{result}"
                yield f"{a} = {argument}"
                yield f"{result} = {self.dialect.functions[equation.function].format(a)}"
            if equation.result in ("r", "z") and self.held(equation.result):
                yield from self.hold(result)

    def hold(self, gate: str) -> Iterator[str]:
        """Put the values of a held gate, by its name in the script, in the place of σ's."""
        yield f"for unit, value in held_{gate}.get(t, {{}}).items():"
        yield f"    {gate}[unit - 1] = {self.dialect.held}"


def _wrapped(opening: str, numbers: Array | list[str], closing: str) -> str:
    """A list of numbers between two texts, in lines that fit on a screen."""
    written = numbers if isinstance(numbers, list) else map(repr, numbers.tolist())
    lines = wrap(
        f"{opening}{', '.join(written)}{closing.rstrip()}",
        _LINE,
        subsequent_indent=" " * len(opening),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + ("\n" if closing.endswith("\n") else "")


def too_large(trace: Trace) -> bool:
    """Whether a sum of products could leave the range of floats, or of what can be printed."""
    params = trace.params
    weights = (getattr(params, f.name) for f in fields(params))
    weight = max(np.abs(array).max() for array in weights if array is not None)
    with np.errstate(over="ignore"):
        h = np.abs(trace.h).max()
        largest = (
            2.0 * (params.D + params.H + 1) * weight * max(1, h, np.abs(trace.x).max(initial=0))
        )
    return bool(h > _LARGEST_SHOWN or not np.isfinite(largest))
