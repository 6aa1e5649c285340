"""Praktijkatlas: good practices as checked Markdown files, and the site made from them."""

__version__ = "0.1.0"
