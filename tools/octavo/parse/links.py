"""What a link leads to: out of the book, to a place in it, or nowhere that a book may lead."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from octavo.diagnostics import Finding, Severity

LINK_SCHEME = Finding(
    name="link-scheme",
    severity=Severity.ERROR,
    message="a book cannot link to “{href}”",
    why="Readers of an e-book follow links to the web and to mail; any other scheme does nothing there, or harm.",
    fix="link to an address that begins with https:, http: or mailto:, or to a place in the book",
)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = frozenset({"http", "https", "mailto", "tel", "doi", "urn", "ftp", "geo", "xmpp", "news", "irc"})


def scheme_of(href: str) -> str:
    """Return the scheme of an address in lower case; ``//`` for one that leaves it out, empty for a path."""
    stripped = href.strip()
    if stripped.startswith("//"):
        return "//"
    match = _SCHEME.match(stripped)
    return match[1].lower() if match else ""


def is_allowed(scheme: str) -> bool:
    """Return whether a book may link to addresses of a scheme."""
    return scheme in _ALLOWED


def inside(file: str, href: str) -> tuple[str, str]:
    """Return file and fragment of a link to a place in the book, as written in a file of it.

    The file is relative to the manuscript folder; a path that leaves the folder keeps its ``..``.
    """
    path, _, fragment = href.partition("#")
    return (relative_to_manuscript(file, path) if path else ""), unquote(fragment)


def relative_to_manuscript(file: str, path: str) -> str:
    """Return a path written in a file as one relative to the manuscript folder, in POSIX form."""
    folder = posixpath.dirname(file)
    return posixpath.normpath(posixpath.join(folder, unquote(path))) if path else ""
