"""Bounds on a version: ``>=0.1, <2``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

_BOUND = re.compile(r"\s*(>=|<=|==|!=|>|<)?\s*([0-9]+(?:\.[0-9]+)*)\s*")
_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_PARTS = 4


def version_fits(version: str, bounds: str) -> bool:
    """Return whether a version is within all of some bounds, parted by commas; a bare number means that one exactly.

    Raises ValueError for bounds that cannot be read.
    """
    number = _number(version)
    return all(_COMPARE[how](number, bound) for how, bound in [_bound(part) for part in bounds.split(",")])


def _bound(part: str) -> tuple[str, tuple[int, ...]]:
    match = _BOUND.fullmatch(part)
    if match is None:
        raise ValueError(part)
    return match[1] or "==", _number(match[2])


def _number(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    return tuple((*numbers, *[0] * _PARTS)[:_PARTS])
