"""The command that makes a practice of a filled issue form."""

import json
import os
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from praktijkatlas.checks import check_reading
from praktijkatlas.cli.options import PRACTICES, Day, InputFile, vocabularies
from praktijkatlas.clock import current_day
from praktijkatlas.contribute.comments import counted, issue_comment, refusal
from praktijkatlas.contribute.guide import field_guide
from praktijkatlas.contribute.issue_advice import issue_advice
from praktijkatlas.contribute.issue_answers import IssueError, read_issue, refuse_personal
from praktijkatlas.contribute.names import propose_id, short_slug
from praktijkatlas.load import load_names
from praktijkatlas.reading import find_entry_files, read_entry
from praktijkatlas.reading.source import MAX_BYTES

MAX_INPUT = 4 * MAX_BYTES
"""An event holds more than the body of the issue, and writes a letter in up to six characters."""


@click.command("from-issue")
@click.argument("file", metavar="[BESTAND]", type=InputFile(), default="-")
@click.option("--event", is_flag=True, help="Het bestand is de gebeurtenis van GitHub, in JSON.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=PRACTICES,
    show_default=True,
    help="De map waar het bestand komt.",
)
@click.option("--comment", type=click.Path(path_type=Path), help="Schrijf hier het antwoord.")
@click.option("--today", type=Day(), default=None, help="Reken alsof het deze dag is.")
def from_issue(
    file: BinaryIO, event: bool, out: Path, comment: Path | None, today: date | None
) -> None:
    """Maak een praktijk van een ingevuld meldingsformulier (BESTAND, of standaardinvoer).

    Een praktijk die er al is, blijft zoals zij is: dan krijgt de nieuwe een nummer achter de naam.
    """
    day = today or current_day()
    lists = vocabularies()
    guide = field_guide(lists)
    names = load_names(find_entry_files(PRACTICES), Path.cwd())
    context = names.context(lists, day)
    taken = names.ids.keys() | names.redirects.keys()
    try:
        entry = read_issue(_body(file.read(MAX_INPUT + 1), event), guide, day)
        region = lists.regions.by_id.get(entry.first_region)
        place = region.label if region else ""
        entry_id = propose_id(entry.title, place, taken)
        text = entry.text(guide)
        found = check_reading(read_entry(text.encode(), f"practices/{entry_id}.md"), context)
        refuse_personal(found)
    except IssueError as error:
        _write(comment, refusal(str(error)))
        raise click.ClickException(str(error)) from error
    target = out / f"{entry_id}.md"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise click.ClickException(f"{target} is niet te schrijven: {error.strerror}") from error
    wanted = short_slug(entry.title, place)
    site_url = os.environ.get("PRAKTIJKATLAS_SITE_URL", "")
    same = wanted if wanted in taken else ""
    advice = list(issue_advice(guide, text, found))
    _write(comment, issue_comment(entry_id, entry.title, found, same, site_url, advice))
    click.echo(target)
    click.echo(f"De controle heeft {counted(found)}. Zie: praktijkatlas check {target}")


def _body(data: bytes, event: bool) -> str:
    """The body of the issue in the input. Raises IssueError."""
    if len(data) > MAX_INPUT:
        raise IssueError("De invoer is te groot voor een melding.")
    text = data.decode("utf-8", errors="replace")
    if not event:
        return text
    try:
        body = json.loads(text)["issue"]["body"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise click.UsageError("In de gebeurtenis zit geen melding: `issue.body`.") from error
    return body if isinstance(body, str) else ""


def _write(file: Path | None, text: str) -> None:
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{file} is niet te schrijven: {error.strerror}") from error
