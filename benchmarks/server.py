"""Measure a server under load: python benchmarks/server.py [--glance]

Needs [examples], wrk and Linux. uvicorn serves examples/fastapi_problem.py, and the same app with
English from a dict in the place of the package; wrk asks the two in turn, with the headers of
browsers and hostile ones, and judges every answer. Prints what it measures and writes server.md;
with --glance it takes a minute and writes nothing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from wilddog_errors import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
MARK = "<!-- python benchmarks/server.py writes what follows, up to the next such line -->\n"
END = "<!-- and that is all it writes -->\n"

# What browsers and phones send, and the language of the answer.
ORDINARY = {
    "zh-CN,zh;q=0.9,en;q=0.8": "zh-CN",
    "zh-CN,zh;q=0.8,zh-TW;q=0.7,zh-HK;q=0.5,en-US;q=0.3,en;q=0.2": "zh-CN",
    "zh-CN": "zh-CN",
    "zh-Hans-CN;q=1.0, en-CN;q=0.9": "zh-CN",
    "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7": "zh-CN",
    "zh-HK,zh;q=0.9,en;q=0.8": "zh-CN",
    "zh-TW": "en",
    "en-US,en;q=0.9": "en",
    "en-GB,en-US;q=0.9,en;q=0.8": "en",
    "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7": "en",
    "fr-FR,fr;q=0.8,en-US;q=0.5,en;q=0.3": "en",
    "ja,en-US;q=0.9,en;q=0.8": "en",
    "ko-KR,ko;q=0.9": "en",
}

# Kind: headers, and the language of their answers. Each @ becomes eight letters never sent before.
HOSTILE = {
    "never repeating tags": {
        "@": "en",
        "de-@": "en",
        "zh-@": "zh-CN",
        "sr-Cyrl-@-@;q=0.7,@;q=0.1": "en",
        "x-@,zh;q=0.5": "zh-CN",
    },
    "8 KB": {
        "x" * 8192: "en",
        "zh," * 2730: "zh-CN",
        "fr-@," * 680: "en",
        "zh" + "," * 8190: "zh-CN",
    },
    "hundreds of items": {
        ",".join(["@;q=0.5"] * 300): "en",
        ",".join(f"q{a}{b};q=0.9" for a in "abcdefghijklmnopqrst" for b in "abcdefghij"): "en",
        "zh-CN;q=0.1" + ",ja;q=0.9" * 400: "zh-CN",
    },
    "q twice": {"zh;q=1;q=0": "zh-CN", "zh;q=0;q=1": "en", "zh-CN;q=0.5,zh-CN;q=0": "en"},
    "q no number, or beyond its range": {
        "zh;q=NaN": "en",
        "zh;q=1e309": "en",
        "zh;q=-1": "en",
        "zh;q=": "en",
        "zh;q=" + "9" * 500: "zh-CN",
        "zh;q=0." + "0" * 400 + "1": "en",
    },
    "control bytes": {"zh\x01": "en", "\x1b[2J,zh": "zh-CN", "\x7f\x08": "en"},
    "bytes that aren't ASCII": {"\xe9\xff\x80": "en", "中文".encode().decode("latin-1"): "en"},
    "paths": {
        "../../etc/passwd": "en",
        "zh_CN/../../x": "en",
        "..\\..\\x,zh": "zh-CN",
        "%00": "en",
    },
    "private use": {"x-zh": "en", "zh-x-@": "zh-CN", "qaa-Qaaa-QM": "en"},
    "nothing": {"": "en", "*": "en", "*;q=0": "en", ",,;;=,": "en"},
    "subtags too long or too many": {
        "zh-" + "a" * 500: "en",
        "a" * 63: "en",
        "zh-" + "a-" * 30: "zh-CN",
    },
    "scripts and templates": {
        "<script>alert(1)</script>": "en",
        "'; DROP TABLE users; --": "en",
        "${jndi:ldap://x/a},zh": "zh-CN",
        "{{7*7}}": "en",
    },
}
KINDS = {"ordinary": 0.0, "mixed": 0.3, "hostile": 1.0}  # the share of hostile headers
CODES = {"zh-CN": list(messages())[::2], "en": list(messages())[1::2]}

PROGRAM = """
import sys, uvicorn
kind, port, folder = sys.argv[1:]
sys.path.insert(0, folder)
import fastapi_problem
from wilddog_errors import messages
if kind == "without":
    texts = {str(code): text for code, text in messages().items()}
    fastapi_problem.negotiate = lambda header: "en"
    fastapi_problem.message = lambda code, locale: texts[code]
