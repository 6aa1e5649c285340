"""What the system says of the files in a folder, as one number.

The number is a sum over files of a mixture of name, size and times. So a folder of which one file
changed has a number that is known without looking at the others again. It tells of accidents, not
of somebody who forges times.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_MODULUS = 1 << 128


def tree_sum(folder: Path) -> int:
    """The number of a folder; OSError when it cannot be looked through."""
    return total(weights(folder).values())


def weights(folder: Path) -> dict[str, int]:
    """What every file of a folder adds to its number, by its path there."""
    return {path: _weight(path, found) for path, found in find_files(folder)}


def weights_of(folder: Path, paths: Iterable[str]) -> dict[str, int]:
    """What these files of a folder add to its number; those that are not there are left out."""
    found = {}
    for path in paths:
        with suppress(FileNotFoundError):
            found[path] = _weight(path, (folder / path).stat(follow_symlinks=False))
    return found


def total(found: Iterable[int]) -> int:
    """The number of a folder whose files add these."""
    return sum(found) % _MODULUS


def exchanged(number: int, before: int, after: int) -> int:
    """The number of a folder of which some files added `before` and now add `after`."""
    return (number - before + after) % _MODULUS


def find_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder with its path there, and what the system says of it."""
    top = len(os.fspath(folder)) + 1
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry.path[top:], entry.stat(follow_symlinks=False)


def _weight(path: str, found: os.stat_result) -> int:
    name = crc32(path.encode("utf-8", "surrogateescape")) + 1
    return name * (found.st_ctime_ns ^ found.st_mtime_ns << 7 ^ found.st_size << 75)
