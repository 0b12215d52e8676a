from __future__ import annotations

import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from wilddog_errors import Catalogue, messages, po
from wilddog_errors.cli import main
from wilddog_errors.exports import as_json
from wilddog_errors.files import ExportError
from wilddog_errors.site import content, exact, language, site, words, write

HEADER = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=utf-8\\n"\n\n'


class Page(HTMLParser):
    """What a browser without JavaScript reads: each row's code and its texts by language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[int, list[tuple[str, str]]] = {}
        self.open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "tr" and found.get("id"):
            self.rows[int(found["id"] or "")] = []
        elif tag == "p" and "dir" in found:
            self.open = ""
            [*self.rows.values()][-1].append((found["lang"] or "", ""))

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            cells = [*self.rows.values()][-1]
            cells[-1] = (cells[-1][0], cells[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.open = None


def host(folder: Path, locale: str, entries: str) -> Path:
    path = folder / locale / "LC_MESSAGES" / "wilddog_errors.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(locale) + entries, "utf-8")
    return folder


def test_the_page_holds_every_text_without_javascript() -> None:
    english, chinese = messages(), messages("zh_CN")
    rows = Page(site()["index.html"]).rows
    assert list(rows) == list(english)
    for code, cells in rows.items():
        assert cells == [("en", english[code]), ("zh-CN", chinese[code])]


def test_the_same_texts_give_the_same_files() -> None:
    assert site() == site()
    assert site()["catalogue.json"] == as_json(Catalogue())


def test_the_page_is_small_and_asks_for_nothing() -> None:
    pages = site()
    assert sum(len(page.encode()) for page in pages.values()) < 60_000
    links = re.findall(r"""(?:href|src|url\()=?["']([^"'#][^"']*)""", pages["index.html"])
    assert [link for link in links if not link.startswith("data:")] == ["catalogue.json"]
    assert "default-src 'none'" in pages["index.html"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="a script"),
        pytest.param("</script></p></td></table>", id="end tags"),
        pytest.param("\" ' ` & &amp; &#34;", id="quotes and entities"),
        pytest.param("{{ 7 * 7 }} {% raw %} {# #}", id="template syntax"),
        pytest.param("\u202eabc\u2066def", id="an override and an isolate that nobody ends"),
        pytest.param("\n a \t b\n", id="white space"),
    ],
)
def test_a_host_catalogues_text_stays_text(text: str, tmp_path: Path) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    host(tmp_path, "fr", f'msgctxt "7"\nmsgid {quoted}\nmsgstr {quoted}\n')
    assert Page(site(tmp_path)["index.html"]).rows[7][0] == ("en", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\rb\r\n", "a&#13;b&#13;\n", id="a bare CR would be read as LF"),
        pytest.param("<&>\"'", "&lt;&amp;&gt;&#34;&#39;", id="what HTML reserves"),
    ],
)
def test_exact(text: str, expected: str) -> None:
    assert exact(text) == expected


def test_a_cells_language_is_that_of_its_text(tmp_path: Path) -> None:
    host(tmp_path, "zh_SG", 'msgctxt "22010"\nmsgid "x"\nmsgstr "密码错误"\n')
    host(tmp_path, "fr", 'msgctxt "22010"\nmsgid "x"\nmsgstr "Mot de passe incorrect"\n')
    rows = Page(site(tmp_path)["index.html"]).rows
    assert [tag for tag, _ in rows[22010]] == ["en", "fr", "zh-CN", "zh-SG"]
    assert [tag for tag, _ in rows[22011]] == ["en", "en", "zh-CN", "zh-CN"]


@pytest.mark.parametrize(
    ("name", "label", "direction"),
    [
        pytest.param("zh_CN", "简体中文", "ltr", id="by its script"),
        pytest.param("zh_TW", "繁體中文", "ltr", id="the other script"),
        pytest.param("en_GB", "British English", "ltr", id="by its region"),
        pytest.param("pt_BR", "Português (Brasil)", "ltr", id="capitalised"),
        pytest.param("ar", "العربية", "rtl", id="right to left"),
        pytest.param("aaa", "aaa", "ltr", id="unknown to CLDR's names: the tag"),
    ],
)
def test_language(name: str, label: str, direction: str) -> None:
    assert language(name)[2:] == (label, direction)


def test_every_word_of_the_page_is_translated_into_chinese() -> None:
    found = words(["en", "zh_CN"], [])
    marked = re.findall(r'_\("(.*?)"\)', content("index.html"))
    assert set(found["zh_CN"]) == set(marked) != set()
    assert all(re.search(r"[\u4e00-\u9fff]", text) for text in found["zh_CN"].values())


@pytest.mark.parametrize(
    ("folder", "entry", "expected"),
    [
        pytest.param("fr", 'msgid "Code"\nmsgstr "Numéro"\n', {"fr": "Numéro"}, id="a new language"),
        pytest.param("zh_CN", 'msgid "Code"\nmsgstr "代码"\n', {"zh_CN": "代码"}, id="over ours"),
        pytest.param("zh-hans", 'msgid "Code"\nmsgstr "代码"\n', {"zh_CN": "代码"}, id="as spelled"),
        pytest.param("fr", '#, fuzzy\nmsgid "Code"\nmsgstr "Codex"\n', {}, id="fuzzy ones don't win"),
        pytest.param("fr", 'msgid "Code"\nmsgstr ""\n', {}, id="nor empty ones"),
        pytest.param("fr", 'msgid "Cod"\nmsgstr "Morue"\n', {}, id="no word of the page"),
        pytest.param("fr", 'msgctxt "1"\nmsgid "Code"\nmsgstr "x"\n', {}, id="a code's text"),
        pytest.param("de", 'msgid "Code"\nmsgstr "Nummer"\n', {}, id="no language of the catalogue"),
    ],
)  # fmt: skip
def test_words_of_a_host(folder: str, entry: str, expected: dict[str, str], tmp_path: Path) -> None:
    found = words(["en", "zh_CN", "fr"], [host(tmp_path, folder, entry)])
    code = {name: texts["Code"] for name, texts in found.items() if "Code" in texts}
    assert code == {"zh_CN": "错误码"} | expected


def test_words_of_a_folder_beside_one_that_is_empty(tmp_path: Path) -> None:
    folder = host(tmp_path, "zh_Hans", 'msgid "Code"\nmsgstr "代号"\n')
    (folder / "zh_CN" / "LC_MESSAGES").mkdir(parents=True)
    assert words(["en", "zh_CN"], [folder])["zh_CN"]["Code"] == "代号"


def test_words_of_a_compiled_catalogue(tmp_path: Path) -> None:
    path = host(tmp_path / "po", "fr", 'msgid "Code"\nmsgstr "Numéro"\n') / "fr" / po.FILE
    compiled = tmp_path / "mo" / "fr" / po.FILE.with_suffix(".mo")
    compiled.parent.mkdir(parents=True)
    buffer = io.BytesIO()
    write_mo(buffer, po.read(path.read_bytes())[0])
    compiled.write_bytes(buffer.getvalue())
    (tmp_path / "mo" / "README").write_text("no catalogue")
    assert words(["en", "fr"], [tmp_path / "mo"])["fr"] == {"Code": "Numéro"}


def test_the_command_writes_the_page_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "folder"
    for _again in range(2):
        assert main(["site", str(folder)]) == 0
        assert capsys.readouterr().out == f"{folder}/index.html\n{folder}/catalogue.json\n"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == site()


@pytest.mark.parametrize("name", ["index.html", "catalogue.json"])
def test_a_file_of_somebody_else_stays(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("{}")
    assert main(["site", str(tmp_path)]) == 2
    assert f"{tmp_path / name} isn't from an earlier export" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert main(["site", "--force", str(tmp_path)]) == 0
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == site()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="file"):
        write({"index.html": ""}, tmp_path / "file" / "folder")


def test_without_jinja2_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("wilddog_errors.site")]:
        monkeypatch.delitem(sys.modules, name)
    import wilddog_errors

    monkeypatch.delattr(wilddog_errors, "site")
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["site", str(tmp_path)]) == 2
    assert "pip install 'wilddog-errors[site]'" in capsys.readouterr().err
