"""Every parser against inputs that nobody would type, and some that somebody would. Prints JSON.

    python -m tests.fuzz [--inputs 20000] [--seed 0]
    python -m tests.fuzz --files [--inputs 50000]                     # weight files
    python -m tests.fuzz --seed 0 --parser links.load --number 17     # one input again

Each input ends in a result of which everything holds that is promised, or in one sentence; all
else, be it an exception, a warning, or too much time or memory, is a failure, and makes the
exit code 1.
"""

import argparse
import json
import sys
import time
from random import Random

from tests.fuzz.parsers import PARSERS
from tests.fuzz.runner import SLOWEST, fuzz, peak_megabytes, shown
from tests.fuzz.weight_files import FILE_PARSERS, readers


def main() -> int:
    """Fuzz, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--inputs", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--parser", choices=[p.name for p in (*PARSERS, *FILE_PARSERS)])
    parser.add_argument("--number", type=int)
    asked = parser.parse_args()
    if asked.parser:
        chosen = [p for p in (*PARSERS, *FILE_PARSERS) if p.name == asked.parser]
    else:
        chosen = list(FILE_PARSERS if asked.files else PARSERS)
    inputs = asked.inputs or (50_000 if asked.files else 20_000)
    if asked.number is not None:
        value = chosen[0].make(Random(f"{asked.seed} {chosen[0].name} {asked.number}"))
        print(shown(value))
        chosen[0].use(value)
        return 0
    start = time.perf_counter()
    report = fuzz(chosen, inputs, asked.seed)
    slowest = sorted(report.seconds, reverse=True)[: SLOWEST * 2]
    print(
        json.dumps(
            {
                "seed": asked.seed,
                "inputs": len(report.seconds),
                "seconds": round(time.perf_counter() - start, 1),
                "peak_megabytes": round(peak_megabytes()),
                **({"readers": readers()} if asked.files else {}),
                "outcomes": report.outcomes,
                "sentences": report.sentences,
                "slowest": [
                    {"seconds": round(seconds, 3), "again": again, "input": value[:80]}
                    for seconds, again, value in slowest
                ],
                "failures": report.failures,
            },
            indent=2,
        )
    )
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
