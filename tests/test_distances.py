"""distances.py is what tools/distances.py makes of CLDR's JSON, whose copies are in data/cldr."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from wilddog_errors import cldr, distances

ROOT = Path(__file__).parents[1]
COPIES = ROOT / "tests/data/cldr"

spec = importlib.util.spec_from_file_location("tools_distances", ROOT / "tools/distances.py")
assert spec is not None
assert spec.loader is not None
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)


def test_is_current() -> None:
    text = (ROOT / "src/wilddog_errors/distances.py").read_text("utf-8")
    assert tool.render(COPIES, distances.LIKELY) == text


def test_likely_rows_are_those_of_cldr_whichever_babel_has() -> None:
    """Rows that CLDR 48 dropped and Babel 2.18 (CLDR 47) still has are let be: they are rare."""
    rows = tool.likely_rows(COPIES)
    assert {key: cldr.LIKELY.get(key) for key in rows} == rows
    assert distances.LIKELY.keys() <= rows.keys()


def test_the_release_is_named() -> None:
    version = tool.load(COPIES, "languageMatching")["supplemental"]["version"]["_cldrVersion"]
    assert version == "48"
    assert (distances.__doc__ or "").startswith("CLDR 48:")


def test_threshold_and_defaults_are_those_of_cldr() -> None:
    """The distances that stand in code, not in the tables: 80, 50 and 4."""
    matching = tool.load(COPIES, "languageMatching")["supplemental"]["languageMatching"]
    rows = matching["written-new"]["languageMatch"]
    assert {
        row["_desired"]: row["_distance"] for row in rows if set(row["_desired"]) <= {"*", "-"}
    } == {"*": 80, "*-*": 50, "*-*-*": 4}
