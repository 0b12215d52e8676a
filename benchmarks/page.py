"""How fast the reference page is in Chromium: ready from disk, and at each keystroke.

Needs the [browser] extra and a ``chromium`` on the PATH. A keystroke is timed from the input to
the end of the layout and painting that follow, in a page of 55 codes and one of 5,000.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from wilddog_errors import messages
from wilddog_errors.site import site, write

QUERIES = (
    "p",
    "pa",
    "pas",
    "pass",
    "passw",
    "密",
    "密码",
    "e",
    "22203",
    "Error 22203: unknown",
    "",
)
TYPE = """(query) => new Promise((done) => {
  const field = document.getElementById("q");
  field.value = query;
  const start = performance.now();
  field.dispatchEvent(new Event("input"));
  const handled = performance.now() - start;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done([handled, performance.now() - start]);
    channel.port2.postMessage(0);  // arrives once the frame is laid out and painted
  });
})"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for count, catalogues in ((55, ()), (5000, (many(Path(folder, "locale"), 5000 - 55),))):
            pages = site(*catalogues)
            index = write(pages, Path(folder, str(count)))[0]
            size = sum(len(page.encode()) for page in pages.values())
            print(f"{count:,} codes: {size:,} bytes")
            measure(browser, index.as_uri())
        browser.close()


def measure(browser: Any, address: str) -> None:
    ready = []
    tab = browser.new_page()
    for _run in range(5):
        tab.goto(address)
        ready.append(
            tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        )
    print(f"  ready after {median(ready):.0f} ms (median of {len(ready)})")
    for query in QUERIES:
        runs = []
        for _run in range(5):
            tab.evaluate(TYPE, "zzzz")
            runs.append(tab.evaluate(TYPE, query))
        handled, painted = (median(times) for times in zip(*runs, strict=True))
        print(f"  {query!r:24} searched in {handled:5.1f} ms, painted after {painted:5.1f} ms")


def many(folder: Path, count: int) -> Path:
    """Write a host's catalogue with ``count`` codes more, of the package's texts."""
    pairs = list(zip(messages().values(), messages("zh_CN").values(), strict=True))
    path = folder / "zh_CN/LC_MESSAGES/wilddog_errors.po"
    path.parent.mkdir(parents=True)
    entries = []
    for at in range(count):
        english, chinese = pairs[at % len(pairs)]
        entries.append(
            f'msgctxt "{30000 + at}"\nmsgid "{english} ({at})"\nmsgstr "{chinese} ({at})"'
        )
    path.write_text("\n\n".join(entries), "utf-8")
    return folder


if __name__ == "__main__":
    main()
