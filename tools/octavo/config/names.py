"""What is made from names: the key a catalogue sorts a person by, the name of the output files."""

from __future__ import annotations

import re
import unicodedata

from octavo.model.slugs import digest
from octavo.model.slugs import slug as ascii_slug

_APOSTROPHE = re.compile("['’]")
_LONGEST_SLUG = 80


def sort_name(name: str) -> str:
    """Return a name as catalogues sort it: “Bassetti, Azzurra”.

    One word, a name with a comma, and a name in another script than Latin stay as they are: in Japanese the family
    name stands first already.
    """
    words = name.split()
    if len(words) < 2 or "," in name or not all(_is_latin(letter) for letter in name if letter.isalpha()):  # noqa: PLR2004
        return name
    return f"{words[-1]}, {' '.join(words[:-1])}"


def slug_of(title: str) -> str:
    """Return what output files are named after: the title up to its first colon in ASCII letters, digits, hyphens.

    A title in which no such letter is left (a Japanese one) gives ``book-`` and eight digits of its hash.
    """
    slug = _ascii_slug(title.split(":", maxsplit=1)[0]) or _ascii_slug(title)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or f"book-{digest(title)}"


def _ascii_slug(title: str) -> str:
    return ascii_slug(_APOSTROPHE.sub("", title))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")
