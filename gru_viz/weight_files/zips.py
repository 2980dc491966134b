"""Zip archives: the directory bounded before it is read, members only as far as they are asked."""

import io
import zipfile
from collections.abc import Mapping
from typing import IO

from gru_viz.messages import Problem
from gru_viz.weight_files.contents import MAX_NOTES, check_count, guarded


class _Bytes(io.BytesIO):
    """The archive, which gives no more than so many bytes at once."""

    def __init__(self, data: bytes, limit: int) -> None:
        super().__init__(data)
        self.limit = limit
        self._size = len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self._size - self.tell())
        size = left if size is None or size < 0 else min(size, left)
        if size > self.limit:
            raise Problem("file-header", limit=self.limit // 1_000_000)
        return super().read(size)


class Archive:
    """The members of a zip archive by name.

    Raises Problem for an archive that is broken, or has more members or a larger directory
    than is read.
    """

    def __init__(self, data: bytes) -> None:
        self._file = _Bytes(data, limit=2 * MAX_NOTES)
        self._zip = guarded("ZIP", lambda: zipfile.ZipFile(self._file))
        self._file.limit = len(data)
        check_count(len(self._zip.filelist))
        self.members: Mapping[str, zipfile.ZipInfo] = {
            info.filename: info for info in self._zip.filelist
        }

    def open(self, name: str) -> IO[bytes]:
        """A member to read from; KeyError where there is none.

        Raises Problem for a packing that needs memory or time out of proportion.
        """
        info = self.members[name]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Problem("file-zip-packing")
        return self._zip.open(info)

    def read(self, name: str, limit: int) -> bytes:
        """A whole member; Problem where it has more than limit bytes."""
        with self.open(name) as member:
            data = member.read(limit + 1)
        if len(data) > limit:
            raise Problem("file-zip-member", limit=limit // 1_000_000)
        return data
