"""Print how a host catalogue of many codes behaves: python benchmarks/scale.py [CODES...]

For 1,000, 10,000 and 100,000 codes, or as many as are given, in 5 locales, as .mo and as .po, each
in a fresh process: the time to load and per entry, the time of a look-up, and the memory kept
beside that of plain dicts with the same strings.
"""

from __future__ import annotations

import gc
import multiprocessing
import struct
import sys
import tempfile
import time
import timeit
import tracemalloc
from pathlib import Path

from wilddog_errors import Catalogue, message, po

LOCALES = ("de", "es", "fr", "ja", "zh_CN")
SIZES = (1_000, 10_000, 100_000)


def write(folder: Path, codes: range, suffix: str) -> None:
    for locale in LOCALES:
        path = folder / locale / po.FILE.with_suffix(suffix)
        path.parent.mkdir(parents=True)
        texts = {code: (english(code), translated(locale, code)) for code in codes}
        path.write_bytes(mo(texts) if suffix == ".mo" else po_of(texts).encode())


def english(code: int) -> str:
    return f"The {code}th error of all"


def translated(locale: str, code: int) -> str:
    return f"{locale}: {code} 错误"


def po_of(texts: dict[int, tuple[str, str]]) -> str:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return header + "".join(
        f'msgctxt "{code}"\nmsgid "{msgid}"\nmsgstr "{text}"\n\n'
        for code, (msgid, text) in texts.items()
    )


def mo(texts: dict[int, tuple[str, str]]) -> bytes:
    """A .mo; Babel's writer takes time quadratic in the number of entries."""
    keys = [f"{code}\4{msgid}".encode() for code, (msgid, _) in texts.items()]
    values = [text.encode() for _, text in texts.values()]
    at, table = 28 + 16 * len(texts), []
    for string in keys + values:
        table += [len(string), at]
        at += len(string) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return (
        head + struct.pack(f"<{len(table)}I", *table) + b"".join(s + b"\0" for s in keys + values)
    )


def plain(codes: range) -> dict[str, dict[int, str]]:
    texts = {locale: {code: translated(locale, code) for code in codes} for locale in LOCALES}
    return {"en": {code: english(code) for code in codes}, **texts}


def measure(folder: str, codes: range) -> tuple[float, float, float]:
    """Seconds to load, nanoseconds a look-up, memory in units of that of plain dicts."""
    start = time.perf_counter()
    catalogue = Catalogue(folder)
    seconds = time.perf_counter() - start
    catalogue.message(100_000, "zh_CN")
    call = min(timeit.repeat(lambda: catalogue.message(100_500, "zh_CN"), number=100_000))
    del catalogue
    gc.collect()
    tracemalloc.start()
    dicts = plain(codes)
    memory = [tracemalloc.get_traced_memory()[0]]
    del dicts
    gc.collect()
    empty = tracemalloc.get_traced_memory()[0]
    catalogue = Catalogue(folder)
    gc.collect()
    memory.append(tracemalloc.get_traced_memory()[0] - empty)
    return seconds, call / 100_000 * 1e9, memory[1] / memory[0]


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    message(22203, "zh_CN")
    small = min(timeit.repeat(lambda: message(22203, "zh_CN"), number=100_000)) / 100_000 * 1e9
    print(f"Python {sys.version.split()[0]}; a look-up among 55 codes: {small:.0f} ns\n")
    print("| codes x 5 locales | file | load | per entry | look-up | memory of plain dicts |")
    print("|---|---|---|---|---|---|")
    for suffix in (".mo", ".po"):
        for size in map(int, sys.argv[1:] or SIZES):
            codes = range(100_000, 100_000 + size)
            with tempfile.TemporaryDirectory() as folder, context.Pool(1) as pool:
                write(Path(folder), codes, suffix)
                load, call, memory = pool.apply(measure, (folder, codes))
            each = load / size / len(LOCALES) * 1e6
            print(
                f"| {size:,} | {suffix} | {load:.2f} s | {each:.1f} µs | {call:.0f} ns "
                f"| {memory:.2f} |"
            )
