"""How others picture the site: icons, a web manifest, and the card that goes with a link."""

import json

from markupsafe import Markup, escape

from praktijkatlas import addresses
from praktijkatlas.sheets.settings import CARD_SIZE, ICON_SIZES

LOGO = "assets/logo.svg"
PAPER, PAPER_DARK = "#fbf9f4", "#10191d"
"""The colours behind a page, as in praktijkatlas.css."""


def manifest(name: str, description: str, language: str) -> bytes:
    """The web manifest: what a phone shows of the site on its home screen."""
    icons = [
        {
            "src": addresses.icon(size, kind),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for kind, purpose in (("icon", "any"), ("maskable", "maskable"))
        for size in ICON_SIZES
    ]
    icons.append({"src": LOGO, "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
    made = {
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language,
        "dir": "ltr",
        # Relative to the manifest: the site may stand anywhere.
        "id": "./",
        "start_url": "./",
        "scope": "./",
        # A browser with its address bar: people share addresses of practices.
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": icons,
    }
    return json.dumps(made, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def card_meta(site_url: str, picture: str, title: str) -> Markup:
    """What sites that show links read of the card of a page; nothing without a whole address."""
    if not site_url:
        return Markup()
    alt = f"Plaatje met de titel: {title}" if picture != addresses.SITE_CARD else "Logo en naam"
    width, height = CARD_SIZE
    tags = (
        ("og:image", f"{site_url.rstrip('/')}/{picture}"),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", alt),
    )
    meta = (f'<meta property="{name}" content="{escape(value)}">' for name, value in tags)
    return Markup(
        "\n    ".join(("", *meta, '<meta name="twitter:card" content="summary_large_image">'))
    )
