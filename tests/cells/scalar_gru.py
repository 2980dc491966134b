"""A second GRU, number by number: plain Python, written from the equations, no arrays.

Slow and obvious on purpose. Lists go in; each step gives a dict of lists, one number a unit.
"""

from math import exp, fsum, tanh
from typing import Any

Vector = list[float]
Matrix = list[Vector]


def sigma(a: float) -> float:
    return 1 / (1 + exp(-a))


def weighted(row: Vector, vector: Vector) -> float:
    return fsum(w * v for w, v in zip(row, vector, strict=True))


def step(p: dict[str, Any], x: Vector, h: Vector, update: str, reset: str) -> dict[str, Vector]:
    """One timestep; p holds the weights and biases under their names, none of them missing."""
    units = range(len(h))
    b_r, b_z = ([b + c for b, c in zip(p[f"b_{g}"], p[f"c_{g}"], strict=True)] for g in "rz")
    a_r = [weighted(p["W_r"][i], x) + weighted(p["U_r"][i], h) + b_r[i] for i in units]
    a_z = [weighted(p["W_z"][i], x) + weighted(p["U_z"][i], h) + b_z[i] for i in units]
    r = [sigma(a) for a in a_r]
    z = [sigma(a) for a in a_z]
    if reset == "before":
        q = h
        rq = [r[i] * q[i] for i in units]
        b_n = [b + c for b, c in zip(p["b_n"], p["c_n"], strict=True)]
        a_n = [weighted(p["W_n"][i], x) + weighted(p["U_n"][i], rq) + b_n[i] for i in units]
    else:
        q = [weighted(p["U_n"][i], h) + p["c_n"][i] for i in units]
        rq = [r[i] * q[i] for i in units]
        a_n = [weighted(p["W_n"][i], x) + p["b_n"][i] + rq[i] for i in units]
    n = [tanh(a) for a in a_n]
    if update == "renews":
        keep = [1 - z[i] for i in units]
        write = z
    else:
        keep = z
        write = [1 - z[i] for i in units]
    kept = [keep[i] * h[i] for i in units]
    written = [write[i] * n[i] for i in units]
    return {
        "r": r, "z": z, "n": n, "a_r": a_r, "a_z": a_z, "a_n": a_n, "q": q, "rq": rq,
        "keep": keep, "kept": kept, "written": written,
        "h": [kept[i] + written[i] for i in units],
    }  # fmt: skip


def run(
    p: dict[str, Any], x: Matrix, h0: Vector, update: str, reset: str
) -> list[dict[str, Vector]]:
    """Every step of a sequence."""
    steps: list[dict[str, Vector]] = []
    for x_t in x:
        steps.append(step(p, x_t, steps[-1]["h"] if steps else h0, update, reset))
    return steps
