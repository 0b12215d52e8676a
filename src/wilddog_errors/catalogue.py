"""The texts by locale and code: loading them, filling their gaps, looking them up."""

from __future__ import annotations

import os
from types import MappingProxyType

from .codes import ENGLISH, UNKNOWN
from .mo import MO, PO, CatalogueError, code_of, read_mo
from .negotiation import ITEMS, is_locale, negotiate, shown

TYPE_CHECKING = False  # importing typing takes longer than all of this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, overload

    from .finding import Index
    from .negotiation import Preferred

    Texts = dict[int, str]
    Entries = dict[int, tuple[str, str]]  # msgid and text by code

SOURCE = "en"
LONGEST = 100_000  # characters of a text that find looks at
REMEMBERED = 256  # how many spellings of locales
LENGTH = 256  # and how long each may be
ODD = object()


class Catalogue:
    """The package's messages, with a host's own over them.

    Each directory holds ``<locale>/LC_MESSAGES/wilddog_errors.po`` (or ``.mo`` where there is no
    ``.po``) with the code as each entry's ``msgctxt``. Later directories win over earlier ones and
    all win over the package, entry by entry; empty and fuzzy entries don't win. An entry may
    reword a code, a folder may add a locale, and a code the package doesn't know is added with its
    msgid as the English. A folder that is by CLDR's likely subtags a locale there is already, as
    ``zh_Hans`` is ``zh_CN``, rewords that one. Everything is read here and doesn't change
    afterwards; a `Catalogue` is safe to share between threads, tasks and forks. Raises
    `CatalogueError` if anything is wrong with a directory or a file in it.

    >>> Catalogue().message(22203, "zh_CN")
    '邮箱地址已经被其他账户使用'
    """

    __slots__ = ("_folded", "_longest", "_names", "_reworded", "_seen", "_texts")

    def __init__(self, *directories: str | os.PathLike[str]) -> None:
        # Without directories there is nothing to check, and the package's own is read at first use.
        self._texts, self._reworded = load(directories) if directories else ({}, [])
        self._seen: dict[object, Texts] = {}
        self._names: dict[object, str] = {}
        self._folded: dict[str, tuple[int, ...]] = {}
        self._longest = 0

    def message(self, code: int | str, locale: Preferred = None, default: str | None = None) -> str:
        """Return the text of ``code`` in the catalogue that ``locale`` negotiates.

        ``code`` is an int, or its decimal digits as a str. A code that isn't in the catalogue gives
        ``default``, or else the text of 29999. ``locale`` is a language tag in any usual spelling,
        an Accept-Language header, a ``babel.Locale``, an iterable of these with the best first, or
        None for English; what fits no catalogue gives English, and no str raises. Raises
        `TypeError` for a code or a locale of another type.

        >>> from wilddog_errors import message
        >>> message(22010, "zh_CN"), message("22010", "fr"), message("NETWORK_ERROR", default="-")
        ('该密码不正确', 'The specified password is incorrect.', '-')
        """
        if type(code) is int:
            try:
                return self._seen[locale][code]
            except (KeyError, TypeError):
                pass
        texts = self._served(locale)[1]
        known = number(code)
        if known in texts:
            return texts[known]
        return texts[UNKNOWN] if default is None else default

    def messages(self, locale: Preferred = None) -> Mapping[int, str]:
        """Return the text of every code, ascending, in the catalogue that ``locale`` negotiates.

        The mapping is read-only and complete: what the catalogue leaves empty or fuzzy stands in
        it in the next best language. ``locale`` is as for `message`.

        >>> from wilddog_errors import messages
        >>> messages("zh_CN")[22010], len(messages()), 22017 in messages()
        ('该密码不正确', 55, False)
        """
        return MappingProxyType(self._served(locale)[1])

    def locales(self) -> tuple[str, ...]:
        """Return the locales there are texts in: English, the source, then the others by name.

        >>> from wilddog_errors import locales
        >>> locales()
        ('en', 'zh_CN')
        """
        return tuple(self._loaded())

    def find(self, text: str) -> tuple[int, ...]:
        """Return the codes whose text in any language is ``text``, ascending; () if there are none.

        Case, kinds of quotes, white space, full-width forms and punctuation at the ends don't
        count (see `wilddog_errors.finding.fold`). A text that a host rewords is found by its old
        wording too, one of more than 100,000 characters isn't found. Raises `TypeError` if
        ``text`` is no str.

        >>> from wilddog_errors import find
        >>> find("the account doesn't hava a email"), find("该密码不正确。"), find("hello")
        ((22205,), (22010,), ())
        """
        if not isinstance(text, str):
            raise TypeError(f"a text is a str, not {shown(text)}")
        from .finding import fold

        index, text = self.index(), text.strip()
        # Folding takes time quadratic in a run of accents, so nothing is folded in vain.
        if len(text) > LONGEST or len(text := " ".join(text.split())) > self._longest:
            return ()
        return index.get(fold(text), ())

    def index(self) -> Index:
        """Return the codes of every text, old wordings too, by the text as `find` folds it.

        >>> Catalogue().index()["该密码不正确"]
        (22010,)
        """
        if not self._folded:
            from .finding import index

            pairs = [pair for texts in self._loaded().values() for pair in texts.items()]
            pairs += self._reworded
            # A text may arrive decomposed, each of its characters as up to four.
            self._longest = 4 * max(len(text) for _, text in pairs) + 64
            self._folded = index(pairs)
        return MappingProxyType(self._folded)

    if TYPE_CHECKING:

        @overload
        def negotiate(
            self,
            preferred: Preferred,
            available: Iterable[str] | None = ...,
            *,
            default: str = ...,
        ) -> str: ...

        @overload
        def negotiate(
            self,
            preferred: Preferred,
            available: Iterable[str] | None = ...,
            *,
            default: str | None,
        ) -> str | None: ...

    def negotiate(
        self,
        preferred: Preferred,
        available: Iterable[str] | None = None,
        *,
        default: str | None = SOURCE,
    ) -> str | None:
        """Return the locale that serves ``preferred``, as ``available`` spells it, or ``default``.

        ``available`` are locales in any spelling, by default the catalogue's own. See
        `wilddog_errors.negotiation.negotiate` for which of them wins.

        >>> from wilddog_errors import negotiate
        >>> negotiate("zh-Hans-CN"), negotiate("xx"), negotiate("pt-PT", ["pt_BR", "en"])
        ('zh_CN', 'en', 'pt_BR')
        """
        if available is None and default == SOURCE:
            return self._served(preferred)[0]
        names = tuple(self._loaded()) if available is None else available
        return negotiate(preferred, names, default=default)

    def _loaded(self) -> dict[str, Texts]:
        if not self._texts:
            texts, self._reworded = load(())
            self._texts = texts  # last, since another thread may be waiting for it
        return self._texts

    def _served(self, locale: Preferred) -> tuple[str, Texts]:
        """Return the name and the texts of the catalogue that ``locale`` negotiates."""
        key = remembered(locale)
        name = self._names.get(key)
        if name is None:
            texts = self._loaded()
            name = negotiate(locale, tuple(texts))
            if key is not ODD:
                # A full memory is replaced, not thinned out: another thread may be reading it.
                if len(self._names) >= REMEMBERED:
                    self._seen, self._names = {}, {}
                self._seen[key], self._names[key] = texts[name], name
        return name, self._texts[name]


