"""PDF/X (ISO 15930): what a file for a press says of itself, and what it must not hold.

WeasyPrint's own way there takes the machine's clock and chance, names no press and converts no colour; so the file is
written as a plain PDF, and what the standard asks for is added here.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.pdf.metadata import NS

from octavo.model.press import PressProfile, PressStandard, press_standard
from octavo.model.publication import Publication

_XMP_BEFORE = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_XMP_AFTER = b'</x:xmpmeta>\n<?xpacket end="r"?>'
_WITHOUT_OPENTYPE = "1.6"
"""The version of PDF from which on whole OpenType files may be in it; older ones take the outlines alone."""


def finish_for_press(pdf: Any, metadata: Any, publication: Publication) -> None:
    """Make a pydyf file keep the standard for presses that its edition names; others stay. ``metadata`` is WeasyPrint's."""
    page = publication.edition.page
    standard = press_standard(page.pdf_variant) if page else None
    if page is None or standard is None or page.press.profile is None:
        return
    _say_what_it_is(pdf, metadata, publication, standard)
    _name_press(pdf, page.press.profile)
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/Page":
            thing.pop("Annots", None)  # a plate has no links, and the standard allows none on the page
        if isinstance(thing, dict) and "lab-d50" in thing:
            thing.clear()  # WeasyPrint's list of colour spaces: none is used any more
        if isinstance(thing, pydyf.Stream) and standard.pdf_version < _WITHOUT_OPENTYPE:
            _keep_outlines(thing)
        if isinstance(thing, pydyf.Stream) and not standard.transparency:
            thing.extra.pop("Group", None)  # nothing shines through: see_through has looked


def _say_what_it_is(pdf: Any, metadata: Any, publication: Publication, standard: PressStandard) -> None:
    pdf.info["Trapped"] = "/False"
    if not standard.transparency:  # later parts of the standard have it in the XMP alone
        pdf.info["GTS_PDFXVersion"] = pydyf.String(standard.title)
    rdf = ET.fromstring(metadata.generate_rdf_metadata("", None, None))  # noqa: S314 - WeasyPrint has just written it
    said = ET.SubElement(rdf, _name("rdf", "Description"), {_name("rdf", "about"): ""})
    stamp = publication.stamp.modified
    source = f"{publication.metadata.identifier} {publication.edition.name}"
    for prefix, tag, value in (
        ("pdfxid" if standard.transparency else "pdfx", "GTS_PDFXVersion", standard.title),
        ("pdf", "Trapped", "False"),
        ("xmp", "MetadataDate", stamp),
        ("xmpMM", "DocumentID", uuid5(NAMESPACE_URL, source).urn),
        ("xmpMM", "InstanceID", uuid5(NAMESPACE_URL, f"{source} {stamp}").urn),
        ("xmpMM", "VersionID", "1"),
        ("xmpMM", "RenditionClass", "default"),
    ):
        ET.SubElement(said, _name(prefix, tag)).text = value
    code = b"\n".join((_XMP_BEFORE, ET.tostring(rdf, encoding="utf-8"), _XMP_AFTER))
    stream = pydyf.Stream([code], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def _name(prefix: str, tag: str) -> str:
    return f"{{{NS[prefix]}}}{tag}"


def _name_press(pdf: Any, profile: PressProfile) -> None:
    """Put the profile into the file, and say that its inks are meant by it (ISO 32000-1, 14.11.5)."""
    stream = pydyf.Stream([profile.data], {"N": 4}, compress=True)
    pdf.add_object(stream)
    intent = pydyf.Dictionary({"Type": "/OutputIntent", "S": "/GTS_PDFX", "DestOutputProfile": stream.reference})
    for key in ("OutputConditionIdentifier", "OutputCondition", "Info"):
        intent[key] = pydyf.String(profile.condition)
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])


def _keep_outlines(stream: Any) -> None:
    """Leave nothing of an OpenType font but its outlines."""
    if stream.extra.get("Subtype") == "/OpenType":
        (data,) = stream.stream
        stream.stream = [TTFont(BytesIO(data)).getTableData("CFF ")]
        stream.extra["Subtype"] = "/CIDFontType0C"
