"""Page labels (ISO 32000-1, 12.4.2): the folios, as the reader's software shows and takes them."""

from __future__ import annotations

from typing import Any

import pydyf


def label_ranges(numbers: tuple[tuple[int, bool], ...]) -> list[tuple[int, bool, int]]:
    """Return (index of the first page, whether roman, its number) of each run of pages that count on."""
    ranges: list[tuple[int, bool, int]] = []
    for index, (number, roman) in enumerate(numbers):
        if ranges:
            start, kind, first = ranges[-1]
            if kind == roman and number == first + index - start:
                continue
        ranges.append((index, roman, number))
    return ranges


def page_labels(numbers: tuple[tuple[int, bool], ...]) -> Any:
    """Return the number tree for the catalogue's ``PageLabels``."""
    tree = pydyf.Array()
    for start, roman, first in label_ranges(numbers):
        tree.extend((start, pydyf.Dictionary({"S": "/r" if roman else "/D", "St": first})))
    return pydyf.Dictionary({"Nums": tree})
