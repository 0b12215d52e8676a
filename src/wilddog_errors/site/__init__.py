"""The reference page: every code with its texts, as a static page that needs nothing else."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages import Message
from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import extract_from_ast
from markupsafe import Markup, escape

from .. import po
from ..catalogue import SOURCE, Catalogue, fallbacks, known_as, layered
from ..cldr import folder_name, name_of
from ..exports import as_json
from ..files import write_all
from ..mo import MO, PO, strings

MARKS = {
    "index.html": b'<meta name="generator" content="wilddog-errors">',
    "catalogue.json": b'{\n  "source": "en",\n  "locales": [',
}

Words = dict[str, str]  # the page's words in one language, by their English


class Text(NamedTuple):
    """One text of a code and the BCP 47 tag of the language it is really in."""

    text: str
    tag: str


class Language(NamedTuple):
    """A locale as the page shows it: the catalogue's name, BCP 47 tag, own name, direction."""

    name: str
    tag: str
    label: str
    dir: str


def site(*directories: str | os.PathLike[str]) -> dict[str, str]:
    """Return the files of the page by name: ``index.html`` and ``catalogue.json``.

    ``directories`` hold a host's catalogues, as for `Catalogue`; the page's own words in a host's
    language are the entries without a ``msgctxt`` there, and English where there is none. The same
    texts give the same files every time. Raises `CatalogueError`.

    >>> list(site())
    ['index.html', 'catalogue.json']
    """
    catalogue = Catalogue(*directories)
    page = environment().get_template("index.html")
    html = page.render(
        languages=[language(name) for name in catalogue.locales()],
        rows=list(rows(directories)),
        words=words(catalogue.locales(), directories),
        css=Markup(content("page.css")),
        js=Markup(content("page.js")),
    )
    return {"index.html": html, "catalogue.json": as_json(catalogue)}


def write(pages: dict[str, str], directory: Path, force: bool = False) -> list[Path]:
    """Write the files that `site` gives into ``directory``, made if need be; return their paths.

    As `files.write_all` does it: what isn't of an earlier page is kept, unless ``force``.
    """
    files = {directory / name: content.encode() for name, content in pages.items()}
    return write_all(files, lambda name, data: MARKS[name] in data, force)


def environment() -> Environment:
    """Return the template environment. Everything is escaped but what is `Markup`."""
    made = Environment(
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        loader=FunctionLoader(content),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    made.filters |= {"exact": exact, "integrity": integrity}
    made.globals["gettext"] = str  # the page is written in English; page.js has the other words
    return made


def content(name: str) -> str:
    """Return the content of a file beside this module, without its last line end."""
    return files(__name__).joinpath(name).read_text("utf-8").rstrip("\n")


def exact(text: str) -> Markup:
    r"""Escape ``text`` so that a browser reads just that: HTML takes a bare CR for a line end.

    >>> exact("<b>\r\n")
    Markup('&lt;b&gt;&#13;\n')
    """
    return Markup(escape(text).replace("\r", Markup("&#13;")))


def integrity(text: str) -> Markup:
    """Return the hash by which a Content-Security-Policy (level 3) allows ``text`` inline.

    >>> integrity("")
    Markup('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
    """
    return Markup("sha256-" + b64encode(sha256(text.encode()).digest()).decode())


def rows(directories: Sequence[str | os.PathLike[str]]) -> Iterator[tuple[int, list[Text]]]:
    """Yield each code with its text in each locale, ``directories`` over the package.

    >>> next(rows([]))[1][1]
    Text(text='服务异常,操作失败', tag='zh-CN')
    """
    own, _reworded = layered(directories)
    chains = [list(fallbacks(name, tuple(own))) for name in own]
    for code in sorted(own[SOURCE]):
        origins = [next(name for name in chain if code in own[name]) for chain in chains]
        yield code, [Text(own[name][code], str(name_of(name))) for name in origins]


def language(name: str) -> Language:
    """Return a locale as its readers call it (CLDR's display names).

    >>> language("zh_CN"), language("ar").dir
    (Language(name='zh_CN', tag='zh-CN', label='简体中文', dir='ltr'), 'rtl')
    """
    tag = str(name_of(name))
    try:
        locale = Locale.parse(name)
    except (ValueError, UnknownLocaleError):  # well-formed, but CLDR has no data for it
        return Language(name, tag, tag, "ltr")
    script = f"{locale.language}_{locale.script}"
    label = locale.languages.get(name) or locale.languages.get(script) or locale.get_display_name()
    label = label or tag
    return Language(name, tag, label[:1].upper() + label[1:], locale.text_direction)


def words(
    locales: Sequence[str], directories: Sequence[str | os.PathLike[str]]
) -> dict[str, Words]:
    """Return the page's words by locale and English, those of later directories over the others.

    >>> words(["en", "zh_CN"], [])["zh_CN"]["Error codes"]
    '错误码'
    """
    template = environment().parse(content("index.html"))
    wanted = {message for _line, _function, message in extract_from_ast(template)}
    hosts = (Path(os.fsdecode(path)) for path in directories)
    found: dict[str, Words] = {name: {} for name in locales}
    for directory in (files("wilddog_errors") / "locale", *hosts):
        layer = {
            folder_name(folder.name) or "": texts
            for folder in directory.iterdir()
            if (texts := plain_entries(folder)) is not None
        }
        for name, texts in layer.items():
            known = found.get(known_as(name, locales, layer), {})
            known |= {key: text for key, text in texts.items() if text and key in wanted}
    return found


def plain_entries(folder: Traversable) -> Words | None:
    """Return the texts by msgid in a locale's ``folder``, if it has a ``.po`` or else a ``.mo``."""
    po_file, mo_file = (folder / "LC_MESSAGES" / Path(name).name for name in (PO, MO))
    if po_file.is_file():
        catalog = po.read(po_file.read_bytes())[0]
        return {str(entry.id): str(entry.string) for entry in catalog.entries if is_plain(entry)}
    if mo_file.is_file():
        return dict(strings(mo_file.read_bytes(), str(mo_file)))
    return None


def is_plain(entry: Message) -> bool:
    return not entry.context and not entry.fuzzy
