"""A run as a short script, in NumPy or in PyTorch, that prints the numbers on screen.

The equations are written from the trees of :mod:`gru_viz.formulas`. Of what a person typed only
the tokens get into a script, each as a comment and as repr writes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from textwrap import indent, wrap

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Array, Trace
from gru_viz.exports import snippets
from gru_viz.exports.expressions import Expression, in_calls, plain
from gru_viz.exports.names import Names, names
from gru_viz.exports.steps import shown_decimals
from gru_viz.exports.writing import biases, lettered, matrices, notation_of
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from gru_viz.variants import QUANTITIES, Notation, letters

_LINE = 96
_LARGEST_SHOWN = 1e15  # a larger float has no decimals to print


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a script writes what the equations need.

    setup: what follows the imports. array: what makes an array of a list. expression: a tree
    as code. functions: σ and tanh, around {}. numbers: an array's, as Decimal takes them.
    overflows: how large an exponent is too large for its exp, and what to say then.
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
    products: tuple[str, str] = ("", "")


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
    dialect = _NUMPY if trace.decimals is None else _NUMPY_BY_HAND
    return _script(trace, texts, dialect, notation).write(sequence, decimals)


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
    dialect = _TORCH if trace.decimals is None else _TORCH_BY_HAND
    return _script(trace, texts, dialect, notation).write(sequence, decimals)


_FLOAT_OVERFLOW = (700.0, 'np.seterr(over="ignore")')
_DECIMAL_OVERFLOW = (1e6, "getcontext().traps[Overflow] = False")
_NUMPY_JOINED, _TORCH_JOINED = "np.concatenate([{}])", "torch.cat([{}])"

_NUMPY = _Dialect(
    package="numpy",
    setup="import numpy as np",
    array="np.array",
    expression=plain(_NUMPY_JOINED),
    functions={"sigma": "sigma({})", "tanh": "np.tanh({})"},
    numbers="values",
    overflows=_FLOAT_OVERFLOW,
    definitions={"": snippets.SIGMA},
)
_NUMPY_BY_HAND = _Dialect(
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
    products=(snippets.PRODUCT_NUMPY, snippets.ROW_PRODUCT_NUMPY),
)
_TORCH = _Dialect(
    package="torch",
    setup="import torch\n\ntorch.set_default_dtype(torch.float64)",
    array="torch.tensor",
    expression=plain(_TORCH_JOINED),
    functions={"sigma": "torch.sigmoid({})", "tanh": "torch.tanh({})"},
    numbers="values.tolist()",
    overflows=(np.inf, ""),
    definitions={},
)
_TORCH_BY_HAND = _Dialect(
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


# The script


def _script(trace: Trace, texts: Texts, dialect: _Dialect, notation: Notation | None) -> "_Script":
    notation = notation_of(trace, notation)
    called = names(notation)
    return _Script(trace, lettered(texts, called), dialect, Names(notation, called))


@dataclass(frozen=True, slots=True)
class _Script:
    trace: Trace
    texts: Texts
    dialect: _Dialect
    names: Names

    def write(self, sequence: Sequence, decimals: int) -> str:
        if _too_large(self.trace):
            raise Problem("export-code-too-large")
        shown = shown_decimals(self.trace, decimals)
        data = [
            self.about(),
            self.imports(),
            self.comment("code-input")
            + self.array(self.names.of["x"], self.trace.x, sequence.tokens),
            self.comment("code-initial") + self.array(self.names.of["h"], self.trace.h[0]),
            self.weights(),
            *self.holds(),
        ]
        functions = [*self.definitions(shown)]
        loop = self.library_loop() if self.uses_library() else self.loop()
        parts = ["\n".join(data), "\n\n\n".join(functions), loop]
        return "\n\n\n".join(part.strip("\n") for part in parts) + "\n"

    def comment(self, key: str, **args: str | int) -> str:
        lines = wrap(self.texts(key, **args), _LINE - 2, break_on_hyphens=False)
        return "".join(f"# {line}\n" for line in lines)

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

    def weights(self) -> str:
        params = self.trace.params
        arrays = {**matrices(params, self.names.notation), **biases(params)}
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

    def definitions(self, shown: int) -> Iterator[str]:
        step = f"0.{'0' * (shown - 1)}1"
        for key, code in self.dialect.definitions.items():
            comment = self.comment(key, decimals=shown) if key else ""
            product = self.dialect.products[self.names.notation.vectors != "column"]
            yield comment + code.replace("STEP", step).replace("PRODUCT", product)
        show = snippets.SHOW.replace("STEP", step).replace("NUMBERS", self.dialect.numbers)
        yield self.comment("code-show") + show

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
                yield f"for unit, value in held_{result}.get(t, {{}}).items():"
                yield f"    {result}[unit - 1] = {self.held_value()}"

    def held_value(self) -> str:
        return "Decimal(str(value))" if self.dialect is _NUMPY_BY_HAND else "value"

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
        return self.dialect is _TORCH and self.trace.variant.reset == "after" and not held

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
