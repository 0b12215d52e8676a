"""Locales as CLDR sees them: from a spelling to its likely subtags, and how far two are apart.

Importing this module loads Babel's data (some 10 ms), so `negotiation` does it late.
The rules: https://www.unicode.org/reports/tr35/, "Likely Subtags" and "Language Matching".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from babel.core import get_global

from . import distances

TAG_LENGTH = 64

# Not in CLDR: the "C" of POSIX, Java's and ICU's root, and Chinese of Windows before Vista.
SPELLINGS = {"c": "en", "posix": "en", "root": "und", "zh-chs": "zh-Hans", "zh-cht": "zh-Hant"}

LIKELY: dict[str, str] = {**get_global("likely_subtags"), **distances.LIKELY}
LANGUAGES = {old: new for old, new in get_global("language_aliases").items() if "_" not in new}
SCRIPTS: dict[str, str] = dict(get_global("script_aliases"))
REGIONS = {old: new[0] for old, new in get_global("territory_aliases").items()}

NEAR = {
    (desired, supported): distance
    for supported, distance, languages in distances.LANGUAGES
    for desired in languages.split()
}
FOLDER = re.compile(
    "(?!und)([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?"
    "((?:[-_](?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
GROUPS = {name: frozenset(countries.split()) for name, countries in distances.GROUPS.items()}


class Locale(NamedTuple):
    """A maximised locale; ``explicit`` tells which subtags were spelled out (4 + 2 + 1)."""

    language: str
    script: str
    region: str
    explicit: int = 7

    def __str__(self) -> str:
        return "-".join(filter(None, self[:3]))

    def named(self) -> tuple[str, str, str]:
        """Return what the spelling says, whether or not it spells the script that CLDR implies."""
        return (self.language, self.script, self.region if self.explicit & 1 else "")


UND = Locale("und", "", "")


def subtags(spelling: str) -> list[str]:
    """Return the subtags of one locale in any of its spellings; none if it is malformed.

    >>> subtags("zh_CN_#Hans"), subtags("b+zh+Hans+CN"), subtags("de_DE.UTF-8@euro")
    (['zh', 'CN', 'Hans'], ['zh', 'Hans', 'CN'], ['de', 'DE'])
    """
    if len(spelling) > TAG_LENGTH or not spelling.isascii():
        return []
    tag = spelling.partition("@")[0].partition(".")[0].replace("_#", "_")
    if tag[:2] in ("b+", "B+"):
        tag = tag[2:].replace("+", "-")
    tag = tag.replace("_", "-")
    known, rest = tag[:6].lower(), tag[6:]
    if known in SPELLINGS and rest[:1] in ("", "-"):
        tag = SPELLINGS[known] + rest
    found = [subtag for subtag in tag.split("-") if subtag]
    wellformed = tag[:1].isalpha() and all(len(part) <= 8 and part.isalnum() for part in found)
    return modern(found) if wellformed else []


class Name(NamedTuple):
    """A locale's subtags in BCP 47's case, each "" if it has none; as a str, its language tag."""

    language: str
    script: str
    region: str
    variants: str

    def __str__(self) -> str:
        return "-".join(filter(None, self))


def name_of(folder: str) -> Name:
    """Return the subtags of a folder's name, all "" if it isn't well-formed.

    >>> print(*map(name_of, ["zh_CN", "sr_Latn", "es_419", "ca_ES_VALENCIA"]))
    zh-CN sr-Latn es-419 ca-ES-valencia
    """
    match = FOLDER.fullmatch(folder)
    language, script, region, variants = match.groups("") if match else ("",) * 4
    variants = variants[1:].lower().replace("_", "-")
    return Name(language.lower(), script.title(), region.upper(), variants)


def folder_name(folder: str) -> str | None:
    """Return a folder's name as catalogues spell it, or None if CLDR knows no such locale.

    >>> folder_name("zh-cn"), folder_name("sr_latn"), folder_name("zn_CN"), folder_name("sr@latin")
    ('zh_CN', 'sr_Latn', None, None)
    """
    name = name_of(folder)
    if name.language not in LIKELY.keys() | get_global("language_aliases").keys():
        return None
    return str(name._replace(variants=name.variants.upper())).replace("-", "_")


def modern(parts: list[str]) -> list[str]:
    """Put what CLDR's aliases say in the place of a grandfathered or redundant tag."""
    for count in (3, 2):
        new = distances.LEGACY.get("-".join(parts[:count]).lower())
        if new:
            return new.split("-") + parts[count:]
    return parts


