"""The browser fixtures themselves."""

from pathlib import Path

import pytest

import chromium


def test_browser_draws_a_page_of_the_size_that_was_asked(new_page):
    page = new_page(width=390, dark=True)
    page.set_content("<h1>Praktijkatlas</h1>")
    assert page.get_by_role("heading", name="Praktijkatlas").is_visible()
    assert page.evaluate("innerWidth") == 390
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_browser_named_in_the_environment_is_taken(monkeypatch, tmp_path):
    named = tmp_path / "my-browser"
    named.write_text("#!/bin/sh\n", encoding="utf-8")
    named.chmod(0o755)
    monkeypatch.setenv("PRAKTIJKATLAS_CHROMIUM", str(named))
    assert chromium.find_chromium() == named


def test_stub_that_does_not_start_is_not_a_browser(monkeypatch, tmp_path):
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.delenv("PRAKTIJKATLAS_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "MAC_APPLICATIONS", (Path("/nowhere"),))
    assert chromium.find_chromium() is None


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_missing_browser_stops_only_ci(monkeypatch, capsys, ci, code):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(chromium, "find_chromium", lambda: None)
    monkeypatch.setattr(chromium, "install_chromium", lambda: None)
    assert chromium.main() == code
    assert capsys.readouterr().out.strip() == chromium.MISSING
