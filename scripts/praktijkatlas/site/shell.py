"""The frame of a page, rendered once per depth and filled for each page.

Head, header, navigation and footer are the same on all pages of a section at the same depth. The
theme's templates render them once with a mark in every place that differs; filling a page is then
joining strings. A page filled is the same, byte for byte, as a page rendered in full.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape


class NoFrameError(LookupError):
    """There is no frame for a page, and none can be rendered."""


VIEW_FIELDS = (
    "head_title",
    "title",
    "description",
    "address",
    "kind",
    "breadcrumbs",
    "head_extra",
    "content",
)
"""What differs from page to page; `breadcrumbs`, `head_extra` and `content` are HTML."""

View = Mapping[str, str]
_MARK = re.compile("\ue000([a-z_]+)\ue001")


def mark(name: str) -> str:
    """The mark that stands for a field in a frame; of characters that no entry may contain."""
    return f"\ue000{name}\ue001"


def marks() -> View:
    """A view with a mark in every place."""
    return {name: Markup(mark(name)) for name in VIEW_FIELDS}


@dataclass(frozen=True)
class Shell:
    """A frame in pieces: literal text and the names of the fields between."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Shell":
        """The frame that a rendered page with marks is."""
        return cls(tuple(_MARK.split(html)))

    def fill(self, view: View) -> str:
        """The page that `view` makes in this frame; text is escaped, HTML is not."""
        return "".join(
            piece if index % 2 == 0 else str(escape(_typed(piece, view[piece])))
            for index, piece in enumerate(self.pieces)
        )


def _typed(name: str, value: str) -> str | Markup:
    return Markup(value) if name in HTML_FIELDS else value


HTML_FIELDS = frozenset({"breadcrumbs", "head_extra", "content"})


class Shells:
    """The frames of a site, each rendered when it is first needed.

    `made` are frames that are there already; without `render` there are no others.
    """

    def __init__(
        self,
        render: Callable[[str, View], str] | None = None,
        made: Mapping[str, Shell] = MappingProxyType({}),
    ) -> None:
        self._render = render
        self.made = dict(made)

    def frame(self, address: str) -> Shell:
        """The frame of the page at an address.

        Heads of sections have one of their own; others share it with all at the same depth of
        their section. NoFrameError when there is none and none can be rendered.
        """
        example = self._example(address)
        if example not in self.made:
            if self._render is None:
                raise NoFrameError(example)
            self.made[example] = Shell.of(self._render(example, marks()))
        return self.made[example]

    def _example(self, address: str) -> str:
        """An address with the same frame: the navigation needs to know the section, and no more."""
        section, depth = address.split("/", 1)[0], address.count("/")
        return address if address in self.made else f"{section}/" + "-/" * (depth - 1)
