"""For translators: the marked messages → ``.pot`` → ``.po`` → ``.mo``, each step checked."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from .codes import MARKED
from .mo import CatalogueError, check_charset, entry_fault

MsgId = str | tuple[str, ...] | list[str]  # Babel's: one, or singular and plural
FILE = Path("LC_MESSAGES", "wilddog_errors.po")
COMPLETE = frozenset({"zh_CN"})
"""Locales that are built whole or not at all; others may still lack texts."""

LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) +)?"(?:[^"\\]|\\[\\trn"])*"')
FOLLOWS = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr[]"},
    "msgstr": {"msgctxt", "msgid"},
    "msgstr[]": {"msgstr[]", "msgctxt", "msgid"},
}


class Fault(NamedTuple):
    """Something wrong in a ``.po``: the line, the code or "", what is wrong and what to do.

    >>> print(Fault(7, "22203", "the text is empty", "translate it"))
    7: 22203: the text is empty: translate it
    """

    line: int
    code: str
    what: str
    todo: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.line), self.code, self.what, self.todo)))

    def error(self, file: str) -> CatalogueError:
        """The same as an exception that names the file."""
        what = ": ".join(filter(None, (self.code, self.what, self.todo)))
        return CatalogueError(file, self.line, what)


class PoCatalog(Catalog):
    """Babel's catalogue with every entry in file order too: Babel's own keeps one of twins."""

    def __init__(self) -> None:
        super().__init__(fuzzy=False, header_comment="")
        self.entries: list[Message] = []

    def __setitem__(self, id: MsgId, message: Message) -> None:
        self.entries.append(message)
        if id or not message.context:  # Babel takes any empty msgid for the header
            super().__setitem__(id, message)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's fields without Babel's version, which would change with every release."""
        fields = [(name, value.strip()) for name, value in super().mime_headers[:-1]]
        return [*fields[:-1], (fields[-1][0], fields[-1][1] + "\n")]

    @mime_headers.setter
    def mime_headers(self, fields: Iterable[tuple[str, str]]) -> None:
        super()._set_mime_headers(fields)


def read(data: bytes) -> tuple[PoCatalog, list[Fault]]:
    """Read the content of a ``.po``; return its catalogue and what is wrong with its form.

    Where the form is at fault, the catalogue isn't whole. The form is the gettext manual's, "The
    Format of PO Files", in UTF-8, with the escapes that Babel knows.

    >>> read(b'msgid "a" b"')[1]
    [Fault(line=1, code='', what='a stray " inside the text', todo='write “ ”, or \\\\" for it')]
    """
    catalog = PoCatalog()
    if data.startswith(codecs.BOM_UTF8):
        return catalog, [Fault(1, "", "a byte-order mark", "save the file as UTF-8 without BOM")]
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return catalog, [Fault(line, "", "a byte that isn't UTF-8", "save the file as UTF-8")]
    faults = list(syntax_faults(lines))
    if not faults:
        try:
            PoFileParser(catalog, abort_invalid=True).parse(lines)
        except PoFileError as error:
            faults = [Fault(error.lineno + 1, "", str(error), "complete the entry")]
        except Exception as error:  # Babel's reading of a header raises whatever it meets
            line = catalog.entries[-1].lineno or 1
            faults = [Fault(line, "", f"the header can't be read ({error})", "correct it")]
    return catalog, faults or list(entry_faults(catalog))


def syntax_faults(lines: Iterable[str]) -> Iterator[Fault]:
    """Yield what breaks the form of a ``.po``, most of which Babel reads without a word."""
    last, number = "", 0
    for number, raw in enumerate(lines, 1):
        line = raw.strip(" \t\r")
        if line.startswith("#~"):
            line = line[2:].lstrip(" \t").removeprefix("|")
        if control := re.search(r"[\0-\x08\x0b-\x1f\x7f]", line):
            yield Fault(number, "", f"the control character U+{ord(control[0]):04X}", "delete it")
        elif line and not line.startswith("#"):
            match = LINE.fullmatch(line)
            if not match:
                yield Fault(number, "", *diagnosis(line))
            elif match[1] and not raw.startswith("#~|"):
                keyword = re.sub(r"\d", "", match[1])
                if keyword not in FOLLOWS[last]:
                    todo = f"expected here: {' or '.join(sorted(FOLLOWS[last]))}"
                    yield Fault(number, "", f"{match[1]} is out of place", todo)
                last = keyword
    if last in ("msgctxt", "msgid", "msgid_plural"):
        yield Fault(number, "", "the file ends within an entry", "complete the entry")


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


def entry_faults(catalog: PoCatalog) -> Iterator[Fault]:
    """Yield the entries that no catalogue of this domain may hold."""
    seen: dict[tuple[str, str], int] = {}
    for entry in catalog.entries:
        line, context, msgid = place(entry)
        if context and (fault := entry_fault(context, msgid, entry.pluralizable)):
            yield Fault(line, context, *fault)
        first = seen.setdefault((context, "" if context else msgid), line)
        if first != line:
            yield Fault(line, context, f"stands twice, first in line {first}", "delete one")
        if not context and not msgid:
            try:
                check_charset(str(entry.string), "")
            except CatalogueError as error:
                yield Fault(line, "", error.fault, "")


def place(entry: Message) -> tuple[int, str, str]:
    """Return an entry's line, context and msgid (of two, the singular)."""
    msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
    return entry.lineno or 1, entry.context or "", msgid


