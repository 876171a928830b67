"""What can be wrong with a file that says it keeps a printers' standard (ISO 15930)."""

from __future__ import annotations

from octavo.diagnostics import Finding, Severity

_OURS = "this is a fault of Octavo and not of the book: please report it"


def _finding(name: str, message: str, why: str, fix: str = _OURS) -> Finding:
    """Return an error; its message begins with the file and the standard it is to keep."""
    return Finding(name=name, severity=Severity.ERROR, message=f"“{{file}}” {message}", why=why, fix=fix)


UNDECLARED = _finding(
    "pdf-x-undeclared",
    "does not say that it is {standard}: {found}",
    "A printer's system decides by this line what it asks of the file; without it, it is any PDF.",
)
NO_INTENT = _finding(
    "pdf-x-output-intent",
    "is to be {standard}, but {fault}",
    "Without the profile nobody knows which inks on which paper its colours are made for.",
)
TRAPPED_UNKNOWN = _finding(
    "pdf-x-trapped",
    "is to be {standard}, but does not say whether its colours are trapped",
    "A press must know whether neighbouring colours overlap already, or it lets them overlap twice, or not at all.",
)
WRONG_VERSION = _finding(
    "pdf-x-version",
    "is to be {standard}, but {fault}",
    "Systems that know a standard know the version of PDF that it is made of, and none that came later.",
)
NO_IDENTIFIER = _finding(
    "pdf-x-identifier",
    "is to be {standard}, but has no identifier (ID)",
    "Two states of a job are told apart by it.",
)
INCOMPLETE_INFO = _finding(
    "pdf-x-information",
    "is to be {standard}, but does not say its {lacking}",
    "The standard asks for title and times, by which printers file a job.",
)
ENCRYPTED = _finding(
    "pdf-x-encrypted",
    "is to be {standard}, but is encrypted",
    "A printer's system has nobody who types a password.",
)
ACTION = _finding(
    "pdf-x-action",
    "is to be {standard}, but holds {what}",
    "A page for a press does nothing; what could act is turned away.",
)
ANNOTATION = _finding(
    "pdf-x-annotation",
    "is to be {standard}, but page {page} has {what} on it",
    "Annotations may be printed or not, as a system likes; on the page itself the standard allows none.",
)
TRANSPARENCY = _finding(
    "pdf-x-transparency",
    "is to be {standard}, but page {page} holds {what}",
    "The older standard has no means to let one thing shine through another.",
    'take opacity out of styles and drawings, or write pdf-variant = "pdf/x-4"',
)
LATER_FONT = _finding(
    "pdf-x-font-format",
    "is to be {standard}, but {font} is in it as a whole OpenType file",
    "The version of PDF that the standard is made of knows the outlines alone.",
)
NO_TRIM_BOX = _finding(
    "pdf-x-trim-box",
    "is to be {standard}, but page {page} {fault}",
    "The standard wants one box, and only one, that says where the page is cut.",
)

FINDINGS = (
    UNDECLARED,
    NO_INTENT,
    TRAPPED_UNKNOWN,
    WRONG_VERSION,
    NO_IDENTIFIER,
    INCOMPLETE_INFO,
    ENCRYPTED,
    ACTION,
    ANNOTATION,
    TRANSPARENCY,
    LATER_FONT,
    NO_TRIM_BOX,
)
