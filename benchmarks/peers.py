"""The peers of peers.toml, and the files they read the 55 texts from."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

from wilddog_errors import messages

from .lookups import MO
from .scale import english, mo, translated

SIZES = (1_000, 10_000, 100_000)


class Peer(NamedTuple):
    """Source code: statements that import and prepare, and three expressions that look up."""

    name: str
    known: str
    foreign: str
    unknown: str
    imports: str = ""
    prepare: str = ""
    package: str = ""
    own_text: bool = False


def ours(size: int) -> Peer:
    """Return the row of a host's catalogue that has ``size`` codes with the package's."""
    return Peer(
        f"ours, {size:,} codes",
        'catalogue.message(30500, "zh_CN")',
        'catalogue.message(30500, "zh-Hans-SG")',
        'catalogue.message(99999999, "zh_CN")',
        "from wilddog_errors import Catalogue",
        f"catalogue = Catalogue(FOLDER + '/{size}')",
    )


SOURCE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
PEERS = (*(Peer(name, **steps) for name, steps in SOURCE.items()), *map(ours, SIZES))
OURS, FLOOR = PEERS[:2]


def write(folder: Path) -> None:
    """Write the 55 texts in each peer's format, and our catalogues of more codes."""
    # zh_Hans_CN is what Babel's Locale makes of zh_CN, and zh_Hans what Django does of zh-hans.
    for name in ("zh_CN/LC_MESSAGES/wilddog_errors", "zh_Hans_CN/LC_MESSAGES/wilddog_errors"):
        put(folder / f"{name}.mo", MO.read_bytes())
    put(folder / "zh_Hans/LC_MESSAGES/django.mo", MO.read_bytes())
    for locale in ("en", "zh_CN"):
        texts = {str(code): text for code, text in messages(locale).items()}
        ftl = "".join(f"error-{code} = {text}\n" for code, text in texts.items())
        put(folder / locale.replace("_", "-") / "errors.ftl", ftl.encode())
        put(folder / f"errors.{locale}.json", json.dumps({locale: texts}).encode())
    for size in SIZES:
        codes = range(30_000, 30_000 + size - len(messages()))
        entries = {code: (english(code), translated("zh_CN", code)) for code in codes}
        put(folder / str(size) / "zh_CN/LC_MESSAGES/wilddog_errors.mo", mo(entries))


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
