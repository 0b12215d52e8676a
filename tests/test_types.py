"""What mypy tells the user of the installed package: right uses pass, wrong ones don't."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wilddog_errors

PROGRAM = Path(__file__).parent / "data/user_program.py"

WRONG = [
    pytest.param("message()", "call-overload|call-arg", id="no code"),
    pytest.param("message(None)", "arg-type", id="None is no code"),
    pytest.param("message(1.5)", "arg-type", id="nor is a float"),
    pytest.param('message(b"22203")', "arg-type", id="nor are bytes"),
    pytest.param("message(1, 2)", "arg-type", id="an int is no locale"),
    pytest.param('message(1, b"zh")', "arg-type", id="nor are bytes, although iterable"),
    pytest.param('message(1, ["zh", 2])', "list-item", id="nor in a list"),
    pytest.param("message(1, default=2)", "arg-type", id="default is a text"),
    pytest.param('message(1) + b""', "operator", id="a text is a str"),
    pytest.param("messages(1)", "arg-type", id="messages takes a locale"),
    pytest.param('messages()["22203"]', "index", id="keys are ints"),
    pytest.param('messages()[22203] = ""', "index", id="messages are read-only"),
    pytest.param("find(22203)", "arg-type", id="find takes a text"),
    pytest.param('locales("zh")', "call-arg", id="locales takes nothing"),
    pytest.param('locales().append("fr")', "attr-defined", id="nor do locales change"),
    pytest.param("negotiate(1)", "call-overload", id="negotiate takes a locale"),
    pytest.param('negotiate("zh", [1])', "list-item|call-overload", id="among locales"),
    pytest.param('negotiate("zh", default=None).lower()', "union-attr", id="it may be None"),
    pytest.param("Catalogue(1)", "arg-type", id="a directory is a path"),
    pytest.param('Catalogue(["a", "b"])', "arg-type", id="directories aren't a list"),
    pytest.param("Catalogue().message(None)", "arg-type", id="a method like the function"),
    pytest.param("Catalogue().texts", "attr-defined", id="no such attribute"),
    pytest.param("import wilddog_errors.secret", "import-not-found", id="no such module"),
]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[int, str]]:
    """The kinds of error that mypy finds, by file and line, as a user in a folder of his own."""
    folder = tmp_path_factory.mktemp("user")
    names = ", ".join(wilddog_errors.__all__)
    wrong = [f"from wilddog_errors import {names}", *(str(case.values[0]) for case in WRONG)]
    (folder / "wrong.py").write_text("\n".join(wrong) + "\n", "utf-8")
    (folder / "right.py").write_text(PROGRAM.read_text("utf-8"), "utf-8")
    command = ["mypy", "--strict", "--config-file=", "--no-pretty", "right.py", "wrong.py"]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={key: os.environ[key] for key in os.environ if key not in ("MYPYPATH", "PYTHONPATH")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    found: dict[str, dict[int, str]] = {"right.py": {}, "wrong.py": {}}
    for file, line, kind in re.findall(r"^(.+?):(\d+): error: .*\[(.+)\]$", done.stdout, re.M):
        found[file][int(line)] = kind
    return found


def test_every_public_name_passes(verdicts: dict[str, dict[int, str]]) -> None:
    assert verdicts["right.py"] == {}


@pytest.mark.parametrize(("use", "kind"), WRONG)
def test_wrong_uses_are_errors(use: str, kind: str, verdicts: dict[str, dict[int, str]]) -> None:
    line = [case.values[0] for case in WRONG].index(use) + 2
    assert verdicts["wrong.py"].get(line, "no error") in kind.split("|")


def test_the_names_themselves_are_exported(verdicts: dict[str, dict[int, str]]) -> None:
    assert 1 not in verdicts["wrong.py"]


def test_the_program_uses_every_public_name() -> None:
    tree = ast.parse(PROGRAM.read_text("utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used >= set(wilddog_errors.__all__)


def test_the_program_uses_every_public_method() -> None:
    tree = ast.parse(PROGRAM.read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    public = {name for name in vars(wilddog_errors.Catalogue) if not name.startswith("_")}
    assert used >= public
