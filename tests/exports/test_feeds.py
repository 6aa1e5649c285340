"""Atom feeds against RFC 4287, and the calendar against RFC 5545."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from lxml import etree

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings
from praktijkatlas.exports.encoding import clean_text
from praktijkatlas.exports.feeds import ATOM, MAX_ENTRIES, feed_files, feeds
from praktijkatlas.exports.reviews import MAX_NAMED, review_calendar

from .conftest import SITE, entry, make_entries

Files = dict[str, bytes]
A = f"{{{ATOM}}}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def all_feeds(files: Files) -> dict[str, ET.Element]:
    return {
        path: ET.fromstring(data)
        for path, data in files.items()
        if path.startswith("feeds/") and path.endswith(".xml")
    }


def one(element: ET.Element, name: str) -> ET.Element:
    (found,) = element.findall(f"{A}{name}")
    return found


def test_there_is_a_feed_for_everything_every_theme_and_every_region_of_today(files: Files) -> None:
    assert set(all_feeds(files)) == {
        "feeds/praktijken.xml",
        "feeds/themas/stages.xml",
        "feeds/themas/techniek-leren.xml",
        "feeds/themas/leeg-thema.xml",
        "feeds/regios/het-land.xml",
        "feeds/regios/de-stad.xml",
        "feeds/regios/het-dorp.xml",
    }


def test_every_feed_obeys_the_atom_rules(files: Files) -> None:
    feed_ids = []
    for feed in all_feeds(files).values():
        assert feed.tag == f"{A}feed"
        feed_ids.append(one(feed, "id").text)
        assert one(feed, "title").text
        assert MOMENT.fullmatch(one(feed, "updated").text or "")
        assert one(one(feed, "author"), "name").text == "Gids & Co"
        assert len([x for x in feed.findall(f"{A}link") if x.get("rel") == "self"]) == 1
        ids = []
        for each in feed.findall(f"{A}entry"):
            ids.append(one(each, "id").text)
            assert one(each, "title").text
            assert MOMENT.fullmatch(one(each, "updated").text or "")
            assert MOMENT.fullmatch(one(each, "published").text or "")
            # An entry without content must link to what it stands for.
            assert one(each, "link").get("rel") == "alternate"
            assert one(each, "summary").text
            updated = one(each, "updated").text or ""
            assert updated <= (one(feed, "updated").text or "")
        assert len(ids) == len(set(ids))
        assert all(urlsplit(each or "").scheme == "tag" for each in ids)
    assert len(feed_ids) == len(set(feed_ids))


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


def test_every_feed_is_in_the_grammar_of_atom(files: Files, grammar: etree.RelaxNG) -> None:
    for path in all_feeds(files):
        assert grammar.validate(etree.fromstring(files[path])), (path, grammar.error_log)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<updated>2026", b"<updated>26"),
        (b" term=", b" terms="),
        (b"<summary>", b"<summary type='pdf'>"),
        (b'rel="self" type="application/atom+xml"', b'rel="self" type="atom"'),
        (b"</subtitle>", b"</subtitle><subtitle/>"),
        (b"</title>", b"</title><published/>"),
    ],
)
def test_grammar_of_atom_sees_faults(
    files: Files, grammar: etree.RelaxNG, right: bytes, wrong: bytes
) -> None:
    feed = files["feeds/praktijken.xml"]
    assert right in feed
    parsed = etree.fromstring(feed.replace(right, wrong))
    assert not grammar.validate(parsed)


def test_feedparser_has_no_complaint(files: Files) -> None:
    for path, data in files.items():
        if path.startswith("feeds/") and path.endswith(".xml"):
            parsed = feedparser.parse(data)
            assert not parsed.bozo, (path, parsed.get("bozo_exception"))
            assert parsed.version == "atom10"


def test_new_and_changed_are_told_apart_and_the_last_change_is_first(files: Files) -> None:
    parsed = feedparser.parse(files["feeds/praktijken.xml"])
    first, *_, last = parsed.entries
    assert first.title == "Alles ingevuld"
    assert first.tags[0].label == "Gewijzigd"
    assert first.updated == "2026-03-01T00:00:00Z"
    assert last.tags[0].label == "Nieuw"


def test_links_are_absolute_when_the_site_has_an_address(
    files: Files, settings: ExportSettings
) -> None:
    feed = all_feeds(files)["feeds/regios/de-stad.xml"]
    links = {x.get("rel"): x.get("href") for x in feed.findall(f"{A}link")}
    top = f"{SITE}/" if settings.site_url else "../../"
    assert links["alternate"] == f"{top}regios/de-stad/"


def test_an_entry_has_the_same_id_in_every_feed_and_after_a_change(
    catalogue: Catalogue, files: Files
) -> None:
    changed = Catalogue.of([entry("eerste-les", reviewed="2026-09-09")], catalogue.vocabularies)
    settings = ExportSettings.for_catalogue(changed)
    (everything, *_) = feeds(changed, settings)
    (page,) = [data for path, data in feed_files(changed, settings) if path == everything.path]
    (only,) = ET.fromstring(page).findall(f"{A}entry")
    assert one(only, "id").text == "tag:praktijkatlas.invalid,2026:praktijken/eerste-les/"


def test_a_renamed_practice_keeps_the_id_that_readers_know(catalogue: Catalogue) -> None:
    def ids(name: str, *old: str) -> list[str | None]:
        changed = Catalogue.of([entry(name, redirects=list(old))], catalogue.vocabularies)
        made = feed_files(changed, ExportSettings.for_catalogue(changed, SITE))
        (feed, link) = next((ET.fromstring(data), data) for _, data in made)
        assert f"{SITE}/praktijken/{name}/".encode() in link
        return [one(each, "id").text for each in feed.findall(f"{A}entry")]

    before = ids("eerste-les")
    assert ids("nieuwe-les", "eerste-les") == before
    assert ids("derde-naam", "eerste-les", "nieuwe-les") == before
    # One that took another over keeps its own, and keeps it when it gets another name later.
    assert ids("eerste-les", "eerste-les", "overgenomen") == before
    assert ids("derde-naam", "eerste-les", "overgenomen") == before


def test_two_sites_on_one_host_share_no_name(catalogue: Catalogue) -> None:
    def names(address: str) -> set[str]:
        settings = ExportSettings.for_catalogue(catalogue, address)
        feed_names = {
            each.text or ""
            for _, data in feed_files(catalogue, settings)
            for each in ET.fromstring(data).iter(f"{A}id")
        }
        lines = unfolded(review_calendar(catalogue, settings))
        return feed_names | {line for line in lines if line.startswith("UID:")}

    top = names("https://gids.example")
    assert "tag:gids.example,2026:praktijken/eerste-les/" in top
    assert "UID:nakijken-2028-01-10@gids.example" in top
    assert names("https://gids.example/") == top
    north = names("https://gids.example/noord/")
    assert "tag:gids.example,2026:noord/praktijken/eerste-les/" in north
    assert "UID:nakijken-2028-01-10@gids.example/noord" in north
    assert not north & (top | names("https://gids.example/zuid"))


def test_control_characters_and_markup_are_no_part_of_the_xml(files: Files) -> None:
    data = files["feeds/regios/het-dorp.xml"]
    (strange,) = ET.fromstring(data).findall(f"{A}entry")
    summary = one(strange, "summary").text or ""
    assert summary.startswith("Stuur teken & <b>vet</b></script>")
    assert b"\x07" not in data


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, 0x85, 0xD800, 0xFFFE, 0xFFFF])
def test_no_character_breaks_xml(code: int) -> None:
    root = ET.Element("x", {"y": clean_text(f"a{chr(code)}b")})
    root.text = clean_text(f"a{chr(code)}b")
    ET.fromstring(ET.tostring(root, encoding="utf-8"))


def test_a_feed_holds_a_hundred_practices_at_most(catalogue: Catalogue) -> None:
    large = Catalogue.of(make_entries(300), catalogue.vocabularies)
    for _, data in feed_files(large, ExportSettings.for_catalogue(large)):
        assert len(ET.fromstring(data).findall(f"{A}entry")) <= MAX_ENTRIES


def unfolded(data: bytes) -> list[str]:
    text = data.decode("utf-8")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").rstrip("\r\n").split("\r\n")


def test_the_calendar_has_one_event_for_each_day(files: Files) -> None:
    lines = unfolded(files["feeds/nakijken.ics"])
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == 3
    assert "DTSTART;VALUE=DATE:20280110" in lines
    assert 'SUMMARY:Nakijken: =HYPERLINK("https://example.org"\\;"klik")' in lines


def test_the_calendar_does_not_list_what_no_one_can_read(catalogue: Catalogue) -> None:
    large = Catalogue.of(
        (entry(f"les-{n}", title=f"Lés, {n}") for n in range(100)), catalogue.vocabularies
    )
    lines = unfolded(review_calendar(large, ExportSettings.for_catalogue(large, SITE)))
    (description,) = [line for line in lines if line.startswith("DESCRIPTION:")]
    assert description.count("Lés\\, ") == MAX_NAMED
    assert description.endswith("\\nen nog 75 andere")
    assert "SUMMARY:100 praktijken nakijken" in lines
