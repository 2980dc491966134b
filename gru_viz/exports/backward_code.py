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
from gru_viz.exports.names import GRADIENTS, Names, gradient_name
from gru_viz.exports.scripts import NUMPY, TORCH, Script, parts
from gru_viz.exports.writing import laid_out
from gru_viz.locales import Texts
from gru_viz.losses import Loss, WayBack
from gru_viz.variants import Notation

# A sum moves by STEP: by what a weight multiplies its own step is divided. The difference of the
# losses is taken from that of the states, or hardly a digit would be left of it.
_DIFFERENCES = """\
STEP = 1e-5


def check(name, weights, gradient, by=1.0):
    size = max(1, np.abs(by).max())
    scale = max(np.abs(gradient).max(), size * np.abs(d_loss).max())
    places = sorted(np.ndindex(weights.shape), key=lambda place: -abs(gradient[place]))
    for place in places[:{most}]:
        value = weights[place]
        step = max(STEP / size, 4 * np.spacing(abs(value)))
        sides = []
        for moved in (value + step, value - step):
            weights[place] = moved
            sides.append((moved, forward()[1]))
        weights[place] = value
        (above, states_above), (below, states_below) = sides
        found = difference(states_above, states_below) / (above - below)
        assert abs(found - gradient[place]) <= 1e-6 * scale, (name, place, found)
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


_IN_NUMPY = _Library(
    "np.outer({}, {})", "np.zeros_like({})", "np.array({})", "np.concatenate([{}])"
)
_IN_TORCH = _Library(
    "torch.outer({}, {})", "torch.zeros_like({})", "torch.stack({})", "torch.cat([{}])"
)


def backward_numpy(way: WayBack, texts: Texts, notation: Notation | None = None) -> str:
    """A NumPy script: the way forward, the way back, and a check by finite differences.

    texts: the language of the comments. notation: whose letters and products it has; of the
    trace's variant, None for our own.

    Raises Problem where the script would overflow, ValueError for a notation of another variant.
    """
    return _Script(*parts(way.trace, texts, NUMPY, notation), way, _IN_NUMPY).write()


def backward_torch(way: WayBack, texts: Texts, notation: Notation | None = None) -> str:
    """The same in PyTorch, with a check by its autograd."""
    return _Script(*parts(way.trace, texts, TORCH, notation), way, _IN_TORCH).write()


@dataclass(frozen=True, slots=True)
class _Script(Script):
    way: WayBack
    library: _Library

    def write(self) -> str:
        data = [
            self.about(),
            self.setup(),
            *self.data(self.way.sequence, self.h0),
            self.loss_numbers(),
        ]
        functions = [*self.dialect.definitions.values(), *self.functions()]
        blocks = ["\n".join(data), *functions, self.way_back()]
        return "\n\n\n".join(block.strip("\n") for block in blocks) + "\n"

    @property
    def loss(self) -> Loss:
        return self.way.loss

    @property
    def is_numpy(self) -> bool:
        return self.dialect is NUMPY

    @property
    def h0(self) -> str:
        return f"{self.of('h')}_0"

    def of(self, name: str) -> str:
        return self.names.of[name]

    def about(self) -> str:
        checked_by = "differences" if self.is_numpy else "autograd"
        said = self.comment(f"backprop-code-what-{checked_by}")
        return said + self.comment("code-needs", package=self.dialect.package)

    def loss_numbers(self) -> str:
        T, H = self.trace.T, self.trace.params.H
        units = self.loss.units(H)
        numbers = np.array([self.loss.number(unit) for unit in range(1, H + 1)])
        counts = np.zeros(H)
        counts[[unit - 1 for unit in units]] = 1
        return (
            self.comment("backprop-code-counts")
            + f"first = {T if self.loss.at == 'last' else 1}\n"
            + self.array("counts", counts)
            + self.comment(f"backprop-code-{self.loss.kind}")
            + self.array("y" if self.loss.kind == "squared" else "d", numbers)
        )

    # Functions

    def functions(self) -> Iterator[str]:
        names = self.names
        h = self.of("h")
        recorded = ", ".join([names.x_t, "before", *(self.of(name) for name in "rzn")])
        yield "\n".join(
            [
                "def forward():",
                f"    {h}, steps, states = {self.h0}, [], []",
                f"    for t, {names.x_t} in enumerate({self.of('x')}, start=1):",
                f"        before = {h}",
                indent("\n".join(self.equations()), " " * 8),
                f"        steps.append(({recorded}))",
                f"        states.append({h})",
                f"    return steps, {self.library.stacked.format('states')}",
            ]
        )
        if self.is_numpy:
            mean = "((above + below) / 2 - y)" if self.loss.kind == "squared" else "d"
            yield (
                "def difference(above, below):\n"
                f"    return (counts * (above - below) * {mean})[first - 1 :].sum()"
            )
        elif self.loss.kind == "squared":
            yield (
                "def loss(states):\n    return (counts * (states - y) ** 2)[first - 1 :].sum() / 2"
            )
        else:
            yield "def loss(states):\n    return (counts * d * states)[first - 1 :].sum()"
        slope = "(states - y)[first - 1 :]" if self.loss.kind == "squared" else "d"
        yield "\n".join(
            [
                "def loss_gradient(states):",
                f"    gradient = {self.library.zeros.format('states')}",
                f"    gradient[first - 1 :] = counts * {slope}",
                "    return gradient",
            ]
        )
        yield _DIFFERENCES.format(most=_MOST_CHECKED) if self.is_numpy else _AUTOGRAD

    def hold(self, gate: str) -> Iterator[str]:
        if not self.is_numpy:
            yield f"{gate} = {gate}.clone()"  # autograd needs what σ gave as it was
        yield from Script.hold(self, gate)

    # The way back

    def way_back(self) -> str:
        weights = self.slopes()
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
        lines += map(self.checked, weights)
        return "\n".join(lines)

    def slopes(self) -> dict[str, str]:
        """What each array of weights, and h0, is called, and what its gradient is."""
        called = [self.of(name) for name in laid_out(self.trace.params, self.names.notation)]
        return {name: f"d_{name}" for name in (*called, self.h0)}

    def checked(self, name: str) -> str:
        """The check of an array; finite differences take into account what it multiplies."""
        given = f'"{name}", {name}, {self.slopes()[name]}'
        by = {self.of(f"{kind}_{gate}"): of for kind, of in self.multiplied() for gate in "rzn"}
        return f"check({given}, {by[name]})" if self.is_numpy and name in by else f"check({given})"

    def multiplied(self) -> tuple[tuple[str, str], ...]:
        """No state is larger than the first one, or than 1."""
        x = self.of("x")
        if self.names.notation.products == "joined":
            both = f"[np.abs({x}).max(), np.abs({self.h0}).max()]"
            return ("W", both), ("U", both)
        return ("W", x), ("U", self.h0)

    def called(self, name: str) -> str:
        return gradient_name(name, self.names.of)

    def step(self) -> Iterator[str]:
        names = self.names
        state = [names.x_t, *(self.of(name) for name in "hrzn")]
        yield f"{', '.join(state)} = steps[t - 1]"
        yield f"{self.called('d_next')} = {self.called('d_back')}"
        blocks = {name: self.block(name) for name in ("U_r", "U_z", "U_n")}
        slopes = {name: self.called(name) for name in GRADIENTS}
        of = {**names.of, **blocks, **slopes, "d_loss": "d_loss[t - 1]", "q": "q"}
        written = replace(names, of=of)
        for equation in gradients.equations(names.notation, self.trace.params):
            result = written.of[equation.result]
            yield f"{result} = {self.dialect.expression(equation.argument, written)}"
            gate = equation.result[-1]
            if equation.result in ("d_a_r", "d_a_z") and self.held(gate):
                yield f"for unit in held_{self.of(gate)}.get(t, {{}}):"
                yield f"    {result}[unit - 1] = 0"
        yield from self.sums(written)

    def block(self, matrix: str) -> str:
        """A recurrent matrix; of a joined one, the part that multiplies h."""
        notation, params = self.names.notation, self.trace.params
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
