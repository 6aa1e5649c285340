"""Who looks at what is printed."""

import io
import os

import pytest

from praktijkatlas import terminal


class Screen(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_colours_are_for_who_looks_and_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.in_colour(Screen())
    assert not terminal.in_colour(io.StringIO())
    assert not terminal.in_colour(None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.in_colour(Screen())


@pytest.mark.parametrize(("columns", "width"), [(72, 72), (240, 100)])
def test_lines_are_as_wide_as_the_screen(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    size = os.terminal_size((columns, 24))
    monkeypatch.setattr(terminal.shutil, "get_terminal_size", lambda _: size)
    assert terminal.width_of(Screen(), 100) == width
    assert terminal.width_of(io.StringIO(), 100) == 100
