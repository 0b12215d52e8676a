"""From a text back to its codes, however its quotes, case, spaces and commas were spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category, normalize

Index = Mapping[str, tuple[int, ...]]

QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′‵`´", "'") | dict.fromkeys("“”„‟″‶«»", '"'))
# A number that is no part of a word, of a longer number or of a decimal fraction.
CODE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]\.)[0-9]{1,20}(?![0-9A-Za-z])(?!\.[0-9])")
INSIDE = re.compile("[0-9a-zß-ɏͰ-ӿ]{2}")  # no edge of a word, in scripts that have spaces
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def fold(text: str) -> str:
    """Return ``text`` as `find` compares it.

    Unicode's compatibility forms (NFKC) and case folding, which know no locale; every quote
    straight; white space collapsed; spaces and punctuation at the ends gone.

    >>> fold("  The account doesn’t  hava a EMAIL. ")
    "the account doesn't hava a email"
    >>> fold("服务异常，操作失败。")
    '服务异常,操作失败'
    """
    text = normalize("NFKC", normalize("NFKC", text.translate(QUOTES)).casefold())
    text = " ".join(text.split())
    start, end = 0, len(text)
    while start < end and category(text[start])[0] in "PZ":
        start += 1
    while start < end and category(text[end - 1])[0] in "PZ":
        end -= 1
    return text[start:end]


def index(texts: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
    """Return the codes of each text, ascending, by the text folded.

    >>> index([(2, "Busy."), (1, "busy"), (3, "…")])
    {'busy': (1, 2)}
    """
    codes: dict[str, set[int]] = {}
    for code, text in texts:
        codes.setdefault(fold(text), set()).add(code)
    codes.pop("", None)
    return {text: tuple(sorted(found)) for text, found in codes.items()}


def containing(index: Index, text: str) -> list[int]:
    """Return the codes whose text contains ``text``; those whose text equals it come first.

    >>> containing({"phone number": (1,), "phone": (2,), "e-mail": (3,)}, "PHONE")
    [2, 1]
    """
    wanted = fold(text)
    exact = index.get(wanted, ())
    found = {code for known, codes in index.items() if wanted and wanted in known for code in codes}
    return [*exact, *sorted(found.difference(exact))]


def scan(index: Index, lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    r"""Yield ``(line number, code)`` for each known code and text in the lines of a log.

    Of texts that overlap the longest counts. Characters written ``\uXXXX``, as JSON may have
    them, are read too.

    >>> list(scan({"busy": (7,)}, ["all well", 'code: 7, error: "\\u0042usy"', "at 0.7 s"]))
    [(2, 7)]
    """
    known = {str(code): code for codes in index.values() for code in codes}
    # The bare alternatives let the engine skip ahead by first letters; edges are looked at after.
    # Backwards, a text comes before those that it begins with.
    texts = re.compile("|".join(map(re.escape, sorted(index, reverse=True))) or "(?!)")
    for number, line in enumerate(lines, 1):
        line = ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), line)
        codes = [known[found] for found in CODE.findall(line) if found in known]
        folded = fold(line)
        for found in texts.finditer(folded):
            if not INSIDE.search(folded[found.start() - 1 : found.start() + 1]) and not (
                INSIDE.search(folded[found.end() - 1 : found.end() + 1])
            ):
                codes += index[found[0]]
        for code in dict.fromkeys(codes):
            yield number, code
