"""Lines of one style share what Pango has to know of it, which the engine tells it anew for each.

What is shared says nothing of a line: the language and direction of a context, face, size and features of a font. Every
line has a layout of its own, and comes out as it would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from octavo.render.pdf.known_engine import wrapped

_OF_FONT = (
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


@contextmanager
def settings_shared() -> Iterator[None]:
    """Share contexts and descriptions of fonts between lines while the context is open."""
    with wrapped((Layout, "setup", partial(_sharing, shared=_Shared()))):
        yield


def _sharing(native: Callable[..., None], shared: _Shared) -> Callable[..., None]:
    def setup(layout: Any, style: Any) -> None:
        if style["text_decoration_line"] != "none":  # it is measured there
            native(layout, style)
            return
        known = vars(style).get("settings")
        if known is None or known[0] is not shared:
            known = vars(style)["settings"] = (
                shared, *shared.context(style), shared.description(style), shared.features(style)
            )  # fmt: skip
        _, context, language, description, features = known
        layout.style, layout.first_line_direction, layout.language = style, 0, language
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)  # noqa: FBT003 (Pango's own order)
        pango.pango_layout_set_font_description(layout.layout, description)
        if features is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, features)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    return setup


@dataclass(slots=True, eq=False)
class _Shared:
    """What lines share, by what tells one style from another."""

    contexts: dict[tuple[Any, ...], tuple[Any, Any, Any]] = field(default_factory=dict)
    descriptions: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    attributes: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def context(self, style: Any) -> tuple[Any, Any]:
        """Return Pango's context for a style, and its language."""
        configuration, override, lang = style.font_config, style["font_language_override"], style["lang"]
        key = (id(configuration), style["direction"], override, lang)
        found = self.contexts.get(key)
        if found is None:
            context = ffi.gc(pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref)
            pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 (as above)
            pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
            name = lang if override == "normal" else LST_TO_ISO.get(override.lower(), override)
            language = pango.pango_language_get_default()
            if name:
                pointer, _bytes = unicode_to_char_p(name)
                language = pango.pango_language_from_string(pointer)
                pango.pango_context_set_language(context, language)
            found = self.contexts[key] = (context, language, configuration)  # which lives as long as its id is a key
        return found[:2]

    def description(self, style: Any) -> Any:
        """Return Pango's description of the font of a style."""
        key = (tuple(style["font_family"]), *(style[name] for name in _OF_FONT))
        found = self.descriptions.get(key)
        if found is None:
            found = self.descriptions[key] = get_font_description(style)
        return found

    def features(self, style: Any) -> Any:
        """Return Pango's attribute for the features of a style; None for none."""
        key = (id(style.font_config), *(_frozen(style[name]) for name in _FEATURES))
        if key not in self.attributes:
            found = font_features(*(style[name] for name in _FEATURES))
            words = ",".join(f"{name} {value}" for name, value in found.items()).encode()
            known = style.font_config.font_features
            if words and words not in known:
                known[words] = pango.pango_attr_font_features_new(words)
            self.attributes[key] = known[words] if words else None
        return self.attributes[key]


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
