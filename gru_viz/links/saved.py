"""A State as a small file, which holds what no link can."""

import json

from gru_viz.links.reading import read_fields
from gru_viz.links.state import State
from gru_viz.links.writing import write
from gru_viz.messages import Message, Problem

MAX_FILE = 60_000_000  # bytes
FILE_VERSION = 1


def save(state: State) -> bytes:
    """A file that opens to the same state: the parameters of its link, as JSON."""
    content = {"gru_viz": FILE_VERSION, **write(state)}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def load(data: bytes) -> tuple[State, list[Message]]:
    """The state in a file from :func:`save`, and messages as from :func:`gru_viz.links.read`.

    Raises Problem for a file that is too large, that is no such file, or of another version.
    """
    if len(data) > MAX_FILE:
        raise Problem("file-too-large", limit=MAX_FILE // 1_000_000)
    try:
        content = json.loads(data.decode("utf-8-sig"))
        version = content["gru_viz"]
        query = {k: v if isinstance(v, str) else json.dumps(v) for k, v in content.items()}
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise Problem("file-not-ours") from error
    if version != FILE_VERSION:
        raise Problem("file-version")
    return read_fields(query, MAX_FILE)
