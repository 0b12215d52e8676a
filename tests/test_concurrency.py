"""Threads, tasks, forks and subinterpreters get the right text, however they meet."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from wilddog_errors import Catalogue, message

ENGLISH, CHINESE = "The specified password is incorrect.", "该密码不正确"
ASKED = [("zh_CN", CHINESE), ("zh-Hans-SG", CHINESE), ("zh-TW,zh;q=0.9", CHINESE), ("fr", ENGLISH),
         (None, ENGLISH), ("en-GB", ENGLISH), ("zh-TW", ENGLISH), ("b+zh+Hans", CHINESE)]  # fmt: skip


def wrong(catalogue: Catalogue, rounds: int, offset: int) -> list[tuple[str | None, str]]:
    """Ask in many spellings, more than are remembered, and return the wrong answers."""
    found = []
    for at in range(offset, offset + rounds):
        locale, expected = ASKED[at % len(ASKED)]
        if at % 3 == 0 and locale and "," not in locale:
            locale = f"{locale}-x-{at % 999}"
        answers = catalogue.message(22010, locale), catalogue.message("22010", locale)
        found += [(locale, answer) for answer in answers if answer != expected]
    return found


async def wrong_in_tasks(catalogue: Catalogue, turns: int) -> list[tuple[str | None, str]]:
    """Ask in 200 tasks that take turns, and return the wrong answers."""

    async def ask(offset: int) -> list[tuple[str | None, str]]:
        found = []
        for at in range(turns):
            found += wrong(catalogue, 5, offset + at)
            await asyncio.sleep(0)
        return found

    return [each for found in await asyncio.gather(*map(ask, range(200))) for each in found]


def test_200_tasks() -> None:
    assert asyncio.run(wrong_in_tasks(Catalogue(), 20)) == []


# Counted, not timed: about a minute on two cores, under coverage some more.
@pytest.mark.slow
def test_200_tasks_beside_32_threads_give_a_million_right_answers() -> None:
    catalogue = Catalogue()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(32) as pool:
            threads = [pool.submit(wrong, catalogue, 12_500, at) for at in range(32)]
            tasks = asyncio.run(wrong_in_tasks(catalogue, 100))
            results = [thread.result() for thread in threads]
    finally:
        sys.setswitchinterval(interval)
    assert (results, tasks) == ([[]] * 32, [])


FORK = """
import os, threading
from wilddog_errors import Catalogue
catalogues = [Catalogue() for _ in range(8)]
start = threading.Barrier(len(catalogues) + 1)
def load(catalogue):
    start.wait()
    catalogue.message(22010, "zh-SG")
threads = [threading.Thread(target=load, args=[catalogue]) for catalogue in catalogues]
[thread.start() for thread in threads]
start.wait()
child = os.fork()
texts = {catalogue.message(22010, "zh_CN") for catalogue in catalogues}
if child == 0:
    os._exit(0 if texts == {"该密码不正确"} else 1)
[thread.join() for thread in threads]
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), texts == {"该密码不正确"})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_while_loading() -> None:
    for _ in range(5):
        command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORK]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.stdout, done.stderr) == ("0 True\n", "")


def test_a_subinterpreter_has_a_catalogue_of_its_own() -> None:
    program = (
        "from wilddog_errors import message\n"
        "assert message(22010, 'zh_CN') == message(22010, 'zh-SG') == '该密码不正确'\n"
    )
    if sys.version_info >= (3, 13):
        interpreters = import_module("_interpreters")
        failed = interpreters.exec(interpreters.create(), program)
    else:
        interpreters = import_module("_xxsubinterpreters")
        failed = interpreters.run_string(interpreters.create(), program)
    assert failed is None
    assert message(22010, "zh_CN") == CHINESE
