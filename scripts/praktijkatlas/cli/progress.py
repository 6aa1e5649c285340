"""How far long work is, for who watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from praktijkatlas.processes import Progress, quiet
from praktijkatlas.terminal import is_terminal


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Shows how much is done, of how much, and how long yet; in a file or a pipe it says nothing."""
    if not is_terminal(sys.stderr):
        yield quiet
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