uvicorn.run(fastapi_problem.app, port=int(port), access_log=False, log_level="warning")
"""
APPS = ("with", "without")
ROUNDS = 10  # of six slices: each app under each kind of load
CONNECTIONS = 16


class Server(NamedTuple):
    app: str
    port: int
    process: subprocess.Popen[bytes]


@contextmanager
def serving(app: str) -> Iterator[Server]:
    """A process of uvicorn with one worker, once it has answered; silent all the while."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, app, str(port), str(HERE.parent / "examples")]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stderr=log) as process:
        try:
            while not answers(port):
                if process.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                yield Server(app, port, process)
        finally:
            process.terminate()
            process.wait()
            log.seek(0)
            if said := log.read().decode():
                raise SystemExit(
                    f"the server {app} localization wrote (has it [examples]?):\n{said}"
                )


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/login/22010", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
        return connection.getresponse().status == 400
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()


def requests(hostile: float, count: int = 10_000) -> Iterator[tuple[int, str]]:
    """Yield a code and a header, the same ones each time; each kind of hostility equally often."""
    chance = random.Random(22203)
    for _ in range(count):
        kind = chance.choice(list(HOSTILE.values())) if chance.random() < hostile else ORDINARY
        header, language = chance.choice(list(kind.items()))
        yield chance.choice(CODES[language]), header


def right(app: str) -> Iterator[tuple[str, str]]:
    """Yield the language and the body of each right answer of an app."""
    for language, codes in CODES.items():
        spoken = language if app == "with" else "en"
        for code in codes:
            title = messages(spoken)[code]
            kind = f"https://example.com/errors#{code}"
            answer = {"type": kind, "title": title, "status": 400, "code": str(code)}
            yield spoken, json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def write(folder: Path) -> None:
    """Write wrk's files: what is sent under each kind of load, what each app has to answer."""
    for kind, hostile in KINDS.items():
        lines = [f"/login/{code}\t{header}\n" for code, header in requests(hostile)]
        (folder / kind).write_text("".join(lines), "latin-1")
    for app in APPS:
        lines = [f"{language}\t{body}\n" for language, body in right(app)]
        (folder / app).write_text("".join(lines), "utf-8")


def load(server: Server, sent: Path, judge: Path, seconds: int, fresh: int) -> dict[str, float]:
    """Return what wrk counts in a slice, and the server's processor time a request, in seconds."""
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(HERE / "server.lua")]
    command = ["wrk", *options, f"http://127.0.0.1:{server.port}", "--"]
    before = processor(server.process.pid)
    done = subprocess.run([*command, sent, judge, str(fresh)], check=True, capture_output=True)
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    spent = processor(server.process.pid) - before
    return row | {"rate": row["requests"] / row["seconds"], "cost": spent / row["requests"]}


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(server: Server) -> dict[str, int]:
    """Return KiB: all that is resident, and what no other process shares."""
    lines = Path(f"/proc/{server.process.pid}/smaps_rollup").read_text().splitlines()[1:]
    of = {name: int(size.split()[0]) for name, size in (line.split(":") for line in lines)}
    return {"RSS": of["Rss"], "USS": of["Private_Clean"] + of["Private_Dirty"]}


Rows = dict[tuple[str, str], list[dict[str, float]]]  # by kind of load and app, one a round
Memories = dict[tuple[str, str], dict[str, int]]  # by app and moment


def measured(servers: list[Server], folder: Path, seconds: int) -> tuple[Rows, Memories, float]:
    """Return every slice, the memory at three moments, and the share of planted wrong answers."""
    used = {(server.app, "first answer"): memory(server) for server in servers}
    # To warm up, both are judged as if they were localized: what English does must be seen.
    warm = [load(server, folder / "mixed", folder / "with", seconds, 0) for server in servers]
    used |= {(server.app, "warm"): memory(server) for server in servers}
    found: Rows = {(kind, app): [] for kind in KINDS for app in APPS}
    for number in range(1, ROUNDS + 1):
        for kind in KINDS:
            for server in servers[:: 1 if number % 2 else -1]:  # neither always goes first
                fresh = number * 100_000_000
                row = load(server, folder / kind, folder / server.app, seconds, fresh)
                found[kind, server.app].append(row)
    used |= {(server.app, "end"): memory(server) for server in servers}
    return found, used, warm[1]["wrong"] / warm[1]["checked"]


def spread(values: Iterable[float], form: str) -> str:
    """Return the median and, in parentheses, the least and the most."""
    known = sorted(values)
    least, middle, most = (form.format(value) for value in (known[0], median(known), known[-1]))
    return f"{middle} ({least} to {most})"


