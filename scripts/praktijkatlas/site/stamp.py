"""What the last build was made of, told from what the system says of the files.

Nothing is read but the names, sizes and times of files: a site of ten thousand practices is looked
through in half a second. The modules that build are not even loaded for it.
"""

import json
import os
import re
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from praktijkatlas import __version__
from praktijkatlas.clock import current_day
from praktijkatlas.processes import aside
from praktijkatlas.site.configuration import config_files, environment_names
from praktijkatlas.site.tree import tree_sum, weights

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CACHE = Path(".cache/praktijkatlas")
PACKAGE = Path(__file__).resolve().parents[1]
# What editors lay beside a file while it is open.
_SCRATCH = re.compile(r"\..*\.sw[a-z]|.*~|#.*#|\.#.*|4913")

LASTING = {"lasting": True}
"""What a warning carries when the site is what it should be all the same, and the next build may
begin with it."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a site is made of."""

    frame: str
    """A digest of everything but the entries: code, lists, pages, settings, environment and day."""
    entries: Mapping[str, str]
    """What the system says of the file of every entry, by its name."""

    def edited_since(self, before: "Inputs") -> list[str]:
        """The files of the entries that changed or came; none when one went, or anything else changed."""
        if self.frame != before.frame or before.entries.keys() - self.entries.keys():
            return []
        return [name for name, told in self.entries.items() if before.entries.get(name) != told]


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build left behind."""

    site: Path
    sources: tuple[Path, ...]
    practices: Path
    inputs: Inputs
    number: int
    """The number of the folder of the site, and of its spare (see `tree`)."""
    kept: str
    """The digests of what was kept (see `kept`)."""


def sources_of(config: "MkDocsConfig") -> tuple[Path, ...]:
    """Where the files lie that a site is made of, besides its entries, configuration and code."""
    file = Path(config.config_file_path)
    beside = file.parent
    locks = (each.name for each in beside.glob("requirements*.txt"))
    places = (config.docs_dir, config.theme.custom_dir, *config.hooks, *config.watch, *locks)
    inherited = config_files(file)[1:]
    return tuple(beside / str(place) for place in (*places, *inherited) if place)


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
        cache = self.config_file.parent / CACHE
        self._file = cache / f"bouw-{name}.json"
        self.spare = cache / f"reserve-{name}"
        """Where the spare of the site stands, when there is one."""
        self.kept = cache / f"bewaard-{name}"
        """Where a build keeps what the next may use."""

    @cached_property
    def last(self) -> LastBuild | None:
        """What the last build left behind; None without one, and when that is damaged."""
        return self._load()

    @cached_property
    def now(self) -> Inputs | None:
        """All that a build would be made of now; None when that cannot be told."""
        try:
            return self.inputs(self.last.sources, self.last.practices) if self.last else None
        except OSError:
            return None  # something is gone

    def _load(self) -> LastBuild | None:
        try:
            kept = json.loads(self._file.read_bytes())
            inputs = Inputs(str(kept["frame"]), dict(kept["entries"]))
            sources = tuple(Path(source) for source in kept["sources"])
            site, practices = Path(kept["site"]), Path(kept["practices"])
            number, digests = int(kept["number"]), str(kept["kept"])
            return LastBuild(site, sources, practices, inputs, number, digests)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def load_unchanged(self) -> Path | None:
        """The folder of the site, when it holds what a build would make now."""
        try:
            if self.last and self.last.inputs == self.now:
                return self.last.site if tree_sum(self.last.site) == self.last.number else None
        except OSError:
            pass  # something is gone: then the site is made
        return None

    def look_at_spare(self) -> Callable[[], tuple[int, Mapping[str, int]] | None]:
        """Begins to look through the spare; gives what waits for its inode and its weights.

        None when there is no spare. It goes on beside what the caller does meanwhile.
        """

        def look() -> tuple[int, Mapping[str, int]] | None:
            try:
                return self.spare.stat().st_ino, weights(self.spare)
            except OSError:
                return None

        return aside(look)

    def inputs(self, sources: Iterable[Path], practices: Path) -> Inputs:
        """All that a build is made of now; `sources` are the files and folders beside the entries."""
        wanted = {"SOURCE_DATE_EPOCH", "NO_COLOR", *environment_names(self.config_file)}
        entries = dict(_entries(practices))
        made_with: list[Any] = [
            *(__version__, sys.version, current_day().isoformat()),
            Path(sysconfig.get_path("purelib")).stat().st_mtime_ns,
            sorted((name, os.environ.get(name)) for name in wanted),
            _tree([PACKAGE]),
            _tree(sorted({self.config_file, *sources})),
            practices_digest(practices, entries),
        ]
        return Inputs(sha256(json.dumps(made_with).encode()).hexdigest(), entries)

    def write(self, last: LastBuild) -> None:
        """Keep what a build leaves behind."""
        kept = {
            "site": os.fspath(last.site),
            "sources": [os.fspath(source) for source in last.sources],
            "practices": os.fspath(last.practices),
            "frame": last.inputs.frame,
            "entries": last.inputs.entries,
            "number": str(last.number),
            "kept": last.kept,
        }
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(kept), "utf-8")
        part.replace(self._file)


def _entries(practices: Path) -> Iterator[tuple[str, str]]:
    """The files of the entries: those that the checks take for one and that stand in their place."""
    with os.scandir(practices) as entries:
        for entry in entries:
            if entry.name.endswith(".md") and not entry.name.startswith((".", "README", "_")):
                yield entry.name, _told(entry.stat(follow_symlinks=False))


def _told(found: os.stat_result) -> str:
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def practices_digest(practices: Path, skipped: Iterable[str] = ()) -> str:
    """A digest of the files in the folder of practices, but those that editors lay beside others."""
    scratch = filter(_SCRATCH.fullmatch, os.listdir(practices))  # noqa: PTH208
    return _tree([practices], (*skipped, *scratch))


def _tree(places: Iterable[Path], skipped: Iterable[str] = ()) -> str:
    """A digest of the files in these places: their names, sizes and times of change.

    Files with the names in `skipped` that stand in one of the places themselves do not count.
    """
    digest, out = sha256(), frozenset(skipped)
    for place in places:
        for line in _files(place, out):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(place: Path, skipped: frozenset[str]) -> Iterator[str]:
    if not place.is_dir():
        yield f"{place}\0{_told(place.stat())}\n"
        return
    folders = [os.fspath(place)]
    while folders:
        folder = folders.pop()
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            if entry.is_dir() and entry.name != "__pycache__":
                folders.append(entry.path)
            elif entry.is_file() and not (entry.name in skipped and folder == os.fspath(place)):
                yield f"{entry.path}\0{_told(entry.stat())}\n"
