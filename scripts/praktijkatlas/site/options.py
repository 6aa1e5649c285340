"""What `mkdocs.yml` may say under `praktijkatlas`."""

from mkdocs.config import config_options
from mkdocs.config.base import Config


class PraktijkatlasConfig(Config):
    """The options of the plugin."""

    practices = config_options.Type(str, default="practices")
    """The folder with the entries and the `vocabulary` folder, beside `mkdocs.yml`."""
    branch = config_options.Type(str, default="main")
    """The branch on which visitors improve a page."""
    allow_errors = config_options.Type(bool, default=False)
    """Build even when entries have errors, leaving those entries out."""
    contact = config_options.Optional(config_options.Type(str))
    """The mail address of the editors."""
    search = config_options.Type(bool, default=True)
    """Make the search index."""
    sheets = config_options.Type(bool, default=True)
    """Make the printable sheets and booklets, and the cards of links."""
    offline = config_options.Type(bool, default=True)
    """Make the zip with the site to take along."""
