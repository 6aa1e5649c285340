"""What the pages say of the site that they are part of, apart from whoever configured it."""

from dataclasses import dataclass
from pathlib import Path

from praktijkatlas.sheets.settings import SheetSettings


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """A site: what it is called, where it will stand, and what is made of it."""

    root: Path
    """The folder of its configuration; caches lie below it."""
    name: str
    description: str = ""
    url: str = ""
    """Its address; "" when nobody knows it."""
    language: str = "nl"
    sheets: bool = True
    search: bool = True
    offline: bool = True
    serving: bool = False
    """Whether somebody edits it and looks at it meanwhile."""

    @property
    def cards(self) -> bool:
        """Whether every page has a card: the picture that stands beside a link to it elsewhere."""
        return self.sheets and not self.serving

    @property
    def for_sheets(self) -> SheetSettings:
        """What sheets say of the site."""
        return SheetSettings(self.url, self.name, self.description or self.name)
