"""Publishing: the folder of the site is the old site or the new one, never something between.

A site is built in a folder beside its place, and takes that place when it is whole. Linux can
exchange two folders in one step; elsewhere the place is empty for a moment, and a build that is
cut off just then is mended by the next.

A spare is a second folder with the same files (links, which take no room). The next build begins
with it, and so has to write what changed and nothing else. Who builds takes the spare away first:
where there is one, it is whole.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from praktijkatlas.site.output import remove_empty
from praktijkatlas.site.tree import exchanged, find_files, total, tree_sum, weights, weights_of

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
SITE_FILES = ("404.html", "index.html", "assets/praktijkatlas.css")
"""What a site has, even one that somebody took a page from, and another folder has not."""


class PublishError(Exception):
    """The site cannot be put in its place; says why in one sentence."""


class Staging:
    """A folder beside the place of a site, in which the next site is built."""

    def __init__(self, target: Path, spare: Path | None = None) -> None:
        """Make the folder; PublishError when that cannot be done or the target is no site.

        `spare` is the place of the spare, in which there need not be one yet. Without a place
        none is used or made.
        """
        self.target = Path(os.path.realpath(target))
        self.spare = spare
        self._weights: Mapping[str, int] | None = None
        """What the files of the spare that the folder was add to its number, once it is known whole."""
        _refuse_other_folder(self.target)
        parent = self.target.parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
            self._clear_left_behind()
            self.folder = Path(mkdtemp(prefix=self._beside("bouw"), dir=parent))
            if spare:
                # Over the empty folder, in one step: of two builds at once, one gets the spare.
                with suppress(OSError):
                    spare.rename(self.folder)
            self._lock = os.open(self.folder, os.O_RDONLY)
            if sys.platform != "win32":
                flock(self._lock, LOCK_EX)
            # Another build that begins just now may have seen the folder before it was locked.
            self.folder.mkdir(exist_ok=True)
            self.folder.chmod(0o755)
        except OSError as error:
            raise PublishError(
                f'In "{parent}" kan niet worden geschreven: {reason(error)}.'
            ) from error

    def _beside(self, what: str) -> str:
        return f".{self.target.name}.{what}-"

    def _clear_left_behind(self) -> None:
        """Remove what builds that were cut off left, and put back a site that one took away."""
        parent = self.target.parent
        for old in parent.glob(f"{self._beside('oud')}*"):
            if self.target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(self.target)
        for folder in parent.glob(f"{self._beside('bouw')}*"):
            if not _in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def begin(self, number: int, found: Mapping[str, int] | None = None) -> frozenset[str]:
        """The paths of the files that are in the folder already: those of the spare.

        `number` is what the spare must have (`tree_sum`); one that has another is thrown away.
        `found` is what its files add to that, when somebody has looked already.
        """
        found = weights(self.folder) if found is None else found
        if total(found.values()) != number:
            self._empty()
            return frozenset()
        self._weights = found
        return frozenset(found)

    def _empty(self) -> None:
        for each in self.folder.iterdir():
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink()

    def publish(self, changed: Collection[str] = ()) -> int:
        """Put the new site in its place; PublishError when that cannot be done.

        `changed` are the paths of the files that differ from the spare, and those of it that are
        gone. The number of the new site, when there is a place for a spare (else 0).
        """
        number = 0
        try:
            if not self.target.exists():
                self.folder.rename(self.target)
                self.folder.mkdir()
                self._weights = None
            elif not _exchanged(self.folder, self.target):
                self._replace()
            if self.spare:
                kept = self._keep(self.spare, changed)
                known = self._weights if kept else None
                number = _number(self.target, known, changed)
        except OSError as error:
            raise PublishError(
                f'De site kan niet op haar plaats worden gezet in "{self.target}": {reason(error)}.'
            ) from error
        finally:
            self.discard()
        return number

    def _keep(self, spare: Path, changed: Collection[str]) -> bool:
        """Make a spare of the folder, which holds the site before; False when that cannot be done."""
        try:
            if self._weights is None:
                self._empty()
                changed = [path for path, _ in find_files(self.target)]
            made: set[str] = set()
            for path in changed:
                _link(self.target, self.folder, path, made)
            self.folder.chmod(0o755)
            spare.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(spare, ignore_errors=True)
            self.folder.rename(spare)
        except OSError:  # a disk without links, or another one: then the next build writes all
            return False
        return True

    def _replace(self) -> None:
        old = Path(mkdtemp(prefix=self._beside("oud"), dir=self.target.parent))
        self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise
        old.rename(self.folder)

    def discard(self) -> None:
        """Remove the folder with what is in it: a site that was not finished, or the old site."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1
        shutil.rmtree(self.folder, ignore_errors=True)


def reason(error: OSError) -> str:
    """Why the system refused, in Dutch where we know it."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


_REASONS = {
    13: "u mag daar niet schrijven",
    1: "u mag daar niet schrijven",
    16: "de map is in gebruik; kies met --out een map daarbinnen",
    18: "de map ligt op een andere schijf; kies met --out een map daarbinnen",
    20: "er staat een bestand met die naam",
    28: "de schijf is vol",
    30: "de map is alleen te lezen",
    122: "de schijfruimte die u mag gebruiken is op",
}


def _link(site: Path, other: Path, path: str, made: set[str]) -> None:
    """Give another folder the file that a site has at a path, or none when the site has none.

    Tens of thousands of files come by here: names are strings, which takes a quarter of the time.
    """
    target = f"{other}{os.sep}{path}"
    place = target.rpartition("/")[0]
    if place not in made:
        os.makedirs(place, exist_ok=True)  # noqa: PTH103
        made.add(place)
    with suppress(FileNotFoundError):
        os.unlink(target)  # noqa: PTH108
    try:
        os.link(f"{site}{os.sep}{path}", target)
    except FileNotFoundError:
        remove_empty(Path(place), other)
        made.discard(place)


def _number(site: Path, known: Mapping[str, int] | None, changed: Collection[str]) -> int:
    """The number of a site of which only the files that changed need to be looked at."""
    if known is None:
        return tree_sum(site)
    others = set(changed)
    before = total(known[path] for path in others if path in known)
    return exchanged(total(known.values()), before, total(weights_of(site, others).values()))


def is_other_folder(folder: Path, marks: Iterable[str] = SITE_FILES) -> bool:
    """Whether a folder holds files, and not one of those that tell it for ours."""
    with suppress(OSError):
        filled = folder.is_dir() and any(folder.iterdir())
        return filled and not any((folder / name).is_file() for name in marks)
    return False


def _refuse_other_folder(target: Path) -> None:
    if target.is_file():
        raise PublishError(f'"{target}" is een bestand; de site heeft een map nodig.')
    if is_other_folder(target):
        raise PublishError(
            f'In "{target}" staan al bestanden die geen site zijn, en die zouden verdwijnen. '
            "Kies een andere map, of maak deze leeg."
        )


def _in_use(folder: Path) -> bool:
    """Whether another build is working in the folder, as far as the system can tell."""
    if sys.platform == "win32":
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two folders could be exchanged in one step; then they are."""
    if sys.platform != "linux":
        return False
    exchange: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(exchange) and not exchange(
        _AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE
    )
