"""python -m benchmarks makes its table and page of what it measured; timings are no test."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT)
    yield importlib.import_module("benchmarks.report")
    for name in [name for name in sys.modules if name.partition(".")[0] == "benchmarks"]:
        del sys.modules[name]


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
