"""An edit of a practice, and the one that happens most: of its text and nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import Context, EntryNames, find_errors
from praktijkatlas.clock import current_day
from praktijkatlas.model import Vocabularies
from praktijkatlas.prose import Prose, prose_of
from praktijkatlas.reading import Entry, Reading
from praktijkatlas.reading.load import shown_path
from praktijkatlas.site.kept import hard_digest

MOST = 20
"""With more practices than this the whole site is made: then something else is going on."""
Edit = tuple[Entry, Prose]
"""The practice as it is now, and what its text tells."""


def sound_edit(reading: Reading, context: Context) -> Edit | None:
    """The edit, when the practice is without errors."""
    entry = reading.entry()
    if entry is None or find_errors(reading, context):
        return None
    return entry, prose_of(entry.practice, reading.body)


def text_edit(reading: Reading, front: str, hard: str, context: Context) -> Edit | None:
    """The edit, when nothing but the text of a practice differs and the whole is without errors.

    `front` and `hard` are the digests of its front matter and of what was hard, as they were: what
    those tell stands on other pages too.
    """
    edit = sound_edit(reading, context) if reading.front == front else None
    return edit if edit and hard_digest(edit[1]) == hard else None


def stands_alone(entry: Entry, before: Catalogue, complete: bool) -> bool:
    """Whether no other practice can be right or wrong because of what is new in this one.

    `complete` is whether all practices were in the catalogue before: what was left out for its
    errors may link to what is new.
    """
    if known := before.by_id.get(entry.id):
        return entry.practice.redirects == known.practice.redirects
    return complete and not entry.practice.redirects and entry.id not in before.redirects


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
