"""What a translator may get wrong in a text: one small function a check.

Each check takes a `Pair` and yields a `Finding` for each thing it finds. translate-toolkit's
pofilter does those it does rightly; its ``numbers``, ``emails`` and ``urls`` don't see what was
added or take Chinese text for part of an address, so these are here. Needs the extra
``translate``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from babel.messages import Message
from opencc import OpenCC
from translate.filters.checks import FilterFailure, StandardChecker

from .cldr import locale as maximised
from .po import PoCatalog, forms, place
from .po_syntax import Fault


class Pair(NamedTuple):
    """An English text and its translation.

    ``names`` are those that the source's comments call Latin, ``stops`` says whether the texts of
    this language end like the English ones, with a full stop where those have one, ``filled``
    whether a program fills in the English's {names}.
    """

    english: str
    text: str
    language: str
    script: str
    names: tuple[str, ...] = ()
    stops: bool = False
    filled: bool = False


class Finding(NamedTuple):
    """What is wrong, what to do, and the number, name or character that a note must name."""

    what: str
    todo: str
    subject: str = ""


Findings = Iterator[Finding]

# Without the look behind, a long word would be gone through from each of its letters.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]*[\w/]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
NUMBER = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,\u00a0\u202f]\d+)*")
IDENTIFIER = re.compile(r"\b(?:[a-z]+(?:[A-Z][a-z0-9]*)+|token)\b")
STAYS_LATIN = re.compile(r"(?:^|[.;:] )([\w ]+?) stays? Latin")
ENTITY = re.compile(r"&(?:[a-z]+|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
HALF = re.compile(rf"(?<=[{HAN}\u3040-\u30ff])[,;:!?()]|[,;:!?()](?=[{HAN}\u3040-\u30ff])")
FULL = re.compile("[\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09\u3002]")
WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
STOPS = ".!?。．！？…।۔؟"
CLOSING = " \"'”’»）)」』"
REDUPLICATED = (
    "谢看常天刚剛渐人稍仅试往慢等多好想听说个种样时处家年月日星宝謝漸僅試聽說個種樣時處寶"
)
# Characters a script can't do without that are invisible: joiners and direction marks.
INDIC = ("Beng", "Deva", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Sinh", "Taml", "Telu")
INVISIBLE = {
    **dict.fromkeys(INDIC, "\u200c\u200d"),
    "Arab": "\u061c\u200c\u200d\u200e\u200f",
    "Hebr": "\u200e\u200f",
}


def number(pair: Pair) -> Findings:
    """A number changed, missing or added; digits of any script count, grouping doesn't."""
    yield from exchanged(numbers(pair.english), numbers(pair.text), "number")


