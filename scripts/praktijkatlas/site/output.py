"""The folder of the site: writes what changed and nothing else."""

from pathlib import Path


class Output:
    """Files below one folder. A file that already holds the same bytes is left alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: set[str] = set()
        """The paths of all files that the site holds now."""
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
            pass
        target.write_bytes(data)
        return path

    def write_copies(self, folder: Path) -> None:
        """Write what lies in another folder, at the same paths."""
        for file in folder.rglob("*"):
            if file.is_file():
                self.write_file(file.relative_to(folder).as_posix(), file.read_bytes())

    def write_removals(self, before: set[str]) -> None:
        """Remove the files of a site as it was before that it no longer holds."""
        for path in before - self.files:
            (self.folder / path).unlink(missing_ok=True)
