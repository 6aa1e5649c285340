"""An edit of the text of a practice and of nothing else: the edit that happens most."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from praktijkatlas.checks import Context, EntryNames, find_errors
from praktijkatlas.clock import current_day
from praktijkatlas.model import Vocabularies
from praktijkatlas.prose import Prose, prose_of
from praktijkatlas.reading import Entry, Reading
from praktijkatlas.reading.load import shown_path
from praktijkatlas.site.kept import hard_digest

TextEdit = tuple[Entry, Prose]
"""The practice with its new text, and what that tells."""


def text_edit(reading: Reading, front: str, hard: str, context: Context) -> TextEdit | None:
    """The edit, when nothing but the text of a practice differs and the whole is without errors.

    `front` and `hard` are the digests of its front matter and of what was hard, as they were: what
    those tell stands on other pages too.
    """
    entry = reading.entry()
    if entry is None or reading.front != front or find_errors(reading, context):
        return None
    prose = prose_of(entry.practice, reading.body)
    return (entry, prose) if hard_digest(prose) == hard else None


def edit_context(
    files: Iterable[str],
    practices: Path,
    root: Path,
    redirects: Mapping[str, tuple[str, ...]],
    vocabularies: Vocabularies,
) -> Context:
    """What the rules may know, told by the names of the files in the folder of practices."""
    shown = shown_path(practices / "-", root).removesuffix("-")
    ids = {name.removesuffix(".md"): shown + name for name in files}
    return EntryNames(ids, redirects).context(vocabularies, current_day())
