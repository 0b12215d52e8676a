"""Catalogues as translators edit them: ``.po`` files read strictly, written one way, compiled."""

from __future__ import annotations

import codecs
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from .cldr import folder_name
from .codes import MARKED
from .files import write
from .mo import NO_CONTEXT, PO, CatalogueError, charset_fault, entry_fault
from .po_syntax import PREVIOUS, Fault, keep_previous, readable, syntax_faults, unmarked

MsgId = str | tuple[str, ...] | list[str]  # Babel's: one, or singular and plural
Key = tuple[str, str]  # the context, and of entries without one the msgid
FILE = Path(PO)
TEMPLATE = "wilddog_errors.pot"
COMPLETE = frozenset({"zh_CN"})
"""The package's locales that are built whole or not at all; others may still lack texts."""
WRAP = textwrap.TextWrapper(74, break_long_words=False, break_on_hyphens=False).wrap
UNDATED = datetime(1, 1, 1, tzinfo=UTC)
NO_ENTRY = Fault(1, "", "no entry", "write one, or remove the file")
HEADER = r'msgid "" and msgstr "Content-Type: text/plain; charset=UTF-8\n"'
NO_HEADER = Fault(1, "", "no header", f"begin the file with {HEADER}")


class PoCatalog(Catalog):
    """Babel's catalogue with every entry in file order too: Babel's own keeps one of twins."""

    header_comment = ""  # as it stands: Babel's puts a name for PROJECT and today's for YEAR

    def __init__(self) -> None:
        super().__init__(fuzzy=False, creation_date=UNDATED)
        self.entries: list[Message] = []
        self.dates: dict[str, str] = {}  # as read: Babel spells -0330 as -0430
        self.parser: PoFileParser | None = None

    def __setitem__(self, id: MsgId, message: Message) -> None:
        if state := self.parser:  # the message has lost comments that stand twice
            message.auto_comments, message.user_comments = state.auto_comments, state.user_comments
        keep_previous(message)
        self.entries.append(message)
        if id or not message.context:  # Babel takes any empty msgid for the header
            super().__setitem__(id, message)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's fields, without what changes from day to day: today, Babel's version."""
        babel = super().mime_headers[:-1]
        fields = [(name, self.dates.get(name.lower(), value).strip()) for name, value in babel]
        if self.locale is None and self._plural_expr:  # Babel drops those of unknown languages
            fields.insert(-3, ("Plural-Forms", self.plural_forms))
        if self.creation_date is UNDATED:
            fields = [field for field in fields if field[0] != "POT-Creation-Date"]
        return [*fields[:-1], (fields[-1][0], fields[-1][1] + "\n")]

    @mime_headers.setter
    def mime_headers(self, fields: Iterable[tuple[str, str]]) -> None:
        fields = [(name.lower(), value) for name, value in fields]
        try:
            language = dict(fields).get("language", "")  # more, where a line lacks its \n
            if not re.fullmatch(r"[\w@.-]*", language.strip()):
                raise ValueError(f"the Language is {language!r}, no locale")
            super()._set_mime_headers(fields)
            self.dates |= {name: value for name, value in fields if name.endswith("-date")}
            if not 0 < self.num_plurals <= 10:  # n of a msgstr[n] is a digit; Babel takes any
                raise ValueError(f"nplurals is {self.num_plurals}, not 1 to 10")
            if any(entry.id for entry in self.entries):
                raise ValueError("it stands below an entry")
        except ValueError as error:  # for which Babel would blame a comment that follows
            raise RuntimeError(error) from error


def keep_comments(catalog: PoCatalog, below: list[str]) -> None:
    """Keep what Babel would lose: comments ``below`` the last entry, the header's in ``#.``."""
    for entry in catalog.obsolete.values():
        keep_previous(entry)
    for entry in catalog.entries[-1:]:
        entry.user_comments += [unmarked(each) for each in below if not PREVIOUS.fullmatch(each)]
    for entry in catalog.entries:
        if not entry.id:
            lines = (f"# {each}".rstrip() for each in entry.user_comments + entry.auto_comments)
            catalog.header_comment = "\n".join(lines)


