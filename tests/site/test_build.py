"""Building a site: an entry with an error stops it, unless the site says otherwise."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from praktijkatlas.site.build import build_site

HAVEN = Path(__file__).parents[1] / "sites/haven"


@pytest.fixture
def source(tmp_path):
    """A copy of the second site, without search and sheets, in which one entry has an error."""
    folder = tmp_path / "source"
    shutil.copytree(HAVEN, folder)
    entry = folder / "practices/slik-en-duin.md"
    entry.write_text(entry.read_text("utf-8").replace("[kustnatuur]", "[kustnatur]"), "utf-8")
    configure(folder, "search: false\n      sheets: false")
    return folder


def configure(folder, line):
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("branch: trunk", f"branch: trunk\n      {line}")
    config.write_text(text, encoding="utf-8")


def test_entry_with_an_error_stops_the_build_with_its_finding(source, tmp_path, caplog):
    with pytest.raises(click.ClickException):
        build_site(source / "mkdocs.yml", tmp_path / "site", strict=False)
    assert 'practices/slik-en-duin.md:4:10: fout PA104: thema "kustnatur"' in caplog.text
    assert 'Bedoelde u "kustnatuur"' in caplog.text
    assert "Traceback" not in caplog.text
    assert not (tmp_path / "site/praktijken").exists()


def test_site_that_allows_errors_leaves_the_entry_out(source, tmp_path):
    configure(source, "allow_errors: true")
    site = build_site(source / "mkdocs.yml", tmp_path / "site", strict=False)
    assert (site / "praktijken/meevaren-ankerdam/index.html").is_file()
    assert not (site / "praktijken/slik-en-duin").exists()
    for page in ("index.html", "praktijken/index.html", "praktijken/meevaren-ankerdam/index.html"):
        text = (site / page).read_text("utf-8")
        assert "Eén praktijk staat nu niet op deze site" in text
        assert "practices/slik-en-duin.md" in text
        assert 'praktijken/slik-en-duin/"' not in text


def test_site_without_errors_says_nothing_of_them(source, tmp_path):
    entry = source / "practices/slik-en-duin.md"
    entry.write_text(entry.read_text("utf-8").replace("[kustnatur]", "[kustnatuur]"), "utf-8")
    site = build_site(source / "mkdocs.yml", tmp_path / "site", strict=True)
    assert "left-out" not in (site / "index.html").read_text("utf-8")


def test_site_without_search_has_no_field_for_words_and_can_be_chosen_from(
    source, tmp_path, new_page, serve
):
    configure(source, "allow_errors: true")
    site = build_site(source / "mkdocs.yml", tmp_path / "site", strict=False)
    for page in ("index.html", "praktijken/index.html", "404.html"):
        text = (site / page).read_text("utf-8")
        assert 'name="q"' not in text and "verdwaald" not in text, page
        assert "Zoek op" not in text, page
    page = new_page()
    with serve(site) as address:
        page.goto(f"{address}praktijken/?q=water", wait_until="load")
        page.wait_for_selector("body[data-ready]")
        told = page.locator("#gevonden")
        assert "water" not in told.inner_text()
        page.locator("[data-facets] input").first.check()
        told.get_by_text("praktijk").wait_for()
        assert page.locator(".chips li").count() == 1


def test_page_of_an_entry_that_went_is_gone_from_the_site(source, tmp_path):
    configure(source, "allow_errors: true")
    old = tmp_path / "site/praktijken/weg/index.html"
    old.parent.mkdir(parents=True)
    for page in ("index.html", "404.html"):
        (tmp_path / "site" / page).touch()
    old.write_text("oud", encoding="utf-8")
    build_site(source / "mkdocs.yml", tmp_path / "site", strict=False)
    assert not old.exists()


@pytest.mark.parametrize(
    ("line", "words"), [("practices: nergens", "nergens"), ("praktijken: practices", "praktijken")]
)
def test_configuration_that_is_not_right_is_told(source, tmp_path, caplog, line, words):
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8").replace("practices: practices", line)
    config.write_text(text, encoding="utf-8")
    with pytest.raises(click.ClickException) as raised:
        build_site(config, tmp_path / "site", strict=True)
    assert words in caplog.text + raised.value.format_message()
    assert "Traceback" not in caplog.text


def test_written_page_that_links_to_what_is_gone_is_told_of(source, tmp_path, caplog):
    configure(source, "allow_errors: true")
    page = source / "docs/over/criteria.md"
    links = (
        *("../../praktijken/meevaren-ankerdam/", "../../praktijken/slik-en-duin/", "../../themas/"),
        *("../../praktijken/?q=varen", "https://elders.example/praktijken/weg/"),
        *("../../praktijken/weg/#aanpak", "../../regios/nergens/", "../../themas/niets/"),
    )
    page.write_text(
        page.read_text("utf-8") + "".join(f"\n- [hier]({each})" for each in links) + "\n", "utf-8"
    )
    build_site(source / "mkdocs.yml", tmp_path / "site")
    told = [each.getMessage() for each in caplog.records if "die pagina is er niet" in each.message]
    assert [each.split('"')[1] for each in told] == list(links[-3:])
    assert all("over/criteria.md linkt naar" in each for each in told)
    with pytest.raises(click.ClickException):
        build_site(source / "mkdocs.yml", tmp_path / "strict", strict=True)


def test_written_pages_are_improved_on_the_branch_of_the_site(source, tmp_path):
    configure(source, "allow_errors: true")
    config = source / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("kust/logboek", "kust/logboek.git"), "utf-8")
    site = build_site(config, tmp_path / "site")
    pages = [(site / page / "index.html").read_text("utf-8") for page in ("over/criteria", ".")]
    assert 'href="https://git.example/kust/logboek/edit/trunk/docs/over/criteria.md"' in pages[0]
    assert not [page for page in pages if "logboek.git" in page]
    own = "https://git.example/kust/logboek/edit/trunk/practices/meevaren-ankerdam.md"
    assert own in (site / "praktijken/meevaren-ankerdam/index.html").read_text("utf-8")
    config.write_text(f"{text}\nedit_uri: src/branch/trunk/docs/\n", "utf-8")
    site = build_site(config, tmp_path / "site")
    assert "/src/branch/trunk/docs/over/criteria.md" in (
        site / "over/criteria/index.html"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("gids.example", "De instelling `site_url`: dit is geen heel webadres"),
        ("ftp://gids.example/", "is geen webadres"),
        ("https://gids.example/?a=b", "heeft een vraagteken"),
        ("https://gids.example/#a", "heeft een vraagteken, een hekje"),
    ],
)
def test_address_that_no_site_can_have_is_told_in_dutch(
    source, tmp_path, monkeypatch, address, words
):
    configure(source, "allow_errors: true")
    config = source / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    others = [line for line in lines if not line.startswith("site_url:")]
    config.write_text("\n".join((*others, f'site_url: "{address}"', "")), "utf-8")
    monkeypatch.chdir(source)
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "praktijkatlas.cli", "build", "--out", tmp_path / "site"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert words in done.stderr
    assert "\x1b" not in done.stderr
    assert not re.search(r"Abort|Config|isn't|Traceback", done.stdout + done.stderr)
    assert not (tmp_path / "site").exists()


def test_site_without_an_address_has_no_site_map_but_one_of_its_own(source, tmp_path):
    configure(source, "allow_errors: true")
    config = source / "mkdocs.yml"
    lines = config.read_text("utf-8").splitlines()
    bare = [line for line in lines if not line.startswith("site_url:")]
    config.write_text("\n".join((*bare, "")), "utf-8")
    site = build_site(config, tmp_path / "site")
    assert not (site / "sitemap.xml").exists()
    (source / "docs/sitemap.xml").write_text("<urlset/>", "utf-8")
    assert (build_site(config, tmp_path / "site") / "sitemap.xml").read_text("utf-8") == "<urlset/>"
