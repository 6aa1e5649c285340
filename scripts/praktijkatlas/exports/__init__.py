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
from praktijkatlas.exports.structured import structured_data

__all__ = [
    "SCHEMA_VERSION",
    "ExportSettings",
    "Written",
    "export_files",
    "practice_files",
    "script_json",
    "shared_files",
    "structured_data",
    "write_exports",
]
