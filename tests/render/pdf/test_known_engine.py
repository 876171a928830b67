"""What of the engine is wrapped stands in one list, and is put back."""

from __future__ import annotations

from importlib import import_module

import pytest
from weasyprint.layout import inline

from octavo.render.pdf.known_engine import WRAPPED, wrapped


def found(name):
    """Return the function of a name in the package of the engine; classes have some too."""
    holder, _, function = name.rpartition(".")
    try:
        owner = import_module(f"weasyprint.{holder}")
    except ModuleNotFoundError:
        module, _, kind = holder.rpartition(".")
        owner = getattr(import_module(f"weasyprint.{module}"), kind)
    return getattr(owner, function)


@pytest.mark.parametrize("name", sorted(WRAPPED))
def test_every_name_is_one_of_the_engine(name):
    """A newer engine that lacks one is no engine to be trusted."""
    assert callable(found(name))


def test_functions_are_put_back_whatever_happens():
    """After a fault as well."""
    native, seen = inline.text_align, []
    with pytest.raises(ZeroDivisionError), wrapped((inline, "text_align", lambda _native: len)):
        seen.append((inline.text_align, 1 / 0))
    assert inline.text_align is native


def test_what_is_not_in_the_list_is_not_wrapped():
    """So that the list stays whole."""
    with pytest.raises(LookupError, match=r"layout\.inline\.atomic_box"), wrapped((inline, "atomic_box", lambda f: f)):
        pass
    with wrapped((inline, "text_align", lambda native: native)):
        pass
