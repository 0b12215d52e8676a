"""The command ``wilddog-errors po``, for who translates or changes the source."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from babel.messages import Message

from . import po, po_update
from .files import write
from .mo import CatalogueError
from .po_syntax import Fault

Counts = tuple[int, int, int]  # texts that are translated, fuzzy and missing
OUTDATED = "outdated"
BAR = 20
UNCOUNTED = "not counted until the file can be read"
UNCHECKED = "the texts themselves aren't checked: pip install 'wilddog-errors[translate]' for that"


def folder_of(parsed: Namespace) -> Path:
    """Return the folder that ``--catalogue`` names, or else ``locale`` of a checkout.

    Raises `CatalogueError` if it isn't there.
    """
    folder = Path(parsed.catalogue or "locale")
    if not parsed.catalogue and not (folder / po.TEMPLATE).is_file():
        fault = "isn't here: run this in the checkout, or name your folder with --catalogue DIR"
        raise CatalogueError((folder / po.TEMPLATE).as_posix(), None, fault)
    if not folder.is_dir():
        raise CatalogueError(folder.as_posix(), None, "no such folder: give that of the catalogues")
    return folder


def update(parsed: Namespace) -> int:
    """Extract, in the project itself, and merge; name what is removed. 1 if ``--check`` differs."""
    files = po_update.update(folder_of(parsed))
    for path, (_data, removed) in files.items():
        for entry in removed:
            print(gone(path, entry, "removed"))
    return save({path: data for path, (data, _removed) in files.items()}, parsed.check)


def reformat(parsed: Namespace) -> int:
    """Write each catalogue in its one spelling; 1 if ``--check`` finds one that isn't."""
    folder, files = folder_of(parsed), {}
    for path in (*sorted(folder.glob(po.TEMPLATE)), *po.catalogues(folder).values()):
        catalog = po.load(path)
        files[path] = po.canonical(catalog)
        for entry in catalog.obsolete.values():
            print(gone(path, entry, "removed, as it was marked obsolete"))
    return save(files, parsed.check)


def gone(path: Path, entry: Message, why: str) -> str:
    """Return the line that tells what an entry held which a file no longer has."""
    _line, code, msgid = po.place(entry)
    text = " / ".join(filter(None, po.forms(entry))) or "not translated"
    comments = "".join(f" # {comment}" for comment in entry.user_comments)
    return f"{path.as_posix()}: {code or repr(msgid)}: {why}: {text}{comments}"


def save(files: dict[Path, bytes], check: bool) -> int:
    """Write what differs and say so; or only say so, and return 1, where ``check`` is set."""
    changed = {
        path: data for path, data in files.items() if not path.exists() or path.read_bytes() != data
    }
    for path, data in changed.items():
        if not check:
            write(path, data)
        print(f"{path.as_posix()}: {'would be' if check else 'is'} rewritten")
    return 1 if check and changed else 0


def new(parsed: Namespace) -> int:
    """Begin a locale's catalogue."""
    path, data = po_update.begin(folder_of(parsed), parsed.locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, data)
    print(f"{path.as_posix()}: is new: translate it, then run wilddog-errors po check")
    return 0


def compile(parsed: Namespace) -> int:
    """Refresh the editable install's ``.mo``, or a host's beside its ``.po``."""
    folder = folder_of(parsed)
    compiled = po.compile(folder)
    if po.is_own(folder):
        po.install(compiled, folder.resolve().parent / "src/wilddog_errors/locale")
    for locale, data in compiled.items():
        if not po.is_own(folder):
            write(folder / locale / po.FILE.with_suffix(".mo"), data)
        print(f"{locale}: compiled")
    return 0


