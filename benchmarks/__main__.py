"""Measure ours beside the peers: python -m benchmarks (needs [bench], and valgrind)

Each round starts a fresh process for each peer in turn, so that what else the machine does falls
on all alike. Prints the table and writes it into README.md, with a plot; with --glance it measures
one round and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
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


def main(glance: bool) -> None:
    count = 1 if glance else 15
    try:
        found = rows(count)
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().rpartition("\n")[2]
        raise SystemExit(f"{last}: is all here that pip install -e '.[bench]' brings?") from None
    measured = f"{table(found)}\n{setting(found, count, os.getloadavg()[1])}"
    print(measured)
    if not glance:
        plot(found, HERE / "peers.svg")
        page = HERE / "README.md"
        page.write_text(inserted(page.read_text("utf-8"), measured), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--glance", action="store_true", help="one round; nothing is written")
    main(parser.parse_args().glance)
