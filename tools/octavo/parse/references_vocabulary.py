"""The words of CSL 1.0.2: item types and variables, and what each variable holds."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)

NAMES = _words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)

DATES = _words("accessed available-date event-date issued original-date submitted")

RICH = _words(
    """abstract annote archive authority collection-title container-title container-title-short event event-title genre
    journalAbbreviation medium note original-publisher original-title part-title publisher publisher-place
    reviewed-genre reviewed-title section shortTitle source title title-short volume-title"""
)
"""Variables whose words may hold italics and the like."""

PLAIN = _words(
    """archive-place archive_collection archive_location call-number chapter-number citation-key citation-label
    collection-number dimensions division DOI edition event-place first-reference-note-number ISBN ISSN issue
    jurisdiction language locator number number-of-pages number-of-volumes original-publisher-place page page-first part
    part-number PMCID PMID printing printing-number references scale status supplement supplement-number URL version
    volume year-suffix"""
)

LOOSE = _words("categories custom keyword")
"""Known, and of no use to a style."""

OWN = _words("annotation group id type")

FIELDS = NAMES | DATES | RICH | PLAIN | LOOSE | OWN

NAME_PARTS = _words(
    """family given literal suffix dropping-particle non-dropping-particle comma-suffix static-ordering
    parse-names"""
)
