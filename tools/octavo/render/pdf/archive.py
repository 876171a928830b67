"""PDF/A (ISO 19005): what WeasyPrint leaves to do, and the marks of a file that is PDF/UA (ISO 14289) too.

The standard wants each property of the metadata to be one that it knows or one whose schema the file describes: it does
not know that of PDF/UA. Both marks stand in the one ``rdf:RDF`` there is; readers pass over a second one.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

import pydyf
from weasyprint.css import ColorProfile

from octavo.model.pdf_variant import archive_level, is_accessible

_INTENT = "archive"
_END = b"</rdf:RDF>"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_PDFA = "http://www.aiim.org/pdfa/ns"
_UA_MARK = f'<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>'
_UA_SCHEMA = f"""\
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_PDFA}/extension/" xmlns:pdfaSchema="{_PDFA}/schema#" \
xmlns:pdfaProperty="{_PDFA}/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def engine_variant(variant: str) -> str | None:
    """Return the one standard that WeasyPrint is asked for; None for a plain PDF."""
    return variant.partition("+")[0] or None


def own_profile() -> tuple[dict[str, Any], str]:
    """Return the colour profiles of an archive by name, and which of them says what its colours are: sRGB.

    WeasyPrint would bring the same profile itself, and leave the file open that it reads it from.
    """
    data = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return {_INTENT: ColorProfile(BytesIO(data), "", "relative-colorimetric", ("red", "green", "blue"))}, _INTENT


def finish_archive(pdf: Any, variant: str) -> None:
    """Make a pydyf file that WeasyPrint wrote as PDF/A keep it, and say that it is PDF/UA where it is to be; others stay."""
    if not archive_level(variant):
        return
    for stream in (thing for thing in pdf.objects if isinstance(thing, pydyf.Stream)):
        if stream.extra.get("Subtype") == "/Image":
            stream.extra["Interpolate"] = "false"  # a viewer may not make up what lies between pixels (6.2.8)
        elif stream.extra.get("Type") == "/Metadata" and is_accessible(variant):
            said = b"".join(stream.stream)
            stream.stream = [said.replace(_END, f"{_UA_MARK}{_UA_SCHEMA}".encode() + _END)]
