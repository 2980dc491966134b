"""The walk as one file: what is in it arrives unchanged, and nothing in it can become markup."""

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from gru_viz import sequences, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.page import page
from gru_viz.player.payload import Seek, pack
from gru_viz.variants import own

HOSTILE = '</script><script>alert("1")</script><!--${1}$title&amp;'


class Outline(HTMLParser):
    """The tags of a document, each with its attributes and the text directly in it."""

    def __init__(self, document: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.text: list[str] = []
        self.feed(document.decode())
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes), []))
        self.text = self.tags[-1][2]

    def handle_endtag(self, tag: str) -> None:
        self.text = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(given, "".join(text)) for name, given, text in self.tags if name == tag]


def run(text: str, language: str = "en") -> bytes:
    sequence = sequences.parse(text)
    drawn = weights.random(sequence.x.shape[1], 4, 7, 1.0, own(gru.Variant()))
    trace = gru.forward(drawn.params, sequence.x, drawn.h0)
    return pack(trace, sequence, texts(language), seek=Seek(0, 1, 1))


def parts(title: str = "GRU", text: str = "1, 2, 3", language: str = "en") -> Outline:
    return Outline(page(run(text, language), texts(language), title))


@pytest.mark.parametrize("text", ["0.3, -1.2, 2.5", "나는 학교에 갔다.", f"{HOSTILE} word"])
def test_the_run_is_in_the_page_to_the_last_bit(text: str) -> None:
    given = run(text)
    [(_, written)] = [
        script
        for script in Outline(page(given, texts("en"), "GRU")).all("script")
        if script[0].get("id") == "run"
    ]
    assert b64decode(written, validate=True) == given


@pytest.mark.parametrize("title", ["GRU gates", "게이트 & <h>", HOSTILE])
def test_a_title_is_text(title: str) -> None:
    written = parts(title)
    assert written.all("title")[0][1] == title
    assert written.all("h1")[0][1].strip() == title
    assert [tag for tag, *_ in written.tags] == [tag for tag, *_ in parts("GRU").tags]


@pytest.mark.parametrize("text", [f"{HOSTILE} word", "<img/src=x/onerror=alert(1)> word"])
def test_tokens_add_no_markup(text: str) -> None:
    tags = [tag for tag, *_ in parts(text=text).tags]
    assert tags == [tag for tag, *_ in parts(text="a word").tags]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_names_its_language(language: str) -> None:
    assert parts(language=language).all("html")[0][0]["lang"] == language


def test_only_the_players_script_may_run_and_nothing_may_be_fetched() -> None:
    written = parts(HOSTILE)
    [policy] = [
        str(given["content"])
        for given, _ in written.all("meta")
        if given.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    [script] = [text for given, text in written.all("script") if given.get("type") == "module"]
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{allowed}'"
    assert rules.keys() == {"default-src", "script-src", "style-src", "base-uri", "form-action"}


def test_nothing_in_the_page_has_an_address_elsewhere() -> None:
    document = page(run("1, 2, 3"), texts("en"), "GRU").decode()
    names = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"}
    names |= {"http://www.w3.org/1998/Math/MathML"}
    assert set(re.findall(r"https?://[^\s\"'`)]+", document)) == names
    assert not re.search(r"\b(src|href)=|@import|url\(", document)


def test_a_short_run_stays_a_small_file() -> None:
    assert len(page(run("0.3, -1.2, 2.5, 0, 1"), texts("en"), "GRU")) < 200_000
