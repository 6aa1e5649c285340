"""Plain texts: the Markdown twin of a practice's page, llms.txt and robots.txt."""

from collections.abc import Iterator

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.bodies import linked_markdown
from praktijkatlas.exports.encoding import clean_text
from praktijkatlas.exports.settings import ExportSettings
from praktijkatlas.facts import facts, labels
from praktijkatlas.model import Reference
from praktijkatlas.model.dates import day_in_words
from praktijkatlas.reading import Entry

MAX_LISTED = 200
"""How many practices llms.txt lists: the newest; the API has them all."""

_MARKS = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>"})


def practice_twin(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> str:
    """The page of a practice as Markdown: title, facts, text, and its sources as footnotes."""
    return clean_text("\n".join(_twin_lines(entry, catalogue, settings)).rstrip()) + "\n"


def moved_twin(old: str, entry: Entry, settings: ExportSettings) -> str:
    """What stands under the old id of a practice: where it is now."""
    to = settings.links_from(addresses.practice_markdown(old))
    link = f"[{_plain(entry.practice.title)}]({to(addresses.practice_markdown(entry.id))})"
    return clean_text(f"Deze praktijk heeft een ander adres: {link}\n")


def _twin_lines(entry: Entry, catalogue: Catalogue, settings: ExportSettings) -> Iterator[str]:
    practice = entry.practice
    to = settings.links_from(addresses.practice_markdown(entry.id))
    yield f"# {_plain(practice.title)}\n"
    yield f"> {_plain(practice.summary)}\n"
    themes = labels(catalogue.vocabularies.themes, practice.themes)
    yield f"- Thema's: {_plain(', '.join(themes))}"
    for fact in facts(catalogue, entry):
        words = ", ".join(value.label for value in fact.values)
        remark = f" ({fact.remark.rstrip('.')})" if words and fact.remark else fact.remark
        yield f"- {fact.name}: {_plain(words + remark)}"
    yield f"- Organisaties: {_plain('; '.join(each.name for each in practice.organisations))}"
    yield f"- Contact: {_plain(practice.contact.organisation)}"
    yield f"- Nagekeken op: {day_in_words(practice.reviewed)}"
    yield f"- Licentie: {labels(catalogue.vocabularies.licences, [practice.licence])[0]}"
    yield f"- Pagina: <{to(addresses.practice_page(entry.id))}>\n"
    yield linked_markdown(
        entry.body, lambda linked: to(addresses.practice_markdown(linked)), catalogue.by_id
    ).strip()
    yield "\n## Bronnen\n"
    for number, source in enumerate(practice.sources, start=1):
        yield f"[^{number}]: {_reference(source)}"


def _reference(source: Reference) -> str:
    parts = [f"[{_plain(source.title)}](<{source.url}>)"]
    if source.publisher:
        parts.append(_plain(source.publisher))
    if source.date:
        parts.append(source.date.in_words())
    return ", ".join(parts)


def _plain(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return text.translate(_MARKS)


def llms_text(catalogue: Catalogue, settings: ExportSettings) -> str:
    """What language models find of the site (llmstxt.org), with the newest practices."""
    return clean_text("\n".join(_llms_lines(catalogue, settings)).rstrip()) + "\n"


def _llms_lines(catalogue: Catalogue, settings: ExportSettings) -> Iterator[str]:
    to = settings.links_from(addresses.LLMS)
    yield f"# {_plain(settings.site_name)}\n"
    if settings.description:
        yield f"> {_plain(settings.description)}\n"
    yield (
        "Elke praktijk heeft een pagina, en dezelfde tekst als Markdown. Noem bij gebruik de "
        f"titel, {_plain(settings.site_name)} en het adres van de pagina. Een doel is geen "
        "uitkomst: kijk bij resultaten naar `kind`. De status geldt op de datum die erbij staat.\n"
    )
    yield "## Gegevens\n"
    for path, title, words in (
        (addresses.PRACTICE_LIST, "Alle praktijken", f"JSON, {len(catalogue)} praktijken"),
        (addresses.OPENAPI, "OpenAPI", "beschrijving van alle bestanden"),
        (addresses.MACHINE_TABLE, "Tabel", "CSV"),
        (addresses.FEED, "Feed", "Atom, nieuw en gewijzigd"),
    ):
        yield f"- [{title}]({to(path)}): {words}"
    yield "\n## Thema's\n"
    for theme in catalogue.vocabularies.themes:
        link = to(addresses.theme_page(theme.id))
        yield f"- [{_plain(theme.label)}]({link}): {_plain(theme.description)}"
    yield "\n## Praktijken\n"
    for entry in catalogue.newest(MAX_LISTED):
        link = to(addresses.practice_markdown(entry.id))
        yield f"- [{_plain(entry.practice.title)}]({link}): {_plain(entry.practice.summary)}"
    if len(catalogue) > MAX_LISTED:
        yield f"\nDit zijn de {MAX_LISTED} nieuwste. De API heeft ze alle {len(catalogue)}."


def robots_text(settings: ExportSettings) -> str:
    """Everybody may read everything; the sitemap is named when the site's address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if settings.base:
        lines += ["", f"Sitemap: {settings.base}{addresses.SITEMAP}"]
    return "\n".join(lines) + "\n"
