"""What every test gets: no addresses from outside, and a browser that stays on this machine."""

import functools
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from chromium import ARGUMENTS, MISSING, find_chromium, in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

NewPage = Callable[..., "Page"]

# The addresses of whoever runs the tests would change what they see; tests set their own.
for name in (
    "PRAKTIJKATLAS_SITE_URL",
    "PRAKTIJKATLAS_REPO_URL",
    "PRAKTIJKATLAS_CONTACT",
    "PRAKTIJKATLAS_ALLOW_ERRORS",
    "SOURCE_DATE_EPOCH",
):
    os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that uses the browser, so that `-m "not browser"` leaves none out."""
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def project() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real site."""
    folder = tmp_path_factory.mktemp("site")
    from praktijkatlas.site.build import build_site

    return build_site(project / "mkdocs.yml", folder, strict=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a site is served for a while."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a site: `with serve(folder) as address`."""
    return served


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address at which the real site is served."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser of this machine. Without one the test is skipped, and fails in CI."""
    found = find_chromium()
    if found:
        return found
    if in_ci():
        pytest.fail(MISSING, pytrace=False)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator["Browser"]:
    """A Chromium for all browser tests of the run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Playwright's own defaults include --headless; naming it twice does no harm.
        launched = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def apart() -> Iterator[Callable[..., Any]]:
    """Calls a function that starts a browser of its own: `apart(measure, folder)`.

    Playwright's plain interface works once per thread, and the browser of the run has this one.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield lambda function, *arguments: thread.submit(function, *arguments).result()


@pytest.fixture
def new_page(browser: "Browser") -> Iterator[NewPage]:
    """Opens pages of their own: `new_page(width=390, height=844, dark=True, …)`.

    Further names go to Playwright's `new_context`. The test fails when a page asked anything of
    another machine, or when a script on it ended in an error.
    """
    contexts = []
    faults: list[str] = []

    def open_page(
        width: int = 1280, height: int = 800, dark: bool = False, **options: Any
    ) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **{"locale": "nl-NL", "reduced_motion": "reduce", **options},
        )
        context.on("request", lambda request: faults.extend(_outside(request)))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(new_page: NewPage) -> "Page":
    """One desktop page in light colours."""
    return new_page()


def _outside(request: "Request") -> Iterator[str]:
    address = urlsplit(request.url)
    if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {
        "127.0.0.1",
        "localhost",
    }:
        yield f"request to a third party: {request.url}"