def read(data: bytes) -> tuple[PoCatalog, list[Fault]]:
    """Read the content of a ``.po``; return its catalogue and what is wrong with its form.

    Where the form is at fault, the catalogue isn't whole. The form is the gettext manual's, "The
    Format of PO Files", in UTF-8, with the escapes that Babel knows.

    >>> print(*read(b'msgid "a" b"')[1])
    1: a stray " inside the text: write “ ”, or \\" for it
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
        parser = catalog.parser = PoFileParser(catalog, abort_invalid=True)
        try:
            parser.parse(map(readable, lines))
        except PoFileError as error:
            faults = [Fault(error.lineno + 1, "", str(error), "complete the entry")]
        except Exception as error:  # Babel's reading of a header raises whatever it meets
            line = catalog.entries[-1].lineno or 1
            faults = [Fault(line, "", f"the header can't be read ({error})", "correct it")]
        else:
            keep_comments(catalog, parser.user_comments)
    faults = faults or list(entry_faults(catalog))
    catalog.charset, catalog.parser = "utf-8", None  # a header may say ASCII, where texts hold more
    return catalog, faults


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
        header = f"{entry.string}\ncharset={catalog.charset}"  # and as Babel reads it
        if not context and not msgid and (fault := charset_fault(header)):
            yield Fault(line, "", *fault)


def place(entry: Message) -> tuple[int, str, str]:
    """Return an entry's first line, its context and its msgid (of two, the singular)."""
    msgid = entry.id if isinstance(entry.id, str) else entry.id[0]
    # Babel counts from the msgid, which stands below the msgctxt.
    return max(1, (entry.lineno or 1) - bool(entry.context)), entry.context or "", msgid


def forms(entry: Message) -> tuple[str, ...]:
    """Return an entry's text, or one for each plural form."""
    return (entry.string or "",) if isinstance(entry.string, str | None) else tuple(entry.string)


def entries(data: bytes, file: str) -> dict[int, tuple[str, str]]:
    r"""Return the msgid and the text ("" if empty or fuzzy) of each code in a ``.po``.

    ``data`` is the content of ``file``, which errors name. Entries without a context are passed
    over, but a file that has no others is an error too. Raises `CatalogueError`.

    >>> entries(b'msgctxt "7"\nmsgid "Low battery"\nmsgstr "Batterie faible"\n', "fr.po")
    {7: ('Low battery', 'Batterie faible')}
    """
    catalog, faults = read(data)
    without = [entry for entry in catalog.entries if entry.id and not entry.context]
    if not faults and not any(entry.id or entry.string for entry in catalog.entries):
        faults = [NO_ENTRY]
    if not faults and without and not any(entry.context for entry in catalog.entries):
        faults = [Fault(place(without[0])[0], "", *NO_CONTEXT)]
    for fault in faults:
        raise fault.error(file)
    return {
        int(entry.context): (str(entry.id), "" if entry.fuzzy else str(entry.string))
        for entry in catalog.entries
        if entry.context
    }


class Expected(NamedTuple):
    """What the catalogues in a folder translate: the English by `key`, or None if it has no .pot.

    ``complete`` are the locales that must have all of it.
    """

    english: dict[Key, str] | None = None
    complete: frozenset[str] = frozenset()


def is_own(folder: Path) -> bool:
    """Tell whether ``folder`` is this project's ``locale`` and not a host's."""
    folder = folder.resolve()
    return folder.name == "locale" and (folder.parent / "src/wilddog_errors/codes.py").is_file()


