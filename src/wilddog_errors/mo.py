"""Read a compiled catalogue (``.mo``) whole, or say what is wrong with it."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing typing takes longer than all of this package
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

# Below the folder of each locale.
MO = os.path.join("LC_MESSAGES", "wilddog_errors.mo")
PO = os.path.join("LC_MESSAGES", "wilddog_errors.po")

ORDERS: dict[bytes, Literal["little", "big"]] = {
    b"\xde\x12\x04\x95": "little",
    b"\x95\x04\x12\xde": "big",
}
NO_CONTEXT = "no entry has a msgctxt", "write the code above each msgid"


class CatalogueError(ValueError):
    """A catalogue can't be used; the message names the file, the line if there is one, the fault.

    >>> print(CatalogueError("fr/LC_MESSAGES/wilddog_errors.po", 7, "no closing quote: add it"))
    fr/LC_MESSAGES/wilddog_errors.po:7: no closing quote: add it
    """

    def __init__(self, file: str, line: int | None, fault: str) -> None:
        super().__init__(file, line, fault)
        self.file, self.line, self.fault = file, line, fault

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.fault}"


def code_of(context: str) -> int | None:
    """Return the code that a ``msgctxt`` holds, or None if it is none.

    A code is spelled as ``str(int)`` spells it and fits in 64 bits.

    >>> code_of("22203"), code_of("022203"), code_of("title"), code_of(str(2**64))
    (22203, None, None, None)
    """
    if len(context) > 20 or not (context.isascii() and context.isdigit()):
        return None
    code = int(context)
    return code if str(code) == context and code < 2**64 else None


def read_mo(data: bytes, file: str) -> dict[int, tuple[str, str]]:
    r"""Return the msgid and the text of each code in a ``.mo``; other entries are passed over.

    ``data`` is the content of ``file``, which errors name. A file that has others only is an error
    too. Raises `CatalogueError`.

    >>> read_mo(b"\xde\x12\x04\x95" + bytes(24), "empty.mo")
    {}
    """
    entries: dict[int, tuple[str, str]] = {}
    key = ""
    for key, text in strings(data, file):
        context, separator, msgid = key.partition("\4")
        if separator:
            fault = entry_fault(context, msgid, "\0" in msgid + text)
            if fault or int(context) in entries:
                why = ": ".join(fault or ("stands twice", "delete one"))
                raise CatalogueError(file, None, f"{context[:40]}: {why}")
            entries[int(context)] = msgid, text
    if key and not entries:
        raise CatalogueError(file, None, ": ".join(NO_CONTEXT))
    return entries


def strings(data: bytes, file: str) -> Iterator[tuple[str, str]]:
    r"""Yield each key of a ``.mo`` (the msgid, or context, ``"\4"`` and msgid) and its text.

    The layout is that of the gettext manual, "The Format of GNU MO Files", in either byte order,
    with texts in UTF-8. The standard library's reader isn't used: importing ``gettext`` takes
    several times as long as all the rest of a first look-up, and it doesn't list what it read.
    Raises `CatalogueError`.

    >>> list(strings(b"\xde\x12\x04\x95" + bytes(24), "empty.mo"))
    []
    """
    if data[:4] not in ORDERS:
        raise CatalogueError(file, None, "isn't a .mo file: compile the .po again")
    order = ORDERS[data[:4]]
    damaged = CatalogueError(file, None, "is cut short or damaged: compile the .po again")

    def numbers(start: int, count: int) -> list[int]:
        end = start + 4 * count
        if end > len(data):
            raise damaged
        return [int.from_bytes(data[at : at + 4], order) for at in range(start, end, 4)]

    def string(length: int, start: int) -> str:
        end = start + length
        if data[end : end + 1] != b"\0":
            raise damaged
        try:
            return data[start:end].decode()
        except UnicodeDecodeError:
            raise CatalogueError(file, None, "isn't in UTF-8: save the .po as UTF-8") from None

    version, count, msgids, texts = numbers(4, 4)
    if version >> 16 > 1:
        raise CatalogueError(file, None, f"is a .mo of version {version >> 16}, known are 0 and 1")
    keys, values = numbers(msgids, 2 * count), numbers(texts, 2 * count)
    # Entries that share their bytes would let a small file fill the memory.
    if sum(keys[::2]) + sum(values[::2]) > len(data):
        raise damaged
    for at in range(0, 2 * count, 2):
        key, text = string(*keys[at : at + 2]), string(*values[at : at + 2])
        if not key and (fault := charset_fault(text)):
            raise CatalogueError(file, None, ": ".join(fault))
        yield key, text


def entry_fault(context: str, msgid: str, plural: bool) -> tuple[str, str] | None:
    """Say what is wrong with an entry that has a context, and what to do; None if nothing is.

    >>> entry_fault("E22203", "The email address is already in use", False)
    ('this msgctxt is no code', 'write the code in digits')
    """
    if code_of(context) is None:
        return "this msgctxt is no code", "write the code in digits"
    if not msgid:
        return "no msgid", "write the English there"
    if plural:
        return "plural forms", "a code has one text: write one msgid and one msgstr"
    return None


def charset_fault(header: str) -> tuple[str, str] | None:
    r"""Say what is wrong with a header that names another charset than UTF-8 or ASCII, as above.

    >>> charset_fault("Content-Type: text/plain; charset=UTF-8\n")
    """
    for line in header.split("\n"):  # readers differ in which line they take it from
        at = line.lower().find("charset=")
        charset = line[at + 8 :].strip() if at >= 0 else ""
        if charset.lower() not in ("", "utf-8", "utf8", "ascii", "us-ascii"):
            return f"the charset is {charset!r}", "save the file as UTF-8 and write charset=UTF-8"
    return None
