"""Which characters are ideographs."""

from __future__ import annotations

import re

IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Han characters and kana, as in a set of a regular expression; no signs, which bring their own white."""

IDEOGRAPHIC = re.compile(f"[{IDEOGRAPHS}\u3000-\u303f\uff01-\uff60]")
"""They and their signs: lines of them are stretched between any two."""
