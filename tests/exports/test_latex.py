"""The LaTeX document compiles as it is, in both languages, whatever was typed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from gru_viz import sequences
from gru_viz.cells import gru
from gru_viz.exports.latex import as_latex
from gru_viz.exports.markdown import as_markdown
from gru_viz.locales import texts
from gru_viz.variants import PUBLISHED
from tests.exports.runs import (
    FEATURES,
    VARIANTS,
    WORDS,
    Run,
    holds,
    hostile_runs,
    named,
    run_in,
    run_of,
)

# What kotex, which sets Korean, needs in each engine beside itself.
ENGINES = {"pdflatex": "kotexutf", "xelatex": "xetexko", "lualatex": "luatexko"}
REQUIRED = os.environ.get("GRU_VIZ_REQUIRE_BROWSER") == "1"


def knows(package: str) -> bool:
    return not subprocess.run(["kpsewhich", f"{package}.sty"], capture_output=True).returncode


INSTALLED = [
    name
    for name, korean in ENGINES.items()
    if shutil.which(name) and knows("kotex") and knows(korean)
]


@pytest.fixture(params=INSTALLED or [None])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param is None:
        reason = "no LaTeX with kotex on this machine, so its documents are not compiled"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    return request.param


def compiled(engine: str, document: str, folder: Path) -> str:
    """The log of a compilation that gave a PDF and stopped at nothing."""
    (folder / "steps.tex").write_text(document, "utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "steps"]
    done = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)
    log = (folder / "steps.log").read_text("utf-8", "replace")
    assert done.returncode == 0, "\n".join(re.findall(r"^!.*(?:\n.*){3}", log, re.MULTILINE))
    assert (folder / "steps.pdf").read_bytes().startswith(b"%PDF")
    return log


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("case", ["numbers", "wide", "words", "rounded and held"])
def test_it_compiles_with_every_line_on_the_page(case, language, engine, tmp_path) -> None:
    trace, sequence = {
        "numbers": lambda: run_of(H=4),
        "wide": lambda: run_of(FEATURES, VARIANTS[3], 40, h0=np.linspace(-1, 1, 40)),
        "words": lambda: run_of(WORDS, VARIANTS[2]),
        "rounded and held": lambda: run_of(variant=VARIANTS[1], hold=holds(5, 3), rounded_to=3),
    }[case]()
    document = as_latex(trace, sequence, texts(language), 4, timesteps=[1, 2], units=[1, 3])
    log = compiled(engine, document, tmp_path)
    assert not re.findall(r"^(?:Overfull|Missing character).*", log, re.MULTILINE)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", ["ng", "onnx_after", "tf1"])
def test_every_kind_of_symbol_and_product_compiles(key, language, engine, tmp_path) -> None:
    run = run_in(PUBLISHED[key], H=12, hold=holds(3, 12))
    steps = {"timesteps": [2], "units": [1, 12], "notation": PUBLISHED[key]}
    log = compiled(engine, as_latex(*run, texts(language), **steps), tmp_path)
    assert not re.findall(r"^(?:Overfull|Missing character).*", log, re.MULTILINE)


HOSTILE = [
    "\\input{/etc/passwd}", "\\end{document}", "$", "$$x$$", "%", "{", "}", "\\", "^^41", "#1",
    "a_b^c", "~", "&", "|<>\"'`", "--", "??`!`", "가나다", "뷁ㅋㅋ", "é", "Łódź", "ß", "漢字",
    "\U0001f600", "␣", "“q”…", "σ", "10⁻³", "e\u0301\u0301", "\ufffd", "\u200d", "\x07",
    "\\write18", "ﬁ", "\u0301", "ﷺ", "İı", "-" * 60, "한" * 60, "W" * 200,
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
def test_whatever_was_typed_compiles(language, engine, tmp_path) -> None:
    trace, _ = named(HOSTILE, HOSTILE)
    sequence = sequences.Sequence(trace.x, tuple(HOSTILE), tuple(HOSTILE), "words")
    document = as_latex(trace, sequence, texts(language), units=[1])
    log = compiled(engine, document, tmp_path)
    assert not re.findall(r"^Missing character.*", log, re.MULTILINE)
    assert (tmp_path / "steps.log").read_text("utf-8", "replace").count("passwd") == 0


@given(hostile_runs)
def test_whatever_was_typed_is_text_in_latex(run: Run) -> None:
    document = as_latex(*run, texts("en"), timesteps=[1], units=[1])
    tokens = re.findall(r"\\texttt\{((?:\\.|\{(?:\\.|[^{}\\])*\}|[^{}\\])*)\}", document)
    assert len(tokens) == document.count(r"\texttt")
    for typed in tokens:
        left = re.sub(
            r"\\(?:[#$%&_{}]|[`'^~=u.\"Hvc]\{\w\}|text\w+\{\}|dots\{\}|(?:ss|ae|AE|o|O|i)\{\})"
            r"|\$[^$]*\$|\{\\rmfamily\\[lL]\}|\{\}",
            "",
            typed,
        )
        assert not re.search(r"[\\#$%&_{}^~]", left), typed
        assert all(" " <= char <= "~" or "\u3131" <= char <= "\ud7a3" for char in left)
    assert document.count(r"\begin{document}") == document.count(r"\end{document}") == 1
    assert document.endswith("\\end{document}\n")


def test_english_needs_no_korean_package() -> None:
    assert "kotex" not in as_latex(*run_of(), texts("en"))
    assert "kotex" in as_latex(*run_of(WORDS), texts("en"))
    assert "kotex" in as_latex(*run_of(), texts("ko"))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_it_has_the_equations_of_the_markdown(variant: gru.Variant) -> None:
    run = run_of(FEATURES, variant, hold=holds(3, 3))

    def rows(text: str) -> list[str]:
        return re.findall(r"^.*&=.*?(?= \\cr$| \\\\\*?$| \\\\\[|$)", text, re.MULTILINE)

    written = rows(as_latex(*run, texts("en")))
    assert len(written) > 100
    assert written == rows(as_markdown(*run, texts("en")))
