"""The texts as files of client platforms, in the folders and with the names that each looks for.

Writers of our own, because a text must come out of the platform's reader as it went in, and those
of translate-toolkit 3.20 lose some: emoji for Java, carriage returns for Apple, control characters
and the sign that ``%`` is plain text for Android, everything that ICU syntax reads for Flutter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape

from . import cldr
from .catalogue import SOURCE, Catalogue
from .codes import UNKNOWN
from .exports import dumps
from .files import ExportError, write_all

MARK = "Written by wilddog-errors export, which overwrites it."
FORMER = {"he": "iw", "id": "in", "yi": "ji"}
"""ISO 639 codes that Java before 17 and Android's folders know by their former name
(`java.util.Locale`, "Legacy language codes")."""

Texts: TypeAlias = Mapping[int, str]
Files: TypeAlias = Iterator[tuple[str, str]]


def export(
    format: str, directory: Path, catalogue: Catalogue, locales: Sequence[str], force: bool = False
) -> list[Path]:
    """Write the texts for a platform below ``directory`` and return the files' paths.

    ``format`` is a key of `FORMATS`, ``locales`` are names that `Catalogue.locales` gives. Each
    file is written beside its target and renamed; the same texts give the same bytes every time.
    Nothing is written if a file stands in a target's place that this function didn't write, unless
    ``force``: that is an `ExportError`, as are two locales for which the platform has one name, a
    format that there isn't, and a file that can't be written.
    """
    if format not in FORMATS:
        raise ExportError(f"no format {format!r}: there are {', '.join(FORMATS)}")
    files: dict[Path, bytes] = {}
    for name, text in FORMATS[format](catalogue, locales):
        path = directory / name
        if path in files:
            both = " and ".join(
                locale
                for locale in locales
                if any(name == other for other, _ in FORMATS[format](catalogue, [locale]))
            )
            raise ExportError(f"{both} belong in {name}: choose among them with --locale")
        files[path] = text.encode()
    return write_all(files, lambda _name, data: ours(data), force)


def ours(data: bytes) -> bool:
    """Tell whether `export` wrote ``data``: by its mark, or by the form of JSON.

    >>> [ours(dumps({code: "a text"}).encode()) for code in ("404", "29999", "title")]
    [False, True, False]
    """
    if MARK.encode() in data[:256]:
        return True
    try:
        content = json.loads(data)
    except ValueError:
        return False
    # Every export has this code, and hardly any other file has nothing but numbers with it.
    codes = isinstance(content, dict) and str(UNKNOWN) in content
    return codes and all(map(str.isdecimal, content)) and dumps(content).encode() == data


def i18next(catalogue: Catalogue, locales: Sequence[str]) -> Files:
    """JSON v4: ``zh-CN/translation.json``, the default namespace, with the codes as keys.

    i18next has no way to escape ``{{`` and ``$t(``: a program whose texts hold them gets them with
    ``t(code, {skipInterpolation: true})``.
    """
    for locale in locales:
        texts = {str(code): text for code, text in catalogue.messages(locale).items()}
        yield f"{cldr.name_of(locale)}/translation.json", dumps(texts)


def android(catalogue: Catalogue, locales: Sequence[str]) -> Files:
    """String resources: ``values-zh-rCN/strings.xml``, with names as ``wilddog_error_22203``.

    A text with ``%`` is marked as not for formatting, since aapt2 takes it for a format otherwise.
    """
    for locale in locales:
        lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<!-- {MARK} -->", "<resources>"]
        for code, text in catalogue.messages(locale).items():
            attributes = f'name="wilddog_error_{code}"'
            if "%" in text:
                attributes += ' formatted="false"'
            lines.append(f"    <string {attributes}>{android_text(text)}</string>")
        yield f"{android_folder(locale)}/strings.xml", "\n".join([*lines, "</resources>", ""])


def android_folder(locale: str) -> str:
    """Return the resource folder of a locale (Android's "App resources overview", table 2).

    >>> [android_folder(locale) for locale in ("en", "zh_CN", "zh_Hans", "es_419", "he")]
    ['values', 'values-zh-rCN', 'values-b+zh+Hans', 'values-b+es+419', 'values-iw']
    """
    if locale == SOURCE:
        return "values"
    name = cldr.name_of(locale)
    name = name._replace(language=FORMER.get(name.language, name.language))
    if name.script or name.variants or name.region.isdecimal():
        return f"values-b+{str(name).replace('-', '+')}"
    return f"values-{name.language}-r{name.region}" if name.region else f"values-{name.language}"


def android_text(text: str) -> str:
    r"""Return ``text`` as the inside of a ``<string>``; quoted if white space would be collapsed.

    >>> print(android_text("@it's  <b>\n"))
    "\@it\'s  &lt;b&gt;\n"
    """
    escaped = re.sub(r"""[\\'"]|^[@?]""", r"\\\g<0>", text)
    escaped = escape(escape_controls(escaped))
    return f'"{escaped}"' if re.search(r"^\s|\s$|\s\s|[^\S ]", text) else escaped


def escape_controls(text: str, prefix: str = r"\u") -> str:
    r"""Return ``text`` with ``\n``, ``\t`` and, for other controls, ``prefix`` and hex digits.

    >>> print(escape_controls("a\tb\x07"))
    a\tb\u0007
    """
    named = {"\n": r"\n", "\t": r"\t"}
    return re.sub(
        "[\0-\x1f\x7f-\x9f\ufffe\uffff]",
        lambda found: named.get(found[0], f"{prefix}{ord(found[0]):04x}"),
        text,
    )


def apple(catalogue: Catalogue, locales: Sequence[str]) -> Files:
    """``zh-Hans.lproj/Localizable.strings`` in UTF-8, with the codes as keys."""
    for locale in locales:
        lines = [f"/* {MARK} */"]
        for code, text in catalogue.messages(locale).items():
            lines.append(f'"{code}" = "{apple_text(text)}";')
        yield f"{apple_folder(locale)}/Localizable.strings", "\n".join([*lines, ""])


def apple_text(text: str) -> str:
    r"""Return ``text`` as the inside of a quoted string of a ``.strings`` file.

    >>> print(apple_text('a "quoted"\n\\'))
    a \"quoted\"\n\\
    """
    return escape_controls(re.sub(r'[\\"]', r"\\\g<0>", text), r"\U")


def apple_folder(locale: str) -> str:
    """Return the ``.lproj`` of a locale: its language tag, but for Chinese, which goes by script.

    So says Apple's "Choosing localization regions and scripts". The script comes from CLDR's likely
    subtags; a region stays if the script alone would mean another.

    >>> [apple_folder(locale) for locale in ("zh_CN", "zh_TW", "zh_HK", "pt_BR")]
    ['zh-Hans.lproj', 'zh-Hant.lproj', 'zh-HK.lproj', 'pt-BR.lproj']
    """
    name = str(cldr.name_of(locale))
    full = cldr.locale(name)
    if full and full.language == "zh":
        script = f"zh-{full.script}"
        name = script if str(cldr.locale(script)) == str(full) else name
    return f"{name}.lproj"


def flutter(catalogue: Catalogue, locales: Sequence[str]) -> Files:
    """ARB: ``app_zh_CN.arb``, with keys as ``wilddogError22203`` and ICU's escapes.

    To be read with ``use-escaping: true``. Flutter wants a file for the language alone beside one
    with a script or a region; it holds what the catalogue gives to a reader of that language.
    """
    languages = [cldr.name_of(locale).language for locale in locales]
    for locale in dict.fromkeys([*locales, *languages]):
        texts = catalogue.messages(locale)
        head = {"@@locale": locale, "@@x-generator": MARK}
        keys = {f"wilddogError{code}": icu_text(texts[code]) for code in texts}
        yield f"app_{locale}.arb", dumps(head | keys)


def icu_text(text: str) -> str:
    """Return ``text`` as an ICU message that means it literally.

    One pair of quotes goes around everything from the first brace to the last: Flutter's lexer
    reads neighbouring quoted parts otherwise than ICU does. (It has no way to say an apostrophe
    right before the first brace, and shows two.)

    >>> icu_text("it's {x} or {y}")
    "it''s '{x} or {y}'"
    """
    text = text.replace("'", "''")
    return re.sub("[{}](.*[{}])?", r"'\g<0>'", text, count=1, flags=re.DOTALL)


def java(catalogue: Catalogue, locales: Sequence[str]) -> Files:
    """``Messages_zh_CN.properties``, with the codes as keys, in ASCII: UTF-8 and ISO-8859-1 alike.

    English is the base, with an empty ``Messages_en`` before it: without one, `ResourceBundle`
    would rather give an English reader the language of the machine.
    """
    for locale in locales:
        if locale == SOURCE:
            yield "Messages_en.properties", f"# {MARK} The texts are in Messages.properties.\n"
        lines = [f"# {MARK}"]
        lines += [f"{code}={java_text(text)}" for code, text in catalogue.messages(locale).items()]
        yield f"Messages{java_suffix(locale)}.properties", "\n".join([*lines, ""])


def java_suffix(locale: str) -> str:
    """Return what `ResourceBundle.Control.toBundleName` puts behind a bundle's name.

    >>> [java_suffix(locale) for locale in ("en", "zh_CN", "sr_Latn", "he", "sl_ROZAJ")]
    ['', '_zh_CN', '_sr_Latn', '_iw', '_sl__rozaj']
    """
    if locale == SOURCE:
        return ""
    language, script, region, variants = cldr.name_of(locale)
    parts = [FORMER.get(language, language)] + [script] * bool(script)
    parts += [region, variants.replace("-", "_")] if variants else [region] * bool(region)
    return "_" + "_".join(parts)


def java_text(text: str) -> str:
    r"""Return ``text`` as a value of a ``.properties`` file (`java.util.Properties.load`).

    >>> print(java_text(" é\\\n😀"))
    \ \u00e9\\\n\ud83d\ude00
    """
    text = re.sub("^ ", r"\\ ", escape_controls(text.replace("\\", r"\\")))
    return re.sub("[^\0-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)


FORMATS: dict[str, Callable[[Catalogue, Sequence[str]], Files]] = {
    "i18next": i18next,
    "android": android,
    "apple": apple,
    "flutter": flutter,
    "java": java,
}
