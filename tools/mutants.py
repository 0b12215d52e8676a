"""Change the source in one place after another and see that the tests notice each change.

    pip install -e '.[test,mutation]'
    python tools/mutants.py               # half an hour; writes docs/mutants.md
    python tools/mutants.py cldr finding  # these modules alone, the others' rows stay

The changes are mutmut's, at the top of a module too, where mutmut itself makes none. Each is made
in a copy of the project, never in the working tree, and tested in a fork of this process, which
has pytest and Babel loaded. What no test notices must be explained in tests/mutants.toml. Fails
when an explanation is missing or fits nothing any more, or a module's share is below 95 %.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = "src/wilddog_errors"
EXPLAINED = ROOT / "tests/mutants.toml"
RESULT = ROOT / "docs/mutants.md"
SHARE = 0.95
SECONDS = 40  # the tests below take some five
MEMORY = 4 * 2**30

# The modules, and the tests that notice most.
MODULES = {
    "catalogue": ["tests/test_catalogue.py", "tests/test_host.py", "tests/test_finding.py"],
    "cldr": ["tests/test_cldr.py", "tests/test_host.py", "tests/test_negotiation.py"],
    "codes": ["tests/test_codes.py"],
    "finding": ["tests/test_finding.py", "tests/test_catalogue.py"],
    "mo": ["tests/test_host.py", "tests/test_catalogue.py"],
    "negotiation": ["tests/test_negotiation.py", "tests/test_catalogue.py"],
}
SLOW = "race or random_damage or agrees_with or any_code"  # these go last
NEVER = "no_string_raises"  # 8 s
OPTIONS = ["-q", "-x", "--failed-first", "--assert=plain"]

INTRODUCTION = """\
How many small faults the tests notice. `python tools/mutants.py` makes every change that mutmut
{version} knows to the modules below, one at a time in a copy of the project, and runs their tests;
a change that no test notices must be explained in `tests/mutants.toml`. This page is its result.
It takes some half an hour on one core; `python tools/mutants.py cldr mo` takes those modules alone.
"""


class Mutant(NamedTuple):
    at: str  # module and function
    before: str  # the changed lines, their white space collapsed
    after: str


def mutants(module: str, source: str) -> Iterator[tuple[Mutant, str]]:
    """Yield each change to a module and the source that it gives."""
    from mutmut.mutation.file_mutation import create_mutations

    typing = {
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    tree, changes, *_ = create_mutations(f"{module}.py", source, None, typing)
    seen = {source}
    for change in changes:
        mutated = tree.code_for_node(tree.deep_replace(change.original_node, change.mutated_node))
        if mutated not in seen:
            seen.add(mutated)
            name = getattr(change.contained_by_top_level_function, "name", None)
            at = f"{module}.{name.value}" if name else module
            yield Mutant(at, *changed(source, mutated)), mutated


def changed(source: str, mutated: str) -> tuple[str, str]:
    """Return the lines in which two sources differ, each side on one line."""
    both = source.splitlines(), mutated.splitlines()
    diff = list(difflib.unified_diff(*both, n=0, lineterm=""))[2:]
    before, after = (" ".join(line[1:] for line in diff if line[0] == side) for side in "-+")
    return " ".join(before.split()), " ".join(after.split())


def passes(arguments: Iterable[str]) -> bool:
    """Whether the tests pass in a fork of this process, in time and in bounds of memory."""
    import resource  # not on Windows, where nothing forks either

    import pytest

    child = os.fork()
    if not child:
        try:
            os.setsid()
            signal.alarm(SECONDS)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            outcome = pytest.main([*OPTIONS, *arguments])
            os._exit(outcome not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED))
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what a test started and left
    return status == 0


@contextlib.contextmanager
def copy() -> Iterator[None]:
    """Work in a copy of the project, with what its tests import loaded, but for the package."""
    with tempfile.TemporaryDirectory() as folder:
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        for name in ("src", "tests", "locale"):
            shutil.copytree(ROOT / name, Path(folder, name), ignore=ignored)
        for name in ("babel.cfg", "pyproject.toml"):
            shutil.copy2(ROOT / name, folder)
        os.chdir(folder)
        sys.path[0] = os.environ["PYTHONPATH"] = os.path.join(folder, "src")
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
        for name in ("pytest", "jinja2", "babel.messages.frontend", "babel.messages.mofile"):
            importlib.import_module(name)
        importlib.import_module("hypothesis").settings.load_profile("ci")
        yield
        os.chdir(ROOT)


def survivors(module: str) -> tuple[int, list[Mutant]]:
    """Return how many mutants a module has, and those that no test notices."""
    path = Path(PACKAGE, f"{module}.py")
    source = path.read_text("utf-8")
    tests = [*MODULES[module], str(path)]

    def noticed(mutated: str) -> bool:
        path.write_text(mutated, "utf-8")
        for stale in path.parent.glob(f"__pycache__/{module}.*.pyc"):
            stale.unlink()
        quick = passes(["-k", f"not ({SLOW} or {NEVER})", *tests])
        return not (quick and passes(["-k", SLOW, *tests]))

    if noticed(source) or not noticed(source + "\nraise ImportError\n"):
        sys.exit(f"{module}: the tests fail as it is, or read another copy of it")
    count, found = 0, []
    for mutant, mutated in mutants(module, source):
        count += 1
        if not noticed(mutated):
            found.append(mutant)
            print(stanza(mutant), flush=True)
    if noticed(source):
        sys.exit(f"{module}: the tests fail, now and then, as it is")
    print(f"# {module}: {count} mutants, {len(found)} survived", flush=True)
    return count, found


def stanza(mutant: Mutant) -> str:
    """A survivor as tests/mutants.toml wants it, but for its explanation."""
    values = {**mutant._asdict(), "why": ""}
    quoted = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(["", "[[survivor]]", *quoted])


def explained() -> dict[Mutant, str]:
    """Return the survivors that tests/mutants.toml explains, and why each survives."""
    entries = tomllib.loads(EXPLAINED.read_text("utf-8"))["survivor"]
    return {Mutant(one["at"], one["before"], one["after"]): one["why"] for one in entries}


def figures() -> dict[str, tuple[int, int]]:
    """Return how many mutants each module has, and how many survive, as docs/mutants.md says."""
    rows = re.findall(r"^\| (\w+) \| (\d+) \| \d+ \| (\d+) \|", RESULT.read_text("utf-8"), re.M)
    return {module: (int(count), int(survived)) for module, count, survived in rows}


def render(counts: dict[str, tuple[int, int]], reasons: dict[Mutant, str], version: str) -> str:
    """Return docs/mutants.md."""
    total = sum(count for count, _ in counts.values()), sum(left for _, left in counts.values())
    lines = ["# Mutation testing", "", INTRODUCTION.format(version=version)]
    lines += ["| module | mutants | killed | survived | share |", "| --- | --: | --: | --: | --: |"]
    for name, (count, left) in [*sorted(counts.items()), ("**all**", total)]:
        share = f"{(count - left) / count:.1%}"
        lines.append(f"| {name} | {count} | {count - left} | {left} | {share} |")
    lines += ["", "## Survivors", ""]
    for mutant, why in sorted(reasons.items()):
        lines.append(f"- {mutant.at}: `` {mutant.before} `` → `` {mutant.after} ``: {why}")
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> str | None:
    """Mutate and test the modules of these names, write the result, and return what is wrong."""
    if not MODULES.keys() >= set(names):
        return f"modules are {', '.join(MODULES)}"
    if missing := [each for each in ("mutmut", "pytest") if not importlib.util.find_spec(each)]:
        return f"{' and '.join(missing)} missing: pip install -e '.[test,mutation]'"
    with copy():
        results = {module: survivors(module) for module in names or MODULES}
    reasons, wrong = explained(), []
    found = {mutant for _, left in results.values() for mutant in left}
    known = {mutant for mutant in reasons if mutant.at.partition(".")[0] in results}
    wrong += [f"not explained: {mutant}" for mutant in sorted(found - known)]
    wrong += [f"explained, but doesn't survive: {mutant}" for mutant in sorted(known - found)]
    for module, (count, left) in results.items():
        if 1 - len(left) / count < SHARE:
            wrong.append(f"{module}: {len(left)} of {count} survive")
    if not wrong:
        counts = {module: (count, len(left)) for module, (count, left) in results.items()}
        text = render(
            (figures() if names else {}) | counts, reasons, importlib.metadata.version("mutmut")
        )
        new = RESULT.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(RESULT)
    return "\n".join(wrong) or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
