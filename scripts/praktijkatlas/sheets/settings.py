"""What sheets and booklets say of the site that they come from, and where they lie in it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from praktijkatlas.addresses import practice_page

MAX_SHOWN = 48
"""How many letters of an address stand behind a source."""
CARD_SIZE = (1200, 630)
"""Width and height of a card in pixels: what sites that show links ask for."""
ICON_SIZES = (192, 512)
"""Width and height of the icons that phones ask for."""


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """The site behind the print. Without an address there is no QR code and no short address."""

    site_url: str = ""
    site_name: str = "Praktijkatlas"
    tagline: str = "Goede praktijken van scholen en bedrijven"

    def url(self, address: str) -> str:
        """The full form of an address of the site; "" when it is not known where the site is."""
        return f"{self.site_url.rstrip('/')}/{address}" if self.site_url else ""

    def practice_url(self, practice_id: str) -> str:
        """The page of a practice; "" when it is not known where the site is."""
        return self.url(practice_page(quote(practice_id)))


def short_address(url: str) -> str:
    """An address as one types it: without scheme, "www.", the last slash and the place in the page.

    Of an address that is long a "?…" tells that its question is left out.
    """
    parts = urlsplit(url)
    page = f"{parts.netloc.removeprefix('www.')}{parts.path}"
    if not parts.query:
        return page.rstrip("/")
    whole = f"{page}?{parts.query}"
    return whole if len(whole) <= MAX_SHOWN else f"{page}?…"


def shown_address(url: str) -> str:
    """An address that fits behind its source; nobody types the rest of a longer one."""
    short = short_address(url)
    return short if len(short) <= MAX_SHOWN else f"{short.split('/')[0]}/…"
