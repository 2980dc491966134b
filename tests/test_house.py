"""The rules of the house: imports run one way, both languages say the same, pins are exact."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import streamlit.config
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from gru_viz.locales import LANGUAGES
from gru_viz.variants import BIASES, QUANTITIES, WEIGHTS
from tests.browser.rig import start_server

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "gru_viz"
PAGES = [ROOT / "app.py", *sorted(ROOT.glob("pages/*.py"))]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From the bottom up: a part of the package imports from its own row and from those above it.
LAYERS = (
    {"messages", "palette", "syllabus", "cells"},
    {"locales", "variants", "formulas", "gradients", "sequences", "tables"},
    {"weights", "weight_files", "layouts", "whatif", "presets", "links", "losses", "trio"},
    {"figures", "player", "exports", "practice", "learning"},
    {"ui"},
)

LETTERS = {*QUANTITIES, *WEIGHTS, *BIASES}  # of the notation, which every sentence gets

RUN = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
    " && .venv/bin/streamlit run app.py"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install -r requirements-dev.txt"
    " && .venv/bin/python -m pytest"
)


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """The modules that a file imports, in functions too, by their full names."""
    found = set()
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                found.add(name if name in MODULES else str(node.module))
    return found


def own_imports(module: str) -> set[str]:
    return {name for name in imports(MODULES[module]) if name in MODULES} - {module}


# --- imports -------------------------------------------------------------------------------


def test_every_part_of_the_package_has_its_layer():
    parts = {name.split(".")[1] for name in MODULES if "." in name}
    assert parts <= set.union(*LAYERS)


def test_no_part_imports_from_a_layer_above_it():
    height = {part: level for level, parts in enumerate(LAYERS) for part in parts}
    upwards = [
        f"{module} imports {imported}"
        for module in MODULES
        for imported in own_imports(module)
        if height[imported.split(".")[1]] > height[module.split(".")[1]]
    ]
    assert not upwards


def test_no_modules_import_each_other_in_a_circle():
    # static_order raises CycleError, which names the circle
    graph = {module: own_imports(module) for module in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def test_only_ui_pages_and_the_face_of_the_player_know_streamlit():
    knowing = {
        module
        for module, path in MODULES.items()
        if any(name.split(".")[0] == "streamlit" for name in imports(path))
    }
    allowed = {name for name in MODULES if name.startswith("gru_viz.ui")} | {"gru_viz.player"}
    assert knowing <= allowed


def test_cells_need_numpy_and_nothing_else():
    used = {
        name
        for module, path in MODULES.items()
        if module.startswith("gru_viz.cells")
        for name in imports(path)
        if not name.startswith("gru_viz.cells")
    }
    assert {name.split(".")[0] for name in used} <= {"numpy"} | sys.stdlib_module_names


# --- requirements, settings, commands ------------------------------------------------------


def requirements(file: str) -> list[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("-r ")]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_exactly_each_with_its_reason(file):
    loose = [line for line in requirements(file) if not re.match(r"[\w.-]+==[\w.]+ +# \w", line)]
    assert not loose


def test_whatever_the_app_imports_is_among_its_requirements():
    pinned = {normal(line.split("==")[0]) for line in requirements("requirements.txt")}
    distributions = packages_distributions()
    files = [*MODULES.values(), *PAGES]
    packages = {name.split(".")[0] for path in files for name in imports(path)}
    unpinned = {
        package
        for package in packages - sys.stdlib_module_names - {"gru_viz"}
        if not pinned & {normal(name) for name in distributions.get(package, [])}
    }
    assert not unpinned


def test_streamlit_knows_every_setting():
    # An option that it does not know, Streamlit mentions once in the log and then ignores.
    def flat(table: dict, prefix: str = "") -> Iterator[str]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield prefix + key

    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert set(flat(settings)) <= set(streamlit.config.get_config_options())


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for the opener by a shell script")
def test_a_first_start_asks_nothing_and_opens_the_browser(tmp_path, monkeypatch):
    opened = tmp_path / "opened"
    for opener in ("xdg-open", "open"):  # Linux, macOS
        script = tmp_path / opener
        script.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n')
        script.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    subprocess.run(["mkfifo", opened], check=True)
    server = start_server("--server.headless=false")
    try:
        address = subprocess.run(["cat", opened], check=True, capture_output=True, timeout=20)
    finally:
        server.stop()
    assert address.stdout.decode().strip() == server.url


@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_readme_names_the_command(command):
    assert command in (ROOT / "README.md").read_text("utf-8")


def test_ci_does_what_the_readme_says():
    script = re.sub(r'"\$(?:app|dev)([^"]*)"', r".venv\1", (ROOT / ".ci/run").read_text("utf-8"))
    steps = [*RUN.split(" && ")[:2], *TEST.split(" && ")]  # it is the tests that run the app
    missing = [
        step for step in steps if not re.search(rf"{re.escape(step)}( &&|$)", script, re.MULTILINE)
    ]
    assert not missing
    assert "GRU_VIZ_REQUIRE_BROWSER=1" in script


# --- texts ---------------------------------------------------------------------------------

HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def test_no_korean_text_stands_in_code():
    code = [
        path
        for path in [*PAGES, *PACKAGE.rglob("*")]
        if path.suffix in {".py", ".js", ".css", ".html"} and "locales" not in path.parts
    ]
    assert not [path for path in code if HANGUL.search(path.read_text("utf-8"))]


class Names(Visitor):
    """What a catalogue entry mentions: arguments, and other entries."""

    def __init__(self, entry: ftl.Message | ftl.Term) -> None:
        self.arguments: set[str] = set()
        self.entries: set[str] = set()
        self.visit(entry)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:
        self.entries.add(node.id.name)

    def visit_TermReference(self, node: ftl.TermReference) -> None:
        self.entries.add(f"-{node.id.name}")
        self.generic_visit(node)


def entries(language: str) -> Iterator[tuple[str, ftl.EntryType]]:
    """(file, entry) for everything in a language's catalogue but comments."""
    for path in sorted((PACKAGE / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if not isinstance(entry, ftl.BaseComment):
                yield path.name, entry


def catalogue(language: str) -> dict[str, Names]:
    """What each sentence of a language mentions, terms under their name with the dash."""
    return {
        f"-{entry.id.name}" if isinstance(entry, ftl.Term) else entry.id.name: Names(entry)
        for _, entry in entries(language)
        if not isinstance(entry, ftl.Junk)
    }


def sentences() -> dict[str, set[str]]:
    """The arguments of each sentence of the English catalogue, which is like the Korean one."""
    return {
        key: names.arguments for key, names in catalogue("en").items() if not key.startswith("-")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_no_broken_entry(language):
    broken = [
        f"{file}: {getattr(entry, 'content', entry.id.name if hasattr(entry, 'id') else '')}"
        for file, entry in entries(language)
        if isinstance(entry, ftl.Junk) or entry.value is None
    ]
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_key_stands_once(language):
    keys = [entry.id.name for _, entry in entries(language) if isinstance(entry, ftl.Message)]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_mention_only_entries_that_exist(language):
    known = catalogue(language)
    assert not {name for names in known.values() for name in names.entries} - known.keys()


def test_korean_and_english_have_the_same_files_keys_and_arguments():
    def shape(language: str) -> dict[str, tuple[str, frozenset[str]]]:
        return {
            entry.id.name: (file, frozenset(Names(entry).arguments))
            for file, entry in entries(language)
            if isinstance(entry, ftl.Message)
        }

    korean, english = shape("ko"), shape("en")
    assert korean.keys() == english.keys()
    assert {key: korean[key] for key in korean if korean[key] != english[key]} == {}


def pattern(node: ast.AST) -> str | None:
    """The texts that a string or an f-string can be, as a regular expression; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)"
            for part in node.values
        )
    return None


def strings() -> set[str]:
    """A pattern for every string in the code but the docstrings."""
    found = set()
    for path in [*MODULES.values(), *PAGES]:
        tree = parse(path)
        prose = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {pattern(node) for node in ast.walk(tree) if node not in prose}
    return found - {None}


def test_every_sentence_is_used():
    """As it stands, or in an f-string whose gaps are filled by words that stand in the code."""
    patterns = strings()
    words = {word for text in patterns for word in re.findall(r"\w+", text.replace("\\-", "_"))}
    keyed = [re.compile(text) for text in patterns if re.match(r"[a-z]+\\-", text)]
    mentioned = {name for names in catalogue("en").values() for name in names.entries}

    def used(key: str) -> bool:
        matches = filter(None, (text.fullmatch(key) for text in keyed))
        return any({gap.replace("-", "_") for gap in m.groups()} <= words for m in matches)

    assert not [key for key in sentences() if not used(key) and key not in mentioned]


def calls_for_a_sentence() -> Iterator[tuple[str, str, ast.Call]]:
    """(where, pattern of the key, call) for each Problem, Message or texts with a key."""
    for path in [*MODULES.values(), *PAGES]:
        for node in ast.walk(parse(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"Problem", "Message", "texts"}
                and node.args
                and (key := pattern(node.args[0]))
                and path != PACKAGE / "locales" / "__init__.py"
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", key, node


def test_every_sentence_asked_for_exists():
    keys = sentences().keys()
    missing = [
        f"{where}: {key}"
        for where, key, _ in calls_for_a_sentence()
        if not any(re.fullmatch(key, known) for known in keys)
    ]
    assert not missing


def arguments(call: ast.Call) -> set[str] | None:
    """The names that a call gives to its sentence; None where only running it would tell."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if not (isinstance(call.func, ast.Name) and call.func.id == "Message"):
        return {str(keyword.arg) for keyword in call.keywords}
    if len(call.args) == 1:
        return set()
    given = call.args[1]
    if isinstance(given, ast.Dict) and all(isinstance(key, ast.Constant) for key in given.keys):
        return {key.value for key in given.keys if isinstance(key, ast.Constant)}
    return None


# To each problem of a link, its reader adds the name and the text of the field.
ADDED = {"link": {"name", "value"}}


def test_every_sentence_gets_the_values_that_it_names():
    needed = sentences()
    short = []
    for where, _, call in calls_for_a_sentence():
        key = getattr(call.args[0], "value", None)  # None: an f-string
        given = arguments(call)
        if key in needed and given is not None:
            lacking = needed[key] - given - LETTERS - ADDED.get(key.split("-")[0], set())
            short += [f"{where}: {key} lacks {name}" for name in sorted(lacking)]
    assert not short
