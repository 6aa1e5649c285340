"""Make the pictures of the README from the built site: `make screenshots`."""

import argparse
import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from chromium import ARGUMENTS, MISSING, find_chromium

PROJECT = Path(__file__).resolve().parent.parent
SITE = PROJECT / "site"
PICTURES = PROJECT / "docs" / "assets" / "screenshots"


class Screen(NamedTuple):
    """A device: its name in the file name, its size in pixels, and the width of the picture."""

    suffix: str
    width: int
    height: int
    picture_width: int


SCREENS = (Screen("", 1280, 860, 960), Screen("-phone", 390, 844, 390))


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line per request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """The address at which the folder is served, on this machine only, as long as it is needed."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load_pages(site: Path, practice: str | None) -> dict[str, str]:
    """The pages to show: name of the picture and path on the site."""
    known = sorted(path.parent.name for path in site.glob("praktijken/*/index.html"))
    if not known:
        raise SystemExit(f"{site} holds no practices: run make build first")
    if practice and practice not in known:
        raise SystemExit(f"{practice} is not a practice of {site}")
    return {
        "home": "",
        "praktijk": f"praktijken/{practice or known[0]}/",
        "overzicht": "overzicht/",
    }


def take_picture(
    browser: Browser, address: str, screen: Screen, dark: bool = False, whole: bool = False
) -> bytes:
    """What a visitor sees of a page before scrolling, or the whole page, as PNG."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="nl-NL",
    )
    page = context.new_page()
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{address} is not there")
    page.evaluate("document.fonts.ready")
    picture = page.screenshot(animations="disabled", caret="hide", full_page=whole)
    context.close()
    return picture


def write_picture(data: bytes, path: Path, width: int) -> None:
    """A small PNG: scaled down, in 256 colours."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    if image.width > width:
        height = round(image.height * width / image.width)
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Writes every page on every screen in both colour schemes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=SITE, help="the built site")
    parser.add_argument("--practice", help="the practice to show (the first one)")
    chosen = parser.parse_args()
    pages = load_pages(chosen.site, chosen.practice)
    executable = find_chromium()
    if not executable:
        sys.exit(MISSING)
    with serve_folder(chosen.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for name, address in pages.items():
            for screen in SCREENS:
                for dark in (False, True):
                    path = PICTURES / f"{name}{screen.suffix}{'-dark' if dark else ''}.png"
                    picture = take_picture(browser, base + address, screen, dark)
                    write_picture(picture, path, screen.picture_width)
                    print(f"{path.relative_to(PROJECT)} {path.stat().st_size // 1024} kB")
        browser.close()


if __name__ == "__main__":
    main()
