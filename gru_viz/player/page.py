"""The whole walk as one HTML file: the same player, which steps from a disk or a course page."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from gru_viz.locales import Texts
from gru_viz.player import source, style

_HERE = Path(__file__).parent


def page(data: bytes, texts: Texts, title: str, lesson: str = "forward") -> bytes:
    """An HTML document (UTF-8) in which the player steps through a run without any server.

    data: from :func:`gru_viz.player.payload.pack`, or of ``lesson="backward"``, from
    :func:`gru_viz.player.backward.pack_backward`. texts: the words around the player, best in the
    language of the data. title: any text.

    It connects to nothing, follows the light or dark of the system, and opens at the place that
    its address names (``gru.html#t=3&unit=2&stage=1``), else at the seek of the data. A notebook
    shows it in a frame::

        walk = page(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1)), texts("en"), "My GRU")
        Path("gru.html").write_bytes(walk)
        IPython.display.IFrame("gru.html", width="100%", height=760)
    """
    script = source(f"{lesson}_offline")
    filled = _template().substitute(
        language=escape(texts.language),
        title=escape(title),
        keys=escape(texts("offline-keys")),
        needs_script=escape(texts("offline-needs-script")),
        style=style(lesson),
        run=b64encode(data).decode(),
        script=script,
        script_hash=_hash(script),
    )
    return filled.encode()


@cache
def _template() -> Template:
    return Template((_HERE / "page.html").read_text("utf-8"))


@cache
def _hash(script: str) -> str:
    """How a Content-Security-Policy names the one script that may run."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
