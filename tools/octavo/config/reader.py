"""What an EPUB's readers take: the keys of a reader profile, and the profile from its settings."""

from __future__ import annotations

from octavo.config.presets import Settings
from octavo.config.reader_keys import READER_SETTINGS
from octavo.model.edition import NoteMarkup, ReaderProfile


def read_reader(settings: Settings) -> ReaderProfile:
    """Return the profile of an EPUB edition; what it leaves out has the model's default."""
    written = {key: settings[key].value for key in _FIELDS if key in settings}
    usual = {_FIELDS[key]: value for key, value in written.items() if key != "note-markup"}
    markup = NoteMarkup(str(written.get("note-markup", NoteMarkup.ASIDES)))
    return ReaderProfile(note_markup=markup, **usual)  # type: ignore[arg-type]  # the schema has checked each value's type


_FIELDS = {
    **{key.name: key.name.replace("-", "_") for key in READER_SETTINGS if key.name != "table-limit"},
    "table-limit.rows": "table_rows",
    "table-limit.columns": "table_columns",
}
"""Keys of settings, with the fields of the model that they become."""
