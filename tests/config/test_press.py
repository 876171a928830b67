"""What an edition says for the press: standards, profiles, and what contradicts itself."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from octavo.config.press_profile import LARGEST_PROFILE
from octavo.model.press import Press
from support.small_book import CHAPTER, Mistake, assert_reported, book, edition, load, loaded, names


def made_profile(
    colours: bytes = b"CMYK", kind: bytes = b"prtr", version: int = 2, tags: tuple[bytes, ...] = (b"A2B0", b"B2A0")
) -> bytes:
    """Return the outside of an ICC profile: a header, and a table of tags."""
    offset = 132 + 12 * len(tags)
    table = b"".join(struct.pack(">4sII", tag, offset, 4) for tag in tags)
    header = bytes(8) + bytes([version, 0, 0, 0]) + kind + colours + b"Lab " + bytes(12) + b"acsp" + bytes(88)
    return header + struct.pack(">I", len(tags)) + table + b"data"


def described(data: bytes) -> bytes:
    """Return a profile whose one tag is its description."""
    offset = 128 + 4 + 36
    table = struct.pack(">I", 3) + struct.pack(">4sII", b"desc", offset, len(data))
    more = b"".join(struct.pack(">4sII", tag, offset, 4) for tag in (b"A2B0", b"B2A0"))
    return made_profile(tags=())[:128] + table + more + data


X1A = 'pdf-variant = "pdf/x-1a:2003"\n'
INTENT = 'output-intent = "press.icc"\n'
WHERE = "put the ICC profile that the printer names beside the manuscript, or into the book's own styles/"
WHICH = "take the CMYK profile that the printer names (Coated FOGRA39, GRACoL2006, PSO Uncoated …)"


def no_press(reason: str, data: bytes, lines: str = "") -> Mistake:
    """Return a book whose profile is none."""
    return Mistake(
        name="no-press-profile",
        at=f"{6 + lines.count(chr(10))}:17",
        message=f"“press.icc” is no profile of a press: {reason}",
        hint=WHICH,
        toml=edition(lines + INTENT),
        files={**CHAPTER, "press.icc": data},
    )


MISTAKES = (
    Mistake(
        name="standard-without-output-intent",
        at="6:15",
        message="“pdf/x-1a:2003” asks for an output intent, and the edition “print” names none",
        hint='write output-intent = "NAME.icc": the CMYK profile that the printer asks for, a file beside the manuscript '
        "or in the book's own styles/",
        toml=edition(X1A),
    ),
    Mistake(
        name="missing-output-intent",
        at="6:17",
        message="there is no profile “press.icc”",
        hint=WHERE,
        toml=edition(INTENT),
    ),
    Mistake(
        name="press-standard-on-screen",
        at="6:15",
        message="“pdf/x-1a:2003” is a standard for presses, and the edition “screen” is made for screens",
        hint='write medium = "print", or take the line out',
        toml=edition(X1A + INTENT, name="screen"),
        files={**CHAPTER, "press.icc": made_profile()},
    ),
    Mistake(
        name="marks-on-single-pages",
        at="6:9",
        message="the edition “print” is for a printer on demand (single-pages), who wants no crop marks",
        hint="take “marks” out, or “single-pages”",
        toml=edition("marks = true\nsingle-pages = true"),
    ),
    no_press("it is no ICC profile at all", b"words" * 99),
    no_press("it is empty, or larger than 20 MB", b""),
    no_press("its colours are RGB and not the four inks of a press (CMYK)", made_profile(colours=b"RGB ")),
    no_press("it describes no printer (its class should be “prtr”)", made_profile(kind=b"link")),
    no_press("it is damaged or has no tables (B2A0)", made_profile(tags=(b"A2B0",))),
    no_press("it is damaged or has no tables (A2B0, B2A0)", made_profile()[:140]),
    no_press("it has version 4 of the format, and PDF/X-1a knows version 2 alone", made_profile(version=4), X1A),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.name} {mistake.message[-30:]}")
def test_a_mistake_is_reported_at_its_place(mistake: Mistake, tmp_path: Path) -> None:
    """Once, with file, line and column, and with what to write instead."""
    assert_reported(mistake, tmp_path)


@pytest.mark.parametrize(
    ("toml", "version"),
    [
        pytest.param(edition(X1A + INTENT), 2, id="a standard with its profile"),
        pytest.param(edition('pdf-variant = "pdf/x-4"\n' + INTENT), 4, id="a new profile for the newer standard"),
        pytest.param(edition(INTENT), 2, id="a profile without a standard"),
        pytest.param(edition("marks = true\n" + INTENT), 2, id="marks"),
        pytest.param(edition("marks = false\nsingle-pages = true\n" + INTENT), 2, id="single pages without marks"),
        pytest.param(book(f'[editions.proof]\npreset = "proof"\n{X1A}{INTENT}'), 2, id="a preset of one's own"),
    ],
)
def test_near_misses(toml: str, version: int, tmp_path: Path) -> None:
    """What is whole is not remarked on."""
    assert names(load(tmp_path, toml, {**CHAPTER, "press.icc": made_profile(version=version)}).diagnostics) == []


@pytest.mark.parametrize("place", ["press.icc", "../styles/press.icc"])
def test_where_profiles_are_found(place: str, tmp_path: Path) -> None:
    """Beside the manuscript, or in the book's own styles."""
    page = loaded(tmp_path, edition(INTENT), {**CHAPTER, place: made_profile()}).editions[0].page
    assert page is not None
    assert page.press.profile is not None
    assert (page.press.profile.data, page.press.profile.condition) == (made_profile(), "press")