def remembered(locale: Preferred) -> object:
    """Return the key by which a locale's catalogue is remembered, or ODD for one that isn't.

    >>> remembered("zh-SG"), remembered(["fr", "zh"]), remembered("x" * 1000) is ODD
    ('zh-SG', ('fr', 'zh'), True)
    """
    if locale is None:
        return None
    if type(locale) is str:
        return locale if len(locale) <= LENGTH else ODD
    if isinstance(locale, (list, tuple)) and len(locale) <= ITEMS:
        for one in locale:
            if type(one) is not str or len(one) > LENGTH // ITEMS:
                return ODD
        return tuple(locale)
    if is_locale(locale):
        return remembered(str(locale))
    return ODD


def number(code: int | str) -> int | None:
    """Return ``code`` as an int, or None if it is none; raise `TypeError` for another type.

    >>> number("22203"), number("Error 22203"), number(True)
    (22203, None, None)
    """
    if type(code) is int:
        return code
    if isinstance(code, str):
        return code_of(code)
    if not isinstance(code, int):
        raise TypeError(f"a code is an int or a str of digits, not {shown(code)}")
    return None if isinstance(code, bool) else int(code)


def load(
    directories: Iterable[str | os.PathLike[str]],
) -> tuple[dict[str, Texts], list[tuple[int, str]]]:
    """Return the texts of each locale by code, and each code with a text that was reworded.

    Every locale has every code, in ascending order. Raises `CatalogueError`.
    """
    translated, reworded = layered(directories)
    names = tuple(translated)
    return {name: complete(name, names, translated) for name in names}, reworded


def layered(
    directories: Iterable[str | os.PathLike[str]],
) -> tuple[dict[str, Texts], list[tuple[int, str]]]:
    """Return what `load` returns, but of each locale just the texts of its own.

    The package's texts come first, those of ``directories`` over them. Raises `CatalogueError`.
    """
    english = dict(ENGLISH)
    layers = [("", dict(shipped()))]
    layers += [(os.fsdecode(directory), host(directory)) for directory in directories]
    translated: dict[str, Texts] = {SOURCE: {}, **{name: {} for name in layers[0][1]}}
    reworded: list[tuple[int, str]] = []
    for directory, layer in layers:
        folders: dict[str, str] = {}
        for name, entries in layer.items():
            known = known_as(name, translated, layer)
            if (other := folders.setdefault(known, name)) != name:
                fault = f"{other} and {name} are both {known}: join the two"
                raise CatalogueError(directory, None, fault)
            texts = translated.setdefault(known, {})
            for code, (msgid, text) in entries.items():
                if code not in ENGLISH and (text or code not in english):
                    reword(english, code, msgid, reworded)
                if text:
                    reword(texts, code, text, reworded)
    reworded += [(code, english[code]) for code in translated[SOURCE]]
    translated[SOURCE] = english | translated[SOURCE]
    others = sorted(name for name, texts in translated.items() if texts and name != SOURCE)
    return {name: translated[name] for name in (SOURCE, *others)}, reworded


