"""Measure ours beside the peers: python -m benchmarks [ROUNDS] (needs [bench], and valgrind)

Each round starts a fresh process for each peer in turn, so that what else the machine does falls
on all alike. Prints the table and writes it into README.md, with a plot.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from .measure import instructions, measure, memory
from .peers import FLOOR, OURS, PEERS, write
from .report import inserted, plot, setting, table

HERE = Path(__file__).parent


def joined(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the least time of each warm look-up, the median of other times, and the answers."""
    found = dict(rounds[0])
    for key in [key for key, value in found.items() if not isinstance(value, str)]:
        times = [row[key] for row in rounds]
        found[key] = min(times) if key in ("known", "foreign", "unknown") else median(times)
    return found | {"known median": median(row["known"] for row in rounds)}


def rows(count: int) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        write(path)
        for peer in PEERS:  # nobody's .pyc or page cache is cold in the rounds that count
            measure(peer, path)
        rounds = [{peer.name: measure(peer, path) for peer in PEERS} for _ in range(count)]
        found = {peer.name: joined([one[peer.name] for one in rounds]) for peer in PEERS}
        for peer in PEERS:
            row = found[peer.name]
            row |= {"memory": memory(peer, path), "start": row["import"] + row["first"]}
        for peer in (OURS, FLOOR):
            counted = instructions(peer, path)
            if counted is not None:
                found[peer.name]["instructions"] = counted
    return found


def main(count: int) -> None:
    found = rows(count)
    measured = f"{table(found)}\n{setting(found, count, os.getloadavg()[1])}"
    print(measured)
    plot(found, HERE / "peers.svg")
    page = HERE / "README.md"
    page.write_text(inserted(page.read_text("utf-8"), measured), "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 15)
