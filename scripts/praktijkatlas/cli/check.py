"""`praktijkatlas check`: every fault in every practice, in one run."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import click

from praktijkatlas import __version__
from praktijkatlas.checks import (
    CODES,
    EntryNames,
    Explanation,
    check_reading,
    check_vocabularies,
    reporters,
)
from praktijkatlas.checks.mending import mend
from praktijkatlas.cli.fixing import fix_files
from praktijkatlas.cli.options import PRACTICES, Day
from praktijkatlas.clock import current_day
from praktijkatlas.load import load_findings, load_names
from praktijkatlas.model import Finding, Severity
from praktijkatlas.processes import collect_seldom
from praktijkatlas.reading import (
    VocabularyFiles,
    find_entry_files,
    load_vocabulary_files,
    read_entry,
)
from praktijkatlas.reading.load import VOCABULARY_FOLDER, printable, reason, shown_path
from praktijkatlas.reading.source import MAX_BYTES
from praktijkatlas.terminal import in_colour

STDIN = Path("-")
FORMATS = ("text", "github", "json", "sarif")


@click.command()
@click.argument(
    "paths", metavar="[PAD]...", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--fix", is_flag=True, help="Verbeter eerst, in de bestanden, wat vanzelf kan.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Ook waarschuwingen houden tegen.")
@click.option("--today", type=Day(), default=None, help="Reken alsof het deze dag is.")
@click.option("--vocabulary", type=click.Path(path_type=Path), help="De map met de lijsten.")
@click.option(
    "--stdin-name",
    default="nieuwe-praktijk.md",
    show_default=True,
    help="De naam van het bestand dat via - binnenkomt.",
)
@click.option("--explain", metavar="CODE", help="Leg een code uit, zoals PA104, en stop.")
def check(
    paths: tuple[Path, ...],
    fix: bool,
    form: str,
    strict: bool,
    today: date | None,
    vocabulary: Path | None,
    stdin_name: str,
    explain: str | None,
) -> None:
    """Kijk praktijken na: alle, of die in PAD (bestanden of mappen; - is standaardinvoer).

    Met --fix en - komt het verbeterde bestand op standaarduitvoer; al het andere komt dan op
    standaardfout.
    """
    site_url = os.environ.get("PRAKTIJKATLAS_SITE_URL", "")
    if explain is not None:
        for line in reporters.explain(_explanation(explain), site_url):
            click.echo(line)
        return
    look = _Look(
        _entry_files(paths),
        _read_stdin() if STDIN in paths else None,
        stdin_name,
        _lists_folder(paths, vocabulary),
        Path.cwd(),
        today or current_day(),
    )
    found = look.findings()
    aside = fix and look.typed is not None
    if fix:
        look, changed = look.fixed(found)
        if look.typed is not None:
            _pass_on(look.typed)
        if changed:
            click.echo("\n".join((*changed, "")), err=aside or form != "text")
            found = look.findings()
        # What could be mended has been; what is left takes a person.
        found = [replace(finding, edits=()) for finding in found]
    count = len(look.files) + (look.typed is not None)
    # Written at once: 10,000 entries can have 200,000 lines, and every call has its price.
    if lines := "\n".join(report_lines(form, found, count, site_url)):
        click.echo(lines, err=aside)
    click.echo(reporters.summary(found, count), err=aside or form != "text")
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in blocking for finding in found):
        sys.exit(1)


@dataclass(frozen=True)
class _Look:
    """What is looked at, files and perhaps standard input, and what it is held against."""

    files: list[Path]
    typed: bytes | None
    typed_name: str
    folder: Path
    root: Path
    day: date

    @cached_property
    def lists(self) -> VocabularyFiles:
        return load_vocabulary_files(self.folder, self.root)

    def names(self) -> EntryNames:
        """The entries of the site: a single file is held against all others."""
        chosen = {shown_path(file, self.root) for file in self.files}
        site = find_entry_files(self.folder.parent)
        others = (file for file in site if shown_path(file, self.root) not in chosen)
        typed = [] if self.typed is None else [read_entry(self.typed, self.typed_name)]
        return load_names([*others, *self.files], self.root).joined(typed)

    def findings(self) -> list[Finding]:
        names = self.names()
        found = check_vocabularies(self.lists)
        collect_seldom()
        found += load_findings(self.files, self.folder, self.root, self.day, names)
        if self.typed is not None:
            context = names.context(self.lists.vocabularies, self.day)
            found += check_reading(read_entry(self.typed, self.typed_name), context)
        return found

    def fixed(self, found: list[Finding]) -> tuple["_Look", list[str]]:
        """The look at what is there after mending, and what was changed."""
        paths = {finding.path for finding in found if finding.edits}
        files = [file for file in self.files if shown_path(file, self.root) in paths]
        context = self.names().context(self.lists.vocabularies, self.day)
        changed = list(fix_files(files, self.root, context))
        if self.typed is None or len(self.typed) > MAX_BYTES:
            return self, changed
        mended = mend(self.typed, self.typed_name, context)
        if mended.done:
            changed += reporters.as_mended(self.typed_name, mended.done)
        return replace(self, typed=mended.data), changed


def report_lines(form: str, found: list[Finding], files: int, site_url: str) -> Iterable[str]:
    """The findings in one of the formats."""
    match form:
        case "github":
            return reporters.as_github(found)
        case "json":
            return [reporters.as_json(found, files, site_url)]
        case "sarif":
            return [reporters.as_sarif(found, CODES, __version__, site_url)]
        case _:
            return reporters.as_text(found, site_url, colour=in_colour(sys.stdout))


def _explanation(code: str) -> Explanation:
    found = CODES.get(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), CODES, n=3, cutoff=0.6)
        hint = f" Bedoelde u {', '.join(near)}?" if near else ""
        raise click.UsageError(f'De code "{printable(code)}" bestaat niet.{hint}')
    return found


def _read_stdin() -> bytes:
    """The bytes of standard input, and no more than one too many."""
    if sys.stdin is None:  # closed by who called
        return b""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"De standaardinvoer is niet te lezen: {reason(error)}.") from error


def _pass_on(data: bytes) -> None:
    """Writes the file that came in; of one that is too long, the rest goes through as it is."""
    _write(data)
    while len(data) > MAX_BYTES and (rest := sys.stdin.buffer.read(MAX_BYTES)):
        _write(rest)
    sys.stdout.buffer.flush()


def _write(data: bytes) -> None:
    left = memoryview(data)
    while left:  # with PYTHONUNBUFFERED set, a pipe takes what it has room for
        left = left[sys.stdout.buffer.write(left) :]


def _entry_files(paths: tuple[Path, ...]) -> list[Path]:
    """The files to look at, each once. Raises UsageError for what can be no practice."""
    if not paths:
        return find_entry_files(PRACTICES)
    return sorted({file for path in paths if path != STDIN for file in _files_at(path)})


def _files_at(path: Path) -> list[Path]:
    shown = printable(str(path))
    if not os.path.lexists(path):
        raise click.UsageError(f'"{shown}" bestaat niet.')
    if path.is_dir():
        found = find_entry_files(path)
        if not found:
            raise click.UsageError(f'In de map "{shown}" staat geen praktijk (een bestand op .md).')
        return found
    if path.suffix.lower() != ".md":
        raise click.UsageError(
            f'"{shown}" is geen praktijk: de naam eindigt niet op .md. '
            "De lijsten in vocabulary worden altijd nagekeken."
        )
    return [path]


def _lists_folder(paths: tuple[Path, ...], given: Path | None) -> Path:
    """The folder with the lists: the one that is given, or the nearest. Raises UsageError."""
    folder = given or _nearest_lists(paths or (PRACTICES,))
    if not folder.is_dir():
        raise click.UsageError(
            f'De map met lijsten "{printable(str(folder))}" bestaat niet. Werk in de map van het '
            "project, of wijs de lijsten aan met --vocabulary."
        )
    return folder


def _nearest_lists(paths: tuple[Path, ...]) -> Path:
    for path in paths:
        start = path if path.is_dir() else path.parent
        for folder in (start, *start.resolve().parents):
            if (folder / VOCABULARY_FOLDER).is_dir():
                return folder / VOCABULARY_FOLDER
    return PRACTICES / VOCABULARY_FOLDER
