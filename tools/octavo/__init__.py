"""Octavo turns one Markdown manuscript into a print PDF, a screen PDF and an EPUB."""

__version__ = "0.1.0"