def slices(found: Rows) -> Iterator[str]:
    yield "| headers | localization | requests/s | processor time | p50 | p99 | wrong |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for (kind, app), rows in found.items():
        cells = [spread((row["rate"] for row in rows), "{:,.0f}")]
        cells += [spread((row["cost"] * 1e6 for row in rows), "{:,.0f} µs")]
        cells += [spread((row[key] * 1e3 for row in rows), "{:.1f} ms") for key in ("p50", "p99")]
        cells += [f"{total(rows, 'wrong'):,.0f} of {total(rows, 'checked'):,.0f}"]
        yield f"| {kind} | {app} | {' | '.join(cells)} |"


def total(rows: Iterable[dict[str, float]], key: str) -> float:
    return sum(row[key] for row in rows)


def shares(found: Rows) -> Iterator[str]:
    yield "| headers | localization takes | of processor time | of requests/s |"
    yield "|---|--:|--:|--:|"
    for kind in KINDS:
        pairs = list(zip(found[kind, "with"], found[kind, "without"], strict=True))
        costs = spread(((ours["cost"] - bare["cost"]) * 1e6 for ours, bare in pairs), "{:.0f} µs")
        times = spread((1 - bare["cost"] / ours["cost"] for ours, bare in pairs), "{:.1%}")
        rates = spread((1 - ours["rate"] / bare["rate"] for ours, bare in pairs), "{:.1%}")
        yield f"| {kind} | {costs} | {times} | {rates} |"


def memories(used: Memories) -> Iterator[str]:
    moments = [moment for app, moment in used if app == "with"]
    yield f"| memory in MiB | {' | '.join(moments)} | from warm to end |"
    yield "|---|--:|--:|--:|--:|"
    for app in APPS:
        for kind in used[app, "end"]:
            sizes = [used[app, moment][kind] / 1024 for moment in moments]
            cells = [f"{size:.1f}" for size in sizes] + [f"{sizes[-1] - sizes[-2]:+.2f}"]
            yield f"| {app}, {kind} | {' | '.join(cells)} |"


def setting(cores: list[int]) -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    versions = ", ".join(f"{name} {version(name)}" for name in ("uvicorn", "fastapi", "Babel"))
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout.split()
    return (
        f"{models[0] if models else machine()}, {os.cpu_count()} CPUs, "
        f"{'the servers on one and wrk on another' if cores[1:] else 'one for all'}; Python "
        f"{python_version()}, {versions}, wrk {wrk[1]} with {CONNECTIONS} connections. The load "
        f"average at the end was {os.getloadavg()[0]:.1f}."
    )


def report(found: Rows, used: Memories, planted: float, seconds: int, cores: list[int]) -> str:
    rows = [row for rows in found.values() for row in rows]
    served = sum(total(found[kind, "with"], "requests") for kind in KINDS)
    head = (
        f"{len(rows)} slices of {seconds} s: the median of {ROUNDS}, the least and the most. "
        f"Requests that failed: {total(rows, 'failed'):.0f}. The app without localization, judged "
        f"as if it had it, is found wrong in {planted:.0%} of its answers: the judge does see."
    )
    day = (
        f"With localization the server gave {served:,.0f} answers: a day's, if one comes every "
        f"{86_400 / served:.1f} s around the clock."
    )
    hostile = f"Hostile are, equally often: {'; '.join(HOSTILE)}."
    tables = ("\n".join(lines) for lines in (slices(found), shares(found), memories(used)))
    return "\n\n".join([head, *tables, day, setting(cores), hostile]) + "\n"


def main(glance: bool) -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk, or https://github.com/wg/wrk")
    each = 1 if glance else 5  # seconds a slice, of which there are sixty
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        write(Path(folder))
        os.sched_setaffinity(0, cores[:1])  # what is started inherits it
        servers = [stack.enter_context(serving(app)) for app in APPS]
        os.sched_setaffinity(0, cores[-1:])
        found, used, planted = measured(servers, Path(folder), each)
    text = report(found, used, planted, each, cores)
    print(text)
    if not planted or any(total(rows, "wrong") for rows in found.values()):
        raise SystemExit("wrong answers, or wrong ones went unseen")
    if not glance:
        page = HERE / "server.md"
        before, _, rest = page.read_text("utf-8").partition(MARK)
        page.write_text(before + MARK + text + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--glance", action="store_true", help="a minute; nothing is written")
    main(parser.parse_args().glance)
