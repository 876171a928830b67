"""Dates as reading lists write them, into the date of CSL-JSON: ``{"date-parts": [[2024, 11, 1]]}``.

EDTF (ISO 8601-2), as far as CSL can say it: days, months, years, seasons, intervals, and what is about right.
"""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(?P<year>-?\d{4}|[Yy]-?\d{5,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?)?(?P<circa>[~?%])?")
_SHORT_YEAR = re.compile(r"-?\d{1,4}")
_OPEN = frozenset({"", ".."})
_MONTHS = 12
_SEASONS = range(21, 25)

CslDate = dict[str, object]


def csl_date(words: str) -> CslDate | None:
    """Return the CSL date that an EDTF date means, or None when it is none (or no day of the calendar)."""
    text = words.strip()
    if _SHORT_YEAR.fullmatch(text):
        return {"date-parts": [[int(text)]]}
    start, slash, end = text.partition("/")
    first = _parts(start)
    if first is None:
        return None
    if not slash:
        return _joined([first])
    if end in _OPEN:
        return _joined([first, ([0], None, False)])
    second = _parts(end)
    return None if second is None else _joined([first, second])


_Parts = tuple[list[int], int | None, bool]
"""Numbers, season, whether it is about right."""


def _parts(text: str) -> _Parts | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"].lstrip("Yy"))
    circa = bool(found["circa"])
    if found["month"] is None:
        return [year], None, circa
    month = int(found["month"])
    if month in _SEASONS and found["day"] is None:
        return [year], month - _SEASONS.start + 1, circa
    if not 1 <= month <= _MONTHS:
        return None
    if found["day"] is None:
        return [year, month], None, circa
    day = int(found["day"])
    # Gregorian for all years: 2000 has the days of any leap year that calendar knows.
    longest = monthrange(year, month)[1] if year > 0 else monthrange(2000, month)[1]
    return ([year, month, day], None, circa) if 1 <= day <= longest else None


def _joined(parts: list[_Parts]) -> CslDate:
    date: CslDate = {"date-parts": [numbers for numbers, _, _ in parts]}
    season = parts[0][1]
    if season is not None:
        date["season"] = season
    if any(circa for _, _, circa in parts):
        date["circa"] = True
    return date
