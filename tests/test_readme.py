"""The examples of both READMEs run, and the two promise the same."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

FILES = ["README.md", "README.zh-CN.md"]


def blocks(path: Path, language: str) -> list[str]:
    found: list[str] = re.findall(
        rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S
    )
    assert found
    return found


@pytest.mark.parametrize("name", FILES)
def test_examples_in_python(name: str, root: Path) -> None:
    source = "\n".join(blocks(root / name, "pycon"))
    test = doctest.DocTestParser().get_doctest(source, {}, name, name, 0)
    assert len(test.examples) > 10
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize("name", FILES)
def test_examples_at_a_shell(name: str, root: Path) -> None:
    command = shlex.join([sys.executable, "-m", "wilddog_errors"])
    for block in blocks(root / name, "console"):
        for example in re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", block, re.M):
            line = example[0].replace("wilddog-errors", command)
            done = subprocess.run(["bash", "-c", line], capture_output=True, check=True)
            assert done.stdout.decode() == example[1]


def test_both_have_the_same_setup_and_claims(root: Path) -> None:
    english, chinese = (root / name for name in FILES)
    assert blocks(english, "sh") == blocks(chinese, "sh")
    assert blocks(english, "po") == blocks(chinese, "po")
    rows = [
        re.findall(r"^\| `.*\| (\w+) \|$", file.read_text("utf-8"), re.M)
        for file in (english, chinese)
    ]
    assert rows[0] == rows[1] != []


@pytest.mark.parametrize("name", FILES)
def test_the_table_of_languages(name: str, root: Path) -> None:
    from wilddog_errors import negotiate

    rows = re.findall(r"^\| (`.*) \| (\w+) \|$", (root / name).read_text("utf-8"), re.M)
    assert len(rows) == 6
    for asked, served in rows:
        for spelling in re.findall(r"`([^`]+)`", asked):
            assert negotiate(spelling) == served


def test_each_test_that_security_names_exists(root: Path) -> None:
    tests = {path.name: path.read_text("utf-8") for path in (root / "tests").glob("test_*.py")}
    for cell in re.findall(r"\| ([^|]*) \|$", (root / "SECURITY.md").read_text("utf-8"), re.M)[1:]:
        file = ""
        for named in re.findall(r"`(test_[\w.:]+)`", cell):
            file, _, name = named.rpartition("::") if "::" in named else (file, "", named)
            file, name = (name, "") if name.endswith(".py") else (file, name)
            assert file in tests, named
            assert not name or f"def {name}(" in tests[file], named


def test_the_changes_begin_with_the_version_that_pyproject_alone_states(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    first = re.findall("^## (.*)", (root / "CHANGES.md").read_text("utf-8"), re.M)[0]
    assert first.split()[0] in ("Unreleased", version)
    written = [path for path in (root / "src").rglob("*.py") if version in path.read_text("utf-8")]
    assert written == []
