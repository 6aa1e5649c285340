"""The commands of who writes and edits: a new practice, a report, files made from the model."""

import sys
from collections.abc import Callable, Container, Sequence
from datetime import date
from pathlib import Path

import click

from praktijkatlas.checks import Context
from praktijkatlas.cli.options import PRACTICES, Day, practices, vocabularies
from praktijkatlas.clock import current_day
from praktijkatlas.contribute.names import free_id, propose_id, why_not
from praktijkatlas.contribute.questions import (
    OPTIONS,
    Interview,
    Question,
    WrongAnswerError,
    hold_interview,
    option_help,
)
from praktijkatlas.load import load_names
from praktijkatlas.reading import find_entry_files
from praktijkatlas.reading.entry import RESERVED_IDS, bare_name, slug
from praktijkatlas.terminal import width_of


@click.command()
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.option("--today", type=Day(), default=None, help="Reken alsof het deze dag is.")
def report(form: str, today: date | None) -> None:
    """Toon wat er is, wat er ontbreekt en wat werk vraagt, voor de redactie."""
    from praktijkatlas.load import load_site
    from praktijkatlas.report import WIDTH, as_json, as_text, make_report

    day = today or current_day()
    loaded = load_site(practices(), Path.cwd(), day)
    made = make_report(loaded.catalogue, day)
    lines = as_text(made, width_of(sys.stdout, WIDTH))
    click.echo(as_json(made) if form == "json" else "\n".join(lines), nl=form != "json")
    if left_out := loaded.files - len(loaded.catalogue):
        click.echo(f"Niet meegeteld door fouten: {left_out}. Kijk: praktijkatlas check", err=True)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Schrijf niets; zeg wat achterloopt.")
def sync(only_check: bool) -> None:
    """Schrijf schema, sjabloon en formulieren opnieuw vanuit het model."""
    from praktijkatlas.contribute.sync import find_out_of_step, synced_files, write_synced
    from praktijkatlas.contribute.template import SCHEMA_FILE
    from praktijkatlas.exports.schema import practice_schema

    lists = vocabularies()
    files = synced_files(lists, practice_schema(lists, SCHEMA_FILE))
    root = Path.cwd()
    changed = find_out_of_step(files, root) if only_check else write_synced(files, root)
    for path in changed:
        click.echo(path)
    if not changed:
        click.echo("Alles loopt gelijk met het model.")
    elif only_check:
        raise click.ClickException("Dit loopt achter op het model. Draai: praktijkatlas sync")
    else:
        click.echo(f"{len(changed)} geschreven.")


def _question_options(command: Callable[..., None]) -> Callable[..., None]:
    for name in reversed(OPTIONS):
        command = click.option(f"--{name}", default=None, help=option_help(name))(command)
    return command


@click.command()
@_question_options
@click.option("--id", "entry_id", default=None, help="De naam van het bestand, zonder .md.")
@click.option("--no-input", is_flag=True, help="Stel geen vragen; wat ontbreekt is een fout.")
def new(entry_id: str | None, no_input: bool, **given: str | None) -> None:
    """Maak een nieuwe praktijk: een paar vragen, en er staat een bestand klaar."""
    interview = Interview(vocabularies(), current_day())
    names = load_names(find_entry_files(PRACTICES), Path.cwd())
    context = Context(interview.vocabularies, interview.today, names.ids, names.redirects)
    try:
        answers = hold_interview(interview, given, None if no_input else _ask, context)
    except WrongAnswerError as error:
        raise click.UsageError(str(error)) from error
    taken = names.ids.keys() | names.redirects.keys()
    proposal = propose_id(str(answers["title"]), interview.place(answers), taken)
    if entry_id is None:
        entry_id = proposal if no_input else _ask_name(proposal, taken)
    elif wrong := why_not(entry_id := bare_name(entry_id), taken):
        raise click.UsageError(f"--id: {wrong} Neem bijvoorbeeld {proposal}.")
    file = PRACTICES / f"{entry_id}.md"
    if found := interview.errors(answers, entry_id, context):
        raise click.UsageError(" ".join(f"{each.message}. {each.fix}" for each in found))
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(interview.draft(answers))
    click.echo(f"{file} staat klaar. Schrijf het verhaal onder de vijf koppen, en kijk het na met:")
    click.echo(f"praktijkatlas check {file}")


def _ask(question: Question, suggestion: str, wrong: Sequence[str]) -> str:
    for line in wrong:
        click.echo(f"  {line}")
    if not wrong:
        click.echo(f"\n{question.label}. {question.hint}")
        for number, option in enumerate(question.options(), start=1):
            click.echo(f"  {number:>2}. {option}")
    several = " (meer dan één mag, met komma's ertussen)" if question.field.many else ""
    answer: str = click.prompt(f"Uw antwoord{several}", default=suggestion or None)
    return answer


def _ask_name(proposal: str, taken: Container[str]) -> str:
    """The name that somebody gives the file, asked until it can be one."""
    while True:
        typed: str = click.prompt("Naam van het bestand", proposal)
        entry_id = bare_name(typed.strip())
        wrong = why_not(entry_id, taken)
        if not wrong:
            return entry_id
        click.echo(f"  {wrong}")
        meant = slug(entry_id)
        proposal = free_id(proposal if meant in ("", *RESERVED_IDS) else meant, taken)
