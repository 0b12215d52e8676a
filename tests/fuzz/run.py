"""Fuzz one target, guided by the lines it reaches: ``python tests/fuzz/run.py find --seconds 600``.

What follows the target's name and ``--seconds`` goes to libFuzzer. New inputs are kept in
``--corpus``, and so is one that breaks a promise, as ``crash-…``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("negotiate", "find", "mo", "po")


def arguments(parsed: argparse.Namespace, folder: str) -> list[str]:
    """libFuzzer's command line; of two corpora it writes to the first."""
    return [
        f"{sys.executable} {__file__} {parsed.target} --corpus {folder}",  # -merge runs it again
        folder,
        str(HERE / "corpus" / parsed.target),
        f"-dict={HERE / 'corpus' / parsed.target}.dict",
        f"-max_total_time={parsed.seconds}",
        f"-artifact_prefix={folder}/",
        "-max_len=4096",
        "-timeout=10",
        "-rss_limit_mb=1024",
        "-print_final_stats=1",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", default=None, help="where new inputs are kept")
    parsed, more = parser.parse_known_args()
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit("atheris isn't installed: pip install -e '.[fuzz]'")
    with atheris.instrument_imports(include=["wilddog_errors", "babel.messages"]):
        from targets import TARGETS
    folder = parsed.corpus or tempfile.mkdtemp(prefix=f"fuzz-{parsed.target}-")
    Path(folder).mkdir(parents=True, exist_ok=True)
    atheris.Setup([*arguments(parsed, folder), *more], TARGETS[parsed.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
