"""Make the pictures of what comes from the printer, for the guide of developers: `make screenshots`.

A sheet, a sheet for schools, the contents of a booklet, and a folder as its reader prints it.
"""

import argparse
import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from chromium import ARGUMENTS, MISSING, find_chromium
from screenshots import PICTURES, PROJECT, SITE, serve_folder, write_picture

DOTS = 80
"""Dots to the inch: enough to read the titles."""
WIDTH = 420
A4 = ViewportSize(width=794, height=1123)
"""A sheet of paper in pixels of CSS."""


def page_of(pdf: Path, number: int) -> bytes:
    """A page of a PDF as PNG."""
    options = ["-r", str(DOTS), "-f", str(number), "-l", str(number), "-png"]
    return subprocess.run(["pdftoppm", *options, str(pdf)], check=True, capture_output=True).stdout


def side_by_side(pictures: list[bytes]) -> bytes:
    """Several pages as one picture, on grey."""
    pages = [Image.open(io.BytesIO(picture)) for picture in pictures]
    gap = 16
    wide = sum(page.width for page in pages) + gap * (len(pages) + 1)
    board = Image.new("RGB", (wide, max(page.height for page in pages) + 2 * gap), "#c9d3d4")
    left = gap
    for page in pages:
        board.paste(page, (left, gap))
        left += page.width + gap
    made = io.BytesIO()
    board.save(made, "PNG")
    return made.getvalue()


def printed_folder(browser: Browser, base: str, ids: list[str]) -> bytes:
    """A folder with these practices as it comes from the printer, as PDF."""
    page = browser.new_page(locale="nl-NL", viewport=A4)
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto(f"{base}verzamelmap/#ids={','.join(ids)}&titel=Overleg%20techniek&datum=2027-03-02")
    page.locator("[data-print], [data-replace]").locator("visible=true").first.wait_for()
    if page.locator("[data-replace]").is_visible():
        page.locator("[data-replace]").click()
    page.locator("[data-print]").click()
    page.wait_for_function("window.printed")
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return made


def main() -> None:
    """Writes a picture of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=SITE, help="the built site")
    site = parser.parse_args().site
    executable = find_chromium()
    if not executable:
        sys.exit(MISSING)
    if not shutil.which("pdftoppm"):
        sys.exit("pictures of sheets need pdftoppm: install poppler-utils")
    sheets = sorted(site.glob("praktijken/*/*-school.pdf"))
    if not sheets:
        sys.exit(f"{site} holds no sheets: run make build first")
    for_school = sheets[0]
    sheet = for_school.with_name(f"{for_school.parent.name}.pdf")
    booklet = next(iter(sorted(site.glob("bundels/themas/*.pdf"))))
    with serve_folder(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        ids = [each.parent.name for each in sheets[:4]]
        folder = PROJECT / ".cache" / "verzamelmap.pdf"
        folder.parent.mkdir(exist_ok=True)
        folder.write_bytes(printed_folder(browser, base, ids))
        browser.close()
    made = {
        "blad": [page_of(sheet, 1), page_of(for_school, 1)],
        "bundel": [page_of(booklet, number) for number in (1, 2)],
        "verzamelmap": [page_of(folder, number) for number in (1, 2)],
    }
    for name, pages in made.items():
        path = PICTURES / f"{name}-geprint.png"
        write_picture(side_by_side(pages), path, 2 * WIDTH)
        print(f"{path.relative_to(PROJECT)} {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