def reword(texts: Texts, code: int, text: str, reworded: list[tuple[int, str]]) -> None:
    """Set the text of ``code`` and keep another one that it had in ``reworded``."""
    if texts.get(code, text) != text:
        reworded.append((code, texts[code]))
    texts[code] = text


def known_as(name: str, earlier: Iterable[str], layer: Iterable[str]) -> str:
    """Return the name by which ``earlier`` layers know the locale of a layer's folder, or its own.

    A host's ``zh_Hans`` rewords the package's ``zh_CN``: by CLDR's likely subtags the two are one.

    >>> known_as("zh_Hans", ["en", "zh_CN"], ["zh_Hans"]), known_as("fr", ["en"], ["fr"])
    ('zh_CN', 'fr')
    """
    if name in earlier:
        return name
    from .cldr import locale, name_of

    for known in earlier if not name_of(name).variants else ():
        if known not in layer and str(locale(known)) == str(locale(name)):
            return known
    return name


def complete(locale: str, names: tuple[str, ...], translated: dict[str, Texts]) -> Texts:
    """Return ``locale``'s texts, ascending, each gap filled from what negotiation gives without it.

    >>> complete("fr", ("en", "fr"), {"en": {1: "one", 2: "two"}, "fr": {2: "deux"}})
    {1: 'one', 2: 'deux'}
    """
    texts: Texts = {}
    chain = fallbacks(locale, names)
    while len(texts) < len(translated[SOURCE]):
        texts = translated[next(chain)] | texts
    return dict(sorted(texts.items()))


def fallbacks(locale: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield ``locale`` and what fills its gaps in turn, the last of which is English.

    >>> list(fallbacks("zh_CN", ("en", "zh_CN")))
    ['zh_CN', 'en']
    """
    name = locale
    yield name
    while name != SOURCE:
        names = tuple(other for other in names if other != name)
        name = negotiate(locale, names)
        yield name


def shipped() -> Iterator[tuple[str, Entries]]:
    """Yield each locale of the package and what its ``.mo`` holds.

    The files are read through the package's loader, so that a zip on ``sys.path`` works too.
    """
    loader: Any = __spec__.loader
    folder = os.path.join(os.path.dirname(__file__), "locale")
    found = False
    for name in sorted(listed(folder)):
        path = os.path.join(folder, name, MO)
        try:
            data = loader.get_data(path)
        except OSError:  # what is left of a language that the source doesn't have any more
            continue
        found = True
        yield name, read_mo(data, path)
    if not found:
        raise CatalogueError(folder, None, "not built: run pip install -e .")


def listed(folder: str) -> list[str]:
    """Return the names in the package's folder ``locale``, which may stand in a zip."""
    try:
        return os.listdir(folder)
    except OSError:
        from importlib.resources import files

        inside = files(__package__).joinpath("locale")
        return [path.name for path in inside.iterdir()] if inside.is_dir() else []


def host(directory: str | os.PathLike[str]) -> dict[str, Entries]:
    """Return what each catalogue below ``directory`` holds, by locale.

    Files and folders that hold none are passed over. Raises `CatalogueError`.
    """
    directory = os.fsdecode(directory)
    found: dict[str, Entries] = {}
    try:
        for name in sorted(os.listdir(directory)):
            paths = os.path.join(directory, name, PO), os.path.join(directory, name, MO)
            path = next(filter(os.path.lexists, paths), None)
            if path:
                locale = locale_named(name, path)
                if locale in found:
                    raise CatalogueError(path, None, f"another folder holds {locale}: join the two")
                found[locale] = read_file(path)
    except OSError as error:
        fault = f"{error.strerror}: give a folder of readable catalogues"
        raise CatalogueError(str(error.filename or "''"), None, fault) from error
    except ValueError as error:  # a NUL or a lone surrogate in the directory's name
        if isinstance(error, CatalogueError):
            raise
        raise CatalogueError(
            repr(directory), None, f"{error}: no folder can be called so"
        ) from error
    if not found:
        raise CatalogueError(directory, None, f"no <locale>/{PO} in it, nor a .mo")
    return found


def locale_named(folder: str, path: str) -> str:
    """Return the locale that the folder of ``path`` names, or raise `CatalogueError`."""
    from .cldr import folder_name

    locale = folder_name(folder)
    if locale is None:
        raise CatalogueError(path, None, f"{folder!r} names no locale: call it zh_CN or sr_Latn")
    return locale


def read_file(path: str) -> Entries:
    """Return what a ``.po`` or ``.mo`` holds, or raise `CatalogueError` or `OSError`."""
    if not os.path.isfile(path) and os.stat(path):
        raise CatalogueError(path, None, "isn't a file: put the catalogue there")
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".mo"):
        return read_mo(data, path)
    from . import po

    return po.entries(data, path)
