"""Each file of the fuzzers' corpora keeps the promises that `fuzz/targets.py` names."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from wilddog_errors import po
from wilddog_errors.mo import read_mo

FUZZ = Path(__file__).parent / "fuzz"
TARGETS = runpy.run_path(str(FUZZ / "targets.py"))["TARGETS"]
CORPUS = [path for target in TARGETS for path in sorted((FUZZ / "corpus" / target).iterdir())]


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in CORPUS]
)
def test_promises_hold(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_each_target_has_a_corpus() -> None:
    assert {path.parent.name for path in CORPUS} == set(TARGETS)
    assert sum(path.stat().st_size for path in CORPUS) < 100_000


def test_without_atheris_the_runner_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    monkeypatch.setattr(sys, "argv", ["run.py", "mo"])
    with pytest.raises(SystemExit, match=r"pip install -e '.\[fuzz]'"):
        runpy.run_path(str(FUZZ / "run.py"), run_name="__main__")


# What msgfmt takes and the package doesn't: it is for codes, in UTF-8, and reads the header's fields.
OURS = (
    "Unknown or misformatted keyword",
    "location comment contains more",
    "msg has more translations than",
    "no msgid",
    "plural forms",
    "the charset is",
    "the header can't be read",
    "this msgctxt is no code",
)
# What msgfmt alone refuses: texts that don't begin or end in a newline as the msgid does, no charset
# or ASCII where there is more, and faults in the #~ and #| lines, which keep no text.
MSGFMT = (
    "Charset missing in header",
    "entries do not both",
    "inconsistent use of #~",
    "invalid multibyte sequence",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.name) for path in CORPUS if path.parent.name == "po"]
)
def test_msgfmt_differs_where_it_is_known_to(path: Path, tmp_path: Path) -> None:
    catalog, faults = po.read(path.read_bytes())
    compiled = tmp_path / "out.mo"
    command = ["msgfmt", "--output-file", str(compiled), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if faults and done.returncode == 0:
        assert faults[0].what.startswith(OURS)
    if done.returncode and not faults:
        assert any(reason in done.stderr for reason in MSGFMT), done.stderr
    texts = {
        int(entry.context): (entry.id, entry.string)
        for entry in ([] if faults or done.returncode else catalog.entries)
        if entry.context and entry.string and not entry.fuzzy
    }
    assert not texts or read_mo(compiled.read_bytes(), "out.mo") == texts
