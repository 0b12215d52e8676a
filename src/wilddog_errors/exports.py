"""The texts as files for other programs and platforms."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .catalogue import SOURCE, Catalogue


def as_json(catalogue: Catalogue, locales: Iterable[str] | None = None) -> str:
    """Return the texts as one JSON object, with codes ascending and a newline at the end.

    ``source`` is the language of the source texts, ``locales`` the names of the locales, and
    ``messages`` the text by locale by code. ``locales`` are names that `Catalogue.locales` gives;
    None means all of them. The same texts give the same characters every time.

    >>> json.loads(as_json(Catalogue()))["messages"]["22203"]["zh_CN"]
    '邮箱地址已经被其他账户使用'
    """
    names = list(catalogue.locales() if locales is None else locales)
    texts = {name: catalogue.messages(name) for name in names}
    messages = {
        str(code): {name: texts[name][code] for name in names} for code in catalogue.messages()
    }
    result = {"source": SOURCE, "locales": names, "messages": messages}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"
