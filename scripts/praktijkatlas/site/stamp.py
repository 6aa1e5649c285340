"""Whether anything changed since the last build, told from what the system says of the files.

Nothing is read but the names, sizes and times of files: a site of ten thousand practices is looked
through in half a second. The modules that build are not even loaded for it.
"""

import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from praktijkatlas import __version__
from praktijkatlas.clock import current_day

CACHE = Path(".cache/praktijkatlas")
PACKAGE = Path(__file__).resolve().parents[1]
_ENVIRONMENT = re.compile(r"!ENV\s*\[?\s*([A-Za-z_][A-Za-z0-9_]*)")


class Stamp:
    """What a build was made of and what it made; kept in the cache beside the configuration."""

    def __init__(self, config_file: Path, site: Path | None, strict: bool) -> None:
        """The stamp of a build with these settings; `site` when its place is not the usual one."""
        self.config_file = config_file.absolute()
        self._order = [
            os.fspath(self.config_file),
            os.fspath(site.absolute()) if site else "",
            strict,
        ]
        name = sha256(json.dumps(self._order).encode()).hexdigest()[:12]
        self._file = self.config_file.parent / CACHE / f"bouw-{name}.json"

    def load_unchanged(self) -> Path | None:
        """The folder of the site, when it holds what a build would make now."""
        try:
            kept = json.loads(self._file.read_bytes())
            site = Path(kept["site"])
            sources = [Path(source) for source in kept["sources"]]
            if kept["inputs"] == self.inputs(sources) and kept["outputs"] == _tree([site]):
                return site
        except (OSError, ValueError, KeyError, TypeError):
            pass  # no stamp, or a damaged one: then the site is made
        return None

    def inputs(self, sources: Iterable[Path]) -> str:
        """A digest of all that a build is made of: files, code, environment and day."""
        wanted = {"SOURCE_DATE_EPOCH", "NO_COLOR"}
        wanted |= set(_ENVIRONMENT.findall(self.config_file.read_text("utf-8")))
        made_with: list[Any] = [
            *(__version__, sys.version, current_day().isoformat()),
            Path(sysconfig.get_path("purelib")).stat().st_mtime_ns,
            sorted((name, os.environ.get(name)) for name in wanted),
            _tree([PACKAGE]),
            _tree(sorted({self.config_file, *sources})),
        ]
        return sha256(json.dumps(made_with).encode()).hexdigest()

    def write(self, site: Path, sources: Iterable[Path], inputs: str) -> None:
        """Keep that the site in this folder was made of the sources when `inputs` was their digest."""
        kept = {
            "site": os.fspath(site),
            "sources": [os.fspath(source) for source in sources],
            "inputs": inputs,
            "outputs": _tree([site]),
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(kept), "utf-8")
        part.replace(self._file)

    def forget(self) -> None:
        """Throw the stamp away: the site is about to change."""
        self._file.unlink(missing_ok=True)


def _tree(places: Iterable[Path]) -> str:
    """A digest of the files in these places: their names, sizes and times of change."""
    digest = sha256()
    for place in places:
        for line in _files(place):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(place: Path) -> Iterator[str]:
    if not place.is_dir():
        found = place.stat()
        yield f"{place}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n"
        return
    folders = [os.fspath(place)]
    while folders:
        folder = folders.pop()
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            if entry.is_dir() and entry.name != "__pycache__":
                folders.append(entry.path)
            elif entry.is_file():
                found = entry.stat()
                yield f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n"
