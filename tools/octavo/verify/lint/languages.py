"""Which language words are in: said for package and documents, and for words in a foreign script (WCAG 2.2, 3.1.1 and 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import XML_LANG, documents, is_epub_2, local_name

EPUB_LANGUAGE_MISSING = Finding(
    name="epub-language-missing",
    severity=Severity.ERROR,
    message="nothing says which language {what} in",
    why="A screen reader speaks with the voice of the machine's own language, and readers hyphenate by its rules.",
    fix="write xml:lang (in documents lang as well) on the outermost element",
)
EPUB_LANGUAGE_DIFFERS = Finding(
    name="epub-language-differs",
    severity=Severity.WARNING,
    message="lang says “{lang}”, xml:lang says “{xml}”",
    why="Readers go by the one, screen readers by the other.",
    fix="write the same tag in both",
)
EPUB_LANGUAGE_UNMARKED = Finding(
    name="epub-language-unmarked",
    severity=Severity.WARNING,
    message="“{words}” is in {script} script, where the text is said to be in “{language}”",
    why="A screen reader passes such words over or spells them as signs, and readers take glyphs of the wrong country.",
    fix="wrap the words in an element with lang and xml:lang",
)

FINDINGS = (EPUB_LANGUAGE_MISSING, EPUB_LANGUAGE_DIFFERS, EPUB_LANGUAGE_UNMARKED)

_SCRIPTS = {
    "Chinese or Japanese": ("⺀-⻿々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff", {"zh", "ja", "ko", "yue", "lzh", "wuu", "nan", "vi"}),
    "Japanese": ("ぁ-ヿㇰ-ㇿ", {"ja", "ain", "ryu"}),
    "Korean": ("ᄀ-ᇿ㄰-㆏가-힣", {"ko", "jje"}),
    "Cyrillic": ("Ѐ-ԯ", {"ru", "uk", "be", "bg", "mk", "sr", "sh", "bs", "cnr", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "os", "ce", "ab", "av", "uz", "az", "tk", "cu", "rue", "kv", "udm", "sah"}),
    "Greek": ("ΆΈ-Ϋά-ώἀ-῾", {"el", "grc", "pnt", "cop"}),
    "Hebrew": ("֑-״", {"he", "yi", "lad", "arc", "hbo"}),
    "Arabic": ("ء-ۿݐ-ݿ", {"ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku", "ms", "pa", "ota", "az", "ks", "arz", "ary"}),
    "Devanagari": ("ऀ-ॿ", {"hi", "mr", "ne", "sa", "kok", "bho", "mai", "ks", "sd", "pi"}),
    "Thai": ("ก-๛", {"th", "pi"}),
    "Armenian": ("Ա-֏", {"hy", "hyw", "xcl"}),
    "Georgian": ("Ⴀ-ჿ", {"ka", "xmf", "sva"}),
}  # fmt: skip
"""Name → its characters as a class of a pattern, and the languages written in it."""

_RUNS = {
    name: re.compile(f"[{characters}](?:[{characters}\\s·・、。，-]*[{characters}])?")
    for name, (characters, _) in _SCRIPTS.items()
}
_GREEK_SIGN = re.compile(r"[Α-ωϐ-ϖ]")
_ANY = re.compile(f"[{''.join(characters for characters, _ in _SCRIPTS.values())}]")
_UNSPOKEN = frozenset({"math", "svg", "code", "pre", "script", "style", "title", "kbd", "samp", "var", "annotation"})
_SHOWN = 20
_UNDETERMINED = frozenset({"", "und", "mul", "zxx", "art", "x"})


def check_languages(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield what is in no language, in two, or plainly in another. Findings: all of ``FINDINGS``."""
    package = epub.trees[epub.package]
    if not package.get(XML_LANG, "").strip() and not is_epub_2(epub):
        yield EPUB_LANGUAGE_MISSING.at(epub.place(epub.package, package), what="title and metadata are")
    for path, tree in documents(epub):
        if not (tree.get("lang") or tree.get(XML_LANG)):
            yield EPUB_LANGUAGE_MISSING.at(epub.place(path, tree), what="this document is")
        for element in tree.iter("*"):
            lang, xml = element.get("lang"), element.get(XML_LANG)
            if lang is not None and xml is not None and lang.casefold() != xml.casefold():
                yield EPUB_LANGUAGE_DIFFERS.at(epub.place(path, element), lang=lang, xml=xml)
        yield from _foreign(epub, path, tree)


def _foreign(epub: EpubFile, path: str, tree: Any) -> Iterator[Diagnostic]:
    """Yield the first words of each element that are in a script which its language is not written in."""
    waiting = [(tree, "")]
    while waiting:
        element, outer = waiting.pop()
        language = element.get(XML_LANG) or element.get("lang") or outer
        if local_name(element) in _UNSPOKEN:
            continue
        found = _foreign_words(" ".join(_own_texts(element)), language)
        if found:
            words, script = found
            yield EPUB_LANGUAGE_UNMARKED.at(epub.place(path, element), words=words, script=script, language=language)
        waiting += [(child, language) for child in reversed(element) if isinstance(child.tag, str)]


def _own_texts(element: Any) -> Iterator[str]:
    """Yield the text of an element itself, and what it says of a picture."""
    yield element.text or ""
    yield from (child.tail or "" for child in element)
    yield element.get("alt", "")


def _foreign_words(text: str, language: str) -> tuple[str, str] | None:
    subtags = language.casefold().split("-")
    if subtags[0] in _UNDETERMINED or not _ANY.search(text):
        return None
    for script, (_, languages) in _SCRIPTS.items():
        run = _RUNS[script].search(text) if subtags[0] not in languages else None
        if run is not None and not (script == "Greek" and len(run[0]) == 1 and _GREEK_SIGN.fullmatch(run[0])):
            return run[0][:_SHOWN], script
    return None
