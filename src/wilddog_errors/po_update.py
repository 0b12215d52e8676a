"""From the source to the translators: the ``.pot`` extracted, each ``.po`` brought up to date."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural

from . import po
from .cldr import folder_name
from .mo import CatalogueError


class Updated(NamedTuple):
    """What a file should hold, and the entries that are no longer in the source."""

    data: bytes
    removed: list[Message]


def update(folder: Path) -> dict[Path, Updated]:
    """Return what each file in ``folder`` becomes: the ``.pot`` first, then every locale's ``.po``.

    In this project's own ``locale`` the ``.pot`` is extracted from the source, elsewhere it is
    taken as it stands. Nothing is written. Raises `CatalogueError` if any file is at fault.
    """
    path = folder / po.TEMPLATE
    template = load_template(path)
    results = {}
    if po.is_own(folder):
        template = extract(folder.resolve().parent, template)
        results[path] = Updated(po.canonical(template), [])
    for each in po.catalogues(folder).values():
        results[each] = merge(template, po.load(each))
    return results


def load_template(path: Path) -> po.PoCatalog:
    """Return the ``.pot`` in ``path``; raise `CatalogueError` if it is at fault or isn't there."""
    if not path.exists():
        fault = "isn't there: write it like a .po of your codes, each msgstr empty"
        raise CatalogueError(path.as_posix(), None, fault)
    return po.load(path)


def extract(root: Path, header: po.PoCatalog) -> po.PoCatalog:
    """Return what ``babel.cfg`` in ``root`` extracts from ``root/src``, below ``header``'s header.

    The header, with its POT-Creation-Date, is that of the ``.pot`` there is already: nothing in a
    template depends on the day it is made. Raises `CatalogueError` for a code that is marked
    twice, where nothing is extracted, and where Jinja2, which reads the page, isn't installed.
    """
    config, source = root / "babel.cfg", root / "src"
    if not find_spec("jinja2"):
        fault = "no jinja2 here: run pip install 'wilddog-errors[translate]'"
        raise CatalogueError(config.as_posix(), None, fault)
    with config.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = po.PoCatalog()
    catalog[""] = next(iter(header))
    catalog.header_comment = header.header_comment
    seen: set[str] = set()
    for name, line, msgid, comments, context in extract_from_dir(
        source, methods, options, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        if context in seen:
            fault = f"{context} is marked twice: delete one"
            raise CatalogueError((source / name).as_posix(), line, fault)
        seen |= {context} if context else set()
        catalog.add(msgid, auto_comments=comments, context=context)
    if not seen:
        raise CatalogueError(config.as_posix(), None, "extracts no code: correct its patterns")
    return catalog


def merge(template: po.PoCatalog, catalog: po.PoCatalog) -> Updated:
    """Return ``catalog`` with the entries of ``template``, each with the translation of its code.

    Where the English of a code changed, the translation stays, fuzzy, with the English it was made
    for as the previous msgid. No translation is taken from another code. One that was removed and
    is in the template again comes back from its ``#~`` lines, unless it has a new text.

    >>> template, catalog = (
    ...     po.read(f'msgctxt "7"\\nmsgid "{english}"\\nmsgstr "{text}"'.encode())[0]
    ...     for english, text in [("Battery low", ""), ("Low battery", "Batterie faible")])
    >>> print(merge(template, catalog).data.decode().partition("\\n\\n")[2], end="")
    #, fuzzy
    #| msgid "Low battery"
    msgctxt "7"
    msgid "Battery low"
    msgstr "Batterie faible"
    """
    before = {po.key(entry): entry for entry in catalog if entry.id}
    unused = []
    for entry in catalog.obsolete.values():
        if any(po.forms(before.get(po.key(entry), Message("")))):
            unused.append(entry)
        else:
            before[po.key(entry)] = entry
    merged = po.PoCatalog()
    merged[""] = next(iter(catalog))
    merged.header_comment = catalog.header_comment
    for entry in template:
        if entry.id:
            merged[entry.id] = carried(entry, before.pop(po.key(entry), None))
    return Updated(po.canonical(merged), [*before.values(), *unused])


def carried(entry: Message, before: Message | None) -> Message:
    """Return the template's ``entry`` with what its translators wrote ``before``."""
    message = entry.clone()
    message.auto_comments = entry.auto_comments  # a clone has lost lines that stand twice
    if before is None:
        return message
    forms = po.forms(before)
    message.string = forms if entry.pluralizable else forms[0]
    message.user_comments = before.user_comments
    message.flags |= before.flags - {"python-format", "python-brace-format"}  # Babel sets these
    if before.fuzzy:
        message.previous_id = before.previous_id
    if before.id != entry.id and any(forms):
        message.flags.add("fuzzy")
        message.previous_id = message.previous_id or [po.place(before)[2]]
    return message


def begin(folder: Path, name: str) -> tuple[Path, bytes]:
    """Return the path and the content of a new, empty catalogue for the locale ``name``.

    The plural forms are Babel's, the language's name is CLDR's. Raises `CatalogueError` where
    ``name`` is no locale or has a catalogue already.
    """
    locale = folder_name(name) or ""
    try:
        language = Locale.parse(locale)
    except (ValueError, UnknownLocaleError) as error:
        fault = f"{name!r} is no locale that CLDR knows: give one such as fr, pt_BR or zh_TW"
        raise CatalogueError(folder.as_posix(), None, fault) from error
    path = folder / locale / po.FILE
    if path.exists():
        raise CatalogueError(path.as_posix(), None, "is there already: edit it")
    template, plurals = load_template(folder / po.TEMPLATE), get_plural(str(language))
    header = dict(template.mime_headers)
    header["Language"] = locale
    header["Language-Team"] = language.get_display_name("en") or locale
    header["Last-Translator"] = ""  # the translator's to fill in, and no fault to msgfmt --check
    header["Plural-Forms"] = f"nplurals={plurals.num_plurals}; plural={plurals.plural_expr};"
    catalog = po.PoCatalog()
    lines = [f"{field}: {value.strip()}\n" for field, value in header.items()]
    catalog[""] = Message("", "".join(lines))
    catalog.header_comment = f"# {header['Language-Team']} messages"
    if po.is_own(folder):
        catalog.header_comment += (
            " of wilddog-errors. See locale/README.md\n"
            "# Distributed under the MIT licence, like the rest of the project."
        )
    return path, merge(template, catalog).data
