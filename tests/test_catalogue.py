"""The catalogue: practices by theme, region, organisation and kinship."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from praktijkatlas.catalogue import BUCKET_READS, Catalogue
from praktijkatlas.model import Organisation, Participant, Region, Vocabulary
from praktijkatlas.reading import Entry, load_vocabularies, read_entry
from praktijkatlas.reading.entry import packed

CASES = Path(__file__).parent / "cases"
VALID = read_entry((CASES / "valid/input.md").read_bytes(), "practices/valid.md").entry()
LISTS = replace(
    load_vocabularies(CASES / "vocabulary", CASES)[0],
    regions=Vocabulary(
        "regions",
        tuple(
            Region(id=name, label=name.title(), kind="gebied", part_of=above)
            for name, above in {
                "brugdorp": ("waterland", "arbeidsmarkt"),
                "sluisstad": ("waterland",),
                "waterland": ("land",),
                "arbeidsmarkt": ("land",),
                "land": (),
            }.items()
        ),
    ),
)


def entry(name, **changes):
    """The valid entry under another id and with other values."""
    practice = VALID.practice.model_copy(update=changes)
    return Entry(name, f"practices/{name}.md", practice, packed(VALID.text))


def taking_part(name, *participants):
    return entry(
        name,
        organisations=tuple(
            each if isinstance(each, Participant) else Participant(name=each, kind="bedrijf")
            for each in participants
        ),
    )


def catalogue(*entries):
    return Catalogue.of(entries, LISTS)


def ids(entries):
    return [each.id for each in entries]


# Themes, regions and cells


def test_entries_come_in_the_order_of_their_ids():
    found = catalogue(entry("b"), entry("c"), entry("a"))
    assert ids(found.entries) == ["a", "b", "c"]
    assert len(found) == 3
    assert found.by_id["b"].id == "b"


def test_practice_shows_under_every_region_it_lies_in_once():
    both = entry("a", regions=("brugdorp", "sluisstad"))
    assert catalogue(both).regions_of(both.practice) == (
        *("brugdorp", "sluisstad", "waterland", "arbeidsmarkt", "land"),
    )
    found = catalogue(both, entry("b", regions=("sluisstad",)), entry("c", regions=("land",)))
    assert {region: ids(entries) for region, entries in found.by_region.items()} == {
        "brugdorp": ["a"],
        "sluisstad": ["a", "b"],
        "waterland": ["a", "b"],
        "arbeidsmarkt": ["a"],
        "land": ["a", "b", "c"],
    }
    assert ids(found.by_own_region["land"]) == ["c"]


def test_term_that_is_named_twice_counts_once():
    found = catalogue(entry("a", themes=("x", "x"), regions=("brugdorp", "brugdorp")))
    assert ids(found.by_theme["x"]) == ["a"]
    assert ids(found.by_region["land"]) == ["a"]


def test_groups_hold_only_what_occurs():
    found = catalogue(entry("a", education_levels=("vmbo", "mbo"), sectors=("bouw",)))
    assert set(found.by_level) == {"vmbo", "mbo"}
    assert set(found.by_sector) == {"bouw"}
    assert "techniek" not in found.by_sector


def test_cell_holds_the_practices_with_a_theme_in_a_region():
    found = catalogue(
        entry("a", themes=("x", "y"), regions=("brugdorp",)),
        entry("b", themes=("x",), regions=("sluisstad",)),
    )
    assert ids(found.cell("x", "waterland")) == ["a", "b"]
    assert ids(found.cell("y", "waterland")) == ["a"]
    assert found.count("x", "land") == 2
    assert found.count("y", "sluisstad") == 0
    assert found.cell("onbekend", "land") == ()


def test_nothing_can_be_changed():
    found = catalogue(entry("a"))
    for mapping in (found.by_id, found.by_theme, found.organisations, found.redirects):
        with pytest.raises(TypeError):
            mapping["x"] = ()


def test_empty_catalogue_has_nothing():
    found = catalogue()
    assert len(found) == 0
    assert found.newest_day is None
    assert found.newest(5) == ()
    assert dict(found.organisations) == {}


# Organisations


def test_aliases_lead_to_one_organisation():
    found = catalogue(
        taking_part("a", "Vakcollege De Brug"),
        taking_part("b", "VC De Brug"),
        taking_part("c", "vc de brúg"),
    )
    (only,) = found.organisations.values()
    assert (only.id, only.name, only.kind) == ("vakcollege-de-brug", "Vakcollege De Brug", "school")
    assert ids(only.entries) == ["a", "b", "c"]
    assert only.known is LISTS.organisations["vakcollege-de-brug"]


def test_unlisted_organisation_gets_a_page_by_its_name():
    school = Participant(name="Café ’t Hoekje", kind="school", url="https://hoekje.example")
    found = catalogue(
        taking_part("a", "Café 't Hoekje"),
        taking_part("b", school),
        taking_part("c", "Cafe t hoekje"),
    )
    (only,) = found.organisations.values()
    assert (only.id, only.name) == ("cafe-t-hoekje", "Café 't Hoekje")
    assert only.kind == "bedrijf"
    assert only.known is None


def test_address_of_the_list_goes_before_that_of_an_entry():
    listed = Organisation(id="x", label="X", kind="school", url="https://lijst.example")
    lists = replace(LISTS, organisations=Vocabulary("organisations", (listed,)))
    given = Participant(name="X", kind="bedrijf", url="https://praktijk.example")
    found = Catalogue.of([taking_part("a", given)], lists)
    assert found.organisations["x"].url == "https://lijst.example"
    assert catalogue(taking_part("a", given)).organisations["x"].url == "https://praktijk.example"


def test_group_without_a_name_is_no_organisation():
    group = Participant(name="acht bedrijven", kind="bedrijf", group=True)
    found = catalogue(taking_part("a", group, "Vakcollege De Brug"))
    assert list(found.organisations) == ["vakcollege-de-brug"]
    assert found.partners("vakcollege-de-brug") == ()


def test_name_without_letters_of_ours_is_no_organisation():
    found = catalogue(taking_part("a", "学校", "Vakcollege De Brug"))
    assert list(found.organisations) == ["vakcollege-de-brug"]
    assert found.partners("vakcollege-de-brug") == ()


def test_partners_come_with_how_often_most_first():
    found = catalogue(
        taking_part("a", "Een", "Twee", "Drie"),
        taking_part("b", "Een", "Drie", "Drie"),
        taking_part("c", "Een", "Vier"),
        taking_part("d", "Twee", "Vijf"),
    )
    partners = [(partner.id, count) for partner, count in found.partners("een")]
    assert partners == [("drie", 2), ("twee", 1), ("vier", 1)]


# Days and redirects


def test_newest_are_those_that_were_added_last():
    day = date(2026, 11, 1)
    found = catalogue(
        entry("a", added=day, reviewed=day),
        entry("b", added=day + timedelta(2), reviewed=day + timedelta(3)),
        entry("c", added=day, reviewed=day + timedelta(9)),
    )
    assert ids(found.newest(2)) == ["b", "a"]
    assert found.newest_day == day + timedelta(9)


def test_old_ids_lead_to_the_new_one_unless_they_are_in_use():
    found = catalogue(entry("nieuw", redirects=("oud", "ander")), entry("ander"))
    assert dict(found.redirects) == {"oud": "nieuw"}


def test_adopters_are_those_that_are_based_on_it():
    found = catalogue(entry("a"), entry("b", based_on=("a",)), entry("c", based_on=("a", "weg")))
    assert ids(found.adopters["a"]) == ["b", "c"]


# Kinship


def kin(found, name, count=4):
    return [(each.entry.id, each.reason) for each in found.related(found.by_id[name], count)]


def test_named_practices_come_first():
    found = catalogue(
        entry("a", related=("far", "near"), based_on=("source", "weg", "a")),
        entry("near"),
        entry("far", themes=("anders",), practice_types=("gastles",)),
        entry("source", themes=("anders",), practice_types=("gastles",)),
        entry("other"),
    )
    assert kin(found, "a") == [
        ("source", "hiervan overgenomen: zelfde onderwijs, sector en plaats"),
        ("far", "hoort hierbij: zelfde onderwijs, sector en plaats"),
        ("near", "hoort hierbij: zelfde thema, soort en onderwijs"),
        ("other", "zelfde thema, soort en onderwijs"),
    ]


def test_practice_is_named_once():
    found = catalogue(entry("a", related=("b", "b"), based_on=("b",)), entry("b"))
    assert len(kin(found, "a")) == 1


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        (("themes", "practice_types"), "zelfde thema en soort"),
        (("themes", "education_levels"), "zelfde thema en onderwijs"),
        (("themes", "sectors"), "zelfde thema en sector"),
        (("themes", "regions"), "zelfde thema en plaats"),
        (("themes", "sectors", "regions"), "zelfde thema, sector en plaats"),
        (("themes",), None),
        (("sectors", "regions", "education_levels"), None),
    ],
)
def test_reasons_say_what_is_shared(shared, reason):
    fields = ("themes", "practice_types", "education_levels", "sectors", "regions")
    other = {field: ("anders",) for field in fields if field not in shared}
    mine = dict.fromkeys(fields, ("eigen",))
    theirs = dict.fromkeys(shared, ("eigen",)) | other
    found = catalogue(entry("a", **mine), entry("b", **theirs))
    assert kin(found, "a") == ([("b", reason)] if reason else [])


def test_sector_of_everything_makes_no_kin():
    alike = {"themes": ("t",), "sectors": ("breed",)}
    found = catalogue(entry("a", **alike), entry("b", **alike, practice_types=("gastles",)))
    assert [reason for _, reason in kin(found, "a")] == ["zelfde thema, onderwijs en plaats"]


def test_more_that_is_shared_comes_first_and_equals_come_by_id():
    found = catalogue(
        entry("a"),
        entry("z-same"),
        entry("c", sectors=("anders",)),
        entry("b", sectors=("anders",)),
    )
    assert [name for name, _ in kin(found, "a")] == ["z-same", "b", "c"]
    assert [name for name, _ in kin(found, "a", count=1)] == ["z-same"]


def generated(count):
    """Entries that look like real ones: few themes and kinds, many places."""
    random = Random(2026)
    for number in range(count):
        yield entry(
            f"praktijk-{number:04}",
            themes=tuple(random.sample(("t1", "t2", "t3", "t4", "t5"), random.randint(1, 3))),
            practice_types=(random.choice(("k1", "k2", "k3")),),
            education_levels=tuple(random.sample(("vmbo", "mbo", "hbo"), random.randint(1, 2))),
            sectors=(random.choice(("bouw", "techniek", "breed")),),
            regions=(random.choice(("brugdorp", "sluisstad", "waterland")),),
            related=(f"praktijk-{number // 2:04}",) if number % 7 == 0 else (),
        )


def test_kinship_does_not_depend_on_the_order_in_which_entries_come():
    entries = list(generated(120))
    shuffled = entries.copy()
    Random(1).shuffle(shuffled)
    one, other = catalogue(*entries), catalogue(*shuffled)
    assert one == other
    for each in entries:
        assert one.related(each) == other.related(each)
    assert list(one.organisations) == list(other.organisations)


def test_many_practices_get_different_neighbours():
    found = catalogue(*generated(3_000))
    shown = {each.id: [near.entry.id for near in found.related(each)] for each in found.entries}
    assert all(len(set(near)) == 4 for near in shown.values())
    assert not any(name in near for name, near in shown.items())
    popular = max(
        sum(name in near for near in shown.values()) for name in ids(found.entries[::100])
    )
    assert popular < 8 * BUCKET_READS
    assert len({tuple(near) for near in shown.values()}) > 2_500
