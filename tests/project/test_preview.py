"""The pictures of what a pull request changes."""

import shutil
import sys

import pytest
from PIL import Image

import preview
from praktijkatlas.contribute.change_summary import as_json
from praktijkatlas.contribute.changes import Change, Changes
from praktijkatlas.sheets import page_count


@pytest.mark.usefixtures("chromium_path")
@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm makes pictures of sheets")
def test_every_changed_page_and_sheet_has_a_picture(
    built_site, tmp_path, monkeypatch, capsys, apart
):
    practices = (path.parent.name for path in built_site.glob("praktijken/*/index.html"))
    sheets = {
        each: page_count((built_site / "praktijken" / each / f"{each}.pdf").read_bytes())
        for each in practices
    }
    practice = min(each for each, pages in sheets.items() if pages == 2)
    changes = tmp_path / "changes.json"
    found = [Change("changed", practice, "x"), Change("new", "met-een-fout", "y")]
    changes.write_bytes(as_json(Changes((*found, Change("removed", "weg", "z")))))
    out = tmp_path / "out"
    arguments = ["--site", built_site, "--changes", changes, "--out", out]
    monkeypatch.setattr(sys, "argv", ["preview.py", *map(str, arguments)])
    apart(preview.main)
    pictures = {path.name: Image.open(path) for path in out.iterdir()}
    assert set(pictures) == {
        f"{practice}-pagina-1280.png",
        f"{practice}-pagina-390.png",
        f"{practice}-blad-1.png",
        f"{practice}-blad-2.png",
    }
    assert pictures[f"{practice}-pagina-390.png"].width == 390
    assert pictures[f"{practice}-pagina-390.png"].height > 900
    sheet = pictures[f"{practice}-blad-1.png"]
    assert sheet.height / sheet.width == pytest.approx(297 / 210, abs=0.01)
    assert "met-een-fout: has a fault" in capsys.readouterr().out
