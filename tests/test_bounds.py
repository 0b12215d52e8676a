"""What callers send costs neither files, nor memory, nor right answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "zh_CN/../../x", "zh_CN\0.po", "%00", "..\\..\\x", "file:///x",
    "zh_CN/LC_MESSAGES/wilddog_errors", "~", "$HOME", "zh\n", "\ud800", "مرحبا", "😀" * 100, "*",
    "zh-" + "a-" * 5000, "x" * 100_000, "C", "root", "i-klingon", "tlh", "sr_Latn", "ja_JP",
]  # fmt: skip


def output(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-"], input=program, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_no_file_is_opened_once_a_catalogue_is_loaded() -> None:
    assert output(f"""
import sys
from wilddog_errors import find, message, messages, negotiate
message(29999, "zh")
find("")
opened = []
sys.addaudithook(lambda event, of: opened.append(of) if event in ("open", "os.listdir") else None)
for locale in {HOSTILE!r}:
    message(22203, locale), messages([locale, "zh"]), negotiate(locale, ["fr", locale]), find(locale)
    message(locale, locale)
print(opened)
open("/dev/null").close()
print(len(opened))
""") == "[]\n1\n"  # fmt: skip


RACE = """
import sys, threading
from wilddog_errors import find, message
asked = [("zh_CN", 1), ("zh-Hans-SG", 1), ("zh-TW,zh;q=0.9", 1), ("zh-TW", 0), ("fr", 0), (None, 0),
         ("b+zh+Hans", 1), (["ja", "zh"], 1), (("en_GB",), 0), (["zh_CN"], 1)] * 2
sys.setswitchinterval(1e-6)
texts = "The email address is already in use by another account", "邮箱地址已经被其他账户使用"
wrong, barrier = [], threading.Barrier(len(asked))
def ask(locale, chinese):
    barrier.wait()
    for _ in range(3):
        if message(22203, locale) != texts[chinese]:
            wrong.append((locale, message(22203, locale)))
        if find(texts[chinese]) != (22203,):
            wrong.append(find(texts[chinese]))
threads = [threading.Thread(target=ask, args=of) for of in asked]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(wrong)
"""


def test_threads_whose_first_calls_race() -> None:
    for _ in range(5):
        assert output(RACE) == "[]\n"


@pytest.mark.slow
def test_threads_whose_first_calls_race_in_200_processes() -> None:
    for _ in range(200):
        assert output(RACE) == "[]\n"


@pytest.mark.slow
def test_a_million_distinct_strings_leave_less_than_2_mib() -> None:
    grown = int(output("""
import itertools, random
from wilddog_errors import message, negotiate
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
def ask(numbers):
    for number in numbers:
        message(22203, f"zh-{number % 26 ** 3:x}-x-{number}")
        message(f"{number}", f"{chr(97 + number % 26)}{number:x},zh;q=0.{number % 10}")
        negotiate(f"q{number:x}", (f"{chr(97 + number % 26)}{number % 7}", "en"))
ask(range(20_000))
before = resident()
ask(range(20_000, 353_334))
print(resident() - before)
"""))  # fmt: skip
    assert grown < 2 * 2**20
