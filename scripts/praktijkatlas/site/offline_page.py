"""The page that offers the site as a folder to take along."""

from praktijkatlas import addresses
from praktijkatlas.facts import number
from praktijkatlas.site.offline import Taken
from praktijkatlas.site.page import SitePage


def offline_page(taken: Taken | None) -> SitePage:
    """The page; without anything taken it says that there is no zip now."""
    return SitePage(
        addresses.OFFLINE_PAGE,
        "Zonder internet",
        "De hele site als map om mee te nemen, voor plekken zonder internet.",
        "offline.html",
        "text",
        context={
            "taken": taken,
            "size": number(round(taken.size / 1_000_000, 1)) if taken else "",
            "zip": addresses.OFFLINE_ZIP,
        },
    )