@pytest.mark.parametrize("name", ["../press.icc", "link.icc"])
def test_a_profile_outside_the_book_is_refused(name: str, tmp_path: Path) -> None:
    """By a path that leads out of it, or by a link."""
    folder = tmp_path / "book"
    (folder / "manuscript").mkdir(parents=True)
    (folder / "press.icc").write_bytes(made_profile())
    (tmp_path / "elsewhere.icc").write_bytes(made_profile())
    (folder / "manuscript" / "link.icc").symlink_to(tmp_path / "elsewhere.icc")
    assert names(load(folder, edition(f'output-intent = "{name}"')).diagnostics) == ["file-outside-book"]


def test_a_profile_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    """Its size alone is looked at."""
    folder = tmp_path / "manuscript"
    folder.mkdir()
    with (folder / "press.icc").open("wb") as file:
        file.truncate(LARGEST_PROFILE + 1)
    assert names(load(tmp_path, edition(INTENT)).diagnostics) == ["no-press-profile"]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (b"desc" + bytes(4) + struct.pack(">I", 7) + b"Coated\0" + bytes(70), "Coated"),
        (
            b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enGB", 16, 28) + "Uncoated".encode("utf-16-be"),
            "Uncoated",
        ),
        (b"desc" + bytes(4) + struct.pack(">I", 2**32 - 1) + b"Long", "Long"),
        (b"none" + bytes(40), "press"),
    ],
)
def test_what_a_profile_calls_itself(tag: bytes, name: str, tmp_path: Path) -> None:
    """Both versions of the format say it in their own way; one that does not is called by its file."""
    page = loaded(tmp_path, edition(INTENT), {**CHAPTER, "press.icc": described(tag)}).editions[0].page
    assert page is not None
    assert page.press.profile is not None
    assert page.press.profile.condition == name


def test_every_key_for_the_press_reaches_the_model(tmp_path: Path) -> None:
    """Nothing that is accepted does nothing; what is left out has a default."""
    toml = edition(
        'single-pages = true\nrgb-pictures = "convert"\nink-limit = 280\nresolution = { wanted = 400, least = 250 }\n'
    )
    page = loaded(tmp_path, toml).editions[0].page
    assert page is not None
    assert page.press == Press(single_pages=True, report_rgb=False, ink_limit=280, wanted_ppi=400, least_ppi=250)
    half = loaded(tmp_path, edition("resolution = { least = 0 }")).editions[0].page
    assert half is not None
    assert half.press == Press(least_ppi=0)


def test_a_proof_asks_for_no_resolution(tmp_path: Path) -> None:
    """An office printer shows no pixels."""
    page = loaded(tmp_path, edition('preset = "proof"')).editions[0].page
    assert page is not None
    assert (page.press.wanted_ppi, page.press.least_ppi) == (0, 0)