def expected_of(folder: Path) -> Expected:
    """Return what ``folder``'s ``.pot`` says there is to translate; raise its first fault.

    The package's own must have the codes that `codes` has, in the same words.
    """
    path, own = folder / TEMPLATE, is_own(folder)
    if not own and not path.exists():
        return Expected()
    catalog = load(path)
    english = {key(entry): place(entry)[2] for entry in catalog.entries if entry.id}
    if own:
        codes = {(str(code), ""): text for code, text in MARKED}
        extracted = {each: text for each, text in english.items() if each[0]}
        for each in sorted(codes.keys() | extracted.keys()):
            if codes.get(each) != extracted.get(each):
                fault = f"{each[0]}: the template isn't what codes.py says"
                todo = "run wilddog-errors po update"
                raise CatalogueError(path.as_posix(), None, f"{fault}: {todo}")
    return Expected(english, COMPLETE if own else frozenset())


def load(path: Path) -> PoCatalog:
    """Return the catalogue in ``path``, or raise `CatalogueError` with its first fault."""
    catalog, faults = read(content(path))
    if not faults and all(entry.id for entry in catalog.entries):
        faults = [NO_HEADER]
    for fault in faults:
        raise fault.error(path.as_posix())
    return catalog


def content(path: Path) -> bytes:
    """Return the bytes of ``path``; raise `CatalogueError` if it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogueError(
            path.as_posix(), None, f"{error.strerror}: give a file to read"
        ) from error


def key(entry: Message) -> Key:
    """Return what an entry is known by: a code's context, or the msgid of a word of the page."""
    _line, context, msgid = place(entry)
    return context, "" if context else msgid


def build_faults(
    catalog: PoCatalog, data: bytes, locale: str, expected: Expected
) -> Iterator[Fault]:
    """Yield what keeps a well-formed ``.po``, read from ``data``, from being built for ``locale``.

    >>> [fault.what for fault in build_faults(PoCatalog(), b"", "fr", Expected())]
    ['no entry']
    """
    if folder_name(locale) != locale:
        todo = f"rename it to {folder_name(locale) or 'one, such as pt_BR'}"
        yield Fault(1, "", f"the folder {locale!r} isn't a locale's name", todo)
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        yield Fault(line, "", "a line ends in CR", "run wilddog-errors po format")
    header = next((entry for entry in catalog.entries if not entry.id), None)
    if header:
        yield from header_faults(header, locale, expected)
    elif expected.english is not None or not catalog.entries:
        yield NO_ENTRY if expected.english is None else NO_HEADER
    entries = [entry for entry in catalog.entries if entry is not header]
    missing = dict(expected.english or {})
    if expected.english is not None:
        yield from foreign_entries(entries, missing)
    if locale in expected.complete:
        yield from incomplete_entries(entries, missing)


def foreign_entries(entries: Iterable[Message], missing: dict[Key, str]) -> Iterator[Fault]:
    """Yield the entries that aren't among the English texts, and take the others out of these."""
    codes: dict[str, list[Key]] = {}
    for each, text in missing.items():
        if each[0]:
            codes.setdefault(text, []).append(each)
    for entry in entries:
        line, context, msgid = place(entry)
        english = missing.pop(key(entry), None)
        same = [] if context or english is not None else codes.get(msgid, [])
        if len(same) == 1:
            missing.pop(same[0], None)  # the text is here: to update would lose it
            todo = f'write msgctxt "{same[0][0]}" above the msgid'
            yield Fault(line, "", "the msgctxt line is missing", todo)
        elif english is None:
            what = "no such code" if context else "no such text in the source"
            yield Fault(line, context, what, "delete the entry, or add it to the source first")
        elif english != msgid:
            todo = "run wilddog-errors po update"
            yield Fault(line, context, "the msgid isn't the source's English", todo)


