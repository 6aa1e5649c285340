"""A build after some practices changed or came: what tells of them is made, and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from praktijkatlas.addresses import practice_page
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings
from praktijkatlas.model import Practice
from praktijkatlas.reading import Entry, Reading
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.site.change import Change
from praktijkatlas.site.differences import Differences
from praktijkatlas.site.kept import KeptEntry, KeptFiles, KeptPractice, hard_digest, practice_json
from praktijkatlas.site.making import Made, ShowProgress, SiteWriter
from praktijkatlas.site.output import Output
from praktijkatlas.site.pages import is_of_many
from praktijkatlas.site.text_edit import MOST, Edit, sound_edit, stands_alone
from praktijkatlas.site.text_patch import UnreadEntry
from praktijkatlas.site.tilemap import TilesError, load_tiles


class _KeptEntry(UnreadEntry):
    """An entry of which the last build kept the practice; its text is read when somebody asks."""

    def __init__(self, entry_id: str, change: Change, practice: Practice) -> None:
        super().__init__(entry_id, change.last.practices, change.kept.settings.root)
        object.__setattr__(self, "known", practice)

    practice = property(lambda self: self.known)


@dataclass
class PracticePlan:
    """Brings practices that changed to all that tells of them."""

    change: Change
    writer: SiteWriter
    differences: Differences
    edits: Mapping[str, tuple[Reading, Edit]]
    kept: Mapping[str, KeptEntry]
    _made: list[Made] = field(default_factory=list)

    def write(self, output: Output, before: Collection[str]) -> None:
        """Write what differs, and remove what is no more."""
        parts = tuple(self.differences.parts())
        self._made = self.writer.write_again(output, self.differences, parts)
        output.write_removals({path for path in before if is_of_many(path)})
        self.change.write_documents(self.writer, output)

    def keep(self, files: KeptFiles) -> str:
        """Keep what a build of the whole site keeps; the digests by which it is known."""
        told = self.change.now.entries
        entries = dict(self.kept)
        fronts = {}
        for each, (reading, (entry, prose)) in self.edits.items():
            entries[each] = KeptEntry(told[f"{each}.md"], entry.practice, prose)
            fronts[each] = reading.front
        made = {page.address: page.kin for page in self._made}
        practices = dict(self.change.kept.practices)
        for entry in self.differences.practices:
            known = self.change.kept.practice(entry.id)
            front = fronts.get(entry.id) or (known.front if known else "")
            hard = hard_digest(entries[entry.id].prose)
            practices[entry.id] = practice_json(
                KeptPractice(front, hard, made[practice_page(entry.id)])
            )
        return files.write(self.writer.kept(practices), self.writer.maker.state, entries)


def practice_plan(change: Change, progress: ShowProgress) -> PracticePlan | None:
    """The plan for a change of some practices; None when one is wrong, or concerns others."""
    kept = change.files.load_entries(change.last.kept)
    if not kept:
        return None
    told = change.now.entries
    # Of texts that changed before, the last build of practices knows nothing.
    since = [
        name
        for name, sign in told.items()
        if (known := kept.get(name.removesuffix(".md"))) is None or known.told != sign
    ]
    edits = _edits(change, since) if len(since) <= MOST else {}
    if not edits:
        return None
    entries = (_KeptEntry(each, change, known.practice) for each, known in kept.items())
    prose = {each: known.prose for each, known in kept.items()}
    before = Catalogue.of(entries, change.vocabularies, prose)
    new = [entry for _, (entry, _) in edits.values()]
    if not all(stands_alone(entry, before, complete=True) for entry in new):
        return None
    if any(_is_pictured(each, before) for each in new):
        return None
    now = before.with_entries({each: edit for each, (_, edit) in edits.items()})
    about = change.kept.settings
    try:
        tiles = load_tiles(change.last.practices / VOCABULARY_FOLDER, now)
    except TilesError:
        return None
    exports = ExportSettings.for_catalogue(now, about.url, about.name, about.description)
    writer = change.writer(now, exports, tiles, progress)
    differences = Differences(writer.of(before).maker, writer.maker)
    return PracticePlan(change, writer, differences, edits, kept)


def _edits(change: Change, names: Collection[str]) -> Mapping[str, tuple[Reading, Edit]]:
    """The edits of the practices in these files; none when one of them is wrong."""
    known = change.readings
    others = change.load([name for name in names if name.removesuffix(".md") not in known])
    found = {}
    for entry_id, reading in (known | others).items():
        edit = sound_edit(reading, change.context)
        if edit is None:
            return {}
        found[entry_id] = (reading, edit)
    return found


def _is_pictured(entry: Entry, before: Catalogue) -> bool:
    """Whether a practice has a picture, or had one."""
    known = before.by_id.get(entry.id)
    return bool(entry.practice.image or (known and known.practice.image))
