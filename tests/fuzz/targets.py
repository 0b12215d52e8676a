"""What the package promises for any input: a function a target, called with the bytes of a file.

`run.py` looks for bytes that break a promise; `tests/test_fuzz.py` runs the corpus.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.mofile import write_mo

import wilddog_errors
from wilddog_errors import Catalogue, CatalogueError, finding, messages, negotiation
from wilddog_errors import mo as mo_reader
from wilddog_errors import po as po_reader
from wilddog_errors.po_checks import faults as text_faults
from wilddog_errors.po_update import merge

AVAILABLE = (
    (),
    ("en", "zh_CN"),
    ("en", "zh_CN", "zh_HK", "zh_TW"),
    ("pt_BR", "pt_PT", "en_GB", "es_419", "sr_Latn", "sr_Cyrl", "nb", "fr_CA", "ar", "en"),
)
# A name that reads as one tag wherever it stands.
NAME = re.compile(r"[^,;*\s]{1,64}")
# Case tells Android's region (rOU) from one of three letters (ROU); Java's # follows a _ alone.
SPELLED = re.compile(r"#|[-_+]r[a-z]{2}(?![a-z])", re.IGNORECASE)
# A hyphen of a name, or what follows a =: a - there is a minus.
HYPHEN = re.compile("-|(=[^,]*)")

TEXTS = [(code, text) for locale in ("en", "zh_CN") for code, text in messages(locale).items()]
KNOWN = finding.index(TEXTS)
INDEX = finding.index([*TEXTS, (7, "电池 🔋 low"), (8, "Café crème, s’il vous plaît")])


def text_of(data: bytes) -> str:
    """Any text there is, lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def negotiate(data: bytes) -> None:
    """The first line is what is asked for, the others are names of locales there are."""
    asked, *others = text_of(data).split("\n")
    names = tuple(name for name in others if NAME.fullmatch(name))
    for available in (AVAILABLE[sum(data) % len(AVAILABLE)], names):
        answer = negotiation.negotiate(asked, available, default=None)
        assert answer is None or answer in available
        assert negotiation.negotiate(asked, available, default="dflt") in (*available, "dflt")
        assert negotiation.negotiate([asked], list(available), default=None) == answer
        if answer is not None:
            assert negotiation.negotiate(answer, available) == answer
        explained(asked, available, answer)
        long = asked * (1 + negotiation.HEADER_LENGTH)
        cut = long[: negotiation.HEADER_LENGTH + 1]
        assert negotiation.negotiate(long, available) == negotiation.negotiate(cut, available)
        late = "*," * negotiation.ITEMS + asked
        assert negotiation.negotiate(late, available, default=None) is None
        if asked.isascii() and available is not names and not SPELLED.search(asked):
            for spelling in (asked.swapcase(), HYPHEN.sub(lambda part: part[1] or "_", asked)):
                assert negotiation.negotiate(spelling, available, default=None) == answer
    texts = messages(asked)
    assert texts in (messages("en"), messages("zh_CN"))
    for code in (asked, *others):
        canonical = code.isascii() and code.isdigit() and code == code[:1].strip("0") + code[1:]
        known = int(code) if canonical and len(code) < 9 else None
        said = wilddog_errors.message(code, asked)
        assert said == texts.get(29999 if known is None else known, texts[29999])
        assert wilddog_errors.message(code, asked, "-") == ("-" if known not in texts else said)


def explained(asked: str, available: tuple[str, ...], answer: str | None) -> None:
    """The rows tell the answer, and give it again when they are asked for as a list."""
    rows = negotiation.explain(asked, available, default=None)
    assert [row[2] for row in rows if row[-1] == "chosen"] == [answer] * (answer is not None)
    assert len(rows) <= negotiation.ITEMS
    refused = [tag for tag, *_, outcome in rows if outcome == "q=0"]
    passed = ("q=0", "malformed", "matches nothing")
    wanted = [tag for tag, *_, outcome in rows if outcome not in passed]
    assert answer is None or answer not in refused
    again = [*wanted, *(f"{tag};q=0" for tag in refused)]
    assert negotiation.negotiate(again, available, default=None) == answer


def find(data: bytes) -> None:
    """The text itself, a known one among its punctuation, and its lines as a log's."""
    text = text_of(data)
    codes = wilddog_errors.find(text)
    assert codes == tuple(sorted(set(codes)))
    assert set(codes) <= set(messages())
    folded = finding.fold(text)
    assert codes == wilddog_errors.find(folded) == KNOWN.get(folded, ())
    assert finding.fold(folded) == folded
    assert set(codes) <= set(finding.containing(INDEX, text)) <= {7, 8, *messages()}
    around(text, *TEXTS[sum(data) % len(TEXTS)])
    logged(text)
    if len(text) == 2:  # what isn't linear in the length of a line would take minutes
        list(finding.scan(INDEX, [100_000 * text]))


def around(text: str, code: int, known: str) -> None:
    edge = "".join(c for c in text if unicodedata.category(c)[0] in "PZ" or c.isspace())[:30]
    spelled = known.upper().replace(" ", next((c for c in text if c.isspace()), " "))
    assert code in wilddog_errors.find(f"{edge}{spelled}{edge}")
    noise = "".join(c for c in text if not c.isalnum())
    found = [code for _, code in finding.scan(INDEX, [f"{noise} {known} {noise} 22203 {noise}"])]
    assert {code, 22203} <= set(found)


