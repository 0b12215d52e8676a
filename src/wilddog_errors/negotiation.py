"""What a client asks for → the catalogue that serves it.

CLDR's language matching (https://www.unicode.org/reports/tr35/, "Language Matching") as ICU's
`LocaleMatcher` does it with its default threshold, and Accept-Language headers after RFC 9110,
section 12.5.4.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias, overload

    from babel import Locale

    from . import cldr

    Preferred: TypeAlias = str | Locale | Iterable[str | Locale | None] | None
    # the preference as spelled, its maximised form, the nearest name, its distance, the outcome
    Row: TypeAlias = tuple[str, str | None, str | None, int | None, str]

HEADER_LENGTH = 1024  # no browser sends more, and each item costs up to 10 µs
ITEMS = 16

# In eighths: the rest below 8 tells apart locales that are equal but for their spelling.
THRESHOLD = 50 * 8
DEMOTION = 5 * 8
FARTHEST = 1000 * 8

AHEAD = ("nearer", "equal")
PREPARED = 16  # sets of names that are remembered: an application has one or two

_supported: dict[tuple[tuple[str, ...], str | None], dict[cldr.Locale, str]] = {}

if TYPE_CHECKING:

    @overload
    def negotiate(preferred: Preferred, available: Iterable[str], *, default: str = ...) -> str: ...

    @overload
    def negotiate(
        preferred: Preferred, available: Iterable[str], *, default: str | None
    ) -> str | None: ...


def negotiate(
    preferred: Preferred, available: Iterable[str], *, default: str | None = "en"
) -> str | None:
    """Return the name in ``available`` that serves ``preferred`` best, else ``default``.

    ``preferred`` is a language tag (BCP 47, or as POSIX, Java, Android, Apple or Windows spell
    it), an Accept-Language header, a `babel.Locale`, or an iterable of these, best first; each
    later preference counts 5 more (a region is 4, the threshold 50). Of names equally near the
    one that is ``default``'s (without one, the first name's) locale wins, then CLDR's paradigm
    locales, then the one that stands first in ``available``. What an item with q=0 names exactly
    isn't served, but ``default`` is, whatever the header says: something has to be. No string
    raises; another type is a TypeError.

    >>> negotiate("zh-Hans-SG", ["en", "zh_CN"])
    'zh_CN'
    >>> negotiate("zh-TW,zh;q=0.9,en;q=0.8", ["en", "zh_CN"])
    'zh_CN'
    >>> negotiate(["fr", "pt-AO"], ["pt_BR", "pt_PT"], default="en")
    'pt_PT'
    """
    names = _names(available, default)
    if isinstance(preferred, str) and preferred in names:
        return names[names.index(preferred)]
    for *_, name, _, outcome in _considered(_preferences(preferred), names, default):
        if outcome in AHEAD:
            default = name
    return default


def explain(
    preferred: Preferred, available: Iterable[str], *, default: str | None = "en"
) -> list[Row]:
    """Return why `negotiate` answers so: a row for each preference, in the order tried.

    A row is the preference as spelled, its maximised form, the nearest name in ``available``, its
    distance, and the outcome: "chosen"; "nearer" than all before, but a later one is nearer yet;
    "farther" than an earlier one; "beyond threshold"; "not reached"; "q=0"; "matches nothing"
    (the ``*`` of a header); "malformed". Raises what `negotiate` raises.

    >>> for row in explain("zh-TW, fr;q=0, zh;q=0.9", ["en", "zh_CN"]): print(*row)
    zh-TW zh-Hant-TW zh_CN 54 beyond threshold
    zh zh-Hans-CN zh_CN 0 chosen
    fr None None None q=0
    """
    rows = list(_considered(_preferences(preferred), _names(available, default), default))
    chosen = [number for number, row in enumerate(rows) if row[-1] in AHEAD]
    if chosen:
        tag, maximised, name, distance, _ = rows[chosen[-1]]
        rows[chosen[-1]] = (tag, maximised or _maximised(tag), name, distance, "chosen")
    return rows


def _maximised(tag: str) -> str:
    from . import cldr

    return str(cldr.locale(tag) or tag)


def _considered(
    preferences: list[tuple[str, float | None]], names: tuple[str, ...], default: str | None
) -> Iterator[Row]:
    """Yield what becomes of each preference; the last outcome in AHEAD names the answer."""
    names = _acceptable(names, preferences)
    room, found = THRESHOLD, False
    for tag, quality in preferences:
        if quality == 0:
            yield (tag, None, None, None, "q=0")
        elif quality is None or tag == "*":
            yield (tag, None, None, None, "matches nothing" if quality else "malformed")
        elif room <= 0 or not names:
            yield (tag, None, None, None, "not reached")
        elif tag in names:
            room = 0
            yield (tag, None, tag, 0, "equal")
        else:
            locale, name, distance = _nearest(tag, names, default)
            if not locale:
                yield (tag, None, None, None, "malformed")
                continue
            outcome = "nearer" if distance < room else "farther" if found else "beyond threshold"
            room, found = min(room, distance) - DEMOTION, found or distance < room
            yield (tag, locale, name, distance // 8, outcome)


def _nearest(tag: str, names: tuple[str, ...], default: str | None) -> tuple[str, str, int]:
    """Return the maximised ``tag`` ("" if malformed), the nearest name and how far, in eighths."""
    from . import cldr  # late: it loads Babel

    locale = cldr.locale(tag)
    if locale is None:
        return "", "", 0
    supported = _prepared(names, default)
    if locale in supported:
        return str(locale), supported[locale], 0
    best, shortest = locale, FARTHEST
    for candidate in supported:
        distance = 8 * cldr.distance(locale, candidate)
        # ICU: the original spelling wins among equals, the fewer subtags differ in being explicit.
        distance = distance or locale.explicit ^ candidate.explicit
        tie = distance == shortest and candidate.region != locale.region
        if distance < shortest or (tie and cldr.likelier(candidate, best)):
            best, shortest = candidate, distance
    return str(locale), supported[best], shortest


def _prepared(names: tuple[str, ...], default: str | None) -> dict[cldr.Locale, str]:
    """Return the names by maximised locale, in ICU's order: default, paradigms, others."""
    prepared = _supported.get((names, default))
    if prepared is None:
        from . import cldr

        locales = [cldr.locale(name) or cldr.Locale(name, "", "") for name in names]
        first = locales[0] if default is None else cldr.locale(default) or cldr.UND
        order = sorted(
            range(len(names)),
            key=lambda at: (locales[at][:3] != first[:3], locales[at][:3] not in cldr.PARADIGMS),
        )
        prepared = {}
        for at in order:
            prepared.setdefault(locales[at], names[at])
        if len(_supported) >= PREPARED:
            _supported.clear()
        _supported[names, default] = prepared
    return prepared


