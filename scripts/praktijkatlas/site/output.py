"""The folder of the site: writes what changed and nothing else."""

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
        self._made: set[Path] = set()

    def write_page(self, address: str, html: str) -> str:
        """Write the page at an address such as "praktijken/x/"; the path of its file."""
        return self.write_file(f"{address}index.html", html.encode("utf-8"))

    def write_file(self, path: str, data: bytes) -> str:
        """Write a file; its path. Raises ValueError when that leads out of the folder."""
        target = self.folder / path
        self.files.add(path)
        # Ids are checked before they come here; this wall holds if that check ever has a hole.
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ValueError(f"{path} leads out of the site")
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        try:
            if target.read_bytes() == data:
                return path
        except OSError:
            target.write_bytes(data)
        else:
            # A new file in place of the old: that one may stand in another folder too (`Staging`).
            part = target.with_name(target.name + PART)
            part.write_bytes(data)
            part.replace(target)
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


def remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder below `top` when nothing is in it any more, and what held only that."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
