"""The console command `praktijkatlas`; its words and messages are Dutch."""

import click

from praktijkatlas import __version__
from praktijkatlas.cli.check import check
from praktijkatlas.cli.edit import new, report, sync
from praktijkatlas.cli.publish import build, export, serve, sheets


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="praktijkatlas %(version)s")
def main() -> None:
    """Praktijkatlas: goede praktijken nakijken, en er een site van maken."""


for command in (build, check, export, new, report, serve, sheets, sync):
    main.add_command(command)
