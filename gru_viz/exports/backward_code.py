"""The way back as a short script, in NumPy or in PyTorch: computed, and checked.

The equations are written from the trees of :mod:`gru_viz.formulas` and :mod:`gru_viz.gradients`.
The NumPy script asserts that finite differences give the same, the PyTorch script that autograd
does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import indent

import numpy as np

from gru_viz import gradients
from gru_viz.cells.gru import Trace
from gru_viz.exports import code
from gru_viz.exports.names import Names
from gru_viz.exports.writing import biases, matrices
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Node,
    OneMinus,
    Product,
    Quantity,
    Square,
    Sum,
    Transposed,
)
from gru_viz.locales import Texts
from gru_viz.losses import Loss, WayBack
from gru_viz.messages import Problem
from gru_viz.variants import Notation

_GRADIENTS = (
    "d_loss", "d_next", "d_h", "d_kept", "d_n", "d_a_n", "d_rq", "d_q", "d_by_n", "d_z", "d_a_z",
    "d_by_z", "d_r", "d_a_r", "d_by_r", "d_back",
)  # fmt: skip

_DIFFERENCES = """\
def check(name, weights, gradient):
    places = sorted(np.ndindex(weights.shape), key=lambda place: -abs(gradient[place]))
    for place in places[:{most}]:
        value, values = weights[place], []
        for moved in (value + STEP, value - STEP):
            weights[place] = moved
            values.append(loss(forward()[1]))
        weights[place] = value
        difference = (values[0] - values[1]) / (2 * STEP)
        scale = max(1, abs(gradient[place]), abs(loss(states)))
        assert abs(difference - gradient[place]) < 1e-6 * scale, (name, place, difference)
    print(f"{{name}}:")
    print(gradient)"""
_AUTOGRAD = """\
def check(name, weights, gradient):
    assert torch.allclose(weights.grad, gradient, rtol=1e-9, atol=1e-12), name
    print(f"{name}:")
    print(gradient)"""
_MOST_CHECKED = 60  # numbers of each matrix


@dataclass(frozen=True, slots=True)
class _Library:
    """What a script writes in its library's own words, {} standing for what it is about."""

    outer: str
    zeros: str
    stacked: str
    joined: str


_NUMPY = _Library("np.outer({}, {})", "np.zeros_like({})", "np.array({})", "np.concatenate([{}])")
_TORCH = _Library(
    "torch.outer({}, {})", "torch.zeros_like({})", "torch.stack({})", "torch.cat([{}])"
)


def backward_numpy(way: WayBack, texts: Texts, notation: Notation | None = None) -> str:
    """A NumPy script: the way forward, the way back, and a check by finite differences.

    texts: the language of the comments. notation: whose letters and products it has; of the
    trace's variant, None for our own.

    Raises Problem where the script would overflow, ValueError for a notation of another variant.
    """
    return _Script(way, code._script(way.trace, texts, code._NUMPY, notation), _NUMPY).write()


def backward_torch(way: WayBack, texts: Texts, notation: Notation | None = None) -> str:
    """The same in PyTorch, with a check by its autograd."""
    return _Script(way, code._script(way.trace, texts, code._TORCH, notation), _TORCH).write()


