"""What the API says of a practice, theme, region and organisation. OpenAPI is made from this."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from praktijkatlas import addresses
from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue, OrganisationEntry
from praktijkatlas.exports.bodies import linked_markdown
from praktijkatlas.facts import review_due
from praktijkatlas.model import Participant, Practice, Region, Term
from praktijkatlas.reading import Body, Entry

Link = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]


class Record(BaseModel):
    """Something that the API gives: every field is always there."""

    model_config = ConfigDict(frozen=True)


class ParticipantRecord(Participant):
    """An organisation that takes part, with its id."""

    id: str | None = Field(
        title="Id", description="Het id in organisations.json; null bij een groep zonder naam."
    )


class BodyRecord(Record):
    """The text of a practice."""

    markdown: str = Field(title="Markdown", description="De tekst, met opmaak als Markdown.")
    text: str = Field(title="Tekst", description="Dezelfde tekst zonder opmaak en bronnummers.")


class PracticeHead(Record):
    """What identifies a practice, and what follows from its place in the catalogue."""

    id: str = Field(title="Id", description="Verandert niet.")
    url: Link = Field(title="Pagina", description="De pagina van de praktijk.")
    api_url: Link = Field(title="JSON", description="Alles over de praktijk, als JSON.")
    markdown_url: Link = Field(title="Markdown", description="De pagina als Markdown.")
    pdf_url: Link = Field(title="Vel", description="Het vel om te printen, als PDF.")
    all_regions: tuple[str, ...] = Field(
        title="Alle gebieden", description="De gebieden, en de gebieden waar die in liggen."
    )
    organisation_ids: tuple[str, ...] = Field(
        title="Id's van organisaties", description="Wie er meedoen, zonder groepen zonder naam."
    )
    review_due: date = Field(
        title="Na te kijken vóór", description="De dag waarop iemand weer moet kijken."
    )
    adopted_by: tuple[str, ...] = Field(
        title="Overgenomen door", description="Id's van praktijken die op deze zijn gebaseerd."
    )


class PracticeDetail(Practice, PracticeHead):
    """Everything of a practice."""

    organisations: tuple[ParticipantRecord, ...] = Field(
        title="Organisaties", description="Wie er meedoen."
    )
    image_url: Link | None = Field(
        title="Beeld", description="Het beeld zelf; null als de praktijk er geen heeft."
    )
    body: BodyRecord = Field(title="Tekst", description="De tekst van de praktijk.")


ITEM_FIELDS = (
    "id",
    "url",
    "api_url",
    "title",
    "summary",
    "themes",
    "practice_types",
    "education_levels",
    "sectors",
    "regions",
    "all_regions",
    "organisation_ids",
    "status",
    "status_as_of",
    "evidence",
    "cost_band",
    "added",
    "reviewed",
    "licence",
)
"""The fields of a practice in a list: enough to choose by, little enough for hundreds."""

_OWN_ITEM_FIELDS = frozenset(ITEM_FIELDS) & Practice.model_fields.keys()


class TermRecord(Record):
    """A term of one of the lists."""

    id: str = Field(title="Id")
    label: str = Field(title="Naam")
    description: str = Field(title="Uitleg")
    synonyms: tuple[str, ...] = Field(title="Synoniemen", description="Wat mensen ook typen.")


class ThemeRecord(TermRecord):
    """A theme."""

    url: Link = Field(title="Pagina")
    feed_url: Link = Field(title="Feed")
    practice_count: int = Field(title="Aantal praktijken")


class RegionRecord(TermRecord):
    """A municipality, province or other region."""

    url: Link = Field(
        title="Pagina", description="Bij een voormalige gemeente: een doorverwijzing."
    )
    feed_url: Link | None = Field(title="Feed", description="null bij een voormalige gemeente.")
    kind: str = Field(title="Soort")
    code: str | None = Field(title="Code", description="De code van het CBS, als wij die weten.")
    part_of: tuple[str, ...] = Field(title="Ligt in", description="Id's van grotere gebieden.")
    replaced_by: tuple[str, ...] = Field(title="Opgegaan in", description="Id's van opvolgers.")
    until: date | None = Field(title="Bestond tot")
    practice_count: int = Field(
        title="Aantal praktijken", description="Met die van de gebieden die erin liggen."
    )
    own_practice_count: int = Field(
        title="Eigen aantal", description="Alleen de praktijken die dit gebied zelf noemen."
    )


class OrganisationRecord(Record):
    """An organisation that takes part in a practice."""

    id: str = Field(title="Id")
    name: str = Field(title="Naam")
    description: str = Field(title="Uitleg")
    aliases: tuple[str, ...] = Field(title="Andere namen")
    kind: str = Field(title="Soort")
    url: Link = Field(title="Pagina")
    website: str | None = Field(title="Eigen site")
    place: str | None = Field(title="Plaats", description="Het id van de gemeente.")
    part_of: str | None = Field(title="Onderdeel van", description="Het id van een organisatie.")
    practice_count: int = Field(title="Aantal praktijken")


def practice_detail(entry: Entry, catalogue: Catalogue, to: Links) -> PracticeDetail:
    """Everything of a practice; `to` makes the links."""
    practice = entry.practice
    fields: dict[str, Any] = dict(practice) | dict(_head(entry, catalogue, to))
    fields["organisations"] = tuple(
        ParticipantRecord.model_construct(
            **dict(each), id=None if each.group else catalogue.organisation_id(each.name) or None
        )
        for each in practice.organisations
    )
    image = picture_address(entry)
    fields["image_url"] = to(image) if image else None
    fields["body"] = BodyRecord(
        markdown=linked_markdown(
            entry.body, lambda linked: to(addresses.practice_page(linked)), catalogue.by_id
        ),
        text=plain_text(entry.body),
    )
    # Everything was validated when it was read; validating once more would take most of the time.
    return PracticeDetail.model_construct(**fields)


def practice_item(entry: Entry, catalogue: Catalogue, to: Links) -> dict[str, Any]:
    """A practice as it stands in a list."""
    found = dict(_head(entry, catalogue, to))
    found |= entry.practice.model_dump(mode="json", include=set(_OWN_ITEM_FIELDS))
    return {name: found[name] for name in ITEM_FIELDS}


def _head(entry: Entry, catalogue: Catalogue, to: Links) -> Iterator[tuple[str, Any]]:
    practice = entry.practice
    organisations = (
        catalogue.organisation_id(each.name) for each in practice.organisations if not each.group
    )
    yield "id", entry.id
    yield "url", to(addresses.practice_page(entry.id))
    yield "api_url", to(addresses.practice_file(entry.id))
    yield "markdown_url", to(addresses.practice_markdown(entry.id))
    yield "pdf_url", to(addresses.practice_sheet(entry.id))
    yield "all_regions", catalogue.regions_of(practice)
    yield "organisation_ids", tuple(dict.fromkeys(filter(None, organisations)))
    yield "review_due", review_due(practice)
    yield "adopted_by", tuple(each.id for each in catalogue.adopters.get(entry.id, ()))


def picture_address(entry: Entry) -> str:
    """Where the picture of a practice stands on the site; "" when it has none."""
    return addresses.practice_picture(entry.id, entry.picture.suffix) if entry.picture else ""


def plain_text(body: Body) -> str:
    """The words of a body: headings and blocks on lines of their own; blank lines part sections."""
    sections = ((s.title, *s.plain().split("\n")) for s in body.sections)
    return "\n\n".join("\n".join(filter(str.strip, lines)) for lines in sections)


def term_record(term: Term) -> TermRecord:
    """A term of a list."""
    return TermRecord(**_term(term))


def _term(term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "label": term.label,
        "description": term.description,
        "synonyms": term.synonyms,
    }


def theme_record(theme: Term, catalogue: Catalogue, to: Links) -> ThemeRecord:
    """A theme with the number of its practices."""
    return ThemeRecord(
        **_term(theme),
        url=to(addresses.theme_page(theme.id)),
        feed_url=to(addresses.theme_feed(theme.id)),
        practice_count=len(catalogue.by_theme.get(theme.id, ())),
    )


def region_record(region: Region, catalogue: Catalogue, to: Links) -> RegionRecord:
    """A region with the number of its practices."""
    return RegionRecord(
        **_term(region),
        url=to(addresses.region_page(region.id)),
        feed_url=None if region.is_former else to(addresses.region_feed(region.id)),
        kind=region.kind,
        code=region.code,
        part_of=region.part_of,
        replaced_by=region.replaced_by,
        until=region.until,
        practice_count=len(catalogue.by_region.get(region.id, ())),
        own_practice_count=len(catalogue.by_own_region.get(region.id, ())),
    )


def organisation_record(organisation: OrganisationEntry, to: Links) -> OrganisationRecord:
    """An organisation with the number of its practices."""
    known = organisation.known
    return OrganisationRecord(
        id=organisation.id,
        name=organisation.name,
        description=known.description if known else "",
        aliases=known.aliases if known else (),
        kind=organisation.kind,
        url=to(addresses.organisation_page(organisation.id)),
        website=organisation.url,
        place=known.place if known else None,
        part_of=known.part_of if known else None,
        practice_count=len(organisation.entries),
    )
