"""Who looks at what is printed: whether it is a screen, in colour, and how wide."""

import os
import shutil
from typing import TextIO


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream; None is one that was closed by who called."""
    return stream is not None and stream.isatty()


def in_colour(stream: TextIO | None) -> bool:
    """Whether colours help who looks; NO_COLOR says that they do not (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width_of(stream: TextIO | None, most: int) -> int:
    """How many characters a line may have; `most` where nobody looks, and never more."""
    if not is_terminal(stream):
        return most
    return min(most, shutil.get_terminal_size((most, 24)).columns)
