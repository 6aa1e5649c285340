"""What the exports must know of the site that they are part of."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from praktijkatlas.addresses import Links
from praktijkatlas.catalogue import Catalogue

SCHEMA_VERSION = "1.2.0"
"""The version of everything under /api/v1/; docs/open-data.md holds its changelog."""

LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """The site of an export. Without `site_url` links are relative to the file they stand in.

    `generated` is the day of the newest entry and never the clock: two builds are the same.
    """

    generated: date
    site_url: str = ""
    site_name: str = "Praktijkatlas"
    description: str = ""

    @classmethod
    def for_catalogue(
        cls,
        catalogue: Catalogue,
        site_url: str = "",
        site_name: str = "Praktijkatlas",
        description: str = "",
    ) -> "ExportSettings":
        """The settings with the day of the newest entry; 1 January 1970 when there is none."""
        return cls(catalogue.newest_day or date(1970, 1, 1), site_url, site_name, description)

    @property
    def base(self) -> str:
        """The site's address with a slash at its end; "" when it is not known."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    def links_from(self, path: str) -> Links:
        """Links for the file or page at `path`: absolute, or relative to it."""
        return Links(self.base or "../" * path.count("/"))

    @property
    def host(self) -> str:
        """The host that names of the site are made with; not known, one that nobody has."""
        return urlsplit(self.site_url).hostname or "praktijkatlas.invalid"

    @property
    def _folder(self) -> str:
        """The folder of the site on its host, as "atlas/"; "" for a site at the top of the host.

        So two sites on one host have names of their own, and those of a site at the top, which
        readers know since before there was a folder in them, stay as they were.
        """
        folder = urlsplit(self.site_url).path.strip("/")
        return f"{folder}/" if folder else ""

    def tag(self, address: str) -> str:
        """A name that stays the same for as long as the site's address does (RFC 4151)."""
        # The year is part of the name, not a date of anything: it must never change.
        return f"tag:{self.host},2026:{Links('')(self._folder + address)}"

    def uid(self, name: str) -> str:
        """A name for calendars that no other site has (RFC 5545)."""
        return f"{name}@{self.host}" + f"/{self._folder}".rstrip("/")
