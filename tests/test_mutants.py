"""What tests/mutants.toml explains is still in the source, and docs/mutants.md says the same."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

spec = importlib.util.spec_from_file_location("tools_mutants", ROOT / "tools/mutants.py")
assert spec is not None
assert spec.loader is not None
tool = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tool)

REASONS = tool.explained()


def places(module: str) -> Iterator[tuple[str, str]]:
    """The module and each of its functions, and the source of it on one line."""
    source = (ROOT / tool.PACKAGE / f"{module}.py").read_text("utf-8")
    yield module, " ".join(source.split())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            lines = source.splitlines()[node.lineno - 1 : node.end_lineno]
            yield f"{module}.{node.name}", " ".join(" ".join(lines).split())


def test_each_is_explained_in_one_line() -> None:
    for mutant, why in REASONS.items():
        assert why.strip() == why != ""
        assert "\n" not in why + "".join(mutant)
        assert mutant.before != mutant.after


def test_each_is_in_the_source() -> None:
    sources = [place for module in tool.MODULES for place in places(module)]
    for mutant in REASONS:
        assert any(at == mutant.at and mutant.before in text for at, text in sources), mutant


def test_the_result_names_the_same_and_enough_are_killed() -> None:
    text = tool.RESULT.read_text("utf-8")
    counts = tool.figures()
    version = text.partition(" knows to")[0].split()[-1]
    assert list(counts) == sorted(tool.MODULES)
    assert text == tool.render(counts, REASONS, version)
    for module, (count, survived) in counts.items():
        assert survived <= (1 - tool.SHARE) * count
        assert (survived > 0) == any(mutant.at.partition(".")[0] == module for mutant in REASONS)


def test_what_changed() -> None:
    assert tool.changed("a\nb(\n  1)\nd", "a\nb(\n  2)\nd") == ("1)", "2)")
