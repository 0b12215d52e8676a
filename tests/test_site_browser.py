"""The reference page in a real Chromium: each thing it promises, from a file and without a network.

Needs the [browser] extra and a ``chromium`` on the PATH.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from wilddog_errors import messages
from wilddog_errors.finding import fold, index, scan
from wilddog_errors.site import site, write

pytestmark = pytest.mark.slow

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
HOST: dict[str, dict[str, Any]] = {
    "fr": {
        "": {"Error codes": "Codes d’erreur", "{count} of {total} codes": "{count} sur {total}"},
        "22010": "Le mot de passe est incorrect.",
    },
    "ar": {"22010": "كلمة المرور غير صحيحة"},
    "es_419": {"22010": "La contraseña no es correcta."},
    "de": {
        "1": "<script>window.harm = 1</script>",
        "2": "</script></p></table><img src=x onerror=window.harm=1>",
        "3": "\" ' ` &amp; &lt;",
        "4": "{{ 7 * 7 }} {% x %}",
        "5": "abc \u202e fed",
        "6": "word" * 2500,
        "7": "  two\n\tlines  ",
        "8": "Größe ﬁx 22001",
    },
}
NEIGHBOUR = "after the override"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "no chromium on the PATH: install Debian's package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the shipped page and of one with a host's catalogues."""
    shipped, hosted, catalogue = (tmp_path_factory.mktemp(name) for name in "shc")
    for locale, texts in HOST.items():
        path = catalogue / locale / "LC_MESSAGES" / "wilddog_errors.po"
        path.parent.mkdir(parents=True)
        path.write_text("".join(entry(code, text) for code, text in texts.items()), "utf-8")
    write(site(), shipped)
    write(site(catalogue), hosted)
    return {"shipped": (shipped / "index.html").as_uri(), "host": (hosted / "index.html").as_uri()}


def entry(code: str, text: Any) -> str:
    if not code:
        return "".join(
            f"msgid {quoted(key)}\nmsgstr {quoted(word)}\n\n" for key, word in text.items()
        )
    english = NEIGHBOUR if code == "5" else text
    return f'msgctxt "{code}"\nmsgid {quoted(english)}\nmsgstr {quoted(text)}\n\n'


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture
def open_page(chromium: Any, pages: dict[str, str]) -> Iterator[Open]:
    """Opens the page in a context of its own; whatever goes wrong in there fails the test."""
    contexts, faults = [], []

    def opened(after: str = "", page: str = "shipped", width: int = 1280, **options: Any) -> Any:
        options = {"locale": "en-US", "viewport": {"width": width, "height": 800}} | options
        context = chromium.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("console", lambda line: faults.append(line.text))
        tab.on("request", lambda request: faults.append(request.url) if foreign(request) else None)
        tab.goto(pages[page] + after)
        return tab

    def foreign(request: Any) -> bool:
        return request.url.split("?")[0].split("#")[0] not in pages.values() and not (
            request.url.startswith("data:image/svg+xml")
        )

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def shown(tab: Any) -> list[int]:
    rows = "[...document.querySelectorAll('tbody tr')].filter((row) => row.checkVisibility())"
    return [int(code) for code in tab.evaluate(f"{rows}.map((row) => row.id)")]


def search(tab: Any, query: str) -> None:
    tab.get_by_role("searchbox").fill(query)


def painted(tab: Any) -> list[str]:
    found: list[str] = tab.evaluate(
        "[...CSS.highlights.get('hit')].map((range) =>"
        " range.startContainer.data.slice(range.startOffset, range.endOffset))"
    )
    return found


def background(tab: Any) -> int:
    colour = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


def test_without_javascript_the_table_is_complete(open_page: Open) -> None:
    tab = open_page(java_script_enabled=False)
    assert shown(tab) == list(messages())
    cells = tab.locator("tbody p:visible").all_text_contents()
    assert cells[::2] == list(messages().values())
    assert cells[1::2] == list(messages("zh_CN").values())
    assert tab.locator("input:visible, button:visible, select:visible").count() == 0


