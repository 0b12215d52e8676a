"""What was measured, as a table and a plot."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from platform import machine, python_version
from typing import Any

from .peers import FLOOR, OURS, PEERS, Peer

Rows = Mapping[str, Mapping[str, Any]]
MARK = "<!-- python -m benchmarks writes what follows, up to the next such line -->\n"
END = "<!-- and that is all it writes -->\n"
HEAD = (
    "| | import | first look-up | warm look-up | instructions "
    "| foreign spelling, first | then | its answer | unknown code | its answer | memory kept |\n"
    "|---|--:|--:|--:|--:|--:|--:|---|--:|---|--:|\n"
)
UNITS = {"ns": 1e9, "µs": 1e6, "ms": 1e3, "s": 1.0}
PANELS = {
    "start": "import and first look-up",
    "known": "warm look-up",
    "unknown": "an unknown code",
    "memory": "memory kept",
}
GREY = "#767676"  # 4 to 1 or better on white and on black


def duration(seconds: float) -> str:
    """Return a time with the unit that leaves at most three digits before the point."""
    unit = next((unit for unit, per in UNITS.items() if seconds * per < 999.5), "s")
    number = seconds * UNITS[unit]
    return f"{number:.1f} {unit}" if number < 9.95 else f"{number:.0f} {unit}"


def ratio(number: float, base: float) -> str:
    """Return how many times ``base`` a number is, with two digits or as a whole."""
    times = number / base
    return f"{times:.2g}" if times < 9.95 else f"{times:,.0f}"


def table(rows: Rows) -> str:
    """Return the rows in Markdown, each figure followed by how many times ours it is."""
    return HEAD + "".join(line(peer, rows) for peer in PEERS if peer.name in rows)


def line(peer: Peer, rows: Rows) -> str:
    row, base = rows[peer.name], rows[OURS.name]

    def cell(key: str) -> str:
        if key not in row or (peer == FLOOR and key in ("import", "first", "memory")):
            return "–"
        number = row[key]
        units = {"memory": f"{number / 1024:,.0f} KiB", "instructions": f"{number:,.0f}"}
        shown = units.get(key, duration(number))
        # How fast English is wrongly given, or an exception, compares with nothing.
        wrong = key.startswith("foreign") and not kept
        return shown if wrong else f"{shown} ({ratio(number, base[key])})"

    kept = row["foreign answer"] == row["answer"]
    foreign = "right" if kept else raised(row["foreign answer"]) or "English"
    unknown = raised(row["unknown answer"]) or f"`{row['unknown answer']}`"
    name = peer.name + ("¹" if peer.own_text else "")
    cells = [name, *map(cell, ("import", "first", "known", "instructions", "foreign first"))]
    cells += [cell("foreign"), foreign, cell("unknown"), unknown, cell("memory")]
    return "| " + " | ".join(cells) + " |\n"


def raised(answer: str) -> str:
    return answer if answer.endswith(" raised") else ""


def setting(rows: Rows, rounds: int, load: float) -> str:
    """Return the machine and the versions, in a sentence each."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    names = [peer.package for peer in PEERS if peer.package and peer != OURS]
    medians = [f"{name} {duration(row['known median'])}" for name, row in rows.items()]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{models[0] if models else machine()}, {cpu_count()} CPUs, Python {python_version()}; "
        f"{versions}.\n\n"
        f"{rounds} interleaved rounds: of warm look-ups the least, of other times the median. The "
        f"medians of warm look-ups: {', '.join(medians)}. The load average at the end was "
        f"{load:.1f}, where a run by itself makes about 1.\n\n"
        "¹ One of its own texts, since its catalogue can't be the 55.\n"
    )


def inserted(page: str, measured: str) -> str:
    """Return the page with what stands between its marks replaced."""
    before, mark, rest = page.partition(MARK)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise ValueError(f"benchmarks/README.md lacks the line {END if mark else MARK}")
    return before + mark + measured + end + after


def plot(rows: Rows, path: Path) -> None:
    """Draw how many times ours each peer takes, on a logarithmic scale; same rows, same file."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    colours = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")
    style: dict[Any, str] = dict.fromkeys(colours, GREY)
    style |= {"svg.hashsalt": "wilddog-errors", "svg.fonttype": "none"}
    matplotlib.rcParams.update(style)
    peers = [peer for peer in PEERS if peer.name in rows]
    figure, panels = pyplot.subplots(1, len(PANELS), sharey=True, figsize=(13, 5))
    for panel, (key, title) in zip(panels, PANELS.items(), strict=True):
        for at, peer in enumerate(peers):
            if key in rows[peer.name] and (peer != FLOOR or key in ("known", "unknown")):
                times = rows[peer.name][key] / rows[OURS.name][key]
                own = peer.name.startswith(OURS.name)
                panel.plot([1, times], [at, at], color=GREY, linewidth=1)
                panel.plot(times, at, "o", color="#2f81d8" if own else "#d9730d")
        panel.axvline(1, color="#2f81d8", linewidth=1)
        panel.set(xscale="log", title=title, xlabel="times ours")
        panel.set_yticks(range(len(peers)), [peer.name for peer in peers])
        panel.xaxis.set_major_formatter("{x:g}")
        panel.patch.set_visible(False)
    panels[0].invert_yaxis()
    figure.tight_layout()
    figure.savefig(path, transparent=True, metadata={"Date": None})
