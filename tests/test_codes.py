from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wilddog_errors import messages, po
from wilddog_errors.codes import ENGLISH, MARKED, UNKNOWN

Table = dict[int, tuple[str, str]]


def test_english_is_the_reference_page(table: Table) -> None:
    assert {code: english for code, (english, _) in table.items()} == ENGLISH


def test_each_code_is_marked_once_and_in_order() -> None:
    codes = [code for code, _ in MARKED]
    assert codes == sorted(set(codes))
    assert len(codes) == 55
    assert UNKNOWN in codes


def test_a_code_takes_one_line(root: Path) -> None:
    source = (root / "src/wilddog_errors/codes.py").read_text("utf-8")
    for code, english in ENGLISH.items():
        assert source.count(f'    pgettext("{code}", "{english}"),\n') == 1


@pytest.mark.parametrize("argument", ["src", "."])
def test_plain_pybabel_extract_finds_every_code(argument: str, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "messages.pot"
    command = ["babel.messages.frontend", "-q", "extract", "-F", "babel.cfg", "-o", str(target)]
    subprocess.run([sys.executable, "-m", *command, argument], cwd=root, check=True)
    catalog, faults = po.read(target.read_bytes())
    assert faults == []
    found = {entry.context: entry.id for entry in catalog.entries if entry.context}
    assert found == {str(code): english for code, english in ENGLISH.items()}


def test_the_reference_page_rebuilt_byte_for_byte(root: Path) -> None:
    english, chinese = messages(), messages("zh_CN")
    page = (root / "tests/data/error-codes.txt").read_bytes()
    head, _, lines = page.partition("描述\n".encode())
    rebuilt = "\n".join(f"{code} {english[code]} {chinese[code]}" for code in english)
    assert rebuilt.encode() == lines
    assert len(lines.splitlines()) == 55
    assert head.startswith("title: 错误码".encode())