@pytest.mark.parametrize(
    ("query", "browser", "expected"),
    [
        pytest.param("", "zh-CN", "zh-CN", id="the browser's"),
        pytest.param("", "zh-SG", "zh-CN", id="the same language and script"),
        pytest.param("", "zh-TW", "en", id="the other script"),
        pytest.param("", "fr", "en", id="none of ours"),
        pytest.param("?lang=zh-CN", "en-US", "zh-CN", id="?lang= over the browser's"),
        pytest.param("?lang=zh_CN", "en-US", "zh-CN", id="spelled as the catalogue does"),
        pytest.param("?lang=en", "zh-CN", "en", id="English when asked for"),
        pytest.param("?lang=xx!", "zh-CN", "zh-CN", id="nonsense: the browser's"),
    ],
)
def test_the_pages_language(query: str, browser: str, expected: str, open_page: Open) -> None:
    tab = open_page(query, locale=browser)
    chinese = expected == "zh-CN"
    assert tab.locator("html").get_attribute("lang") == expected
    assert tab.title() == ("野狗错误码" if chinese else "Wilddog error codes")
    described = tab.locator("meta[name=description]").get_attribute("content")
    assert ("错误码" in described) == chinese
    headings = [text.split()[0] for text in tab.locator("thead th").all_inner_texts()[:3]]
    assert headings == (
        ["错误码", "错误信息", "描述"] if chinese else ["Code", "Message", "Description"]
    )


def test_the_switcher_needs_no_reload_and_keeps_the_choice(open_page: Open) -> None:
    tab = open_page("#22203")
    tab.evaluate("window.same = true")
    tab.get_by_role("combobox", name="Language of the page").select_option("zh_CN")
    assert tab.get_by_role("heading").inner_text() == "错误码"
    tab.wait_for_url("**?lang=zh-CN#22203")
    assert tab.evaluate("window.same")
    tab.reload()
    assert tab.get_by_role("heading").inner_text() == "错误码"


def test_each_cell_says_its_language(open_page: Open) -> None:
    tab = open_page(page="host")
    tags = {
        "22010": ["en", "ar", "en", "es-419", "fr", "zh-CN"],
        "1": ["en", "en", "de", "en", "en", "en"],
    }
    for code, expected in tags.items():
        cells = tab.locator(f"[id='{code}'] p").all()
        assert [cell.get_attribute("lang") for cell in cells] == expected


@pytest.mark.parametrize(
    ("query", "codes", "hits"),
    [
        pytest.param("密码", [22010, 22018, 22211], ["密码"] * 3, id="Chinese"),
        pytest.param("PASSWORD’S  LENGTH", [22211], ["Password’s length"], id="case and spaces"),
        pytest.param("doesn't hava", [22205], ["doesn’t hava"], id="a straight quote"),
        pytest.param("服务异常，操作", [22001], ["服务异常,操作"], id="a wide comma"),
        pytest.param("Ｓｍｓ ｔｙｐｅ", [22232], ["Sms type"], id="wide letters"),
        pytest.param("incorrect.", [22009, 22010, 22219], ["incorrect"] * 3, id="ends ignored"),
        pytest.param("2223", [22223, 22230, *range(22232, 22240)], ["2223"] * 10, id="a part of codes"),
        pytest.param("Error 22203", [22203], ["22203"], id="what an iOS client shows"),
        pytest.param('{"code":22010,"n":220110}', [22010], ["22010"], id="JSON: whole numbers"),
        pytest.param(
            '12:00 WARN [x] "The email is not exist" at 22220.5',
            [22220],
            ["The email is not exist"],
            id="a log line: a known text",
        ),
        pytest.param('"\\u8be5\\u5bc6\\u7801\\u4e0d\\u6b63\\u786e"', [22010], ["该密码不正确"], id="escaped"),
        pytest.param("22203, then 29999", [22203, 29999], ["22203", "29999"], id="two codes"),
        pytest.param("zzz", [], [], id="nothing"),
        pytest.param("</td>", [], [], id="markup is text"),
        pytest.param("  ", list(messages()), [], id="nothing asked for"),
    ],
)  # fmt: skip
def test_search(query: str, codes: list[int], hits: list[str], open_page: Open) -> None:
    tab = open_page()
    search(tab, query)
    assert shown(tab) == codes
    assert painted(tab) == hits
    status = tab.get_by_role("status").first
    assert status.inner_text() == f"{len(codes)} of 55 codes"
    assert tab.get_by_text("No code matches.").is_visible() == (not codes)


