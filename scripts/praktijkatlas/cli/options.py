"""What several commands ask for in the same way."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from praktijkatlas.addresses import site_url_fault

if TYPE_CHECKING:
    from praktijkatlas.model import Vocabularies
    from praktijkatlas.reading import VocabularyFiles

PRACTICES = Path("practices")
F = TypeVar("F", bound=Callable[..., Any])


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


class SiteAddress(click.ParamType[str]):  # type: ignore[type-arg,unused-ignore]
    """The address of a site, to which the addresses of its pages are added; "" for none."""

    name = "WEBADRES"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same address."""
        if fault := site_url_fault(value):
            self.fail(fault, param, ctx)
        return value


def site_url_option(help_text: str) -> Callable[[F], F]:
    """The option that says where the site is."""
    return click.option(
        "--site-url",
        envvar="PRAKTIJKATLAS_SITE_URL",
        type=SiteAddress(),
        default="",
        help=help_text,
    )


CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="De configuratie van de site.",
)


class InputFile(click.File):
    """A file to read bytes from, or standard input."""

    def __init__(self) -> None:
        """Of bytes: what they mean is for who reads them."""
        super().__init__("rb")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        """The open file; what the system refuses is told in our words."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            if not isinstance(error.__context__, OSError):
                raise
            # Loaded here, so that a command that needs no files starts sooner.
            from praktijkatlas.reading.load import reason

            name, why = click.format_filename(value), reason(error.__context__)
            self.fail(f'"{name}" is niet te lezen: {why}', param, ctx)


def existing(config: Path) -> Path:
    """The configuration, when it is there."""
    if not config.is_file():
        raise click.UsageError(f'"{config}" bestaat niet. Werk in de map van het project.')
    return config


def practices() -> Path:
    """The folder with the practices of the project that the user works in."""
    if not PRACTICES.is_dir():
        raise click.UsageError(f'"{PRACTICES}" bestaat niet. Werk in de map van het project.')
    return PRACTICES


def vocabularies() -> Vocabularies:
    """The controlled lists of the project; with a fault in them it tells all, and stops.

    What is made of lists that lack terms is wrong, and nobody would see it.
    """
    # Loaded here, so that a command that needs no lists starts sooner.
    from praktijkatlas.checks import find_list_errors, reporters

    loaded = vocabulary_files()
    if found := find_list_errors(loaded):
        site_url = os.environ.get("PRAKTIJKATLAS_SITE_URL", "")
        click.echo("\n".join(reporters.as_text(found, site_url)), err=True)
        raise click.ClickException("Er is niets geschreven: verbeter eerst de lijsten.")
    return loaded.vocabularies


def vocabulary_files() -> VocabularyFiles:
    """The controlled lists of the project with the files they come from, right or not."""
    from praktijkatlas.reading.load import VOCABULARY_FOLDER, load_vocabulary_files

    return load_vocabulary_files(practices() / VOCABULARY_FOLDER, Path.cwd())
