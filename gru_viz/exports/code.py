"""A run as a short script, in NumPy or in PyTorch, that prints the numbers on screen.

The equations are written from the trees of :mod:`gru_viz.formulas`. Of what a person typed only
the tokens get into a script, each as a comment and as repr writes it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from textwrap import indent, wrap

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Array, Trace
from gru_viz.exports import snippets
from gru_viz.exports.steps import shown_decimals
from gru_viz.formulas import Hadamard, Node, OneMinus, Product, Quantity, Sum
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence

_LINE = 96
_LARGEST_SHOWN = 1e15  # a larger float has no decimals to print


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a script writes what the equations need.

    setup: what follows the imports. array: what makes an array of a list. expression: a tree
    as code. functions: σ and tanh, around {}. numbers: an array's, as Decimal takes them.
    overflows: how large an exponent is too large for its exp, and what to say then.
    definitions: the functions of the script, each under the key of the comment above it.
    """

    package: str
    setup: str
    array: str
    expression: Callable[[Node], str]
    functions: Mapping[str, str]
    numbers: str
    overflows: tuple[float, str]
    definitions: Mapping[str, str]


def numpy_code(trace: Trace, sequence: Sequence, texts: Texts, decimals: int = 3) -> str:
    """A NumPy script that prints r, z, n and h of each timestep of one sequence's trace.

    decimals: of what is printed; where the trace was rounded on the way, the script rounds too
    and prints as many decimals. texts: the language of the comments.

    Raises Problem where the script would overflow.
    """
    return _Script(trace, texts, _NUMPY if trace.decimals is None else _NUMPY_BY_HAND).write(
        sequence, decimals
    )


def torch_code(trace: Trace, sequence: Sequence, texts: Texts, decimals: int = 3) -> str:
    """The same in PyTorch: by torch.nn.GRU where that computes this variant.

    It does with reset "after", no gate held and nothing rounded on the way; with update "renews"
    the update gate's weights go in negated. All else is as for :func:`numpy_code`.
    """
    return _Script(trace, texts, _TORCH if trace.decimals is None else _TORCH_BY_HAND).write(
        sequence, decimals
    )


# An equation's tree as code

_NAMES = {"x": "x_t", "h_prev": "h"}


def _plain(node: Node) -> str:
    def factor(part: Node) -> str:
        return _plain(part) if isinstance(part, Quantity) else f"({_plain(part)})"

    match node:
        case Quantity(name):
            return _NAMES.get(name, name)
        case Product(matrix, vector):
            return f"{matrix} @ {factor(vector)}"
        case Hadamard(left, right):
            return f"{factor(left)} * {factor(right)}"
        case OneMinus(part):
            return f"1 - {factor(part)}"
        case Sum(terms):
            return " + ".join(map(_plain, terms))


def _in_calls(
    product: str, multiply: str, one_minus: str, add: str, between: str
) -> Callable[[Node], str]:
    """Code that rounds after each operation; the operations as templates of their operands."""

    def expression(node: Node) -> str:
        match node:
            case Quantity(name):
                return _NAMES.get(name, name)
            case Product(matrix, vector):
                return product.format(matrix, expression(vector))
            case Hadamard(left, right):
                return multiply.format(expression(left), expression(right))
            case OneMinus(part):
                return one_minus.format(expression(part))
            case Sum(terms):
                return add.format(between.join(map(expression, terms)))

    return expression


_FLOAT_OVERFLOW = (700.0, 'np.seterr(over="ignore")')
_DECIMAL_OVERFLOW = (1e6, "getcontext().traps[Overflow] = False")

_NUMPY = _Dialect(
    package="numpy",
    setup="import numpy as np",
    array="np.array",
    expression=_plain,
    functions={"sigma": "sigma({})", "tanh": "np.tanh({})"},
    numbers="values",
    overflows=_FLOAT_OVERFLOW,
    definitions={"": snippets.SIGMA},
)
_NUMPY_BY_HAND = _Dialect(
    package="numpy",
    setup=f"import numpy as np\n\n{snippets.EXACT_NUMPY}",
    array="exact",
    expression=_in_calls(
        "product({}, {})", "rounded({} * {})", "rounded(1 - {})", "rounded({})", " + "
    ),
    functions={"sigma": "rounded(sigma({}))", "tanh": "rounded(tanh({}))"},
    numbers="values",
    overflows=_DECIMAL_OVERFLOW,
    definitions={"code-rounded": snippets.ROUNDED_NUMPY, "": snippets.SIGMA_AND_TANH},
)
_TORCH = _Dialect(
    package="torch",
    setup="import torch\n\ntorch.set_default_dtype(torch.float64)",
    array="torch.tensor",
    expression=_plain,
    functions={"sigma": "torch.sigmoid({})", "tanh": "torch.tanh({})"},
    numbers="values.tolist()",
    overflows=(np.inf, ""),
    definitions={},
)
_TORCH_BY_HAND = _Dialect(
    package="torch",
    setup="import torch\n\ntorch.set_default_dtype(torch.float64)",
    array="torch.tensor",
    expression=_in_calls("*products({}, {})", "multiply({}, {})", "one_minus({})", "add({})", ", "),
    functions={"sigma": "sigma({})", "tanh": "tanh({})"},
    numbers="values.tolist()",
    overflows=_DECIMAL_OVERFLOW,
    definitions={"code-rounded": snippets.ROUNDED_TORCH},
)


# The script


