"""EPUBs damaged on purpose: one small change each, of an element, of words or of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree

Entries = dict[str, bytes]
Change = Callable[[Entries], None]
Action = Callable[[Any], None]

NAMESPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "m": "http://www.w3.org/1998/Math/MathML",
    "s": "http://www.w3.org/2000/svg",
    "o": "http://www.idpf.org/2007/opf",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def damaged(epub: Path, copy: Path, *changes: Change) -> Path:
    """Write a copy of an EPUB in which files have been changed, and return its path."""
    with ZipFile(epub) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for change in changes:
        change(entries)
    with ZipFile(copy, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else None)
    return copy


def swap(name: str, old: str, new: str) -> Change:
    """Return a change of the first occurrence of some words in a file."""

    def change(entries: Entries) -> None:
        text = entries[name].decode()
        assert old in text, f"{name} has no {old}"
        entries[name] = text.replace(old, new, 1).encode()

    return change


def drop(name: str) -> Change:
    """Return a change that takes a file out."""

    def change(entries: Entries) -> None:
        del entries[name]

    return change


def add(name: str, data: str | bytes = "") -> Change:
    """Return a change that adds or replaces a file."""

    def change(entries: Entries) -> None:
        entries[name] = data if isinstance(data, bytes) else data.encode()

    return change


def append(name: str, text: str) -> Change:
    """Return a change that adds words to the end of a file."""

    def change(entries: Entries) -> None:
        entries[name] += text.encode()

    return change


def on(name: str, path: str, *actions: Action) -> Change:
    """Return a change of the first element that an XPath finds in a file; its lines stay where they are."""

    def change(entries: Entries) -> None:
        root = etree.fromstring(entries[name])
        found = root.xpath(path, namespaces=NAMESPACES)
        assert found, f"{name} has no {path}"
        for action in actions:
            action(found[0])
        doctype = "<!DOCTYPE html>" if name.endswith(".xhtml") else None
        entries[name] = etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype=doctype)

    return change


def unset(*names: str) -> Action:
    """Return an action that takes attributes away: ``alt``, ``epub:type``."""

    def act(element: Any) -> None:
        for name in names:
            del element.attrib[full(name)]

    return act


def put(name: str, value: str) -> Action:
    """Return an action that sets an attribute."""
    return lambda element: element.set(full(name), value)


def rename(name: str) -> Action:
    """Return an action that gives an element another name, in its own namespace."""

    def act(element: Any) -> None:
        element.tag = f"{element.tag.rpartition('}')[0]}}}{name}"

    return act


def say(text: str) -> Action:
    """Return an action that replaces all that an element holds by words."""

    def act(element: Any) -> None:
        for child in list(element):
            element.remove(child)
        element.text = text

    return act


def remove(element: Any) -> None:
    """Take an element out, and leave the words behind it."""
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def insert(markup: str) -> Action:
    """Return an action that puts XHTML behind all that an element holds."""
    opened = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix not in {"h", "xml"})

    def act(element: Any) -> None:
        element.extend(etree.fromstring(f'<x xmlns="{NAMESPACES["h"]}"{opened}>{markup}</x>'))

    return act


def full(name: str) -> str:
    """Return an attribute's name with its namespace in braces."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