def test_pasted_lines_stay_apart(open_page: Open) -> None:
    tab = open_page()
    tab.get_by_role("searchbox").evaluate(
        """(field) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", "code: 22203\\n22010 was before\\n");
          const paste = new ClipboardEvent("paste", {clipboardData, cancelable: true});
          if (field.dispatchEvent(paste)) throw new Error("pasted as it was");
        }"""
    )
    assert shown(tab) == [22010, 22203]


def test_folding_is_that_of_find(open_page: Open) -> None:
    tab = open_page()
    characters = [chr(at) for at in (*range(0x3200), *range(0xF900, 0xFFFE))]
    # The case pairs of Cherokee go the other way round there, and a dotless i counts as an i.
    known = [each for each in characters if unicodedata.category(each) != "Cn" and each != "ı"]
    texts = [f"a{each}b" for each in known if not "Ꭰ" <= each <= "ᏽ"]
    texts += [
        *messages().values(),
        *messages("zh_CN").values(),
        "ΟΔΟΣ",
        "“¿x?”",
        "",
        "…",
        "e\u0301",
    ]
    assert tab.evaluate("(texts) => texts.map(fold)", texts) == [fold(text) for text in texts]


def test_scanning_is_that_of_find(open_page: Open) -> None:
    tab = open_page()
    known = index([*messages().items(), *messages("zh_CN").items()])
    lines = ["The phone is not exist", "the phone is not existing", "The email is not existé",
             "token该密码不正确token", "该 token 已过期", "code 22203.", "a22203f 1.22203",
             "User can only be linked to one identity for the given provider.”",
             r"\u8be5\u5bc6\u7801\u4e0d\u6b63\u786e", *known]  # fmt: skip
    codes = tab.evaluate(
        """(lines) => lines.map((line) => {
          const found = scan(line);
          return entries.filter(({ code, texts }) =>
            found.has(code) || texts.some((text) => found.has(text.fold)),
          ).map(({ code }) => Number(code));
        })""",
        lines,
    )
    assert codes == [sorted(code for _, code in scan(known, [line])) for line in lines]


def test_the_query_is_in_the_address(open_page: Open) -> None:
    tab = open_page()
    search(tab, "密码 & <x>")
    tab.wait_for_url(lambda url: "?q=" in url)
    tab.reload()
    assert tab.get_by_role("searchbox").input_value() == "密码 & <x>"
    tab.get_by_role("button", name="Clear the search").click()
    tab.wait_for_url(lambda url: "?q=" not in url)
    assert len(shown(tab)) == 55


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("before", ["", "?q=token"], ids=["all", "while hidden by a search"])
def test_a_link_to_a_code_scrolls_there_and_marks_it(
    before: str, width: int, open_page: Open
) -> None:
    tab = open_page(f"{before}#22226", width=width)
    row = tab.locator("[id='22226']")
    # What is seen in the row's middle is the row: nothing sticky covers it.
    tab.wait_for_function(
        """(row) => {
          const {left, top, height} = row.getBoundingClientRect();
          return row.contains(document.elementFromPoint(left + 20, top + height / 2));
        }""",
        arg=row.element_handle(),
    )
    other = tab.locator("[id='22225']")
    colour = "(row) => getComputedStyle(row).backgroundColor"
    assert row.evaluate(colour) != other.evaluate(colour)


