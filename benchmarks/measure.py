"""One peer in a fresh process: times, what is answered, memory kept; and instructions per call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from .lookups import TEXTS
from .peers import Peer

CALLS = 20_000  # between the two runs whose instructions are compared

# Nothing that a peer might import stands above its own import.
PROGRAM = """
import sys
from time import perf_counter as clock
sys.path += {paths}
names = dict(FOLDER={folder}, TEXTS={texts}, ENGLISH={english})
steps = [compile(step, "step", kind) for step, kind in {steps}]
row = {{}}
def timed(name, *steps):
    start = clock()
    for step in steps:
        exec(step, names)
    row[name] = clock() - start
def answered(look_up):
    try:
        return str(eval(look_up, names))
    except Exception as error:
        return type(error).__name__ + " raised"
"""
TIMES = """
timed("import", steps[0])
timed("first", steps[1], steps[2])
row["answer"] = answered({known})
start = clock()
row["foreign answer"] = answered({foreign})
row["foreign first"] = clock() - start
row["unknown answer"] = answered({unknown})
import json, timeit
def warm(look_up):
    call = timeit.Timer(look_up, globals=names).timeit
    number = max(1, min(20_000, int(0.004 / max(call(3) / 3, 1e-9))))
    return min(call(number) for _ in range(5)) / number
empty = warm("pass")
for name, look_up in {warm}:
    if not answered(look_up).endswith(" raised"):
        row[name] = warm(look_up) - empty
print(json.dumps(row))
"""
MEMORY = """
import gc, json, tracemalloc
tracemalloc.start()
timed("import", steps[0])
timed("first", steps[1], steps[2])
gc.collect()
print(json.dumps(dict(memory=tracemalloc.get_traced_memory()[0])))
"""
WARM = """
exec(steps[0], names); exec(steps[1], names)
import timeit
timeit.Timer({look_up}, globals=names).timeit({calls})
"""


def program(peer: Peer, folder: Path, body: str, **values: object) -> str:
    steps = ((peer.imports, "exec"), (peer.prepare, "exec"), (peer.known, "exec"))
    warm = [(name, getattr(peer, name)) for name in ("known", "foreign", "unknown")]
    values |= {look_up[0]: look_up[1] for look_up in warm} | {"warm": warm}
    values |= {"paths": [path for path in sys.path if path], "folder": str(folder)}
    values |= {"texts": TEXTS, "english": TEXTS["en"][22203], "steps": steps}
    return (PROGRAM + body).format(**{name: repr(value) for name, value in values.items()})


def run(source: str, *before: str) -> subprocess.CompletedProcess[str]:
    """Run a program without site and what it loads; its hashes are the same in each run."""
    command = [*before, sys.executable, "-S", "-P", "-c", source]
    environment = {"PYTHONHASHSEED": "0", "PATH": os.defpath}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True)


def measure(peer: Peer, folder: Path) -> dict[str, Any]:
    """Return a row: seconds by step, and the answers; a look-up that raises has no time."""
    row: dict[str, Any] = json.loads(run(program(peer, folder, TIMES)).stdout)
    return row


def memory(peer: Peer, folder: Path) -> int:
    """Return the bytes that Python keeps after the import and the first look-up."""
    return int(json.loads(run(program(peer, folder, MEMORY)).stdout)["memory"])


def instructions(peer: Peer, folder: Path) -> float | None:
    """Return the machine's instructions of one warm look-up, or None without valgrind.

    They are the difference between a run and one of twice as many calls, less that of empty calls.
    """
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None

    def collected(look_up: str, calls: int) -> int:
        source = program(peer, folder, WARM, look_up=look_up, calls=calls)
        tool = (valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null")
        found = re.search(r"Collected : (\d+)", run(source, *tool).stderr)
        assert found, "callgrind prints what it collected"
        return int(found[1])

    each = [collected(call, 2 * CALLS) - collected(call, CALLS) for call in (peer.known, "pass")]
    return (each[0] - each[1]) / CALLS
