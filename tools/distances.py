"""Write src/wilddog_errors/distances.py from CLDR's own JSON.

    npm pack cldr-core@48 && tar xzf cldr-core-*.tgz
    python tools/distances.py package/supplemental

The files that it read are left in tests/data/cldr, the two long ones cut down to the rows that
can matter, so that a test writes the module again and sees that it is current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

ROOT = Path(__file__).parent.parent
MODULE = ROOT / "src/wilddog_errors/distances.py"
COPIES = ROOT / "tests/data/cldr"

HEAD = '''"""CLDR {version}: how far a reader of one language is from a text in another.

Written by tools/distances.py: change that, not this. Only what Babel does not carry stands here.
Source: languageMatching, territoryContainment, aliases and likelySubtags of CLDR {version}
(cldr-core), copyright Unicode, Inc., under the Unicode License v3
(https://www.unicode.org/license.txt). The format: https://www.unicode.org/reports/tr35/ section
"Language Matching".
"""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations
'''


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def language_rows(rows: list[tuple[str, str, int, bool]]) -> list[tuple[str, int, str]]:
    """(supported, distance, desired languages) of the rows that name just a language."""
    groups: dict[tuple[str, int], list[str]] = {}
    for desired, supported, distance, oneway in rows:
        if "-" not in desired and desired != "*":
            groups.setdefault((supported, distance), []).append(desired)
            if not oneway:
                groups.setdefault((desired, distance), []).append(supported)
    return [(key[0], key[1], " ".join(sorted(of))) for key, of in sorted(groups.items())]


def script_rows(rows: list[tuple[str, str, int, bool]]) -> dict[str, int]:
    """Distances by "desired supported", each a language_Script."""
    found = {}
    for desired, supported, distance, oneway in rows:
        if desired.count("-") == 1 and "*" not in desired:
            pair = (desired.replace("-", "_"), supported.replace("-", "_"))
            found[" ".join(pair)] = distance
            if not oneway:
                found[" ".join(reversed(pair))] = distance
    return found


def region_rows(rows: list[tuple[str, str, int, bool]]) -> dict[str, list[tuple[str, str, int]]]:
    """(desired, supported, distance) by language or language_Script, in CLDR's order."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for desired, supported, distance, _ in rows:
        if desired.count("-") == 2 and desired != "*-*-*":
            key, wanted = desired.replace("-*-", "-").rsplit("-", 1)
            row = (wanted.strip("$"), supported.rsplit("-", 1)[1].strip("$"), distance)
            found.setdefault(key.replace("-", "_"), []).append(row)
    return found


def countries(region: str, contains: dict[str, list[str]]) -> set[str]:
    """The countries of a region: all leaves of CLDR's containment below it."""
    if region not in contains:
        return {region}
    return set().union(*(countries(inner, contains) for inner in contains[region]))


def samples(contains: dict[str, list[str]], groups: dict[str, set[str]]) -> dict[str, str]:
    """For a region of many countries, one country of each kind that the groups tell apart."""
    found = {}
    for region in contains:
        kinds: dict[tuple[bool, ...], str] = {}
        for country in sorted(countries(region, contains)):
            # Great Britain is the one country that a row of REGIONS names by itself.
            kind = (*(country in group for group in groups.values()), country == "GB")
            kinds.setdefault(kind, country)
        found[region] = " ".join(kinds.values())
    return found


def render(folder: Path, likely: dict[str, str]) -> str:
    """The module, from CLDR's files in `folder`; `likely` are the rows that Babel lacks."""
    matching = load(folder, "languageMatching")["supplemental"]
    version = matching["version"]["_cldrVersion"]
    matching = matching["languageMatching"]["written-new"]
    rows = [
        (row["_desired"], row["_supported"], int(row["_distance"]), row.get("_oneway") is True)
        for row in matching["languageMatch"]
    ]
    contains = {
        region: of["_contains"]
        for region, of in load(folder, "territoryContainment")["supplemental"][
            "territoryContainment"
        ].items()
        if "-" not in region
    }
    groups = {
        name[1:]: set().union(*(countries(part, contains) for part in of["_value"].split("+")))
        for name, of in matching["matchVariables"].items()
    }
    legacy = {
        old.lower(): new["_replacement"]
        for old, new in legacy_aliases(load(folder, "aliases")).items()
        if not old.startswith("und-")
    }
    return "\n".join(
        [
            HEAD.format(version=version),
            f"PARADIGMS = {' '.join(matching['paradigmLocales']['_locales']).replace('-', '_')!r}",
            "",
            "# supported language, distance, desired languages",
            "LANGUAGES = (",
            *(f"    {row!r}," for row in language_rows(rows)),
            ")",
            "",
            "# desired and supported language_Script: distance",
            table("SCRIPTS", script_rows(rows)),
            "",
            "# language or language_Script: (desired, supported, distance), the first that fits:",
            '# "*" any region, a key of GROUPS one of its countries, with "!" none of them.',
            table("REGIONS", {key: tuple(of) for key, of in region_rows(rows).items()}),
            table("GROUPS", {name: " ".join(sorted(of)) for name, of in groups.items()}),
            "",
            "# region of many countries: a country of each kind that GROUPS tell apart",
            table("SAMPLES", samples(contains, groups)),
            "",
            "# grandfathered and redundant tags: what the aliases of CLDR make of them",
            table("LEGACY", legacy),
            "",
            f"# likely subtags that CLDR {version} has and Babel 2.18 (CLDR 47) lacks",
            table("LIKELY", likely),
            "",
        ]
    ).replace("'", '"')


def table(name: str, rows: dict[str, Any]) -> str:
    return "\n".join([f"{name} = {{", *(f"    {key!r}: {rows[key]!r}," for key in rows), "}"])


def legacy_aliases(aliases: Any) -> dict[str, dict[str, str]]:
    rows = aliases["supplemental"]["metadata"]["alias"]["languageAlias"]
    return {old: new for old, new in rows.items() if "-" in old}


def cut(source: Path) -> None:
    """Copy CLDR's files to tests/data/cldr without the rows that the module never needs."""
    for name in ("languageMatching", "territoryContainment"):
        (COPIES / f"{name}.json").write_bytes((source / f"{name}.json").read_bytes())
    aliases = load(source, "aliases")
    aliases["supplemental"]["metadata"]["alias"] = {"languageAlias": legacy_aliases(aliases)}
    likely = load(source, "likelySubtags")
    text = (source / "languageMatching.json").read_text("utf-8")
    rows = likely["supplemental"]["likelySubtags"]
    likely["supplemental"]["likelySubtags"] = {
        key: to for key, to in rows.items() if key[:3] == "und" or f'"{key.split("-")[0]}"' in text
    }
    for name, data in (("aliases", aliases), ("likelySubtags", likely)):
        text = json.dumps(data, indent=2, ensure_ascii=False)
        (COPIES / f"{name}.json").write_text(text + "\n", "utf-8")


def likely_rows(folder: Path) -> dict[str, str]:
    rows = load(folder, "likelySubtags")["supplemental"]["likelySubtags"]
    return {key.replace("-", "_"): to.replace("-", "_") for key, to in rows.items()}


if __name__ == "__main__":
    cut(Path(sys.argv[1]))
    known = get_global("likely_subtags")
    missing = {key: to for key, to in likely_rows(COPIES).items() if known.get(key) != to}
    MODULE.write_text(render(COPIES, missing), "utf-8")