def entries(data: bytes, file: str) -> dict[int, tuple[str, str]]:
    r"""Return the msgid and the text ("" if empty or fuzzy) of each code in a ``.po``.

    ``data`` is the content of ``file``, which errors name. Raises `CatalogueError`.

    >>> entries(b'msgctxt "7"\nmsgid "Low battery"\nmsgstr "Batterie faible"\n', "fr.po")
    {7: ('Low battery', 'Batterie faible')}
    """
    catalog, faults = read(data)
    for fault in faults:
        raise fault.error(file)
    return {
        int(entry.context): (str(entry.id), "" if entry.fuzzy else str(entry.string))
        for entry in catalog.entries
        if entry.context
    }


def check(data: bytes, locale: str) -> list[Fault]:
    """Return what keeps the content of ``locale``'s own ``.po`` from being built, in line order.

    >>> [fault.what for fault in check(b"", "fr")]
    ['no header']
    """
    catalog, faults = read(data)
    return faults or sorted(build_faults(catalog, locale))


def build_faults(catalog: PoCatalog, locale: str) -> Iterator[Fault]:
    """Yield where a well-formed catalogue isn't ``locale``'s part of this package."""
    header = next((entry for entry in catalog.entries if not entry.id), None)
    if header is None:
        yield Fault(1, "", "no header", "copy the first entry of another language's file")
    else:
        line, text = header.lineno or 1, str(header.string)
        if header.fuzzy:
            yield Fault(line, "", "the header is fuzzy", "delete its fuzzy flag")
        for name in ("POT-Creation-Date", "Plural-Forms", f"Language: {locale}\n", "charset="):
            if name not in text:
                yield Fault(line, "", f"the header lacks {name.strip()!r}", "write it there")
    missing = {str(code): english for code, english in MARKED}
    for entry in catalog.entries:
        line, context, _msgid = place(entry)
        if entry is header:
            continue
        if context and context not in missing:
            yield Fault(line, context, "no such code", "delete the entry, or add the code first")
        elif context and str(entry.id) != missing.pop(context):
            yield Fault(line, context, "the msgid isn't the source's English", "update the file")
        if locale in COMPLETE and entry.fuzzy:
            yield Fault(line, context, "fuzzy", "check the text and delete the fuzzy flag")
        if locale in COMPLETE and not entry.string:
            yield Fault(line, context, "the text is empty", "translate it")
    if locale in COMPLETE:
        for context in missing:
            yield Fault(1, context, "missing", "update the file and translate it")


def template(root: Path, header: PoCatalog) -> PoCatalog:
    """Return what ``babel.cfg`` in ``root`` extracts from ``root/src``, below ``header``'s header.

    The header, with its POT-Creation-Date, is that of the ``.pot`` there is already: nothing in a
    template depends on the day it is made.
    """
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = PoCatalog()
    catalog[""] = next(iter(header))
    catalog.header_comment = header.header_comment
    found = extract_from_dir(
        root / "src", methods, options, strip_comment_tags=True, comment_tags=["Translators:"]
    )
    for _file, _line, msgid, comments, context in found:
        catalog.add(msgid, auto_comments=comments, context=context)
    return catalog


def canonical(catalog: PoCatalog) -> bytes:
    """Return the one spelling of a catalogue: in code order, unwrapped, without source lines."""

    def order(message: Message) -> tuple[bool, int]:
        return bool(message.id and not message.context), int(message.context or 0)

    ordered = PoCatalog()
    for message in sorted(catalog, key=order):
        ordered[message.id] = message
    ordered.header_comment = catalog.header_comment
    buffer = BytesIO()
    write_po(
        buffer,
        ordered,
        width=sys.maxsize,
        no_location=True,
        ignore_obsolete=True,
        include_previous=True,
    )
    return buffer.getvalue().strip(b"\n") + b"\n"


def sources(folder: Path) -> dict[str, Path]:
    """The ``.po`` file of each locale that has one below ``folder``, in the order of names."""
    return {path.parts[-3]: path for path in sorted(folder.glob(f"*/{FILE.as_posix()}"))}


def compile(folder: Path) -> dict[str, bytes]:
    """Return the ``.mo`` of each locale below ``folder``, or raise the first `CatalogueError`.

    The same texts give the same bytes. Where ``folder`` holds no catalogue, that is an error too.

    >>> compile(Path("no-such-folder"))
    Traceback (most recent call last):
    ...
    wilddog_errors.mo.CatalogueError: no-such-folder: no */LC_MESSAGES/wilddog_errors.po in it
    """
    compiled = {}
    for locale, path in sources(folder).items():
        data = path.read_bytes()
        for fault in check(data, locale):
            raise fault.error(path.as_posix())
        buffer = BytesIO()
        write_mo(buffer, read(data)[0])
        compiled[locale] = buffer.getvalue()
    if not compiled:
        raise CatalogueError(folder.as_posix(), None, f"no */{FILE.as_posix()} in it")
    return compiled


def install(compiled: dict[str, bytes], folder: Path) -> None:
    """Write each locale's ``.mo`` below ``folder``, beside its target and renamed; remove others.

    A file that has these bytes already isn't touched.
    """
    targets = {folder / locale / FILE.with_suffix(".mo"): mo for locale, mo in compiled.items()}
    for path in folder.glob(f"*/{FILE.with_suffix('.mo').as_posix()}"):
        if path not in targets:
            path.unlink()
    for path, data in targets.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, data)


def write(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it, so that no reader meets half of a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
