"""The form of a ``.po``: what a line may be, which may follow which, what a fault is called.

And the lines with the previous msgid, which Babel takes for comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from babel.messages import Message
from babel.messages.pofile import unescape

from .mo import CatalogueError

LINE = re.compile(r'(?:(msgctxt|msgid(?:_plural)?|msgstr(?:\[[0-9]])?) +)?"(?:[^"\\]|\\[\\trn"])*"')
PREVIOUS = re.compile(r'\0\s*(?:(msgctxt|msgid|msgid_plural)\s*)?(".*")')
FOLLOWS = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr[0]"},
    "msgstr": {"msgctxt", "msgid"},
    **{f"msgstr[{n}]": {f"msgstr[{n + 1}]", "msgctxt", "msgid"} for n in range(10)},
}


class Fault(NamedTuple):
    """Something wrong in a ``.po``: the line, the code or "", what is wrong and what to do.

    ``check`` names the content check that found it; "" is a fault that keeps the file from being
    built.

    >>> print(Fault(7, "22203", "the text is empty", "translate it"))
    7: 22203: the text is empty: translate it
    """

    line: int
    code: str
    what: str
    todo: str
    check: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.line), self.code, self.what, self.todo)))

    def error(self, file: str) -> CatalogueError:
        """Return the same as an exception that names the file."""
        what = ": ".join(filter(None, (self.code, self.what, self.todo)))
        return CatalogueError(file, self.line, what)


def syntax_faults(lines: Iterable[str]) -> Iterator[Fault]:
    """Yield what breaks the form of a ``.po``, most of which Babel reads without a word.

    What follows a fault, up to a blank line or a msgctxt, isn't looked at: most of it would be
    blamed for the fault.
    """
    last, number, lost = "", 0, False
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t\r")
        live = not line.startswith(("#~", "#|"))
        if not live:
            line = line[2:].lstrip(" \t").removeprefix("|").lstrip(" \t")
        match = LINE.fullmatch(line)
        keyword = (match and live and match[1]) or ""
        if lost and (not line or keyword == "msgctxt"):
            last, lost = "", False
        if not lost and (fault := line_fault(line, match, keyword, last)):
            yield Fault(number, "", *fault)
            lost = keyword != "msgctxt"
        last = keyword or last
    if last in ("msgctxt", "msgid", "msgid_plural") and not lost:
        yield Fault(number, "", "the file ends within an entry", "complete the entry")


def line_fault(
    line: str, match: re.Match[str] | None, keyword: str, last: str
) -> tuple[str, str] | None:
    """Say what is wrong with a line that follows the keyword ``last``, and what to do.

    ``match`` is what `LINE` makes of the line.
    """
    if control := re.search(r"[\0-\x08\x0b-\x1f\x7f]", line):
        return f"the control character U+{ord(control[0]):04X}", "delete it"
    if line and not match and not line.startswith("#"):
        return diagnosis(line)
    if keyword and keyword not in FOLLOWS[last]:
        return f"{keyword} is out of place", f"expected here: {' or '.join(sorted(FOLLOWS[last]))}"
    return None


def diagnosis(line: str) -> tuple[str, str]:
    """Say what is wrong with a line that fits no ``.po``, and what to do.

    >>> diagnosis("<<<<<<< HEAD")
    ('a merge conflict marker', 'keep one side and delete the markers')
    """
    if line.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
        return "a merge conflict marker", "keep one side and delete the markers"
    keyword, quote, text = line.partition('"')
    if not quote or not LINE.fullmatch(keyword + '""'):
        return f"{line[:40]!r} is no line of a .po", 'write # before a comment, " around a text'
    text = re.sub(r'\\[\\trn"]', "", text)
    if escape := re.search(r"\\.?", text):
        return f"the escape {escape[0]} isn't known", r"write \\ for a backslash"
    if '"' not in text:
        return "no closing quote", 'end the text with "'
    return 'a stray " inside the text', r"write “ ”, or \" for it"


def readable(line: str) -> str:
    """Return a line as Babel can read it: with NUL for the bar of ``#|``, which is no comment's.

    The previous msgid of an entry that is no more, msgmerge's ``#~|``, is left out.
    """
    line = line.strip()
    return "" if line.startswith("#~|") else re.sub(r"^#\|", "#\0", line)


def unmarked(comment: str) -> str:
    """Return a comment with the bar that `readable` took from it."""
    return comment.replace("\0", "|")


def keep_previous(message: Message) -> None:
    """Turn what Babel makes of ``#| msgid`` lines, comments that begin with NUL, into the field."""
    comments, message.user_comments, field = message.user_comments, [], None
    for comment in comments:
        if not (match := PREVIOUS.fullmatch(comment)):
            message.user_comments.append(unmarked(comment))
            continue
        field = match[1] or field
        if field == "msgid":
            message.previous_id = ["".join([*message.previous_id, unescape(match[2])])]