@pytest.mark.parametrize(
    ("after", "button", "expected"),
    [
        pytest.param("", "Copy the text of 22203", messages()[22203], id="the English text"),
        pytest.param("?lang=zh", "复制 22203 的描述", messages("zh_CN")[22203], id="the Chinese"),
        pytest.param("", "Copy a link to 22203", "{page}#22203", id="the link"),
        pytest.param("?q=email", "Copy a link to 22203", "{page}#22203", id="without the query"),
        pytest.param("?lang=zh", "复制 22203 的链接", "{page}?lang=zh#22203", id="with the language"),
    ],
)  # fmt: skip
def test_copy(
    after: str, button: str, expected: str, open_page: Open, pages: dict[str, str]
) -> None:
    tab = open_page(after, permissions=["clipboard-read", "clipboard-write"])
    tab.get_by_role("button", name=button).click()
    said = tab.locator("#said")
    said.get_by_text("已复制" if "zh" in after else "Copied").wait_for(state="attached")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == expected.format(page=pages["shipped"])


@pytest.mark.parametrize(
    ("works", "said"),
    [
        pytest.param("true", "Copied", id="the old way, as from plain http"),
        pytest.param("false", "Could not copy", id="neither way"),
    ],
)
def test_copy_where_the_clipboard_is_closed(works: str, said: str, open_page: Open) -> None:
    tab = open_page()
    tab.evaluate(
        f"() => {{ navigator.clipboard.writeText = () => Promise.reject();"
        f" document.execCommand = () => {works} }}"
    )
    tab.get_by_role("button", name="Copy the text of 22203").click()
    tab.locator("#said").get_by_text(said, exact=True).wait_for(state="attached")


