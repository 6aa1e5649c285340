"""The catalogue for others to build on: JSON API, tables, feeds, metadata. Pure functions."""

from praktijkatlas.exports.encoding import script_json
from praktijkatlas.exports.files import (
    Written,
    export_files,
    practice_files,
    shared_files,
    write_exports,
)
from praktijkatlas.exports.settings import SCHEMA_VERSION, ExportSettings
from praktijkatlas.exports.structured import (
    dataset_data,
    organisation_data,
    region_data,
    site_data,
    structured_data,
    theme_data,
    way_data,
)

__all__ = [
    "SCHEMA_VERSION",
    "ExportSettings",
    "Written",
    "dataset_data",
    "export_files",
    "organisation_data",
    "practice_files",
    "region_data",
    "script_json",
    "shared_files",
    "site_data",
    "structured_data",
    "theme_data",
    "way_data",
    "write_exports",
]
