"""From a text back to its codes, however its quotes, case, spaces and commas were spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category, normalize

Index = Mapping[str, tuple[int, ...]]

ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛′‵`´", "'")
    | dict.fromkeys("“”„‟″‶«»", '"')
    | dict.fromkeys("‗‾﹉﹊﹋﹌", " ")  # punctuation that NFKC turns into accents
)
# A number that is no part of a word, of a longer number or of a decimal fraction.
CODE = re.compile(r"(?<![0-9A-Za-z])(?<![0-9]\.)[0-9]{1,20}(?![0-9A-Za-z])(?!\.[0-9])")
LETTER = "[0-9a-zß-ɏͰ-ӿ]"  # of a script that has spaces between words
# No text has 31 accents in a row (UAX #15, "Stream-Safe Text Format"), and to sort as many as a log
# may have takes time quadratic in their number.
ACCENT = r"(?:[^\w\s\0-\x7f]|[ﾞﾟ])"
ACCENTS = re.compile(f"({ACCENT}{{30}}){ACCENT}+")
ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


def fold(text: str) -> str:
    """Return ``text`` as `find` compares it.

    Unicode's compatibility forms (NFKC) and case folding, which know no locale; every quote
    straight; white space collapsed; spaces and punctuation at the ends gone.

    >>> fold("  The account doesn’t  hava a EMAIL. ")
    "the account doesn't hava a email"
    >>> fold("服务异常，操作失败。")
    '服务异常,操作失败'
    """
    text = normalize("NFKC", normalize("NFKC", text.translate(ALIKE)).casefold())
    text = " ".join(text.translate(ALIKE).split())  # once more: NFKC makes ‵‵‵ of ‷
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


def unescaped(match: re.Match[str]) -> str:
    units = bytes.fromhex(match[0].replace(r"\u", ""))  # of UTF-16: two make an emoji
    return units.decode("utf-16-be", "surrogatepass")


def whole(text: str) -> str:
    """Return the pattern of ``text`` where it doesn't begin or end within a word.

    >>> whole("busy"), whole("忙")
    ('(?<![0-9a-zß-ɏͰ-ӿ])busy(?![0-9a-zß-ɏͰ-ӿ])', '忙')
    """
    before = f"(?<!{LETTER})" if re.match(LETTER, text) else ""
    after = f"(?!{LETTER})" if re.search(f"{LETTER}$", text) else ""
    return before + re.escape(text) + after


def scan(index: Index, lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    r"""Yield ``(line number, code)`` for each known code and text in the lines of a log.

    Of texts that overlap the longest counts. Characters written ``\uXXXX``, as JSON may have
    them, are read too.

    >>> list(scan({"busy": (7,)}, ["all well", 'code: 7, error: "\\u0042usy"', "at 0.7 s"]))
    [(2, 7)]
    """
    known = {str(code): code for codes in index.values() for code in codes}
    longest = sorted(index, key=len, reverse=True)
    for number, line in enumerate(lines, 1):
        line = ESCAPED.sub(unescaped, line)
        codes = [known[found] for found in CODE.findall(line) if found in known]
        rest = fold(ACCENTS.sub(r"\1 ", line))
        places: list[tuple[int, str]] = []
        for text in longest:
            if text in rest:
                places += [(found.start(), text) for found in re.finditer(whole(text), rest)]
                rest = re.sub(whole(text), "\n" * len(text), rest)
        codes += [code for _, text in sorted(places) for code in index[text]]
        for code in dict.fromkeys(codes):
            yield number, code
