"""No test runs against a stale catalogue: what is installed must be what locale/ compiles to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import wilddog_errors
from wilddog_errors import po

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--readers",
        choices=("optional", "required"),
        default="optional",
        help="whether a platform's reader that isn't installed skips its tests or fails them",
    )


def pytest_configure() -> None:
    compiled = po.compile(ROOT / "locale")
    installed = Path(wilddog_errors.__file__).parent
    if installed == ROOT / "src/wilddog_errors":
        po.install(compiled, installed / "locale")
        return
    for locale, mo in compiled.items():
        path = installed / "locale" / locale / po.FILE.with_suffix(".mo")
        if not path.is_file() or path.read_bytes() != mo:
            pytest.exit(f"{path} isn't what {ROOT / 'locale'} compiles to: install again", 1)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def table() -> dict[int, tuple[str, str]]:
    """The reference page: English and Chinese by code."""
    lines = (ROOT / "tests/data/error_codes.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {int(code): (english, chinese) for code, english, chinese in rows}


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """What a wheel is built from, to be changed."""
    copy = tmp_path / "project"
    shutil.copytree(root / "locale", copy / "locale")
    ignored = shutil.ignore_patterns("__pycache__", "locale")
    shutil.copytree(root / "src", copy / "src", ignore=ignored)
    po.install(po.compile(copy / "locale"), copy / "src/wilddog_errors/locale")
    for name in ("pyproject.toml", "babel.cfg", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(root / name, copy)
    return copy
