"""Files written whole, and none of somebody else's replaced."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path


class ExportError(ValueError):
    """An export that can't be made as it was asked for; the message says what to do."""


def write(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it, so that no reader meets half of a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_all(
    files: Mapping[Path, bytes], ours: Callable[[str, bytes], bool], force: bool
) -> list[Path]:
    """Write each file, with the folders it needs, and return the files' paths.

    Nothing is written if a file stands in a target's place of whose name and content ``ours``
    says that we didn't write it, unless ``force``: that is an `ExportError`, as is a file that
    can't be written.
    """
    try:
        for path in files:
            if not force and path.exists() and not ours(path.name, path.read_bytes()):
                raise ExportError(f"{path} isn't from an earlier export: remove it or give --force")
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, data)
    except OSError as error:
        file = error.filename2 or error.filename  # of a rename, its target
        raise ExportError(f"{file}: {error.strerror}") from error
    return list(files)
