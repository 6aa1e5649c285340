"""The files of search: what stands in them, how large they become, and when they are made again."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from mkdocs.structure.pages import Page

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.load import load_site
from praktijkatlas.site import search_files
from praktijkatlas.site.search import Record, page_records
from praktijkatlas.site.search_files import search_files as files_of

PAGE = Record("over/", "Over deze site", "Pagina", ((1, "Wie  maakt\ndit?"),), ((1, "geheim"),))


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_site(project / "practices", project, date(2026, 11, 23)).catalogue


def copies(catalogue: Catalogue, times: int) -> Catalogue:
    entries = [
        replace(entry, id=f"{entry.id}-{copy}")
        for copy in range(times)
        for entry in catalogue.entries
    ]
    return Catalogue.of(entries, catalogue.vocabularies)


def test_two_builds_make_the_same_bytes(catalogue: Catalogue) -> None:
    assert dict(files_of(catalogue, [PAGE])) == dict(files_of(catalogue, [PAGE]))


def test_practices_have_the_numbers_that_the_choices_give_them(catalogue: Catalogue) -> None:
    made = dict(files_of(catalogue, []))
    for number, entry in enumerate(catalogue.newest(5)):
        address, title, *_ = json.loads(made[f"{search_files.FOLDER}/praktijken/{number}.json"])
        assert (address, title) == (f"praktijken/{entry.id}/", entry.practice.title)


def test_a_text_holds_what_excerpts_show_and_nothing_that_only_finds_the_page(
    catalogue: Catalogue,
) -> None:
    made = dict(files_of(catalogue, [PAGE]))
    pages = sorted(path for path in made if "/paginas/" in path)
    rows = [row for path in pages for row in json.loads(made[path])]
    assert ["over/", "Over deze site", "Pagina", "Wie maakt dit?"] in rows
    assert not [path for path in pages if "geheim" in made[path].decode("utf-8")]


def test_with_more_practices_what_a_search_asks_grows_by_bytes_per_practice(
    catalogue: Catalogue,
) -> None:
    many = copies(catalogue, 12)
    for path, data in files_of(many, []):
        if "/index/" in path or path == search_files.START:
            assert len(data) < 40_000 + 2 * len(many), path
        elif "/praktijken/" in path:
            assert len(data) < 25_000, path


def test_the_index_is_kept_and_not_made_again_of_the_same(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache" / "search.json"
    first = dict(files_of(catalogue, [PAGE], cache))
    monkeypatch.setattr(search_files, "Postings", None)  # whoever makes an index now fails
    assert dict(files_of(catalogue, [PAGE], cache)) == first
    with pytest.raises(TypeError):
        dict(files_of(catalogue, [], cache))


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\xfe", b'{"a": 1}'])
def test_a_damaged_index_is_made_again(catalogue: Catalogue, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "search.json"
    first = dict(files_of(catalogue, [], cache))
    whole = cache.read_bytes()
    for spoilt in (damage, whole[: len(whole) // 2], whole.replace(b"school", b"schoal", 1)):
        cache.write_bytes(spoilt)
        assert dict(files_of(catalogue, [], cache)) == first
        assert cache.read_bytes() == whole


def test_another_record_makes_another_version(catalogue: Catalogue) -> None:
    versions = {
        json.loads(dict(files_of(catalogue, pages))[search_files.START])["version"]
        for pages in ([], [PAGE])
    }
    assert len(versions) == 2


def test_a_site_without_practices_has_a_search_too(catalogue: Catalogue) -> None:
    empty = Catalogue.of([], catalogue.vocabularies)
    start = json.loads(dict(files_of(empty, []))[search_files.START])
    assert start["practices"] == 0


def test_search_finds_no_page_in_another_language_than_that_of_the_site() -> None:
    pages = [
        SimpleNamespace(url=f"{name}/", title=name, meta=meta, markdown=name, content=name)
        for name, meta in (("over", {}), ("schrijven", {"lang": "nl"}), ("code", {"lang": "en"}))
    ]
    found = page_records(cast(Iterable[Page], pages), "nl")
    assert [record.address for record in found] == ["over/", "schrijven/"]