def locale(spelling: str) -> Locale | None:
    """Return the maximised locale of a spelling, or None if it is malformed.

    >>> str(locale("zh-rTW")), str(locale("cmn")), locale("../etc/passwd")
    ('zh-Hant-TW', 'zh-Hans-CN', None)
    """
    parts = subtags(spelling)
    if not parts:
        return None
    language = parts[0].lower()
    if language == "x":
        return Locale("-".join(parts).lower(), "", "")
    if not (len(language) in (2, 3) and language.isalpha()):
        return None
    script = region = ""
    for position, part in enumerate(parts[1:]):
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            script = script or part.title()
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            region = region or part.upper()
        elif len(part) == 3 and part.isalpha():
            if country := three_letters(part, language):
                region = region or country
            elif position == 0:
                language = part.lower()  # an extended language: ar-arz is arz
    return resolved(language, script, region)


def three_letters(part: str, language: str) -> str:
    """Return the region in Android's rCN or ISO 3166's CHN; "" for an extended language."""
    if language == "sgn":
        return ""
    if part.upper() in REGIONS and part[0] != "r":
        return part.upper()
    return part[1:].upper() if part[0] in "rR" else ""


def resolved(language: str, script: str, region: str) -> Locale:
    """Return the maximised locale of subtags, each "" if not spelled, after CLDR's aliases."""
    language = LANGUAGES.get(language, language)
    script = SCRIPTS.get(script, script)
    region = REGIONS.get(region, region)
    if language == "und" and not script and not region:
        return UND
    return maximise(
        "" if language == "und" else language,
        "" if script == "Zzzz" else script,
        "" if region == "ZZ" else region,
    )


def maximise(language: str, script: str, region: str) -> Locale:
    """Return the locale with the subtags that are "" filled in, as ICU's LikelySubtags does."""
    explicit = 4 * bool(language) + 2 * bool(script) + bool(region)
    known = language if language in LIKELY else "und"
    likely = (
        LIKELY.get(f"{known}_{script}_{region}")
        or LIKELY.get(f"{known}_{script}")
        or LIKELY.get(f"{known}_{region}")
        or LIKELY[known]
    ).split("_")
    return Locale(language or likely[0], script or likely[1], region or likely[2], explicit)


def distance(desired: Locale, supported: Locale) -> int:
    """Return CLDR's distance: about 4 for a region, 50 for a script, 80 for a language.

    >>> distance(locale("en-AU"), locale("en-GB")), distance(locale("zh-TW"), locale("zh"))
    (3, 54)
    """
    total = 0
    if desired.language != supported.language:
        total = NEAR.get((desired.language, supported.language), 80)
    if desired.script != supported.script:
        pair = f"{desired.language}_{desired.script} {supported.language}_{supported.script}"
        total += distances.SCRIPTS.get(pair, 50)
    if desired.region != supported.region:
        total += region_distance(desired, supported)
    return total


def region_distance(desired: Locale, supported: Locale) -> int:
    """Return how far two regions are apart: of regions of many countries the farthest pair."""
    rows = None
    if desired.language == supported.language:
        rows = distances.REGIONS.get(desired.language)
        if desired.script == supported.script:
            rows = rows or distances.REGIONS.get(f"{desired.language}_{desired.script}")
    if not rows:
        return 4
    return max(
        next(far for wanted, given, far in rows if fits(left, wanted) and fits(right, given))
        for left in distances.SAMPLES.get(desired.region, desired.region).split()
        for right in distances.SAMPLES.get(supported.region, supported.region).split()
    )


def fits(country: str, group: str) -> bool:
    """Tell whether a row of `distances.REGIONS` that says ``group`` speaks of ``country``."""
    if group in GROUPS:
        return country in GROUPS[group]
    return group in ("*", country) or (group[0] == "!" and country not in GROUPS[group[1:]])


def likelier(one: Locale, other: Locale) -> bool:
    """Tell whether, of two equally far away, ``one`` is more what its language usually is."""
    if one.language != other.language:
        return False
    likely = LIKELY.get(one.language, LIKELY["und"]).split("_")
    if one.script != other.script:
        return one.script == likely[1]
    return one.region != other.region and one.region == likely[2]


PARADIGMS = {
    found[:3] for name in distances.PARADIGMS.split() if (found := locale(name)) is not None
}
