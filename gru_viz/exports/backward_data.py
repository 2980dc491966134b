"""The gradients of a run as data: a table for spreadsheets (CSV), and everything there is (JSON).

Both hold every number in full: read back, it is the same float.
"""

import csv
import io
import json

from gru_viz import gradients
from gru_viz.cells.gru import weight_gradients
from gru_viz.exports.data import as_json
from gru_viz.exports.names import GRADIENTS, gradient_name, names
from gru_viz.exports.writing import notation_of
from gru_viz.losses import WayBack
from gru_viz.variants import Notation


def gradients_csv(way: WayBack, notation: Notation | None = None) -> bytes:
    """A row for each timestep and unit, the last timestep first, as UTF-8 with a byte order mark.

    Columns: t and unit, from 1; then the gradients as :mod:`gru_viz.gradients` names them, with
    what the notation calls r, z, n and h in these names; None means our own.
    """
    trace, grads = way.trace, way.grads
    written = names(notation_of(trace, notation))
    numbers = gradients.by_name(trace, grads)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["t", "unit", *(gradient_name(name, written) for name in GRADIENTS)])
    for t in range(trace.T, 0, -1):
        for unit in range(trace.params.H):
            values = (float(numbers[name][t - 1, unit]) for name in GRADIENTS)
            writer.writerow([t, unit + 1, *values])
    return text.getvalue().encode("utf-8-sig")


def gradients_json(way: WayBack, notation: Notation | None = None) -> bytes:
    """The run as :func:`gru_viz.exports.data.as_json` has it, and its gradients beside it.

    Keys: run; loss, with what it is worth; weights, the gradients at the weights by our names; h0
    and x, those at the first state and at the input; then each gradient that
    :mod:`gru_viz.gradients` names, a row a timestep.
    """
    trace, grads, loss = way.trace, way.grads, way.loss
    numbers = gradients.by_name(trace, grads)
    content = {
        "run": json.loads(as_json(trace, way.sequence, notation)),
        "loss": {
            "kind": loss.kind,
            "at": loss.at,
            "unit": loss.unit,
            "numbers": list(loss.numbers),
            "value": way.value,
        },
        "weights": {name: array.tolist() for name, array in weight_gradients(trace, grads).items()},
        "h0": grads.h0.tolist(),
        "x": grads.x.tolist(),
        **{name: numbers[name].tolist() for name in GRADIENTS},
    }
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False, allow_nan=False)}"
        for key, part in content.items()
    )
    return f"{{\n{lines}\n}}\n".encode(errors="backslashreplace")
