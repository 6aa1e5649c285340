"""The console command `praktijkatlas`; its words and messages are Dutch."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from praktijkatlas import __version__
from praktijkatlas.checks import (
    CODES,
    Context,
    Explanation,
    check_readings,
    check_vocabularies,
    reporters,
)
from praktijkatlas.clock import current_day
from praktijkatlas.contribute.names import propose_id
from praktijkatlas.contribute.questions import (
    OPTIONS,
    Interview,
    Question,
    WrongAnswerError,
    hold_interview,
)
from praktijkatlas.load import load_findings, load_names
from praktijkatlas.model import Finding, Severity, Vocabularies
from praktijkatlas.reading import find_entry_files, load_vocabulary_files, read_entry
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.reading.source import MAX_BYTES

PRACTICES = Path("practices")
STDIN = Path("-")
FORMATS = ("text", "github", "json", "sarif")


class Day(click.ParamType[date]):  # type: ignore[type-arg,unused-ignore]
    """A day in the form JJJJ-MM-DD."""

    name = "JJJJ-MM-DD"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day that `value` writes."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is niet een dag in de vorm JJJJ-MM-DD', param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="praktijkatlas %(version)s")
def main() -> None:
    """Praktijkatlas: goede praktijken nakijken, en er een site van maken."""


@main.command()
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
    for line in _report(form, found, count, site_url):
        click.echo(line)
    click.echo(reporters.summary(found, count), err=form != "text")
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(finding.severity in blocking for finding in found):
        sys.exit(1)


def _report(form: str, found: list[Finding], files: int, site_url: str) -> Iterable[str]:
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


CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="De configuratie van de site.",
)


def _existing(config: Path) -> Path:
    if not config.is_file():
        raise click.UsageError(f'"{config}" bestaat niet. Werk in de map van het project.')
    return config


@main.command()
@CONFIG
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="De map van de site.")
@click.option("--strict", is_flag=True, help="Ook een waarschuwing houdt tegen.")
def build(config: Path, out: Path | None, strict: bool) -> None:
    """Maak de site die u kunt publiceren."""
    from praktijkatlas.site.build import build_site

    folder = build_site(_existing(config), out, strict)
    click.echo(f"De site staat in {folder}.")


@main.command()
@CONFIG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(config: Path, port: int) -> None:
    """Toon de site op deze computer, en opnieuw na elke wijziging."""
    from praktijkatlas.site.build import serve_site

    serve_site(_existing(config), f"127.0.0.1:{port}")


@main.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="De map van de site.",
)
@click.option(
    "--site-url", envvar="PRAKTIJKATLAS_SITE_URL", default="", help="Het webadres van de site."
)
@click.option("--name", default="Praktijkatlas", show_default=True, help="De naam van de site.")
@click.option("--description", default="", help="Waar de site over gaat, in één zin.")
def export(out: Path, site_url: str, name: str, description: str) -> None:
    """Schrijf de open data: JSON, tabellen, feeds en meer."""
    # Loaded here, so that the other commands start sooner.
    from praktijkatlas.exports import ExportSettings, write_exports
    from praktijkatlas.load import load_site

    if not PRACTICES.is_dir():
        raise click.UsageError(f'"{PRACTICES}" bestaat niet. Werk in de map van het project.')
    loaded = load_site(PRACTICES, Path.cwd(), current_day())
    if loaded.errors:
        for line in _report("text", loaded.errors, loaded.files, site_url):
            click.echo(line)
        raise click.ClickException("Er is niets geschreven: verbeter eerst de fouten.")
    settings = ExportSettings.for_catalogue(loaded.catalogue, site_url, name, description)
    done = write_exports(loaded.catalogue, out, settings)
    click.echo(
        f"{done.files} bestanden in {out}: {done.written} geschreven, {done.removed} weggehaald."
    )


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how many are done, of how many, to who watches; in a file or a pipe it says nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=0, label=label, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


@main.command()
@click.argument("ids", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="De map.")
@click.option("--booklet", metavar="TITEL", help="Bind de bladen tot één bundel met deze titel.")
@click.option("--site-url", envvar="PRAKTIJKATLAS_SITE_URL", default="", help="Voor de QR-code.")
def sheets(ids: tuple[str, ...], out: Path | None, booklet: str | None, site_url: str) -> None:
    """Maak bladen om te printen: van de praktijken met deze ID's, of van alle.

    Zonder ID's komen alle bladen en bundels in de map van de site. Met ID's komen ze in de map
    waar u bent, in de volgorde van de ID's.
    """
    from praktijkatlas.load import load_site
    from praktijkatlas.sheets import SheetError, SheetSettings, write_chosen, write_sheets

    if not PRACTICES.is_dir():
        raise click.UsageError(f'"{PRACTICES}" bestaat niet. Werk in de map van het project.')
    catalogue = load_site(PRACTICES, Path.cwd(), current_day()).catalogue
    for unknown in (each for each in ids if each not in catalogue.by_id):
        near = get_close_matches(unknown, list(catalogue.by_id), n=1)
        hint = f' Bedoelde u "{near[0]}"?' if near else ""
        raise click.UsageError(f'Er is geen praktijk zonder fouten met het id "{unknown}".{hint}')
    settings = SheetSettings(site_url)
    try:
        if ids or booklet is not None:
            chosen = [catalogue.by_id[each] for each in ids] or catalogue.entries
            for file in write_chosen(chosen, catalogue, out or Path(), settings, booklet):
                click.echo(file)
            return
        with _progress("Bladen") as progress:
            done = write_sheets(catalogue, out or Path("site"), settings, progress=progress)
    except SheetError as error:
        raise click.ClickException(f"Niet alles is gemaakt:\n{error}") from error
    click.echo(
        f"{done.documents} bladen en bundels: {done.made} nieuw gemaakt, {done.removed} weggehaald."
    )
    for entry_id in done.long:
        click.echo(f'Het blad van "{entry_id}" past niet op twee bladzijden: kort de tekst in.')


@main.command()
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True
)
@click.option("--today", type=Day(), default=None, help="Reken alsof het deze dag is.")
def report(form: str, today: date | None) -> None:
    """Toon wat er is, wat er ontbreekt en wat werk vraagt, voor de redactie."""
    from praktijkatlas.load import load_site
    from praktijkatlas.report import as_json, as_text, make_report

    if not PRACTICES.is_dir():
        raise click.UsageError(f'"{PRACTICES}" bestaat niet. Werk in de map van het project.')
    day = today or current_day()
    loaded = load_site(PRACTICES, Path.cwd(), day)
    made = make_report(loaded.catalogue, day)
    click.echo(as_json(made) if form == "json" else "\n".join(as_text(made)), nl=form != "json")
    if left_out := loaded.files - len(loaded.catalogue):
        click.echo(f"Niet meegeteld door fouten: {left_out}. Kijk: praktijkatlas check", err=True)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Schrijf niets; zeg wat achterloopt.")
def sync(only_check: bool) -> None:
    """Schrijf schema, sjabloon en formulieren opnieuw vanuit het model."""
    from praktijkatlas.contribute.sync import find_out_of_step, synced_files, write_synced
    from praktijkatlas.contribute.template import SCHEMA_FILE
    from praktijkatlas.exports.schema import practice_schema

    vocabularies = _vocabularies()
    files = synced_files(vocabularies, practice_schema(vocabularies, SCHEMA_FILE))
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
        words = "Het antwoord op deze vraag; een keuze met nummers of woorden."
        command = click.option(f"--{name}", default=None, help=words)(command)
    return command


@main.command()
@_question_options
@click.option("--id", "entry_id", default=None, help="De naam van het bestand, zonder .md.")
@click.option("--no-input", is_flag=True, help="Stel geen vragen; wat ontbreekt is een fout.")
def new(entry_id: str | None, no_input: bool, **given: str | None) -> None:
    """Maak een nieuwe praktijk: een paar vragen, en er staat een bestand klaar."""
    interview = Interview(_vocabularies(), current_day())
    names = load_names(find_entry_files(PRACTICES), Path.cwd())
    context = Context(interview.vocabularies, interview.today, names.ids, names.redirects)
    try:
        answers = hold_interview(interview, given, None if no_input else _ask, context)
    except WrongAnswerError as error:
        raise click.UsageError(str(error)) from error
    taken = names.ids.keys() | names.redirects.keys()
    proposal = propose_id(str(answers["title"]), interview.place(answers), taken)
    if entry_id is None:
        entry_id = proposal if no_input else click.prompt("Naam van het bestand", proposal)
    file = PRACTICES / f"{entry_id}.md"
    if entry_id in taken or file.exists():
        raise click.UsageError(f'"{entry_id}" is al in gebruik. Neem bijvoorbeeld {proposal}.')
    if found := interview.errors(answers, entry_id, context):
        raise click.UsageError(" ".join(f"{each.message}. {each.fix}" for each in found))
    file.write_text(interview.draft(answers), encoding="utf-8", newline="\n")
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


def _vocabularies() -> Vocabularies:
    if not PRACTICES.is_dir():
        raise click.UsageError(f'"{PRACTICES}" bestaat niet. Werk in de map van het project.')
    return load_vocabulary_files(PRACTICES / VOCABULARY_FOLDER, Path.cwd()).vocabularies


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


if __name__ == "__main__":
    main()
