"""`praktijkatlas check`: every fault in every practice, in one run."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from praktijkatlas import __version__
from praktijkatlas.checks import (
    CODES,
    Explanation,
    check_readings,
    check_vocabularies,
    reporters,
)
from praktijkatlas.cli.options import PRACTICES, Day
from praktijkatlas.clock import current_day
from praktijkatlas.load import load_findings, load_names
from praktijkatlas.model import Finding, Severity
from praktijkatlas.reading import find_entry_files, load_vocabulary_files, read_entry
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.reading.source import MAX_BYTES

STDIN = Path("-")
FORMATS = ("text", "github", "json", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
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
    form: str,
    strict: bool,
    today: date | None,
    vocabulary: Path | None,
    stdin_name: str,
    explain: str | None,
) -> None:
    """Kijk praktijken na: alle, of die in PATH (bestanden of mappen; - is standaardinvoer)."""
    site_url = os.environ.get("PRAKTIJKATLAS_SITE_URL", "")
    if explain is not None:
        for line in reporters.explain(_explanation(explain), site_url):
            click.echo(line)
        return
    for path in paths:
        if path != STDIN and not path.exists():
            raise click.UsageError(f'"{path}" bestaat niet.')
    root = Path.cwd()
    folder = vocabulary or _vocabulary_folder(paths or (PRACTICES,))
    if not folder.is_dir():
        raise click.UsageError(
            f'De map met lijsten "{folder}" bestaat niet. Werk in de map van het project, '
            "of wijs de lijsten aan met --vocabulary."
        )
    lists = load_vocabulary_files(folder, root)
    chosen = [path for path in paths if path != STDIN] or ([] if paths else [PRACTICES])
    files = sorted({file for path in chosen for file in _entry_files(path)})
    typed = [read_entry(sys.stdin.buffer.read(MAX_BYTES + 1), stdin_name)] if STDIN in paths else []
    day = today or current_day()
    names = load_names([*_other_files(files, folder.parent), *files], root).joined(typed)
    found = check_vocabularies(lists)
    found += load_findings(files, folder, root, day, names)
    found += check_readings(typed, lists.vocabularies, day, names)
    count = len(files) + len(typed)
    for line in report_lines(form, found, count, site_url):
        click.echo(line)
    click.echo(reporters.summary(found, count), err=form != "text")
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in blocking for finding in found):
        sys.exit(1)


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
            return reporters.as_text(found, site_url, colour=sys.stdout.isatty())


def _explanation(code: str) -> Explanation:
    found = CODES.get(code.upper())
    if found is None:
        near = get_close_matches(code.upper(), CODES, n=3, cutoff=0.6)
        hint = f" Bedoelde u {', '.join(near)}?" if near else ""
        raise click.UsageError(f'De code "{code}" bestaat niet.{hint}')
    return found


def _entry_files(path: Path) -> list[Path]:
    return find_entry_files(path) if path.is_dir() else [path]


def _other_files(files: list[Path], practices: Path) -> list[Path]:
    """The other entries of the site, so that a single file can be checked against them."""
    chosen = {file.resolve() for file in files}
    return [file for file in find_entry_files(practices) if file.resolve() not in chosen]


def _vocabulary_folder(paths: tuple[Path, ...]) -> Path:
    for path in paths:
        start = path if path.is_dir() else path.parent
        for folder in (start, *start.resolve().parents):
            if (folder / VOCABULARY_FOLDER).is_dir():
                return folder / VOCABULARY_FOLDER
    return PRACTICES / VOCABULARY_FOLDER
