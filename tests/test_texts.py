"""The texts: a key and its values in, a sentence of the chosen language out."""

import pytest

from gru_viz import locales
from gru_viz.locales import LANGUAGES, Texts
from gru_viz.messages import Message, Problem


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder of texts in the place of the real one."""
    monkeypatch.setattr(locales, "__file__", str(tmp_path / "__init__.py"))
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
    return tmp_path


@pytest.fixture
def written(folder):
    """A small catalogue, each language in two files."""
    (folder / "en/a.ftl").write_text("greeting = Hello, { $name }.\nplain = Only words\n", "utf-8")
    (folder / "en/b.ftl").write_text("rows = Row { $t } of { $T }\n", "utf-8")
    (folder / "ko/a.ftl").write_text("greeting = 안녕하세요, { $name } 님.\nplain = 말\n", "utf-8")
    (folder / "ko/b.ftl").write_text("rows = { $T }개 중 { $t }번째\n", "utf-8")


@pytest.mark.usefixtures("written")
class TestSentences:
    def test_each_language_speaks_for_itself_with_the_values_in_its_own_order(self):
        assert Texts("en")("greeting", name="Kim") == "Hello, Kim."
        assert Texts("en")("rows", t=2, T=5) == "Row 2 of 5"
        assert Texts("ko")("greeting", name="Kim") == "안녕하세요, Kim 님."
        assert Texts("ko")("rows", t=2, T=5) == "5개 중 2번째"

    def test_values_appear_exactly_as_given(self):
        """Braces, markup and Hangul in a value are text, and nothing is put around it."""
        name = '{ $name } { plain } <img src=x onerror="alert(1)"> 말'
        assert Texts("en")("greeting", name=name) == f"Hello, {name}."

    def test_a_message_and_a_problem_are_said_in_the_language_of_the_reader(self):
        assert Texts("en").say(Message("plain")) == "Only words"
        assert Texts("ko").say(Problem("rows", t=1, T=3).message) == "3개 중 1번째"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_missing_key_is_an_error(self, language):
        with pytest.raises(KeyError, match="absent"):
            Texts(language)("absent")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_missing_value_is_an_error_that_names_language_key_and_value(self, language):
        with pytest.raises(KeyError, match=rf"{language}: rows.*T"):
            Texts(language)("rows", t=1)


def test_a_language_without_texts_has_no_sentence(folder):
    with pytest.raises(KeyError):
        Texts("en")("plain")
