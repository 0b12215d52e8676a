"""The texts of every locale as one document: JSON, CSV, Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

from .catalogue import SOURCE, Catalogue
from .files import ExportError


def chosen(catalogue: Catalogue, wanted: Iterable[str]) -> list[str]:
    """Return the catalogue's locale for each one in ``wanted``, each once; all if none is.

    A wanted locale is anything `message` takes as a str. Raises `ExportError` for one that fits no
    locale of the catalogue: a file of English in its place would pass for a translation.

    >>> chosen(Catalogue(), ["zh-Hans", "zh_CN"]), chosen(Catalogue(), [])
    (['zh_CN'], ['en', 'zh_CN'])
    """
    there, names = catalogue.locales(), []
    for locale in wanted:
        name = catalogue.negotiate(locale, default=None)
        if name is None:
            raise ExportError(f"no texts for the locale {locale!r}: there are {', '.join(there)}")
        names.append(name)
    return list(dict.fromkeys(names or there))


def as_json(catalogue: Catalogue, locales: Iterable[str] | None = None) -> str:
    """Return the texts as one JSON object, with codes ascending and a newline at the end.

    ``source`` is the language of the source texts, ``locales`` the names of the locales, and
    ``messages`` the text by locale by code. ``locales`` are names that `Catalogue.locales` gives;
    None means all of them. The same texts give the same characters every time.

    >>> json.loads(as_json(Catalogue()))["messages"]["22203"]["zh_CN"]
    '邮箱地址已经被其他账户使用'
    """
    names, rows = table(catalogue, locales)
    messages = {str(code): dict(zip(names, texts, strict=True)) for code, *texts in rows}
    return dumps({"source": SOURCE, "locales": names, "messages": messages})


def as_csv(catalogue: Catalogue, locales: Iterable[str] | None = None) -> str:
    r"""Return a row for each code, ascending: the code, then its text in each of ``locales``.

    The first row is ``code`` and the locales' names. The form is RFC 4180's, lines ending in CR LF,
    and Python's `csv` reads every text back as it was.

    >>> as_csv(Catalogue(), ["en"])[:64]
    'code,en\r\n22001,The server indicated that this operation failed\r\n'
    """
    return separated(catalogue, locales, "excel")


def as_tsv(catalogue: Catalogue, locales: Iterable[str] | None = None) -> str:
    r"""Return the same as `as_csv` with tabs, for `csv`'s dialect ``excel-tab``.

    >>> as_tsv(Catalogue(), ["zh_CN"])[:12]
    'code\tzh_CN\r\n'
    """
    return separated(catalogue, locales, "excel-tab")


def separated(catalogue: Catalogue, locales: Iterable[str] | None, dialect: str) -> str:
    names, rows = table(catalogue, locales)
    out = io.StringIO()
    csv.writer(out, dialect).writerows([("code", *names), *rows])
    return out.getvalue()


def as_markdown(catalogue: Catalogue, locales: Iterable[str] | None = None) -> str:
    """Return a Markdown table (GitHub's) of the same rows as `as_csv`.

    English with Simplified Chinese has the headings of the reference page, 错误码, 错误信息, 描述.

    >>> print(as_markdown(Catalogue())[:87])
    | 错误码 | 错误信息 | 描述 |
    | --- | --- | --- |
    | 22001 | The server indicated that this operat
    """
    names, rows = table(catalogue, locales)
    heads = ["错误码", "错误信息", "描述"] if names == [SOURCE, "zh_CN"] else ["Code", *names]
    cells = [heads, ["---"] * len(heads), *([str(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(markdown_cell(cell) for cell in row)} |\n" for row in cells)


TABLES = {"json": as_json, "csv": as_csv, "tsv": as_tsv, "markdown": as_markdown}


def table(
    catalogue: Catalogue, locales: Iterable[str] | None
) -> tuple[list[str], list[tuple[int | str, ...]]]:
    """Return the locales' names, all for None, and a row of code and texts for each code."""
    names = list(catalogue.locales() if locales is None else locales)
    texts = [catalogue.messages(name) for name in names]
    return names, [(code, *(text[code] for text in texts)) for code in catalogue.messages()]


def markdown_cell(text: str) -> str:
    r"""Return ``text`` as the inside of a table's cell that shows it as it is.

    >>> print(markdown_cell("a|b\n<i> *c*  third_party"))
    a\|b<br>\<i> \*c\* &#32;third_party
    """
    text = re.sub(r"[\\`*\[\]<|~&$]|(?<![^\W_])_|_(?![^\W_])", r"\\\g<0>", text)
    text = re.sub(r"^[^\S\r\n]|(?<=\s)[^\S\r\n]|[^\S\r\n]$|\t", reference, text)
    return re.sub(r"\r\n?|\n", "<br>", text)


def reference(character: re.Match[str]) -> str:
    return f"&#{ord(character[0])};"


def dumps(value: object) -> str:
    """Return ``value`` as the JSON that all exports are written in."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