@dataclass(frozen=True, slots=True)
class _Script:
    trace: Trace
    texts: Texts
    dialect: _Dialect

    def write(self, sequence: Sequence, decimals: int) -> str:
        if _too_large(self.trace):
            raise Problem("export-code-too-large")
        shown = shown_decimals(self.trace, decimals)
        data = [
            self.comment("code-what") + self.comment("code-needs", package=self.dialect.package),
            self.imports(),
            self.comment("code-input") + self.array("x", self.trace.x, sequence.tokens),
            self.comment("code-initial") + self.array("h", self.trace.h[0]),
            *self.weights(),
            *self.holds(),
        ]
        functions = [*self.definitions(shown)]
        loop = self.library_loop() if self.uses_library() else self.loop()
        parts = ["\n".join(data), "\n\n\n".join(functions), loop]
        return "\n\n\n".join(part.strip("\n") for part in parts) + "\n"

    def comment(self, key: str, **args: str | int) -> str:
        lines = wrap(self.texts(key, **args), _LINE - 2, break_on_hyphens=False)
        return "".join(f"# {line}\n" for line in lines)

    def imports(self) -> str:
        limit, remedy = self.dialect.overflows
        gates = np.stack([self.trace.a_r, self.trace.a_z, self.trace.a_n])
        overflows = np.abs(gates).max(initial=0) > limit
        names = ["ROUND_HALF_UP", "Decimal"]
        if overflows and "Overflow" in remedy:
            names += ["Overflow", "getcontext"]
        lines = f"from decimal import {', '.join(names)}\n\n{self.dialect.setup}\n"
        return lines + (f"\n{self.comment('code-overflow')}{remedy}\n" if overflows else "")

    def array(self, name: str, array: Array, tokens: tuple[str, ...] = ()) -> str:
        opening, closing = f"{name} = {self.dialect.array}([", "])\n"
        if array.ndim == 1:
            return _wrapped(opening, array, closing)
        remarks = [f"  # {token!r}" for token in tokens] or [""] * len(array)
        rows = (_wrapped("    [", row, "],") for row in array)
        lines = (row + remark for row, remark in zip(rows, remarks, strict=True))
        return "\n".join([opening, *lines, closing])

    def weights(self) -> Iterator[str]:
        params = self.trace.params
        given = {f.name: a for f in fields(params) if (a := getattr(params, f.name)) is not None}
        about_c = self.comment("code-bias-after") if "c_n" in given else ""
        arrays = (self.array(name, array) for name, array in given.items())
        yield self.comment("code-weights") + about_c + "".join(arrays)

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
        return "\n".join([f"held_{gate} = {{", *lines, "}\n"])

    def definitions(self, shown: int) -> Iterator[str]:
        step = f"0.{'0' * (shown - 1)}1"
        for key, code in self.dialect.definitions.items():
            comment = self.comment(key, decimals=shown) if key else ""
            yield comment + code.replace("STEP", step)
        show = snippets.SHOW.replace("STEP", step).replace("NUMBERS", self.dialect.numbers)
        yield self.comment("code-show") + show

    def equations(self) -> Iterator[str]:
        for equation in formulas.equations(self.trace.variant, self.trace.params):
            result, argument = equation.result, self.dialect.expression(equation.argument)
            if not equation.function:
                yield f"{result} = {argument}"
            elif self.trace.decimals is None:
                yield f"{result} = {self.dialect.functions[equation.function].format(argument)}"
            else:
                a = equation.before
                yield f"{a} = {argument}"
                yield f"{result} = {self.dialect.functions[equation.function].format(a)}"
            if self.held(result) if result in ("r", "z") else "":
                yield f"for unit, value in held_{result}.get(t, {{}}).items():"
                yield f"    {result}[unit - 1] = {self.held_value()}"

    def held_value(self) -> str:
        return "Decimal(str(value))" if self.dialect is _NUMPY_BY_HAND else "value"

    def loop(self) -> str:
        body = "\n".join([*self.equations(), snippets.SHOW_ALL])
        return f"for t, x_t in enumerate(x, start=1):\n{indent(body, '    ')}"

    def uses_library(self) -> bool:
        held = self.held("r") or self.held("z")
        return self.dialect is _TORCH and self.trace.variant.reset == "after" and not held

    def library_loop(self) -> str:
        """torch.nn.GRU for h; the equations for the gates, which it doesn't tell."""
        params, negated = self.trace.params, self.trace.variant.update == "renews"

        def stacked(kind: str) -> str:
            names = [f"{kind}_{gate}" for gate in "rzn"]
            given = [getattr(params, name, None) is not None for name in names]
            signs = ["", "-" if negated else "", ""]
            parts = [
                f"{sign}{name}" if there else f"torch.zeros({params.H})"
                for name, there, sign in zip(names, given, signs, strict=True)
            ]
            return f"torch.cat([{', '.join(parts)}])"

        *gates, _ = self.equations()
        loading = snippets.LOAD_LIBRARY.format(
            D=params.D, H=params.H, W=stacked("W"), U=stacked("U"), b=stacked("b"), c=stacked("c")
        )
        said = self.comment("code-library")
        said += self.comment("code-negated") if negated else ""
        body = "\n".join([*gates, "h = h_t", snippets.SHOW_ALL])
        opening = "for t, (x_t, h_t) in enumerate(zip(x, states), start=1):"
        return f"{said}{loading}\n\n{opening}\n{indent(body, '    ')}"


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


def _too_large(trace: Trace) -> bool:
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
