"""HDF5: every dataset of floats, and of the rest only the notes that Keras makes.

libhdf5 would follow links into other files and datasets kept in them, so every link and every
dataset is looked at before it is opened or read. Imported only where a crash does no harm.
"""

import codecs
import io
from collections.abc import Mapping
from math import prod
from typing import Any

import h5py

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import (
    MAX_NAME,
    MAX_NOTES,
    MAX_NUMBERS,
    Array,
    check_count,
    check_numbers,
    could_be_gru,
    name_shown,
    taken,
    too_many_numbers,
)

codecs.lookup("ascii")  # h5py wants it for texts, when no file can be opened any more

MAX_DEPTH = 50  # groups within groups
_FILTERS = {h5py.h5z.FILTER_DEFLATE, h5py.h5z.FILTER_SHUFFLE}


def read(data: bytes) -> tuple[Mapping[str, Array], Mapping[str, Any]]:
    """The arrays by their paths; "named": what a Keras layer's group says its name is;
    "config": of a whole model in the legacy form, its configuration.

    Raises Problem for links that are not hard, data outside the file, filters other than gzip
    and shuffle, and what is beyond the bounds.
    """
    with h5py.File(io.BytesIO(data), "r") as file:
        tree = _Tree()
        tree.walk(file, ())
        check_numbers(dataset.shape for dataset in tree.datasets.values())
        arrays = {path: taken(dataset[()]) for path, dataset in tree.datasets.items()}
        return arrays, {"named": tree.named, "config": _text(file, "model_config", MAX_NOTES)}


class _Tree:
    """What a walk through the groups found."""

    def __init__(self) -> None:
        self.datasets: dict[str, h5py.Dataset] = {}
        self.named: dict[str, str] = {}
        self._seen: set[Any] = set()
        self._links = 0

    def walk(self, group: h5py.Group, path: tuple[str, ...]) -> None:
        place = h5py.h5o.get_info(group.id).addr
        if place in self._seen:  # a hard link can lead back
            return
        self._seen.add(place)
        if len(path) > MAX_DEPTH:
            raise Problem("file-h5-deep", limit=MAX_DEPTH)
        for name in group:
            self._links += 1
            check_count(self._links)
            if "/" in name or name in ("", ".", ".."):  # libhdf5 would take it for a path
                raise Problem("file-broken", format="HDF5")
            self._link(group, name)
            here = (*path, name)
            item = group[name]
            if isinstance(item, h5py.Group):
                self.walk(item, here)
            elif isinstance(item, h5py.Dataset):
                self._dataset("/".join(here), item)
        if len(path) > 1 and path[-1] == "vars" and (label := _text(group, "name", MAX_NAME)):
            self.named["/".join(path[:-1])] = label

    def _link(self, group: h5py.Group, name: str) -> None:
        kind = group.id.links.get_info(name.encode("utf-8", "surrogateescape")).type
        if kind == h5py.h5l.TYPE_SOFT:
            raise Problem("file-h5-soft-link", name=name_shown(name))
        if kind != h5py.h5l.TYPE_HARD:
            raise Problem("file-h5-external-link", name=name_shown(name))

    def _dataset(self, path: str, dataset: h5py.Dataset) -> None:
        made = dataset.id.get_create_plist()
        name = name_shown(path)
        if made.get_external_count():
            raise Problem("file-h5-external-data", name=name)
        if made.get_layout() == h5py.h5d.VIRTUAL:
            raise Problem("file-h5-virtual", name=name)
        if not {made.get_filter(i)[0] for i in range(made.get_nfilters())} <= _FILTERS:
            raise Problem("file-h5-filter", name=name)
        floats = dataset.dtype.kind == "f" and dataset.dtype.itemsize <= 8
        if floats and dataset.shape is not None and could_be_gru(path, dataset.shape):
            if prod(dataset.chunks or ()) > MAX_NUMBERS:
                raise too_many_numbers(prod(dataset.chunks))
            self.datasets[path] = dataset


def _text(item: h5py.Group, name: str, limit: int) -> str:
    """An attribute that is one text of at most so many characters, or ""."""
    if name not in item.attrs or item.attrs.get_id(name).shape != ():
        return ""
    value = item.attrs[name]
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text if isinstance(text, str) and len(text) <= limit else ""
