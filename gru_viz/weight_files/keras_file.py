"""Keras: ``.keras``, ``.weights.h5`` and the legacy ``.h5``, by arrays and configuration alone."""

import json

from gru_viz.weight_files.contents import MAX_FILE, MAX_NOTES, Contents, guarded
from gru_viz.weight_files.isolation import read_apart
from gru_viz.weight_files.keras_config import facts, legacy_facts, named_only
from gru_viz.weight_files.zips import Archive

MAGIC = b"\x89HDF\r\n\x1a\n"
_CONFIG, _WEIGHTS = "config.json", "model.weights.h5"


def is_keras(archive: Archive) -> bool:
    """Whether an archive is a ``.keras`` file."""
    return _WEIGHTS in archive.members


def read_keras(archive: Archive) -> Contents:
    """The arrays of a ``.keras`` file by their HDF5 paths, and the facts of its configuration.

    Raises Problem for one that is broken or refused.
    """
    weights = guarded(".keras", lambda: archive.read(_WEIGHTS, MAX_FILE))
    config = {}
    if _CONFIG in archive.members:
        config = guarded(".keras", lambda: json.loads(archive.read(_CONFIG, MAX_NOTES)))
    arrays, found = read_apart("h5", weights)
    return Contents("keras", arrays, guarded(".keras", lambda: facts(config, found["named"])))


def read_h5(data: bytes) -> Contents:
    """The arrays of an HDF5 file by their paths, and what it says about them.

    Raises Problem for one that is broken or refused.
    """
    arrays, found = read_apart("h5", data)
    if found["config"]:
        config = guarded("HDF5", lambda: json.loads(found["config"]))
        return Contents("keras", arrays, guarded("HDF5", lambda: legacy_facts(config, arrays)))
    return Contents("keras", arrays, named_only(found["named"]))
