"""Text of several languages on pages: hyphens, faces and line ends are those of the language, down to a phrase."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import pairwise

import pyphen
import pytest

from octavo.diagnostics.span import file_span
from octavo.model import nodes as n
from octavo.model.attributes import Attributes
from octavo.render.pdf import render_pdf

HERE = file_span("manuscript/01-sample.md")
JAPANESE = (
    "船は朝の六時に出た。港には、祖父と、二人の漁師と、一匹の犬がいた。「今日は風が強い」と祖父は言った。「だから、"
    "沖には出ないほうがいい。」しかし、漁師たちは笑って、網を積み、エンジンをかけた。コンピューターやフェリーのような"
    "片仮名の語も、行の頭に長音や小さい字が来てはならない。（昭和四十三年）「はい。」「いいえ！」「どうして？」と言った。"
)
NOT_FIRST = "。、」）！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
NOT_LAST = "「（"
LONG_WORDS = {
    "de": "Versicherungsgesellschaft Bundesverfassungsgericht Geschwindigkeitsbegrenzung Nahrungsmittelunverträglichkeit",
    "fr": "anticonstitutionnellement incompréhensibilité développementalistes électroencéphalographie",
    "en": "counterrevolutionaries incomprehensibilities misunderstandings institutionalization",
}


def phrase(words, lang):
    """Return words of a language."""
    text = n.Text(span=HERE, text=words)
    return n.Phrase(span=HERE, children=(text,), attributes=Attributes(pairs=(("lang", lang),)))


def lines_of(publication, tmp_path):
    """Return the lines of all pages that are laid out without a word."""
    outcome = render_pdf(publication, None, lambda _line: None)
    assert outcome.diagnostics == ()
    (tmp_path / "book.pdf").write_bytes(outcome.value.data)
    command = ["pdftotext", "-layout", tmp_path / "book.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [line.strip() for line in text.replace("\f", "\n").splitlines() if line.strip()], outcome.value


@pytest.mark.parametrize("whole", [True, False])
def test_japanese_lines_begin_and_end_as_they_may(sample, tmp_path, whole):
    """No stop, closing bracket, small letter or long mark begins a line, no opening bracket ends one; upright letters."""
    if whole:
        text = [sample.para("　" * at + JAPANESE * 3) for at in range(1, 12)]
        document = replace(sample.document("one", *text, title="港"), language="ja")
    else:
        text = [sample.para("word " * at, phrase(JAPANESE * 3, "ja"), " ends.") for at in range(1, 12)]
        document = sample.document("one", *text, title="Harbour")
    lines, artifact = lines_of(sample.publication(document), tmp_path)
    japanese = [line for line in lines if any(c in "のはをたと" for c in line)]
    assert len(japanese) > 60
    assert [line for line in japanese if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []
    assert {font.name for font in artifact.fonts if "Source" not in font.name} <= {"IPAexMincho"}


@pytest.mark.parametrize("lang", LONG_WORDS)
def test_a_phrase_is_hyphenated_in_its_own_language(sample, tmp_path, lang):
    """Each word is parted where its language parts it, whatever the language around it."""
    words = LONG_WORDS[lang].split()
    paragraphs = [
        sample.para("a " * at, phrase(" ".join(words[at % 4 :] + words * 6), lang), ".") for at in range(1, 12)
    ]
    lines, _ = lines_of(sample.publication(sample.document("one", *paragraphs, title="One")), tmp_path)
    lines = [line for line in lines if not re.fullmatch(r"[\divx]+|.*(?:A Sample|One).*", line)]
    dictionary = pyphen.Pyphen(lang=pyphen.language_fallback(lang))
    broken = [(a.rsplit(" ", 1)[-1], b.split(" ", 1)[0].strip(".,")) for a, b in pairwise(lines) if a.endswith("-")]
    assert len(broken) > 10
    for left, right in broken:
        whole = left[:-1] + right.split("-")[0]
        assert whole in words
        assert len(left) - 1 in dictionary.positions(whole), (left, right)


def test_a_language_without_patterns_is_not_hyphenated(sample, tmp_path):
    """Words that nobody knows how to part stay whole."""
    words = "kolmivaihekilowattituntimittari epäjärjestelmällisyys "
    lines, _ = lines_of(
        sample.publication(sample.document("one", sample.para(phrase(words * 20, "fi")), title="One")), tmp_path
    )
    assert [line for line in lines if line.endswith("-")] == []


def test_copied_text_is_plain(sample, tmp_path):
    """Ligatures, small capitals and figures of all kinds are copied as letters; a word that was parted joins again."""
    small = n.Phrase(
        span=HERE, children=(n.Text(span=HERE, text="Nato and hms"),), attributes=Attributes(classes=("small-caps",))
    )
    words = "official fluffy waffles affirm the field of fjords in 1984 "
    paragraphs = [sample.para("x " * at + words * 4, small, ".") for at in range(1, 12)]
    outcome = render_pdf(sample.publication(sample.document("one", *paragraphs, title="One")), None, lambda _line: None)
    (tmp_path / "book.pdf").write_bytes(outcome.value.data)
    text = subprocess.run(["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, check=True, text=True).stdout
    joined = " ".join(text.replace("\f", " ").split())
    assert joined.count("official fluffy waffles affirm the field of fjords in 1984") >= 40
    assert joined.count("Nato and hms.") == 11
    assert text.isascii() or {c for c in text if not c.isascii()} <= {"\u00a0"}
