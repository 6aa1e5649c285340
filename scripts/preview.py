"""Make a picture of every page and sheet that a pull request changes: `make preview`.

What changed comes from `praktijkatlas changes --json FILE`; the pages come from the built site. A
practice with a fault is not on the site, and has no picture.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from chromium import ARGUMENTS, MISSING, find_chromium
from praktijkatlas import addresses
from praktijkatlas.contribute.change_summary import (
    SCREENS,
    page_picture,
    pictured,
    read_json,
    sheet_picture,
)
from screenshots import Screen, serve_folder, take_picture, write_picture

RESOLUTION = 80
"""Dots per inch of the picture of a sheet: its letters can just be read."""
PICTURE_WIDTH = 960


def write_page_pictures(browser: Browser, base: str, practice_id: str, folder: Path) -> None:
    """Write the picture of a page on every screen."""
    for width in SCREENS:
        screen = Screen("", width, 900, min(width, PICTURE_WIDTH))
        picture = take_picture(
            browser, base + addresses.practice_page(practice_id), screen, whole=True
        )
        write_picture(picture, folder / page_picture(practice_id, width), screen.picture_width)


def write_sheet_pictures(sheet: Path, first: Path) -> None:
    """Write the pictures of the pages of a sheet, of which `first` is the first, with Poppler."""
    target = first.with_name(first.name.removesuffix("-1.png"))  # pdftoppm adds that itself
    options = ["-png", "-l", "2", "-r", str(RESOLUTION)]
    subprocess.run(["pdftoppm", *options, str(sheet), str(target)], check=True)


def main() -> None:
    """Writes the pictures, and the name of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--changes", type=Path, required=True, help="JSON of the changes")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the pictures")
    chosen = parser.parse_args()
    executable = find_chromium()
    if not executable:
        sys.exit(MISSING)
    with_sheets = shutil.which("pdftoppm") is not None
    if not with_sheets:
        print("Without pdftoppm (package poppler-utils) there are no pictures of sheets.")
    chosen.out.mkdir(parents=True, exist_ok=True)
    with serve_folder(chosen.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for practice_id in pictured(read_json(chosen.changes.read_bytes())):
            if not (chosen.site / addresses.practice_page(practice_id) / "index.html").is_file():
                print(f"{practice_id}: has a fault, and is not on the site")
                continue
            write_page_pictures(browser, base, practice_id, chosen.out)
            sheet = chosen.site / addresses.practice_sheet(practice_id)
            if with_sheets:
                write_sheet_pictures(sheet, chosen.out / sheet_picture(practice_id))
            print(practice_id)
        browser.close()


if __name__ == "__main__":
    main()