def numbers(text: str) -> list[str]:
    found = NUMBER.findall(ADDRESS.sub(" ", text))
    ungrouped = (re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", each) for each in found)
    plain = (each.replace(",", ".") for each in ungrouped)
    return ["".join(str(unicodedata.decimal(c, c)) for c in each) for each in plain]


def address(pair: Pair) -> Findings:
    """An e-mail address or a URL changed, missing or added."""
    yield from exchanged(ADDRESS.findall(pair.english), ADDRESS.findall(pair.text), "address")


def placeholder(pair: Pair) -> Findings:
    """A {name} that a program fills in changed, missing or added; one may stand twice."""
    if pair.filled:
        before, after = ([*dict.fromkeys(PLACEHOLDER.findall(text))] for text in pair[:2])
        yield from exchanged(before, after, "placeholder")


def exchanged(english: Iterable[str], text: Iterable[str], kind: str) -> Findings:
    before, after = Counter(english), Counter(text)
    for lost in before - after:
        yield Finding(f"the {kind} {lost} of the English is missing", f"write {lost}", lost)
    for added in after - before:
        yield Finding(f"the {kind} {added} isn't in the English", "correct it", added)


def name(pair: Pair) -> Findings:
    """A Latin name dropped: token, an identifier such as oobCode, what the comments call Latin."""
    for each in dict.fromkeys((*IDENTIFIER.findall(pair.english), *pair.names)):
        if each.lower() not in pair.text.lower():
            yield Finding(f"the name {each} is missing", f"write {each} in Latin letters", each)


def space(pair: Pair) -> Findings:
    for each in ("startwhitespace", "endwhitespace", "doublespacing"):
        yield from pofilter(each, pair, "write one space between words, none at the edges")


def invisible(pair: Pair) -> Findings:
    """Control, zero-width, direction and other unseen characters, and damaged ones."""
    allowed = INVISIBLE.get(pair.script, "") + ("\u00a0\u202f" if pair.language == "fr" else "")
    for each in dict.fromkeys(pair.text):
        unseen = unicodedata.category(each) in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs")
        selector = each == "\ufffd" or "\ufe00" <= each <= "\ufe0f"
        if (unseen or selector) and each not in allowed + " " + pair.english:
            point = f"U+{ord(each):04X}"
            called = unicodedata.name(each, "a control character")
            yield Finding(f"the character {point} ({called})", "delete it", point)


def markup(pair: Pair) -> Findings:
    """An HTML tag or entity added, lost or changed."""
    yield from pofilter("xmltags", pair, "write the text without HTML")
    yield from exchanged(ENTITY.findall(pair.english), ENTITY.findall(pair.text), "HTML entity")


def quotes(pair: Pair) -> Findings:
    straight, curly = set("\"'"), set("“”‘’")
    if straight & set(pair.text) and not straight & set(pair.english):
        yield Finding("a straight quote", "write “ ” or ’, or the language's own")
    elif straight & set(pair.text) and curly & set(pair.text):
        yield Finding("straight and curly quotes in one text", "write all of them curly")


def width(pair: Pair) -> Findings:
    """Full- and half-width punctuation in one text, or full-width letters and digits."""
    if FULL.search(pair.text) and HALF.search(pair.text):
        yield Finding("full- and half-width punctuation in one text", "write one of them")
    if found := WIDE.findall(pair.text):
        todo = f"write {unicodedata.normalize('NFKC', ''.join(found))}"
        yield Finding(f"full-width {''.join(found)}", todo)


def script(pair: Pair) -> Findings:
    """Traditional characters in a Simplified text or the other way round, after OpenCC.

    Many characters belong to both; the old character sets tell which ones are foreign to one.
    """
    if pair.language not in ("zh", "yue", "wuu", "hak", "nan", "gan"):
        return
    if pair.script == "Hant":
        yield from foreign(pair.text, "s2t", "big5", "Simplified")
    else:
        yield from foreign(pair.text, "t2s", "gb2312", "Traditional")


def foreign(text: str, conversion: str, charset: str, kind: str) -> Findings:
    converted = converter(conversion).convert(text)
    for each, right in dict.fromkeys(zip(text, converted, strict=False)):
        if each != right and not each.encode(charset, "ignore"):
            yield Finding(f"{each} is {kind}", f"write {right}", each)


@cache
def converter(conversion: str) -> OpenCC:
    return OpenCC(conversion)  # reads its dictionaries


def lookalike(pair: Pair) -> Findings:
    """Cyrillic or Greek letters in a Latin word, or anywhere in a language without them."""
    for word in re.findall(r"[^\W\d_]+", pair.text):
        scripts = {unicodedata.name(each, "?").split()[0] for each in word}
        if own := scripts & {"CYRILLIC", "GREEK"}:
            foreign_here = pair.script not in ("Cyrl", "Grek")
            if "LATIN" in scripts or (foreign_here and word not in pair.english):
                what = f"{word} has {' and '.join(sorted(own)).title()} letters"
                yield Finding(what, "type it again in Latin letters", word)


def doubled(pair: Pair) -> Findings:
    """A character or punctuation mark twice, or a word; 谢谢 and the like are words."""
    yield from pofilter("doublewords", pair, "delete one")
    for pattern in (rf"([{HAN}])\1", rf"([,;:!?{FULL.pattern[1:-1]}、])\1", r"(?<!\.)(\.)\1(?!\.)"):
        for each in dict.fromkeys(re.findall(pattern, pair.text)):
            if each not in REDUPLICATED and each * 2 not in pair.english:
                yield Finding(f"{each} stands twice", "delete one", each * 2)


def identical(pair: Pair) -> Findings:
    if pair.language != "en" and pair.text == pair.english:
        for found in pofilter("unchanged", pair, "translate it"):
            yield found._replace(what="the text is the English")


def length(pair: Pair) -> Findings:
    """Too long for the button or toast that holds the English: 1.3 times as wide, and 20 columns.

    A Chinese character is two columns wide. Short texts may grow by more than long ones, as in
    W3C's "Text size in translation".
    """
    columns = sum(2 if unicodedata.east_asian_width(c) in "FW" else 1 for c in pair.text)
    most = int(1.3 * len(pair.english) + 20)
    if columns > most:
        yield Finding(f"{columns} columns wide, at most {most} fit", "shorten it")


def ending(pair: Pair) -> Findings:
    """A full stop that the other texts of the language, and the English, don't have, or lacking."""
    expected = pair.stops and ends_with_stop(pair.english)
    if ends_with_stop(pair.text) and not expected:
        yield Finding(
            "a sentence end that doesn't belong", f"delete {pair.text.rstrip(CLOSING)[-1]}"
        )
    if expected and not ends_with_stop(pair.text):
        yield Finding("no sentence end", "end the text as the English ends")


def ends_with_stop(text: str) -> bool:
    return text.rstrip(CLOSING).endswith(tuple(STOPS))


def pofilter(filter: str, pair: Pair, todo: str) -> Findings:
    """Yield what translate-toolkit's filter of this name says."""
    try:
        getattr(StandardChecker(), filter)(pair.english, pair.text)
    except FilterFailure as failure:
        what = str(failure)
        yield Finding(what[:1].lower() + what[1:], todo)


ERRORS: dict[str, Callable[[Pair], Findings]] = {
    "number": number,
    "address": address,
    "placeholder": placeholder,
    "invisible": invisible,
    "markup": markup,
}
WARNINGS: dict[str, Callable[[Pair], Findings]] = {
    "name": name,
    "space": space,
    "quotes": quotes,
    "width": width,
    "script": script,
    "lookalike": lookalike,
    "doubled": doubled,
    "identical": identical,
    "length": length,
    "ending": ending,
}
CHECKS = ERRORS | WARNINGS

NOTE = re.compile(r"ok:\s*(?P<check>\S+)(?P<subject>.*?)(?:\s[—–-]+(?:\s+(?P<reason>.*))?)?")


def faults(catalog: PoCatalog, locale: str) -> Iterator[Fault]:
    """Yield what is wrong with the texts of a catalogue, but for what its notes allow.

    A note is a comment above the entry, ``# ok: number 10 — the limit is said in Chinese``: the
    check, what it found (where the finding has a subject), the reason. A note that allows
    nothing is a fault too. Empty and fuzzy texts aren't looked at.
    """
    texts = [entry for entry in catalog if entry.id and not entry.fuzzy]
    language, script = language_of(locale)
    # Messages and the page's words each have a convention of their own.
    stops = {
        kind: keeps_stops(e for e in texts if bool(e.context) is kind) for kind in (True, False)
    }
    for entry in texts:
        found = STAYS_LATIN.findall(" ".join(entry.auto_comments))
        names = tuple(word for each in found for word in each.split() if word != "and")
        stop, filled = stops[bool(entry.context)], "python-brace-format" in entry.flags
        pairs = [
            Pair(english(entry), text, language, script, names, stop, filled)
            for text in forms(entry)
            if text
        ]
        yield from unnoted(pairs, entry)


def keeps_stops(entries: Iterable[Message]) -> bool:
    """Tell whether at least half of the texts whose English ends with a full stop have one."""
    ended = [
        ends_with_stop(text)
        for entry in entries
        for text in forms(entry)
        if text and ends_with_stop(english(entry))
    ]
    return 2 * sum(ended) >= max(len(ended), 1)


def english(entry: Message) -> str:
    """Return the English of an entry; where it has plural forms, the plural."""
    return entry.id if isinstance(entry.id, str) else entry.id[-1]


def unnoted(pairs: list[Pair], entry: Message) -> Iterator[Fault]:
    """Yield the findings in an entry's texts that no note allows, and the notes of no use."""
    line, code, _msgid = place(entry)
    notes = {}
    for comment in entry.user_comments:
        if match := NOTE.fullmatch(comment):
            notes[match["check"], match["subject"].strip()] = match["reason"]
    used = set()
    for pair, (check, function) in product(pairs, CHECKS.items()):
        for what, todo, subject in function(pair):
            used.add((check, subject))
            if (check, subject) not in notes:
                note = " ".join(filter(None, ("# ok:", check, subject)))
                todo = f"{todo}; if it is right, write above it: {note} — the reason"
                yield Fault(line, code, what, todo, check)
    for (check, subject), reason in notes.items():
        what = f"the note on {f'{check} {subject}'.strip()} "
        if check not in CHECKS:
            yield Fault(
                line, code, what + "names no check", f"name one of {', '.join(CHECKS)}", "note"
            )
        elif (check, subject) not in used:
            yield Fault(line, code, what + "allows nothing", "delete it, or correct it", "note")
        elif not reason:
            yield Fault(line, code, what + "gives no reason", "write — and the reason", "note")


def language_of(locale: str) -> tuple[str, str]:
    """Return the language of a locale and the script it is written in.

    >>> language_of("zh_TW"), language_of("sr_Latn"), language_of("fr")
    (('zh', 'Hant'), ('sr', 'Latn'), ('fr', 'Latn'))
    """
    known = maximised(locale)
    return (known.language, known.script) if known else ("", "")
