"""The folder of the site: writes what changed and nothing else."""

import os
from pathlib import Path

PART = ".deel"
"""How the name of a file ends while it is being written."""


class Output:
    """Files below one folder. A file that already holds the same bytes is left alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: set[str] = set()
        """The paths of all files that the site holds now."""
        self.changed: set[str] = set()
        """The paths of the files that were written or removed."""
        self._top = f"{folder}{os.sep}"
        self._made: set[str] = set()
        self._begun = folder.is_dir() and any(folder.iterdir())
        """Whether the folder held files of an earlier site: then those are compared."""

    def write_page(self, address: str, html: str) -> str:
        """Write the page at an address such as "praktijken/x/"; the path of its file."""
        return self.write_file(page_file(address), html.encode("utf-8"))

    def write_file(self, path: str, data: bytes) -> str:
        """Write a file; its path. Raises ValueError when that leads out of the folder."""
        # Ids are checked before they come here; this wall holds if that check ever has a hole.
        if ".." in path.replace("\\", "/").split("/") or os.path.isabs(path):  # noqa: PTH117
            raise ValueError(f"{path} leads out of the site")
        may_be_there = self._begun or path in self.files
        self.files.add(path)
        # Tens of thousands of files come by here: names are strings, which takes half the time.
        target = self._top + path
        place = target.rpartition("/")[0]
        if place not in self._made:
            os.makedirs(place, exist_ok=True)  # noqa: PTH103
            self._made.add(place)
        if may_be_there:
            try:
                with open(target, "rb") as stream:  # noqa: PTH123
                    if stream.read() == data:
                        return path
            except OSError:
                pass
            # A new file in place of the old: that one may stand in another folder too (`Staging`).
            part = target + PART
            _write(part, data)
            os.replace(part, target)  # noqa: PTH105
        else:
            _write(target, data)
        self.changed.add(path)
        return path

    def write_copies(self, folder: Path) -> None:
        """Write what lies in another folder, at the same paths."""
        for file in folder.rglob("*"):
            if file.is_file():
                self.write_file(file.relative_to(folder).as_posix(), file.read_bytes())

    def write_removals(self, before: set[str]) -> None:
        """Remove the files of a site as it was before that it no longer holds."""
        for path in before - self.files:
            target = self.folder / path
            target.unlink(missing_ok=True)
            remove_empty(target.parent, self.folder)
            self.changed.add(path)


def page_file(address: str) -> str:
    """The path of the file of the page at an address."""
    return f"{address}index.html"


def _write(target: str, data: bytes) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # a disk that is nearly full may take a part
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)  # only Windows tells text from bytes


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder below `top` when nothing is in it any more, and what held only that."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