def check(parsed: Namespace) -> int:
    """Print the faults of each locale and how far it is; 1 if there are errors."""
    folder = folder_of(parsed)
    files = po.catalogues(folder)
    for locale in parsed.locales:
        if locale not in files:
            missing = f"no {locale}/{po.FILE.as_posix()} in it: begin it with wilddog-errors po new"
            raise CatalogueError(folder.as_posix(), None, missing)
    if not files:
        raise CatalogueError(folder.as_posix(), None, f"no */{po.FILE.as_posix()} in it")
    faults: list[tuple[str, Fault]] = []
    counts: dict[str, Counts | None] = {}
    try:
        expected = po.expected_of(folder)
    except CatalogueError as error:
        expected = po.Expected()
        faults.append((error.file, Fault(error.line or 1, "", error.fault, "")))
    texts = text_checks()
    for locale in parsed.locales or files:
        data, name = po.content(files[locale]), files[locale].as_posix()
        catalog, broken = po.read(data)
        found = broken or [*form_faults(catalog, data, locale, expected), *texts(catalog, locale)]
        faults += [(name, fault) for fault in sorted(found)]
        counts[locale] = None if broken else count(catalog, expected)
    if parsed.json:
        print(json.dumps(as_json(faults, counts), ensure_ascii=False, indent=2))
    else:
        for name, fault in faults:
            print(line(name, fault))
        width = max(map(len, counts), default=0)
        for locale, numbers in counts.items():
            print(f"{locale:{width}}  {bar(*numbers) if numbers else UNCOUNTED}")
    return 1 if any(severity(fault) == "error" for _name, fault in faults) else 0


def form_faults(
    catalog: po.PoCatalog, data: bytes, locale: str, expected: po.Expected
) -> list[Fault]:
    """Return what `po.build_faults` finds, or else whether the file lacks texts of the source."""
    faults = list(po.build_faults(catalog, data, locale, expected))
    present = {po.key(entry) for entry in catalog.entries}
    # Where there are errors, those go first: an update might remove the entry that has one.
    if not faults and (lacking := len((expected.english or {}).keys() - present)):
        what = f"the file lacks {lacking} of the source's texts"
        faults.append(Fault(1, "", what, "run wilddog-errors po update", OUTDATED))
    return faults


def text_checks() -> Callable[[po.PoCatalog, str], Iterable[Fault]]:
    """Return `po_checks.faults`; without its extra, say so and return what finds nothing."""
    try:
        from .po_checks import faults
    except ModuleNotFoundError:
        print(f"wilddog-errors: {UNCHECKED}", file=sys.stderr)
        return lambda catalog, locale: ()
    return faults


def severity(fault: Fault) -> str:
    if fault.check in ("", OUTDATED):
        return "warning" if fault.check else "error"
    from .po_checks import ERRORS

    return "error" if fault.check in ERRORS else "warning"


def line(name: str, fault: Fault) -> str:
    """Return one line of the report; the check's name tells a note what to allow."""
    kind = f" [{severity(fault)} {fault.check}]" if fault.check else ""
    return f"{name}:{fault._replace(what=fault.what + kind)}"


def as_json(
    faults: Iterable[tuple[str, Fault]], counts: Mapping[str, Counts | None]
) -> dict[str, object]:
    return {
        "faults": [
            {"file": name, **fault._asdict(), "severity": severity(fault)} for name, fault in faults
        ],
        "locales": {
            locale: numbers and dict(zip(("translated", "fuzzy", "missing"), numbers, strict=True))
            for locale, numbers in counts.items()
        },
    }


def count(catalog: po.PoCatalog, expected: po.Expected) -> Counts:
    """Return how many texts are translated, fuzzy and missing, of those in the template."""
    entries = {po.key(entry): entry for entry in catalog.entries if entry.id}
    wanted = entries.keys() if expected.english is None else expected.english.keys()
    written = [entries[each] for each in wanted if each in entries and all(po.forms(entries[each]))]
    fuzzy = sum(entry.fuzzy for entry in written)
    return len(written) - fuzzy, fuzzy, len(wanted) - len(written)


def bar(translated: int, fuzzy: int, missing: int) -> str:
    """Draw how much is done, as a bar and in numbers.

    >>> bar(30, 10, 15)
    '██████████▒▒▒▒░░░░░░  30 translated, 10 fuzzy, 15 missing'
    """
    total = max(translated + fuzzy + missing, 1)
    full, half = (BAR * part // total for part in (translated, translated + fuzzy))
    drawn = "█" * full + "▒" * (half - full) + "░" * (BAR - half)
    return f"{drawn}  {translated} translated, {fuzzy} fuzzy, {missing} missing"
