"""The console command `praktijkatlas`; its words and messages are Dutch."""

from errno import EPIPE
from importlib import import_module
from typing import Any, ClassVar

import click

from praktijkatlas import __version__
from praktijkatlas.cli.dutch import OPTIONS, speak_dutch
from praktijkatlas.processes import ProcessKilledError

speak_dutch()


class Commands(click.Group):
    """The commands, each loaded when it is asked for: so that one does not wait for all others."""

    modules: ClassVar = {
        "build": "build",
        "changes": "changes",
        "check": "check",
        "export": "publish",
        "from-issue": "issue",
        "links": "links",
        "new": "edit",
        "report": "edit",
        "serve": "build",
        "sheets": "publish",
        "sync": "edit",
    }
    """The name of every command with the module that it lies in."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, when there is one."""
        if cmd_name not in self.modules:
            return None
        module = import_module(f"{__name__}.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        command.options_metavar = OPTIONS
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out a command; what the system refuses, or stops, ends it with a sentence."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == EPIPE:  # who reads the output has enough: click ends quietly
                raise
            # Loaded here: a build of which nothing changed should start soon.
            from praktijkatlas.reading.load import reason

            place = f' bij "{click.format_filename(error.filename)}"' if error.filename else ""
            raise click.ClickException(f"Dat lukt niet{place}: {reason(error)}.") from error
        except ProcessKilledError as error:
            raise click.ClickException(
                f"{str(error).capitalize()}. Sluit andere programma’s en probeer het nog eens."
            ) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
)
@click.version_option(__version__, message="praktijkatlas %(version)s")
def main() -> None:
    """Praktijkatlas: goede praktijken nakijken, en er een site van maken."""