def logged(text: str) -> None:
    lines = text.split("\n")
    found = list(finding.scan(INDEX, lines))
    assert len(found) == len(set(found))
    assert [line for line, _ in found] == sorted(line for line, _ in found)
    assert all(0 < line <= len(lines) and code in {7, 8, *messages()} for line, code in found)
    units = text.encode("utf-16-be", "surrogatepass")
    escaped = "".join(rf"\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    if "\\" not in text:
        assert list(finding.scan(INDEX, [escaped])) == list(finding.scan(INDEX, [text]))


def mo(data: bytes) -> None:
    """Read it, as gettext does too, and put it over the package's own."""
    try:
        entries = mo_reader.read_mo(data, "fuzz.mo")
    except CatalogueError as error:
        blamed(error, "fuzz.mo", None)
        return
    same_as_gettext(entries, data)
    with TemporaryDirectory() as folder:
        path = Path(folder, "zh_CN", po_reader.FILE).with_suffix(".mo")
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        catalogue = Catalogue(folder)
    texts = catalogue.messages("zh_CN")
    assert list(texts) == sorted(messages().keys() | entries.keys())
    assert catalogue.locales() == ("en", "zh_CN")
    for code, (msgid, text) in entries.items():
        assert texts[code] == text or not text
        if code not in messages():
            assert catalogue.message(code) == msgid
        assert not finding.fold(text) or code in catalogue.find(text)


def blamed(error: CatalogueError, file: str, lines: int | None) -> None:
    """The error names the file and, where it has lines, one of them."""
    place = file if lines is None else f"{file}:{error.line}"
    assert str(error).startswith(f"{place}: ")
    assert error.line in (range(1, lines + 1) if lines else [None])


def same_as_gettext(entries: dict[int, tuple[str, str]], data: bytes) -> None:
    try:
        translations = GNUTranslations(BytesIO(data))
    except Exception:  # whatever it raises: it is stricter about headers
        return
    for code, (msgid, text) in entries.items():
        assert translations.pgettext(str(code), msgid) == text


def po(data: bytes) -> None:
    """Read it, check it, format it, update it and compile it."""
    lines = data.count(b"\n") + 1
    catalog, broken = po_reader.read(data)
    expected = po_reader.Expected()
    faults = [] if broken else list(po_reader.build_faults(catalog, data, "zh_CN", expected))
    texts = [] if broken else text_faults(catalog, "zh_CN")
    for fault in (*broken, *faults, *texts):
        assert 1 <= fault.line <= lines
        assert fault.what
    try:
        entries = po_reader.entries(data, "fuzz.po")
    except CatalogueError as error:
        blamed(error, "fuzz.po", lines)
        entries = None
    assert not (broken and entries)
    if not broken and any(not entry.id for entry in catalog.entries):
        formatted(catalog, entries)
        commented(catalog, data)
    if entries is not None and not faults:
        buffer = BytesIO()
        write_mo(buffer, catalog)
        translated = {code: pair for code, pair in entries.items() if pair[1]}
        assert not translated or mo_reader.read_mo(buffer.getvalue(), "fuzz.mo") == translated
        same_as_gettext(translated, buffer.getvalue())


def formatted(catalog: po_reader.PoCatalog, entries: dict[int, tuple[str, str]] | None) -> None:
    """One spelling, that holds all that the file held."""
    spelled = po_reader.canonical(catalog)
    again, faults = po_reader.read(spelled)
    assert faults == []
    assert po_reader.canonical(again) == spelled
    assert b"\r" not in spelled
    assert entries is None or po_reader.entries(spelled, "fuzz.po") == entries
    assert held(again) == held(catalog)
    assert again.header_comment.split() == catalog.header_comment.split()
    assert merge(again, again).data == spelled


def commented(catalog: po_reader.PoCatalog, data: bytes) -> None:
    """Each word of a translator's comment is read; of twins in ``#~`` only one is."""
    comments = [entry.user_comments for entry in (*catalog.entries, *catalog.obsolete.values())]
    words = {word for lines in comments for line in lines for word in line.split()}
    words |= set(catalog.header_comment.split())
    for line in [] if b"#~" in data else map(str.strip, data.decode().split("\n")):
        if line.startswith("#") and line[1:2] not in (".", ":", ",", "|"):
            assert set(line[1:].split()) <= words


def held(catalog: po_reader.PoCatalog) -> dict[po_reader.Key, object]:
    """What a translator wrote of each entry: texts, flags, and the words of comments."""
    return {
        po_reader.key(entry): (
            entry.id,
            po_reader.forms(entry),
            entry.fuzzy,
            " ".join(entry.user_comments).split(),
            " ".join(entry.auto_comments).split(),
        )
        for entry in catalog.entries
        if entry.id
    }


TARGETS: dict[str, Callable[[bytes], None]] = {
    "negotiate": negotiate,
    "find": find,
    "mo": mo,
    "po": po,
}
