"""Which one is mine? A few questions about someone's notes, and the notations that are left."""

import streamlit as st

from gru_viz.locales import Texts
from gru_viz.ui import state
from gru_viz.ui.conventions_drawn import draw, side
from gru_viz.ui.notation import about, order
from gru_viz.variants.which import UNKNOWN, Question, asked, found, remaining

_KEY = "which-{}"
_CARDS = "which_cards"


def which(texts: Texts) -> None:
    """Ask what is still worth asking, and show the notations that agree with the answers."""
    st.header(texts("conventions-which"), anchor=False)
    st.markdown(texts("conventions-which-about"))
    answers: dict[str, str] = {}
    with st.container(horizontal=True, gap="large"):
        while question := next((q for q in asked(answers) if q.key not in answers), None):
            answer = _ask(texts, question, answers)
            if answer is None:
                break
            answers[question.key] = answer
    if not answers:
        return
    likely = order(texts.language)
    left = sorted(found(answers), key=lambda notation: likely.index(notation.key))
    st.markdown(texts("conventions-found", count=len(left)))
    shown = state.current()
    draw(
        "cards",
        _CARDS,
        texts,
        {
            "sides": [side(n, texts(f"notation-{n.key}"), about=about(texts, n)) for n in left],
            "t": shown.t,
            "use": texts("conventions-use"),
            "chosen": shown.notation,
        },
        on_chosen=_use,
    )
    st.markdown(texts("conventions-none-of-these"))
    st.page_link("app.py", label=texts("conventions-see"))


def _ask(texts: Texts, question: Question, answers: dict[str, str]) -> str | None:
    """The answer, one of those that a notation left by the earlier answers gives, or None."""
    given = {question.of(notation) for notation in remaining(answers)}
    options = [answer for answer in question.answers if answer in given]
    key = _KEY.format(question.key)
    if st.session_state.get(key) not in (None, UNKNOWN, *options):
        del st.session_state[key]  # an earlier answer was changed
    answer: str | None = st.radio(
        texts(f"conventions-ask-{question.key}"),
        [*options, UNKNOWN],
        index=None,
        format_func=lambda answer: texts(
            f"conventions-{question.key}-is-{answer}" if answer else "conventions-unknown"
        ),
        key=key,
    )
    return answer


def _use() -> None:
    if key := st.session_state[_CARDS].get("chosen"):
        state.change(notation=key)
