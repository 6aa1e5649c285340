"""From the bytes of a file to a practice and its faults; every file is parsed once."""

from praktijkatlas.reading.body import Body, Node, read_body
from praktijkatlas.reading.entry import Entry, Reading, read_entry
from praktijkatlas.reading.frontmatter import PracticeHandler
from praktijkatlas.reading.load import (
    VocabularyFiles,
    find_entry_files,
    load_reading,
    load_readings,
    load_vocabularies,
    load_vocabulary_files,
    read_vocabulary,
)
from praktijkatlas.reading.source import Source

__all__ = [
    "Body",
    "Entry",
    "Node",
    "PracticeHandler",
    "Reading",
    "Source",
    "VocabularyFiles",
    "find_entry_files",
    "load_reading",
    "load_readings",
    "load_vocabularies",
    "load_vocabulary_files",
    "read_body",
    "read_entry",
    "read_vocabulary",
]
