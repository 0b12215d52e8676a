"""Choosing a locale: speed and rightness of ours and of the peers, in one table.

    pip install -e '.[bench]'
    python benchmarks/negotiation.py

Right is what ICU 78's LocaleMatcher answers (tests/data/icu78_matcher.json). Times are of new
tags: each of the 704 tags is asked for once after a first one has loaded the data, best of 5 runs,
each in a fresh process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ICU = json.loads((Path(__file__).parents[1] / "tests/data/icu78_matcher.json").read_text("utf-8"))
Matcher = Callable[[Sequence[str], Sequence[str], "str | None"], "str | None"]


def ours() -> Matcher:
    from wilddog_errors.negotiation import negotiate

    return lambda preferred, available, default: negotiate(preferred, available, default=default)


def babel() -> Matcher:
    from babel import negotiate_locale

    def match(
        preferred: Sequence[str], available: Sequence[str], default: str | None
    ) -> str | None:
        wanted = [tag.replace("-", "_") for tag in preferred]
        spelled = {name.replace("-", "_"): name for name in available}
        found = negotiate_locale(wanted, list(spelled))
        return spelled.get(found, default) if found else default

    return match


def langcodes() -> Matcher:
    from langcodes import closest_match

    def match(
        preferred: Sequence[str], available: Sequence[str], default: str | None
    ) -> str | None:
        for tag in preferred:
            found: str = closest_match(tag, list(available), max_distance=49)[0]
            if found != "und":
                return found
        return default

    return match


def werkzeug() -> Matcher:
    from werkzeug.datastructures import LanguageAccept

    def match(
        preferred: Sequence[str], available: Sequence[str], default: str | None
    ) -> str | None:
        return LanguageAccept((tag, 1) for tag in preferred).best_match(available) or default

    return match


def webob() -> Matcher:
    from webob.acceptparse import (
        create_accept_language_header,
    )

    def match(
        preferred: Sequence[str], available: Sequence[str], default: str | None
    ) -> str | None:
        spelled = {name.replace("_", "-"): name for name in available}
        header = create_accept_language_header(", ".join(preferred))
        return spelled.get(header.lookup(list(spelled), default="") or "", default)

    return match


PEERS = {peer.__name__: peer for peer in (ours, babel, langcodes, werkzeug, webob)}


def parsed(header: str) -> list[str]:
    """The tags of a header that all peers can read, best first: none but ours gets it whole."""
    items = [[*item.strip().split(";q="), "1"][:2] for item in header.split(",")]
    return [tag for tag, _ in sorted(items, key=lambda item: -float(item[1]))]


def answer(match: Matcher, preferred: Sequence[str], available: Sequence[str]) -> str | None:
    try:
        return match(preferred, available, "en")
    except (ValueError, LookupError):
        return "raised"


def share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.1f} %"


def case_is_right(match: Matcher, case: list[object]) -> bool:
    available, preferred, expected, default = case
    try:
        found = match(preferred, available, default)  # type: ignore[arg-type]
    except (ValueError, LookupError):
        return False
    return found == (expected or default) or (found or available[0]) == expected  # type: ignore[index]


def measure(name: str) -> dict[str, str | float]:
    """One peer's row: loading in ms, µs for a new tag, and the shares of right answers."""
    start = time.perf_counter()
    match = PEERS[name]()
    match(["de-AT"], ("en", "zh_CN"), "en")
    loading = time.perf_counter() - start
    tags = [tag for _, answers in ICU["tags"][:1] for tag in answers]
    start = time.perf_counter()
    for tag in tags:
        answer(match, [tag], ("en", "zh_CN"))
    each = (time.perf_counter() - start) / len(tags)
    return {
        "loading": loading * 1e3,
        "new tag": each * 1e6,
        "cases": share([case_is_right(match, case) for case in ICU["cases"]]),
        "tags": share(
            [
                answer(match, [tag], available) == expected
                for available, answers in ICU["tags"]
                for tag, expected in answers.items()
            ]
        ),
        "headers": share(
            [
                answer(match, [header] if name == "ours" else parsed(header), available) == expected
                for available, answers in ICU["headers"]
                for header, expected in answers
            ]
        ),
    }


def run(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True
    ).stdout.decode()


def main() -> None:
    loading = "import gettext, time; t = time.perf_counter(); import babel.core\n"
    loading += "babel.core.get_global('likely_subtags'); print(time.perf_counter() - t)"
    print(f"Babel's data alone: {min(float(run('-c', loading)) for _ in range(5)) * 1e3:.1f} ms")
    print(f"{'':10}{'first ms':>10}{'new tag µs':>12}{'cases':>10}{'tags':>10}{'headers':>10}")
    for name in PEERS:
        rows = [json.loads(run(__file__, name)) for _ in range(5)]
        first, each = (min(row[key] for row in rows) for key in ("loading", "new tag"))
        shares = "".join(f"{rows[0][key]:>10}" for key in ("cases", "tags", "headers"))
        print(f"{name:10}{first:10.1f}{each:12.1f}{shares}")


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
