"""The benchmarks make tables and pages of what they measured; timings are no test."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wilddog_errors import message, negotiate

ROOT = Path(__file__).parents[1]


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    monkeypatch.syspath_prepend(ROOT)
    yield lambda name: importlib.import_module(f"benchmarks.{name}")
    for name in [name for name in sys.modules if name.partition(".")[0] == "benchmarks"]:
        del sys.modules[name]


@pytest.fixture
def report(imported: Callable[[str], Any]) -> Any:
    return imported("report")


@pytest.fixture
def server(imported: Callable[[str], Any]) -> Any:
    return imported("server")


TIMES = {"import": 4e-3, "first": 5e-4, "known": 1e-7, "foreign": 2e-7, "unknown": 1e-6}
TIMES |= {"foreign first": 0.02, "memory": 2048}
ANSWERS = {"answer": "中", "foreign answer": "中", "unknown answer": "不"}
OURS = TIMES | ANSWERS | {"instructions": 1162.0}
PEER = {name: 3 * time for name, time in TIMES.items()} | ANSWERS
RAISES = {name: time for name, time in PEER.items() if name not in ("foreign", "unknown")}
RAISES |= {"foreign answer": "KeyError raised", "unknown answer": "KeyError raised"}


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        pytest.param(
            "ours",
            OURS,
            "| ours | 4.0 ms (1) | 500 µs (1) | 100 ns (1) | 1,162 (1) | 20 ms (1) | 200 ns (1) "
            "| right | 1.0 µs (1) | `不` | 2 KiB (1) |",
            id="each figure has its unit and is once itself",
        ),
        pytest.param(
            "humanize",
            PEER | {"foreign answer": "five"},
            "| humanize¹ | 12 ms (3) | 1.5 ms (3) | 300 ns (3) | – | 60 ms | 600 ns | English "
            "| 3.0 µs (3) | `不` | 6 KiB (3) |",
            id="a wrong answer has no ratio, a text of its own has a note",
        ),
        pytest.param(
            "two dicts, a bare function",
            RAISES,
            "| two dicts, a bare function | – | – | 300 ns (3) | – | 60 ms | – | KeyError raised "
            "| – | KeyError raised | – |",
            id="what raises has no time, what imports nothing no start",
        ),
    ],
)
def test_a_row_of_the_table(report: Any, name: str, row: dict[str, Any], expected: str) -> None:
    lines = report.table({"ours": OURS, name: row}).splitlines()
    assert expected in lines
    assert {line.count("|") for line in lines} == {lines[0].count("|")}


def test_the_page_has_a_row_for_each_peer_in_order(report: Any) -> None:
    page = (ROOT / "benchmarks/README.md").read_text("utf-8")
    names = [line.split(" | ")[0].strip("| ¹") for line in page.splitlines() if "KiB" in line]
    peers = [peer.name for peer in report.PEERS if peer != report.FLOOR]
    assert names == peers


@pytest.mark.parametrize("lost", ["MARK", "END"])
def test_a_page_without_its_marks_is_refused(report: Any, lost: str) -> None:
    page = (report.MARK + report.END).replace(getattr(report, lost), "")
    with pytest.raises(ValueError, match="lacks the line"):
        report.inserted(page, "new")


def test_each_step_of_a_peer_compiles(report: Any) -> None:
    for peer in report.PEERS:
        for look_up in (peer.known, peer.foreign, peer.unknown):
            compile(look_up, peer.name, "eval")
        compile(f"{peer.imports}\n{peer.prepare}", peer.name, "exec")


def test_the_servers_headers_are_answered_in_the_right_language(server: Any) -> None:
    for headers in (server.ORDINARY, *server.HOSTILE.values()):
        asked = {header: header.replace("@", "abcdefgh") for header in headers}
        assert headers == {
            header: negotiate(sent).replace("_", "-") for header, sent in asked.items()
        }


@pytest.mark.parametrize(
    ("app", "localized"),
    [pytest.param("with", True, id="ours"), pytest.param("without", False, id="English alone")],
)
def test_the_server_is_judged_by_the_answers_of_its_app(
    server: Any, app: str, localized: bool
) -> None:
    right = set(server.right(app))
    assert len(right) == 55
    for code, header in server.requests(0.3, 1_000):
        locale = negotiate(header.replace("@", "abcdefgh")) if localized else "en"
        problem = {"type": f"https://example.com/errors#{code}", "title": message(code, locale)}
        answer: dict[str, Any] = problem | {"status": 400, "code": str(code)}
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        assert (locale.replace("_", "-"), body) in right


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        pytest.param("ordinary", 0, 0, id="none is hostile"),
        pytest.param("mixed", 250, 350, id="three in ten, give or take"),
        pytest.param("hostile", 1_000, 1_000, id="all are"),
    ],
)
def test_the_servers_load(server: Any, kind: str, least: int, most: int) -> None:
    sent = list(server.requests(server.KINDS[kind], 1_000))
    assert sent == list(server.requests(server.KINDS[kind], 1_000))
    assert least <= sum(header not in server.ORDINARY for _, header in sent) <= most
    for _, header in sent:
        assert not set("\0\t\r\n") & set(header)  # h11 refuses them, or wrk's file parts there
        assert header.encode("latin-1").decode("latin-1") == header


def test_the_servers_shares_pair_the_slices_of_a_round(server: Any) -> None:
    ours = [{"cost": 2e-4, "rate": 900.0}, {"cost": 1e-4, "rate": 500.0}]
    bare = [{"cost": 1e-4, "rate": 1000.0}, {"cost": 1e-4, "rate": 1000.0}]
    found = {
        (kind, app): rows
        for kind in server.KINDS
        for app, rows in (("with", ours), ("without", bare))
    }
    assert (
        "| mixed | 50 µs (0 µs to 100 µs) | 25.0% (0.0% to 50.0%) | 30.0% (10.0% to 50.0%) |"
        in (list(server.shares(found)))
    )
