"""What every benchmark prints: the spread of its samples, and where they were taken."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np


def spread(samples: Sequence[float], digits: int = 1) -> dict[str, float]:
    """Median, 95th percentile and worst of some samples, and how many they were."""
    if not len(samples):
        return {"n": 0}
    p50, p95, worst = np.quantile(samples, (0.5, 0.95, 1))
    figures = {"p50": p50, "p95": p95, "worst": worst}
    rounded = {name: round(float(figure), digits) for name, figure in figures.items()}
    return {**rounded, "n": len(samples)}


def ratios(ours: Sequence[float], others: Sequence[float]) -> dict[str, float]:
    """How our median and our 95th percentile stand to another's."""
    if not (len(ours) and len(others)):
        return {}
    return {
        name: round(float(np.quantile(ours, q) / np.quantile(others, q)), 2)
        for name, q in (("p50", 0.5), ("p95", 0.95))
    }


def installed(package: str) -> str | None:
    """The version of a package, or None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def machine(*packages: str) -> dict[str, Any]:
    """Where and when, and with which packages; the load tells what else was running before."""
    return {
        "when": datetime.now().astimezone().isoformat(timespec="seconds"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": [round(load, 2) for load in os.getloadavg()]
        if hasattr(os, "getloadavg")
        else None,
        "versions": {name: installed(name) for name in packages},
    }


def show(result: dict[str, Any]) -> None:
    """Print a result as JSON."""
    print(json.dumps(result, indent=2, ensure_ascii=False))
