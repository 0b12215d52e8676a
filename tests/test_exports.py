"""Tables of the whole catalogue, as Python's own readers and a Markdown parser read them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from wilddog_errors import Catalogue, cli, exports, messages, po

LINE_END = re.compile(r"\r\n?|\n")
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What HTML can't hold, even as a character reference."""

ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


class Texts(Catalogue):
    """A catalogue of the texts it is given: those of English, and of ``zh_CN`` the other way round.

    >>> Texts(["a", "b"]).message(1, "zh_CN")
    'b'
    """

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        by_code = dict(enumerate(texts, 1))
        turned = dict(zip(by_code, reversed(texts), strict=True))
        self._texts = {"en": by_code, "zh_CN": turned}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["list", *arguments]) == 0
    return capsys.readouterr().out


def rows(catalogue: Catalogue) -> list[list[str]]:
    texts = [catalogue.messages(locale) for locale in catalogue.locales()]
    return [[str(code), *(text[code] for text in texts)] for code in texts[0]]


def read(text: str, dialect: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect, strict=True))


def shown(markdown: str) -> list[list[str]]:
    """The cells of a Markdown table as a browser shows them, with "\0" for a line break."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    cells = [text_of(token.children or []) for token in tokens if token.type == "inline"]
    width = sum(token.type == "th_open" for token in tokens)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def text_of(children: list[Token]) -> str:
    kinds = {"text", "text_special", "html_inline"}
    markup = [token for token in children if token.type not in kinds]
    assert markup == []
    return "".join("\0" if token.type == "html_inline" else token.content for token in children)


def test_text_has_a_line_for_each_code(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "--locale", "zh-Hans").splitlines()
    assert lines == [f"{code}  {text}" for code, text in messages("zh_CN").items()]


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        pytest.param("zh_CN.UTF-8", "zh_CN", id="the environment's"),
        pytest.param("fr_FR.UTF-8", "en", id="English where there is no catalogue, as show does"),
    ],
)
def test_text_is_in_the_environments_language(
    language: str,
    locale: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", language)
    assert run(capsys).splitlines()[0] == f"22001  {messages(locale)[22001]}"


@pytest.mark.parametrize(("format", "dialect"), [("csv", "excel"), ("tsv", "excel-tab")])
def test_python_reads_the_shipped_table_back(
    format: str, dialect: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table = [["code", "en", "zh_CN"], *rows(Catalogue())]
    assert read(run(capsys, "--format", format), dialect) == table


def test_columns_stand_as_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--format", "csv", "--locale", "zh", "--locale", "en", "--locale", "zh-CN")
    assert read(out, "excel")[0] == ["code", "zh_CN", "en"]


def test_json_is_of_the_schema(
    root: Path, table: dict[int, tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "--format", "json")
    content = json.loads(out)
    jsonschema.validate(content, json.loads((root / "catalogue.schema.json").read_text()))
    assert content["source"] == "en"
    assert content["locales"] == ["en", "zh_CN"]
    assert content["messages"] == {
        str(code): {"en": english, "zh_CN": chinese} for code, (english, chinese) in table.items()
    }
    assert list(content["messages"]) == sorted(content["messages"], key=int)
    assert "邮箱" in out
    assert out.endswith("}\n")


@pytest.mark.parametrize("locale", ["de_1901", "ca_ES_VALENCIA", "sr_Latn_RS", "es_419"])
def test_json_of_a_hosts_locale_is_of_the_schema(locale: str, root: Path, tmp_path: Path) -> None:
    path = tmp_path / locale / po.FILE
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "7"\nmsgid "Low battery"\nmsgstr "?"\n', "utf-8")
    content = json.loads(exports.as_json(Catalogue(tmp_path)))
    jsonschema.validate(content, json.loads((root / "catalogue.schema.json").read_text()))
    assert content["messages"]["7"][locale] == "?"


def test_json_of_one_locale_has_that_alone(capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(run(capsys, "--format", "json", "--locale", "zh"))
    assert content["locales"] == ["zh_CN"]
    assert content["messages"]["22010"] == {"zh_CN": "该密码不正确"}


def test_markdown_is_the_reference_page(
    table: dict[int, tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    page = [[str(code), *texts] for code, texts in table.items()]
    assert shown(run(capsys, "--format", "markdown")) == [["错误码", "错误信息", "描述"], *page]


def test_markdown_of_other_columns_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--format", "markdown", "--locale", "zh")
    assert shown(out)[:2] == [["Code", "zh_CN"], ["22001", messages("zh")[22001]]]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        pytest.param(
            ["--locale", "fr", "--format", "csv"],
            "no texts for the locale 'fr': there are en, zh_CN",
            id="English instead would pass for French",
        ),
        pytest.param(
            ["--locale", "zh", "--locale", "en"],
            "text has one language: give one --locale, or another --format",
            id="text with two languages",
        ),
    ],
)
def test_what_cannot_be_listed_is_said(
    arguments: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["list", *arguments]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"wilddog-errors: {fault}\n")


def test_a_list_into_a_file_has_the_writers_own_line_ends(tmp_path: Path) -> None:
    with (tmp_path / "list.csv").open("wb") as file:
        command = [sys.executable, "-m", "wilddog_errors", "list", "--format", "csv"]
        subprocess.run(command, stdout=file, check=True)
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines))[1:] == rows(Catalogue())


def test_a_list_goes_to_any_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    assert cli.main(["list", "--format", "json"]) == 0
    assert stream.getvalue() == exports.as_json(Catalogue())


@given(st.lists(ANYTHING, min_size=1))
def test_any_text_comes_back(texts: list[str]) -> None:
    catalogue = Texts(texts)
    assert read(exports.as_csv(catalogue), "excel")[1:] == rows(catalogue)
    assert read(exports.as_tsv(catalogue), "excel-tab")[1:] == rows(catalogue)
    content = json.loads(exports.as_json(catalogue))["messages"]
    assert [[code, *by_locale.values()] for code, by_locale in content.items()] == rows(catalogue)


@given(st.lists(ANYTHING.filter(lambda text: not CONTROL.search(text)), min_size=1))
@example(["|", "\\|", "a|b\\", "<b>", "&lt;", "`a|b`", "*a* _b_ __c__ a_b ~~d~~", "[a](b)", "![a]"])
@example([" a  b ", "a\nb", "a\r\n\r\nb", "a\rb", "\ta\t", "$x$", "http://a_b_.cn", "- a", "# a"])
def test_markdown_shows_any_text(texts: list[str]) -> None:
    catalogue = Texts(texts)
    expected = [[LINE_END.sub("\0", cell) for cell in row] for row in rows(catalogue)]
    assert shown(exports.as_markdown(catalogue))[1:] == expected
