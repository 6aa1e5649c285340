"""What changed in the practices since a commit: new, changed, renamed, removed, with findings."""

import hashlib
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from praktijkatlas.checks import Context, check_reading, find_errors, find_list_errors
from praktijkatlas.checks.plain_language import words
from praktijkatlas.facts import first_id
from praktijkatlas.load import load_names
from praktijkatlas.model import Finding, Practice
from praktijkatlas.model.values import PRACTICE_ID
from praktijkatlas.reading import Reading, VocabularyFiles, find_entry_files, read_entry
from praktijkatlas.reading.load import VOCABULARY_FOLDER, load_reading, shown_path

Kind = Literal["new", "changed", "renamed", "removed"]
_FILE_MODES = ("100644", "100755")
_MOST_ELSEWHERE = 500
"""How many errors in other files are told: a list that is broken breaks every practice."""


class ChangesError(Exception):
    """Git could not tell what there was before, in words for who asked."""


@dataclass(frozen=True, slots=True)
class Change:
    """One practice that differs: `fields` are the labels of what its facts differ in.

    `old_id` is the name that it had when it is renamed. Words are those of summary and story.
    `lost` are the ids whose addresses lead nowhere any more, `heir` the practice to which that of
    a removed one leads, and `feed_id` the id by which feeds knew it, when they now know another.
    """

    kind: Kind
    id: str
    title: str
    old_id: str = ""
    words_added: int = 0
    words_removed: int = 0
    fields: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    lost: tuple[str, ...] = ()
    heir: str = ""
    feed_id: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs: the practices by id, and the names of the controlled lists.

    `elsewhere` are the errors that came in practices that did not change themselves; when a list
    changed, all errors in those and in the lists.
    """

    practices: tuple[Change, ...] = ()
    lists: tuple[str, ...] = ()
    elsewhere: tuple[Finding, ...] = ()


def load_changes(
    folder: Path, root: Path, base: str, loaded: VocabularyFiles, today: date
) -> Changes:
    """What differs between a commit (`base`) and the files in `folder`. Raises ChangesError."""
    before = _load_tree(base, folder, root)
    files = find_entry_files(folder)
    entries = {shown_path(file, root): file for file in files}
    after = {path: _load_digest(file) for path, file in entries.items()}
    gone = [path for path in before if _is_entry(path) and before[path] != after.get(path)]
    made = [path for path in after if after[path] != before.get(path)]
    old = {path: read_entry(_load_blob(before[path], root), path) for path in gone}
    new = {path: load_reading(entries[path], path) for path in made}
    others = [entries[path] for path in entries if path not in new]
    names = load_names(others, root)
    context = names.joined(new.values()).context(loaded.vocabularies, today)
    earlier = names.joined(old.values()).context(loaded.vocabularies, today)
    lists = (file for file in (folder / VOCABULARY_FOLDER).glob("*.yml") if file.is_file())
    listed = {shown_path(file, root): _load_digest(file) for file in lists}
    differ = {path for path in listed if listed[path] != before.get(path)}
    differ |= {path for path in before if _is_list(path) and path not in listed}
    practices = tuple(sorted(_changes(old, new, context), key=lambda change: change.id))
    elsewhere = chain(
        find_list_errors(loaded) if differ else (),
        # What a list causes shows in all files; only without one it can be told what was there.
        _load_errors(others, root, context, None if differ else earlier),
    )
    return Changes(
        practices,
        tuple(sorted(Path(path).name for path in differ)),
        tuple(replace(each, edits=()) for each in islice(elsewhere, _MOST_ELSEWHERE)),
    )


def _load_errors(
    files: Iterable[Path], root: Path, context: Context, earlier: Context | None
) -> Iterator[Finding]:
    """The errors in files, without those that were there in an earlier context."""
    for file in files:
        reading = load_reading(file, shown_path(file, root))
        if found := find_errors(reading, context):
            known = find_errors(reading, earlier) if earlier else ()
            yield from (each for each in found if each not in known)


def _changes(
    old: Mapping[str, Reading], new: Mapping[str, Reading], context: Context
) -> Iterator[Change]:
    former = {path: found for path in new if (found := _former(path, old, new))}
    for path, reading in new.items():
        before = old.get(path) or old.get(former.get(path, ""))
        findings = (replace(each, edits=()) for each in check_reading(reading, context))
        yield _with_addresses(change(before, reading, tuple(findings)), before, reading, context)
    for path, reading in old.items():
        if path not in new and path not in former.values():
            yield _with_addresses(change(reading, None, ()), reading, None, context)


def _with_addresses(
    made: Change, before: Reading | None, after: Reading | None, context: Context
) -> Change:
    """The change with what comes of the addresses that the practice had."""
    if before is None:
        return made
    here = context.ids.keys() | context.redirects.keys()
    names = [before.id, *_redirects(before)]
    lost = tuple(each for each in names if each not in here and PRACTICE_ID.matches(each))
    heirs = context.redirects.get(before.id, ())
    feed_id = _feed_id(before)
    known = lost or after is None or feed_id == _feed_id(after)
    heir = heirs[0] if heirs and after is None else ""
    return replace(made, lost=lost, heir=heir, feed_id="" if known else feed_id)


def _redirects(reading: Reading) -> tuple[str, ...]:
    return () if "redirects" in reading.missing else reading.practice.redirects


def _feed_id(reading: Reading) -> str:
    names = _redirects(reading)
    return first_id(reading.id, reading.practice) if names else reading.id


def _former(path: str, old: Mapping[str, Reading], new: Mapping[str, Reading]) -> str:
    """The path that a new practice had: it names that id as an old one, or has that title."""
    if path in old:
        return ""
    practice, missing = new[path].practice, new[path].missing
    for before, reading in old.items():
        named = "redirects" not in missing and reading.id in practice.redirects
        if before not in new and (named or _title(reading) == _title(new[path]) != ""):
            return before
    return ""


def change(before: Reading | None, after: Reading | None, findings: tuple[Finding, ...]) -> Change:
    """The difference between two states of a practice, of which one may be absent."""
    shown = after or before
    assert shown is not None
    was, now = Counter(_words(before)), Counter(_words(after))
    renamed = before and after and before.id != after.id
    kind: Kind = "new" if not before else "removed" if not after else "changed"
    return Change(
        "renamed" if renamed else kind,
        shown.id,
        _title(shown),
        before.id if before and renamed else "",
        (now - was).total(),
        (was - now).total(),
        tuple(_changed_fields(before, after)) if before and after else (),
        findings,
    )


def _changed_fields(before: Reading, after: Reading) -> Iterator[str]:
    for name, field in Practice.model_fields.items():
        held = [
            None if name in reading.missing else getattr(reading.practice, name)
            for reading in (before, after)
        ]
        if held[0] != held[1]:
            yield field.title or name


def _title(reading: Reading) -> str:
    return "" if "title" in reading.missing else reading.practice.title


def _words(reading: Reading | None) -> Iterable[str]:
    if reading is None:
        return ()
    summary = "" if "summary" in reading.missing else reading.practice.summary
    return chain(words(summary), words(reading.body.prose))


def _is_entry(path: str) -> bool:
    """Whether a path of a commit is that of a practice, as `find_entry_files` tells for the disk."""
    name = path.rsplit("/", 1)[-1]
    return name.lower().endswith(".md") and not name.startswith((".", "README", "_"))


def _is_list(path: str) -> bool:
    return path.endswith(".yml") and path.split("/")[-2:-1] == [VOCABULARY_FOLDER]


def _load_tree(base: str, folder: Path, root: Path) -> dict[str, str]:
    """Every file below the folder in a commit, with the digest that git gives it."""
    wanted = f"{base}^{{commit}}"
    commit = _load_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    place = shown_path(folder, root)
    listed = _load_git(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", f"{place}/")
    found: dict[str, str] = {}
    for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if about[:6] in _FILE_MODES:
            found[path] = about.split()[2]
    return found


def _load_blob(digest: str, root: Path) -> bytes:
    return _load_git(root, "cat-file", "blob", digest)


def _load_git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env={**os.environ, "LC_ALL": "C"},  # so that we know what it says
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise ChangesError("Git is niet gevonden op deze computer.") from error
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        if "not a git repository" in told:
            raise ChangesError(
                "Deze map hoort niet bij een git-repository. Ga naar de map van uw kopie."
            )
        told = f' Git zegt: "{told}"' if told else ""
        raise ChangesError(
            "Git kent dat beginpunt niet. Geef een tak of een commit die hier aanwezig is, zoals "
            f"origin/main.{told}"
        )
    return done.stdout


def _load_digest(file: Path) -> str:
    """The digest by which git knows the content of a file."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
