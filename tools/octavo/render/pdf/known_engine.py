"""The engine that we know the private functions of.

What wraps or replaces them asks here first: ``paragraphs/hooks``, ``shortcuts``, ``glyph_runs`` and ``pen``. Another
WeasyPrint lays out and draws alone, and ``unknown-layout-engine`` says so; the hard cases of the tests
(tests/render/pdf/paragraphs/test_hard_cases.py, test_shortcuts.py) say whether it can be trusted.
"""

from __future__ import annotations

import weasyprint

KNOWN_ENGINE = "70.0"


def engine_is_known() -> bool:
    """Return whether the WeasyPrint at hand is the one that we know."""
    return bool(weasyprint.__version__ == KNOWN_ENGINE)
