"""Print what a look-up costs: python benchmarks/lookups.py

Times are the least of many rounds in this process, or the median of fresh processes; of the two
columns the ratio is what travels from one machine to another.
"""

from __future__ import annotations

import gettext
import statistics
import subprocess
import sys
import time
import timeit
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import wilddog_errors
from wilddog_errors import message, messages

TEXTS = {locale: dict(messages(locale)) for locale in ("en", "zh_CN")}
MO = Path(wilddog_errors.__file__).with_name("locale") / "zh_CN/LC_MESSAGES/wilddog_errors.mo"


def two_dicts(code: int, locale: str) -> str:
    return TEXTS[locale][code]


def nanoseconds(candidates: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least time of one call for each candidate, all of them measured in turn."""
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(40):
        for name, call in candidates.items():
            best[name] = min(best[name], timeit.timeit(call, number=20_000) / 20_000 * 1e9)
    empty = min(timeit.repeat(lambda: None, number=20_000, repeat=40)) / 20_000 * 1e9
    return {name: time - empty for name, time in best.items()}


def milliseconds(program: str, rounds: int = 21) -> float:
    """The median that a fresh, isolated interpreter prints for a program."""
    paths = [path for path in sys.path if path]
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path += {paths}\n{program}"]
    return statistics.median(
        float(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(rounds)
    )


def look_ups() -> None:
    with MO.open("rb") as file:
        held = gettext.GNUTranslations(file)
    english = messages()[22203]
    message(22203, "zh-Hans-SG")
    times = nanoseconds(
        {
            "two dicts, a bare function": lambda: two_dicts(22203, "zh_CN"),
            'message(22203, "zh_CN")': lambda: message(22203, "zh_CN"),
            "a spelling seen before": lambda: message(22203, "zh-Hans-SG"),
            'a code as digits, "22203"': lambda: message("22203", "zh_CN"),
            "a code that isn't there": lambda: message(99999, "zh_CN"),
            "GNUTranslations.pgettext": lambda: held.pgettext("22203", english),
        }
    )
    base = times["two dicts, a bare function"]
    for name, value in times.items():
        print(f"| {name} | {value:.0f} ns | {value / base:.2f} |")


START = "import time; start = time.perf_counter()\n"
STOP = "\nprint((time.perf_counter() - start) * 1e3)"
FIRST = 'wilddog_errors.message(22203, "zh_CN")'


def starts() -> None:
    programs = {
        "import wilddog_errors": f"{START}import wilddog_errors{STOP}",
        "first look-up": f"import wilddog_errors\n{START}{FIRST}{STOP}",
        "first look-up, gettext loaded": f"import gettext, wilddog_errors\n{START}{FIRST}{STOP}",
        "import gettext, to compare": f"{START}import gettext{STOP}",
        "first foreign spelling: Babel loads": "import wilddog_errors\n"
        f"{FIRST}\n{START}wilddog_errors.message(22203, 'zh-SG'){STOP}",
    }
    for name, program in programs.items():
        print(f"| {name} | {milliseconds(program):.2f} ms | |")


def memory() -> None:
    tracemalloc.start()
    message(22203, "zh_CN")
    before = tracemalloc.get_traced_memory()[0]
    start = time.perf_counter()
    for _ in range(1_000_000):
        message(22203, "zh_CN")
    taken = time.perf_counter() - start
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    print(f"| kept after 1,000,000 look-ups ({taken:.1f} s, traced) | {kept} bytes | |")


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}\n")
    print("| | time | of two dicts |\n|---|---|---|")
    look_ups()
    starts()
    memory()