def incomplete_entries(entries: Iterable[Message], missing: Iterable[Key]) -> Iterator[Fault]:
    """Yield what a catalogue that must be whole still lacks."""
    for entry in entries:
        line, context, _msgid = place(entry)
        if entry.fuzzy:
            yield Fault(line, context, "fuzzy", "check the text and delete the fuzzy flag")
        if not all(forms(entry)):
            yield Fault(line, context, "the text is empty", "translate it")
    for context, msgid in missing:
        what = "missing" if context else f"{msgid!r} is missing"
        yield Fault(1, context, what, "run wilddog-errors po update and translate it")


def header_faults(header: Message, locale: str, expected: Expected) -> Iterator[Fault]:
    """Yield what a header lacks; without a template, only another language than its folder's."""
    line, text = header.lineno or 1, str(header.string)
    needed = ["POT-Creation-Date", "Plural-Forms", f"Language: {locale}\n", "charset="]
    if expected.english is None:
        needed = needed[2:3] if re.search(r"^Language: *\S", text, re.MULTILINE) else []
    elif header.fuzzy:
        yield Fault(line, "", "the header is fuzzy", "delete its fuzzy flag")
    for name in needed:
        if name not in text:
            yield Fault(line, "", f"the header lacks {name.strip()!r}", "write it there")


def canonical(catalog: PoCatalog) -> bytes:
    """Return the one spelling of a catalogue: in code order, texts unwrapped, no source lines.

    Entries without a code come last, by msgid. Comments are wrapped so that no tool wraps them
    again; those from the source are one paragraph. Entries in ``#~`` are left out, and the previous
    msgid of those that aren't fuzzy.
    """

    def order(message: Message) -> tuple[bool, int, Key]:
        return bool(message.id and not message.context), int(message.context or 0), key(message)

    ordered = PoCatalog()
    for message in sorted(catalog, key=order):
        spelled = message.clone()
        if not message.fuzzy:
            spelled.previous_id = []
        spelled.auto_comments = WRAP(re.sub("[ \t]+", " ", " ".join(message.auto_comments)))
        spelled.user_comments = [line for text in message.user_comments for line in WRAP(text)]
        ordered[message.id] = spelled
    # Babel would break the line at these, and write no # in the next one.
    ordered.header_comment = re.sub("[\x85\u2028\u2029]", " ", catalog.header_comment)
    buffer = BytesIO()
    form = {"no_location": True, "ignore_obsolete": True, "include_previous": True}
    write_po(buffer, ordered, width=sys.maxsize, **form)
    return re.sub(rb'(?m)^#\| msgid "" .*', broken, buffer.getvalue().strip(b"\n")) + b"\n"


def broken(line: re.Match[bytes]) -> bytes:
    """Put each string of a previous msgid on a line of its own; Babel leaves them all on one."""
    return b"#| msgid " + b"\n#| ".join(re.findall(rb'"(?:[^"\\]|\\.)*"', line[0]))


def catalogues(folder: Path) -> dict[str, Path]:
    """Return the ``.po`` of each locale that has one below ``folder``, in the order of names."""
    return {path.parts[-3]: path for path in sorted(folder.glob(f"*/{FILE.as_posix()}"))}


def compile(folder: Path) -> dict[str, bytes]:
    """Return the ``.mo`` of each locale below ``folder``, or raise the first `CatalogueError`.

    The same texts give the same bytes. Where ``folder`` holds no catalogue, that is an error too.

    >>> compile(Path("no-such-folder"))
    Traceback (most recent call last):
    ...
    wilddog_errors.mo.CatalogueError: no-such-folder: no */LC_MESSAGES/wilddog_errors.po in it
    """
    compiled, expected = {}, expected_of(folder)
    for locale, path in catalogues(folder).items():
        data = content(path)
        catalog, faults = read(data)
        for fault in faults or sorted(build_faults(catalog, data, locale, expected)):
            raise fault.error(path.as_posix())
        buffer = BytesIO()
        write_mo(buffer, catalog)
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
            with suppress(OSError):  # a folder that holds something else stays
                path.parent.rmdir()
                path.parent.parent.rmdir()
    for path, data in targets.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, data)
