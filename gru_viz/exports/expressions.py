"""An equation's tree as code."""

from collections.abc import Callable

from gru_viz.exports.names import Names
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Joined,
    Node,
    OneMinus,
    Product,
    Quantity,
    Square,
    Sum,
    Transposed,
)

Expression = Callable[[Node, Names], str]


def plain(concatenated: str) -> Expression:
    """Code with signs; the vectors of a joined product as a template of them."""

    def expression(node: Node, names: Names) -> str:
        def factor(part: Node) -> str:
            text = expression(part, names)
            return text if isinstance(part, Quantity) else f"({text})"

        match node:
            case Quantity(name):
                return names.quantity(name)
            case Product(matrix, vector):
                return " @ ".join(names.operands(matrix, factor(vector)))
            case Transposed(matrix, vector):
                return " @ ".join(names.transposed(matrix, factor(vector)))
            case Joined((one, other)):
                ends = (expression(product.vector, names) for product in (one, other))
                return " @ ".join(names.operands(one.matrix, concatenated.format(", ".join(ends))))
            case Hadamard(left, right):
                return f"{factor(left)} * {factor(right)}"
            case OneMinus(part):
                return f"1 - {factor(part)}"
            case Square(part):
                return f"{factor(part)} ** 2"
            case Difference(left, right):
                return f"{factor(left)} - {factor(right)}"
            case Sum(terms):
                return " + ".join(expression(term, names) for term in terms)
        raise TypeError(node)

    return expression


def in_calls(
    concatenated: str, product: str, multiply: str, one_minus: str, add: str, between: str
) -> Expression:
    """Code that rounds after each operation; the operations as templates of their operands."""

    def expression(node: Node, names: Names) -> str:
        def inner(part: Node) -> str:
            return expression(part, names)

        match node:
            case Quantity(name):
                return names.quantity(name)
            case Product(matrix, vector):
                return product.format(*names.operands(matrix, inner(vector)))
            case Joined((one, other)):
                ends = f"{inner(one.vector)}, {inner(other.vector)}"
                return product.format(*names.operands(one.matrix, concatenated.format(ends)))
            case Hadamard(left, right):
                return multiply.format(inner(left), inner(right))
            case OneMinus(part):
                return one_minus.format(inner(part))
            case Sum(terms):
                return add.format(between.join(map(inner, terms)))
        raise TypeError(node)

    return expression
