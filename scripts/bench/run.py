"""Measure the build against plain MkDocs with Material over the same entries: make bench.

Everything happens in one run, in turn, on generated entries; what counts are the ratios. Two sizes
show how it grows. Nothing is fetched from the network.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from bench.entries import PROJECT, write_site
from bench.measure import CommandError, Measured, measured
from bench.yardstick import write_yardstick

BIN = Path(sys.executable).parent
OURS = os.fspath(BIN / "praktijkatlas")
SHEETS = 1000
"""How many sheets are typeset: so many are enough to see the time of one."""


def phases(folder: Path, count: int, with_yardstick: bool) -> Iterator[Measured]:
    """Every phase over `count` generated entries, in a folder of its own."""
    site, out = folder / "site-source", folder / "site"
    write_site(site, count)
    build = [OURS, "build", "--out", os.fspath(out)]
    if with_yardstick:
        plain = folder / "plain"
        write_yardstick(site, plain)
        yield measured(
            "yardstick", [os.fspath(BIN / "mkdocs"), "build", "-q"], plain, plain / "site"
        )
        # It stays until the end: on some disks, making files is slow just after many were removed.
    _configure(site, "search: false", "sheets: false", "offline: false")
    yield measured("cold", build, site, out)
    yield measured("unchanged", build, site, out)
    entry = sorted((site / "practices").glob("*.md"))[count // 2]
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("## Aanpak\n", "## Aanpak\n\nDit is nieuw.\n", 1), "utf-8")
    yield measured("one changed", build, site, out)
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("\ntitle: ", "\ntitle: Nieuw, en ", 1), "utf-8")
    yield measured("title changed", build, site, out)
    yield measured("check", [OURS, "check", "--format", "json"], site)
    _configure(site, "sheets: false", "offline: false")
    # In a place of its own: removing the site before would be measured too.
    found = os.fspath(folder / "searched")
    yield measured("cold with search", [OURS, "build", "--out", found], site, Path(found))
    if count >= SEARCHED:
        asked = [sys.executable, os.fspath(PROJECT / "scripts/bench/search.py"), found]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        click.echo(f"Search in a browser: {done.stdout or done.stderr}")


def sheets(folder: Path) -> Iterator[Measured]:
    """The sheets of a thousand practices: alone, and with those for roles and booklets."""
    site, chosen, out = folder / "sheets-source", folder / "chosen", folder / "sheets"
    write_site(site, SHEETS)
    ids = sorted(file.stem for file in (site / "practices").glob("*.md"))
    yield measured("sheets alone", [OURS, "sheets", *ids, "--out", os.fspath(chosen)], site, chosen)
    command = [OURS, "sheets", "--out", os.fspath(out)]
    yield measured("sheets, all kinds", command, site, out)
    yield measured("all unchanged", command, site, out)


def real(folder: Path) -> Iterator[Measured]:
    """The site of this project, cold, with its sheets, search and open data."""
    site, out = folder / "real", folder / "real-site"
    for part in ("practices", "docs"):
        shutil.copytree(PROJECT / part, site / part)
    for file in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(PROJECT / file, site)
    yield measured("real site", [OURS, "build", "--out", os.fspath(out)], site, out)


def _configure(site: Path, *lines: str) -> None:
    """Give the settings of our own plugin these lines."""
    added = "".join(f"\n      {line}" for line in ("practices: practices", *lines))
    text = (PROJECT / "mkdocs.yml").read_text("utf-8")
    settings = text.replace("\n      practices: practices", added)
    (site / "mkdocs.yml").write_text(settings, "utf-8")


def table(rows: list[Measured]) -> list[str]:
    """The rows as lines of text; the ratio is how many times faster than the yardstick."""
    yardstick = next((row.wall_s for row in rows if row.name == "yardstick"), None)
    lines = [f"{'':18}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'site MB':>9}{'faster':>9}"]
    for row in rows:
        ratio = f"{yardstick / row.wall_s:8.1f}x" if yardstick and row.name in COMPARED else ""
        lines.append(
            f"{row.name:18}{row.wall_s:9.2f}{row.cpu_s:9.2f}{row.peak_mb:9.0f}"
            f"{row.bytes / 1e6:9.1f}{ratio:>9}"
        )
    return lines


SEARCHED = 1000
"""On a site of this size or more, search is also measured in a browser."""
COMPARED = ("cold", "unchanged", "one changed", "title changed", "cold with search")


@click.command()
@click.option("--entries", default=10_000, show_default=True, type=click.IntRange(min=100))
@click.option("--json", "report", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--quick", is_flag=True, help="Leave out the yardstick, the sheets and the real site."
)
def main(entries: int, report: Path | None, quick: bool) -> None:
    """Measure the build, and print a table with ratios."""
    found: dict[str, list[Measured]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        parts = {
            f"{entries // 10} entries": phases(folder / "small", entries // 10, not quick),
            f"{entries} entries": phases(folder / "large", entries, not quick),
        }
        if not quick:
            parts |= {f"{SHEETS} sheets": sheets(folder), "this site": real(folder)}
        try:
            for name, part in parts.items():
                click.echo(f"\n{name}")
                found[name] = []
                for row in part:
                    found[name].append(row)
                    click.echo(f"  {row.name}: {row.wall_s:.2f} s", err=True)
                click.echo("\n".join(table(found[name])))
        except CommandError as error:
            raise click.ClickException(str(error)) from error
    small, large = list(found.values())[:2]
    click.echo("\nGrowth for ten times as many entries")
    for before, after in zip(small, large, strict=True):
        click.echo(f"{after.name:18}{after.wall_s / before.wall_s:9.1f}x")
    if report:
        machine = {"python": platform.python_version(), "cores": len(os.sched_getaffinity(0))}
        rows = {name: [row.as_json() for row in part] for name, part in found.items()}
        report.write_text(
            json.dumps({"machine": machine, "phases": rows}, indent=2) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