def test_the_keyboard_alone_suffices(open_page: Open) -> None:
    tab = open_page(permissions=["clipboard-read", "clipboard-write"])
    focused = "document.activeElement.ariaLabel || document.activeElement.textContent"
    tab.keyboard.press("Tab")
    assert tab.evaluate(focused) == "Skip to the codes"
    tab.keyboard.press("Control+k")
    assert tab.evaluate("document.activeElement.type") == "search"
    tab.keyboard.type("password")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate(focused) == "22210"
    tab.keyboard.press("Tab")
    assert tab.evaluate(focused) == "Copy the text of 22210"
    tab.keyboard.press("Enter")
    tab.locator("#said").get_by_text("Copied").wait_for(state="attached")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.type") == "search"
    tab.keyboard.press("Escape")
    assert len(shown(tab)) == 55
    for _key in range(3):
        tab.keyboard.press("Shift+Tab")
        outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid" or tab.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_systems_until_chosen(scheme: str, open_page: Open) -> None:
    tab = open_page(color_scheme=scheme)
    before = background(tab)
    assert (before > 600) == (scheme == "light")
    tab.get_by_role("button", name="Light or dark").click()
    after = background(tab)
    assert (after > 600) != (scheme == "light")
    tab.reload()
    assert background(tab) == after


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("page", "after"),
    [
        pytest.param("shipped", "", id="all"),
        pytest.param("shipped", "?lang=zh&q=密码#22010", id="hits and a marked row"),
        pytest.param("shipped", "?q=zzz", id="nothing found"),
        pytest.param("host", "?lang=ar&q=22010", id="right to left"),
    ],
)
def test_accessible(page: str, after: str, width: int, scheme: str, open_page: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = open_page(after, page=page, width=width, color_scheme=scheme)
    found = Axe().run(tab).response["violations"]
    assert [(each["id"], node["html"][:99]) for each in found for node in each["nodes"]] == []


@pytest.mark.parametrize("page", ["shipped", "host"])
@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_nothing_is_wider_than_the_window(width: int, page: str, open_page: Open) -> None:
    tab = open_page("?lang=zh", page=page, width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough(open_page: Open) -> None:
    """WCAG 2.5.8: 24 by 24 CSS pixels."""
    tab = open_page(width=360)
    for element in tab.locator("button:visible, input:visible, select:visible").all():
        box = element.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_printed_it_is_a_table_in_black_on_white(open_page: Open) -> None:
    tab = open_page(color_scheme="dark")
    tab.emulate_media(media="print")
    assert background(tab) > 750
    assert tab.locator("tbody tr:visible").count() == 55
    assert tab.locator("tbody tr").first.evaluate("(row) => getComputedStyle(row).display") == (
        "table-row"
    )
    assert tab.locator("input:visible, button:visible, select:visible").count() == 0


def test_a_hosts_texts_are_shown_as_text(open_page: Open) -> None:
    tab = open_page("?lang=de", page="host")
    for code, text in HOST["de"].items():
        assert tab.locator(f"[id='{code}'] p:visible").last.text_content() == text
    assert tab.evaluate("window.harm") is None
    assert tab.locator("tbody img, tbody script").count() == 0
    search(tab, "<script>")
    assert shown(tab) == [1]


def test_an_override_stays_in_its_cell(open_page: Open) -> None:
    tab = open_page("?lang=de", page="host")
    places = tab.locator("[id='5'] p").first.evaluate(
        """(cell) => [...cell.textContent].map((_, at) => {
          const range = document.createRange();
          range.setStart(cell.firstChild, at);
          range.setEnd(cell.firstChild, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert places == sorted(places)
    assert len(places) == len(NEIGHBOUR)


def test_a_hosts_language_has_its_own_words_and_english_for_the_rest(open_page: Open) -> None:
    tab = open_page("?lang=fr", page="host")
    heading = tab.get_by_role("heading")
    assert (heading.inner_text(), heading.get_attribute("lang")) == ("Codes d’erreur", "fr")
    assert tab.get_by_role("status").first.inner_text() == "63 sur 63"
    lead = tab.locator(".lead")
    assert (lead.inner_text().split()[0], lead.get_attribute("lang")) == ("What", "en")


def test_right_to_left(open_page: Open) -> None:
    tab = open_page("?lang=ar", page="host")
    assert tab.locator("html").get_attribute("dir") == "rtl"
    for words in (tab.locator("#count"), tab.locator(".lead")):  # there are none in Arabic
        assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("en", "auto")
        assert words.evaluate("element => getComputedStyle(element).direction") == "ltr"
    places = [cell.bounding_box()["x"] for cell in tab.locator("[id='22010'] > *").all()]
    assert places == sorted(places, reverse=True)


def test_the_descriptions_language_can_be_another_than_the_pages(open_page: Open) -> None:
    tab = open_page(page="host")
    row = tab.locator("[id='22010'] p:visible")
    tab.get_by_role("combobox", name="Language of the descriptions").select_option("zh_CN")
    assert row.all_text_contents() == [messages()[22010], messages("zh_CN")[22010]]
    search(tab, "mot de passe")
    assert shown(tab) == [22010]
    assert painted(tab) == ["mot de passe"]
    assert row.last.inner_text() == messages("zh_CN")[22010]
    assert row.nth(1).inner_text() == "Le mot de passe est incorrect."


def test_a_text_that_is_english_for_want_of_another_is_shown_once(open_page: Open) -> None:
    english = messages()[22203]
    tab = open_page("?lang=fr", page="host")
    search(tab, "in use by another account")
    row = tab.locator("[id='22203'] p:visible")
    assert row.all_text_contents() == [english, english], "the English, and what French readers get"
    tab = open_page(page="host", java_script_enabled=False)
    row = tab.locator("[id='22203'] p:visible")
    assert row.all_text_contents() == [english, english, messages("zh_CN")[22203]]


@pytest.mark.parametrize(
    ("query", "hit"),
    [
        pytest.param("GRÖSSE", "Größe", id="one letter folds to two"),
        pytest.param("fix", "ﬁx", id="a ligature"),
        pytest.param("Gro\u0308ße", "Größe", id="a combining mark"),
    ],
)
def test_highlights_stand_on_whole_letters(query: str, hit: str, open_page: Open) -> None:
    tab = open_page("?lang=de", page="host")
    search(tab, query)
    assert set(painted(tab)) == {hit}