@dataclass(frozen=True, slots=True)
class _Script:
    """forward: the script of the way forward, whose parts this one uses."""

    way: WayBack
    forward: code._Script
    library: _Library

    @property
    def trace(self) -> Trace:
        return self.way.trace

    @property
    def loss(self) -> Loss:
        return self.way.loss

    def write(self) -> str:
        if code._too_large(self.trace):
            raise Problem("export-code-too-large")
        data = [
            self.about(),
            self.forward.comment("code-input")
            + self.forward.array(self.of("x"), self.trace.x, self.way.sequence.tokens),
            self.forward.comment("code-initial") + self.forward.array(self.h0, self.trace.h[0]),
            self.forward.weights(),
            *self.forward.holds(),
            self.loss_numbers(),
        ]
        functions = [*self.forward.dialect.definitions.values(), *self.functions()]
        parts = ["\n".join(data), *functions, self.way_back()]
        return "\n\n\n".join(part.strip("\n") for part in parts) + "\n"

    @property
    def is_numpy(self) -> bool:
        return self.library is _NUMPY

    @property
    def h0(self) -> str:
        return f"{self.of('h')}_0"

    def of(self, name: str) -> str:
        return self.forward.names.of[name]

    def about(self) -> str:
        said = self.forward.comment(
            "backprop-code-what-differences" if self.is_numpy else "backprop-code-what-autograd"
        )
        said += self.forward.comment("code-needs", package=self.forward.dialect.package)
        gates = np.stack([self.trace.a_r, self.trace.a_z])
        limit, remedy = self.forward.dialect.overflows
        if np.abs(gates).max(initial=0) > limit:
            remedy = f"\n{self.forward.comment('code-overflow')}{remedy}\n"
        else:
            remedy = ""
        return f"{said}\n{self.forward.dialect.setup}\n{remedy}"

    def loss_numbers(self) -> str:
        T, H = self.trace.T, self.trace.params.H
        units = self.loss.units(H)
        numbers = np.array([self.loss.number(unit) for unit in range(1, H + 1)])
        counts = np.zeros(H)
        counts[[unit - 1 for unit in units]] = 1
        return (
            self.forward.comment("backprop-code-counts")
            + f"first = {T if self.loss.at == 'last' else 1}\n"
            + self.forward.array("counts", counts)
            + self.forward.comment(f"backprop-code-{self.loss.kind}")
            + self.forward.array("y" if self.loss.kind == "squared" else "d", numbers)
        )

    # Functions

    def functions(self) -> Iterator[str]:
        names = self.forward.names
        h = self.of("h")
        recorded = ", ".join([names.x_t, "before", *(self.of(name) for name in "rzn")])
        equations = [*self.equations()]
        yield "\n".join(
            [
                "def forward():",
                f"    {h}, steps, states = {self.h0}, [], []",
                f"    for t, {names.x_t} in enumerate({self.of('x')}, start=1):",
                f"        before = {h}",
                indent("\n".join(equations), " " * 8),
                f"        steps.append(({recorded}))",
                f"        states.append({h})",
                f"    return steps, {self.library.stacked.format('states')}",
            ]
        )
        if self.loss.kind == "squared":
            value, slope = "(counts * (states - y) ** 2)[first - 1 :].sum() / 2", "(states - y)"
        else:
            value, slope = "(counts * d * states)[first - 1 :].sum()", "d"
        yield f"def loss(states):\n    return {value}"
        yield "\n".join(
            [
                "def loss_gradient(states):",
                f"    gradient = {self.library.zeros.format('states')}",
                f"    gradient[first - 1 :] = (counts * {slope})[first - 1 :]"
                if self.loss.kind == "squared"
                else f"    gradient[first - 1 :] = counts * {slope}",
                "    return gradient",
            ]
        )
        if self.is_numpy:
            yield f"STEP = 1e-5\n\n\n{_DIFFERENCES.format(most=_MOST_CHECKED)}"
        else:
            yield _AUTOGRAD

    def equations(self) -> Iterator[str]:
        for line in self.forward.equations():
            if not self.is_numpy and line.startswith("for unit, value in held_"):
                gate = line.split("held_")[1].split(".")[0]
                yield f"{gate} = {gate}.clone()"  # autograd needs what σ gave as it was
            yield line

    # The way back

    def way_back(self) -> str:
        weights = self.weights()
        states = "steps, states = forward()"
        if self.is_numpy:
            lines = [states, "d_loss = loss_gradient(states)"]
        else:
            taking = ", ".join(weights)
            lines = [
                f"for weights in ({taking}):",
                "    weights.requires_grad_()",
                states,
                "loss(states).backward()",
                "torch.set_grad_enabled(False)",
                "d_loss = loss_gradient(states)",
            ]
        lines += [
            f"{gradient} = {self.library.zeros.format(name)}"
            for name, gradient in weights.items()
            if name != self.h0
        ]
        lines += [f"{self.called('d_back')} = {self.library.zeros.format(self.h0)}"]
        lines += [
            f"for t in range(len({self.of('x')}), 0, -1):",
            indent("\n".join(self.step()), "    "),
            f"{weights[self.h0]} = {self.called('d_back')}",
            "",
        ]
        lines += [f'check("{name}", {name}, {gradient})' for name, gradient in weights.items()]
        return "\n".join(lines)

    def weights(self) -> dict[str, str]:
        """What each array of weights, and h0, is called, and what its gradient is."""
        params = self.trace.params
        arrays = {**matrices(params, self.forward.names.notation), **biases(params)}
        called = [self.of(name) for name in arrays]
        return {name: f"d_{name}" for name in (*called, self.h0)}

    def called(self, name: str) -> str:
        """What a gradient is called: d_h, d_a_r and so on follow what h and r are called."""
        return "_".join(self.forward.names.of.get(part, part) for part in name.split("_"))

    def step(self) -> Iterator[str]:
        names = self.forward.names
        state = [names.x_t, *(self.of(name) for name in "hrzn")]
        yield f"{', '.join(state)} = steps[t - 1]"
        yield f"{self.called('d_next')} = {self.called('d_back')}"
        gradient_names = {name: self.called(name) for name in _GRADIENTS}
        of = {**names.of, **gradient_names, "d_loss": "d_loss[t - 1]", "q": "q"}
        written = replace(names, of=of)
        for equation in gradients.equations(names.notation, self.trace.params):
            result = written.of[equation.result]
            yield f"{result} = {self.expression(equation.argument, written)}"
            gate = equation.result[-1]
            if equation.result in ("d_a_r", "d_a_z") and self.forward.held(gate):
                yield f"for unit in held_{self.of(gate)}.get(t, {{}}):"
                yield f"    {result}[unit - 1] = 0"
        yield from self.sums(written)

    def expression(self, node: Node, names: Names) -> str:
        def factor(part: Node) -> str:
            text = self.expression(part, names)
            return text if isinstance(part, Quantity) else f"({text})"

        match node:
            case Quantity(name):
                return names.quantity(name)
            case Product(matrix, vector):
                return " @ ".join(names.operands(matrix, factor(vector)))
            case Transposed(matrix, vector):
                block, by = self.block(matrix), factor(vector)
                match names.notation.vectors:
                    case "column":
                        return f"{block}.T @ {by}"
                    case "row":
                        return f"{by} @ {block}.T"
                    case "row of transposed":
                        return f"{by} @ {block}"
            case Hadamard(left, right):
                return f"{factor(left)} * {factor(right)}"
            case OneMinus(part):
                return f"1 - {factor(part)}"
            case Square(part):
                return f"{factor(part)} ** 2"
            case Difference(left, right):
                return f"{factor(left)} - {factor(right)}"
            case Sum(terms):
                return " + ".join(self.expression(term, names) for term in terms)
        raise TypeError(node)

    def block(self, matrix: str) -> str:
        """A recurrent matrix; of a joined one, the part that multiplies h."""
        notation, params = self.forward.names.notation, self.trace.params
        if notation.products == "separate":
            return self.of(matrix)
        part = f":{params.H}" if notation.first == "h" else f"{params.D}:"
        return f"{self.of(matrix)}[{part if notation.vectors == 'row' else f':, {part}'}]"

    def sums(self, names: Names) -> Iterator[str]:
        """What a timestep adds to the weights' gradients."""
        notation, params = names.notation, self.trace.params
        after = notation.variant.reset == "after"
        x, h = names.x_t, self.of("h")

        def outer(slope: str, vector: str) -> str:
            ends = (vector, slope) if notation.vectors == "row" else (slope, vector)
            return self.library.outer.format(*ends)

        for gate in "rzn":
            of_W = names.of[f"d_a_{gate}"]
            of_U = names.of["d_q"] if gate == "n" and after else of_W
            state = f"{self.of('r')} * {h}" if gate == "n" and not after else h
            if notation.products == "joined":
                ends = (x, state) if notation.first == "x" else (state, x)
                both = self.library.joined.format(", ".join(ends))
                yield f"d_{self.of(f'W_{gate}')} += {outer(of_W, both)}"
            else:
                yield f"d_{self.of(f'W_{gate}')} += {outer(of_W, x)}"
                yield f"d_{self.of(f'U_{gate}')} += {outer(of_U, state)}"
            for name, slope in ((f"b_{gate}", of_W), (f"c_{gate}", of_U)):
                if getattr(params, name) is not None:
                    yield f"d_{self.of(name)} += {slope}"