def _acceptable(
    names: tuple[str, ...], preferences: list[tuple[str, float | None]]
) -> tuple[str, ...]:
    """Return ``names`` without those that an item with q=0 names, spelled however."""
    refused = [tag for tag, quality in preferences if quality == 0]
    if not refused:
        return names
    from . import cldr

    locales = {locale.named() for tag in refused if (locale := cldr.locale(tag))}
    return tuple(
        name for name in names if not ((locale := cldr.locale(name)) and locale.named() in locales)
    )


def _preferences(preferred: Any) -> list[tuple[str, float | None]]:
    """Return the items of all headers, best first, with their quality; None if malformed."""
    if preferred is None or isinstance(preferred, str) or is_locale(preferred):
        preferred = (preferred,)
    elif isinstance(preferred, (bytes, bytearray)) or not hasattr(preferred, "__iter__"):
        raise _wrong_type(preferred)
    found: list[tuple[str, float | None]] = []
    for _, one in zip(range(ITEMS), preferred, strict=False):
        if isinstance(one, str):
            found += _header(one)
        elif is_locale(one):
            found.append((str(one), 1))
        elif one is not None:
            raise _wrong_type(one)
    return found[:ITEMS]


def is_locale(value: object) -> bool:
    """Tell whether ``value`` is a `babel.Locale`, without loading Babel."""
    # Without this module nobody can have a babel.Locale; another thread may be loading it just now.
    locale = getattr(sys.modules.get("babel.core"), "Locale", None)
    return locale is not None and isinstance(value, locale)


def _wrong_type(value: object) -> TypeError:
    expected = "None, a str, a babel.Locale or an iterable of these"
    return TypeError(f"a locale is {expected}, not {shown(value)}")


def shown(value: object) -> str:
    """Return how a value of a wrong type begins, for an error; its type if it can't be shown.

    >>> shown(b"22203"), shown(10**5000)
    ("b'22203'", 'int')
    """
    try:
        return f"{value!r:.60}"
    except Exception:  # a huge int has no repr, and that of another's type may do anything
        return type(value).__name__


def _header(text: str) -> list[tuple[str, float | None]]:
    """Return the items of an Accept-Language header within the bounds, best first."""
    text = str.__str__(text)
    if len(text) > HEADER_LENGTH:
        text = text[:HEADER_LENGTH].rpartition(",")[0]
    found: dict[str, tuple[str, float | None]] = {}
    for item in text.split(",")[:ITEMS]:
        tag, *parameters = (part.strip() for part in item.split(";"))
        if tag:
            # ICU's LocalePriorityList: of a tag that comes twice the later counts.
            key = tag.lower().replace("_", "-")
            found.pop(key, None)
            found[key] = tag, _quality(parameters)
    return sorted(found.values(), key=lambda pair: -(pair[1] or 0))


def _quality(parameters: list[str]) -> float | None:
    """Return the quality that an item's parameters give it, 0 to 1; None if it is malformed."""
    for parameter in parameters:
        name, _, value = (part.strip() for part in parameter.partition("="))
        if name in ("q", "Q"):
            digits = value.removeprefix("-").replace(".", "", 1)
            if not (digits.isascii() and digits.isdigit()):
                return None
            return min(max(float(value), 0), 1)
    return 1


def _names(available: Iterable[str], default: str | None) -> tuple[str, ...]:
    if isinstance(available, str):
        raise TypeError(f"available is an iterable of names, not {shown(available)}")
    names = tuple(available)
    for name in names if default is None else (*names, default):
        if not isinstance(name, str):
            raise TypeError(f"the name of a locale is a str, not {shown(name)}")
    return names
