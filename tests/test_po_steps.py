"""The steps of CONTRIBUTING.md and locale/README.md, run as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wilddog_errors.po_checks import CHECKS
from wilddog_errors.po_commands import OUTDATED

BLOCK = re.compile(r"^```(console|diff)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(folder: Path, path: Path, *command: str) -> str:
    """Run Python in ``folder`` with ``path`` first on its path; return all that it prints."""
    # Neither the locale of who runs the tests, nor their coverage: the code run here is a copy.
    foreign = ("COVERAGE", "LANG", "LC_")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(foreign)
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout


def commands(console: str) -> Iterator[tuple[list[str], str]]:
    """Yield each command of a console block and the output that it shows."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield shlex.split(command), output


def walk(text: str, copy: Path) -> None:
    """Do what the blocks of ``text`` say; … in an output stands for anything."""
    blocks = BLOCK.findall(text)
    assert blocks
    for kind, file, block in blocks:
        if kind == "diff":
            lines = block.splitlines(True)
            old = "".join(line[1:] for line in lines if line[0] != "+")
            new = "".join(line[1:] for line in lines if line[0] != "-")
            content = (copy / file).read_text("utf-8")
            assert content.count(old) == 1, f"{file} doesn't have, once:\n{old}"
            (copy / file).write_text(content.replace(old, new), encoding="utf-8")
        else:
            for (program, *arguments), output in commands(block):
                assert program == "wilddog-errors"
                printed = run(copy, copy / "src", "-m", "wilddog_errors", *arguments)
                pattern = re.escape(output).replace("…", ".+")
                assert re.fullmatch(pattern, printed), f"{arguments} printed:\n{printed}"


def section(root: Path, title: str) -> str:
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "question", "answer"),
    [
        (
            "Add a code",
            "m(22240, 'zh_CN'), m(22240)",
            "该 token 已被撤销 The token has been revoked",
        ),
        ("Reword a code", "m(22010, 'zh_CN'), m(22010)", "密码错误 The password is wrong."),
        ("Remove a code", "m(22232, 'zh_CN'), m(22233, 'zh_CN')", "发生未知错误 微信小程序"),
    ],
)
def test_after_the_steps_the_package_builds_and_answers(
    title: str, question: str, answer: str, root: Path, copy: Path
) -> None:
    walk(section(root, title), copy)
    log = run(copy, copy / "src", "-m", "hatchling", "build", "-t", "wheel", "-d", "dist")
    wheels = list((copy / "dist").glob("*.whl"))
    assert len(wheels) == 1, log
    program = f"from wilddog_errors import message as m; print(*({question}))"
    assert run(copy / "dist", wheels[0], "-c", program).startswith(answer)


def test_a_build_without_the_steps_is_refused(root: Path, copy: Path) -> None:
    _kind, _file, first = BLOCK.findall(section(root, "Add a code"))[0]
    diff = f"```diff src/wilddog_errors/codes.py\n{first}```"
    walk(diff, copy)
    log = run(copy, copy / "src", "-m", "hatchling", "build", "-t", "wheel", "-d", "dist")
    assert "22240: the template isn't what codes.py says: run wilddog-errors po update" in log
    assert not list((copy / "dist").glob("*.whl"))


def test_nothing_is_left_to_do_for_a_pull_request(root: Path, copy: Path) -> None:
    walk(section(root, "Before a pull request"), copy)


def test_a_new_translator_gets_through(root: Path, copy: Path) -> None:
    walk((root / "locale/README.md").read_text("utf-8"), copy)


def test_every_check_is_documented(root: Path) -> None:
    text = (root / "locale/README.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [*CHECKS, "note", OUTDATED]
