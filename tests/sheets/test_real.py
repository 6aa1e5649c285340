"""The practices of the project on paper, and the command that makes them."""

from datetime import date
from pathlib import Path

import pytest
import typst
from click.testing import CliRunner

from praktijkatlas.addresses import practice_sheet
from praktijkatlas.cli import main
from praktijkatlas.fitting import ONE_PAGE, pages_filled
from praktijkatlas.load import load_site
from praktijkatlas.sheets import SheetSettings, page_count, sheet_pdf
from praktijkatlas.sheets.typesetting import FONTS, TEMPLATES


def test_most_practices_fit_on_one_page(documents: Path) -> None:
    counts = {file: page_count(file.read_bytes()) for file in documents.glob("praktijken/*/*.pdf")}
    assert set(counts.values()) <= {1, 2}
    pages = [count for file, count in counts.items() if file.stem == file.parent.name]
    assert pages.count(1) > len(pages) * 0.7


def test_a_sheet_that_just_fits_is_set_closer_on_one_page(documents: Path) -> None:
    chosen = documents / practice_sheet("it-hub-hoogeveen")
    assert page_count(chosen.read_bytes()) == 1


@pytest.mark.parametrize(
    "practice", ["h2-train-and-learn-hub", "doorlopende-leerlijn-verspaning-emmen"]
)
def test_the_address_of_the_site_asks_for_no_second_page(project: Path, practice: str) -> None:
    catalogue = load_site(project / "practices", project, date(2026, 11, 23)).catalogue
    settings = SheetSettings(site_url="https://praktijkatlas.example.org/")
    assert page_count(sheet_pdf(catalogue.by_id[practice], catalogue, settings)) == 1


def test_the_command_writes_a_sheet_where_you_are(
    project: Path, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    first, second = sorted(file.name for file in documents.glob("praktijken/*"))[:2]
    done = CliRunner().invoke(main, ["sheets", first, "--out", str(tmp_path)])
    assert done.output == f"{tmp_path / first}.pdf\n"
    expected = documents / "praktijken" / first / f"{first}.pdf"
    assert (tmp_path / f"{first}.pdf").read_bytes() == expected.read_bytes()

    arguments = ["sheets", second, first, "--booklet", "Overleg: 12 mei", "--out", str(tmp_path)]
    done = CliRunner().invoke(main, arguments)
    assert done.output == f"{tmp_path / 'overleg-12-mei.pdf'}\n"
    assert page_count((tmp_path / "overleg-12-mei.pdf").read_bytes()) >= 5

    done = CliRunner().invoke(main, ["sheets", first + "x"])
    assert done.exit_code == 2
    assert f'Bedoelde u "{first}"?' in done.output


def test_the_command_says_so_outside_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["sheets"])
    assert done.exit_code == 2
    assert "Werk in de map van het project." in done.output


def test_every_font_that_templates_ask_for_is_there_with_its_licence() -> None:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    style = (TEMPLATES / "style.typ").read_text("utf-8")
    for family in fonts.families():
        assert f'"{family}"' in style
    named = {file.name.split("-")[0].removesuffix(".ttf") for file in FONTS.glob("*.ttf")}
    licences = {file.name.split(".")[0] for file in FONTS.glob("*.LICENSE.txt")}
    assert {"PraktijkatlasFallback" if n == "PraktijkatlasBox" else n for n in named} == licences
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 1_000_000


def test_a_writer_is_told_how_long_the_sheet_becomes(project: Path, documents: Path) -> None:
    catalogue = load_site(project / "practices", project, date(2026, 11, 23)).catalogue
    wrong = [
        entry.id
        for entry in catalogue.entries
        if (pages_filled(entry.practice, entry.body) > ONE_PAGE)
        is (page_count((documents / practice_sheet(entry.id)).read_bytes()) == 1)
    ]
    assert len(wrong) <= len(catalogue) / 20
