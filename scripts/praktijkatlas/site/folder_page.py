"""The page of the folder: the practices that a visitor chose, kept in the browser of that visitor."""

from praktijkatlas import addresses
from praktijkatlas.site.page import SitePage


def folder_page() -> SitePage:
    """The page on which a visitor orders, shares and prints the chosen practices."""
    return SitePage(
        addresses.FOLDER_PAGE,
        "Mijn map",
        "De praktijken die u koos voor een bijeenkomst: op volgorde, met uw notities, om te printen als boekje.",
        "folder.html",
        "folder",
        styles=("assets/verzamelmap.css",),
        in_nav=False,
    )
