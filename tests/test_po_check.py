"""``po check``: each fault seeded once in the shipped Chinese catalogue, and no fault without one."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wilddog_errors import Catalogue, CatalogueError, po, po_checks, po_syntax
from wilddog_errors.cli import main

ZH = Path("zh_CN", po.FILE)


@pytest.fixture
def own(root: Path, tmp_path: Path) -> Path:
    """A copy of the project's ``locale``, beside what tells that it is the project's."""
    folder = tmp_path / "locale"
    (folder / ZH).parent.mkdir(parents=True)
    for name in (po.TEMPLATE, ZH):
        (folder / name).write_bytes((root / "locale" / name).read_bytes())
    (tmp_path / "src/wilddog_errors").mkdir(parents=True)
    (tmp_path / "src/wilddog_errors/codes.py").touch()
    return folder


def check(folder: Path, *arguments: str) -> int:
    return main(["po", "check", "--catalogue", str(folder), *arguments])


def test_what_is_shipped_has_no_error_and_no_warning(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root / "locale") == 0
    english = len(po.expected_of(root / "locale").english or ())
    done = f"zh_CN  {'█' * 20}  {english} translated, 0 fuzzy, 0 missing\n"
    assert capsys.readouterr() == (done, "")


def sub(pattern: str, by: str) -> Callable[[bytes], bytes]:
    """Replace what must be there exactly once."""

    def edit(data: bytes) -> bytes:
        edited, count = re.subn(pattern, by, data.decode(), flags=re.DOTALL)
        assert count == 1
        return edited.encode()

    return edit


def after(code: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Replace ``old`` in the entry of ``code``."""
    return sub(rf'(msgctxt "{code}"\n(?:(?!\n\n).)*?){old}', lambda match: match[1] + new)  # type: ignore[arg-type]


def text(code: str, new: str) -> Callable[[bytes], bytes]:
    """Make ``new`` the text of ``code``."""
    return after(code, r'(?<=\nmsgstr ")[^\n]*(?="\n)', new)


ENTRY = 'msgctxt "%s"\nmsgid "%s"\nmsgstr "%s"\n'
BUILD = [
    ("a fuzzy entry", sub('(msgctxt "22203")', r"#, fuzzy\n\1"), "22203: fuzzy: check the text"),
    ("an empty entry", text("22203", ""), "22203: the text is empty: translate it"),
    (
        "a code nobody knows",
        sub('msgctxt "22203"', 'msgctxt "22303"'),
        "22303: no such code: delete the entry",
    ),
    ("a code missing", sub('msgctxt "22203"\n.*?\n\n', ""), "22203: missing: run wilddog-errors"),
    (
        "a code twice",
        lambda data: data + b"\n" + (ENTRY % ("22203", "a", "b")).encode(),
        "22203: stands twice, first in line",
    ),
    (
        "another msgid than the source's",
        sub("email address is already in use by", "e-mail is used by"),
        "22203: the msgid isn't the source's English: run wilddog-errors po update",
    ),
    ("a context that is no code", sub('"22203"', '"E22203"'), "E22203: this msgctxt is no code"),
    (
        "a text without context that isn't in the source",
        lambda data: data + b'\nmsgid "Searhc"\nmsgstr "x"\n',
        ": no such text in the source: delete the entry",
    ),
    ("a fuzzy header", sub('^(.*?)msgid ""', r'\1#, fuzzy\nmsgid ""'), ": the header is fuzzy"),
    ("no header", sub('msgid ""\n.*?\n\n', ""), "1: no header: begin the file with msgid"),
    ("another language in the header", sub("Language: zh_CN", "Language: zh"), "'Language: zh_CN'"),
    ("no Plural-Forms", sub('"Plural-Forms[^\n]*\n', ""), "the header lacks 'Plural-Forms'"),
    ("no POT-Creation-Date", sub('"POT-C[^\n]*\n', ""), "the header lacks 'POT-Creation-Date'"),
    ("no charset", sub("; charset=utf-8", ""), "the header lacks 'charset='"),
    ("another charset", sub("charset=utf-8", "charset=GBK"), "the charset is 'GBK'"),
    ("a date that is none", sub("POT-Creation-Date: 2026", "POT-Creation-Date: x"), "the header"),
    ("bytes of another charset", lambda data: data.decode().encode("gbk", "ignore"), "isn't UTF-8"),
    ("a stray quote", after("22203", "邮箱", '邮"箱'), ': a stray " inside the text'),
    (
        "no closing quote",
        after("22203", '使用"', "使用"),
        ': no closing quote: end the text with "',
    ),
    ("no opening quote", after("22203", '"邮', "邮"), "is no line of a .po"),
    ("a bad escape", after("22203", "邮箱", r"邮\箱"), r": the escape \箱 isn't known"),
    ("a byte-order mark", lambda data: b"\xef\xbb\xbf" + data, "1: a byte-order mark: save"),
    ("CRLF", lambda data: data.replace(b"\n", b"\r\n"), "1: a line ends in CR: run wilddog-errors"),
    (
        "conflict markers",
        sub("(msgctxt .22203.)", r"<<<<<<< HEAD\n\1"),
        ": a merge conflict marker",
    ),
    ("a control character", after("22203", "邮箱", "邮\x08箱"), ": the control character U+0008"),
    ("a msgstr lost", after("22203", 'msgstr "[^\n]*\n', ""), "msgctxt is out of place"),
    ("cut in the middle", lambda data: data[: data.rindex(b"msgstr")], ": the file ends within"),
    (
        "a damaged previous msgid",
        sub('(msgctxt "22203")', r"#| msgid a\n\1"),
        "is no line of a .po",
    ),
]
CONTENT = [
    ("a number changed", text("22211", "密码的长度必须在 8 到 32 位"), "error number", "number 8"),
    ("a number gone", text("22236", "帐户余额不足,不能开启短信服务"), "error number", "number 5"),
    ("a number shortened", text("22213", "照片地址长度必须小于 102 位"), "error number", "1024"),
    ("a number the note doesn't name", text("22239", "超过每秒 100 次"), "error number", "100"),
    ("a number spelled out", text("22212", "昵称长度必须小于二十位"), "error number", "number 20"),
    ("a number added", text("22221", "该 2 手机号不存在"), "error number", "number 2 isn't"),
    (
        "an e-mail address changed",
        text("22008", "身份认证提供商调用错误,请联系野狗 support@wildog.com"),
        "error address",
        "support@wildog.com isn't in",
    ),
    (
        "a URL added",
        text("22203", "邮箱已使用,见https://a.cn/b吧"),
        "error address",
        "https://a.cn/b i",
    ),
    (
        "a placeholder renamed",
        sub("复制 {code} 的链接", "复制 {kode} 的链接"),
        "error placeholder",
        "the placeholder {kode} isn't in the English",
    ),
    (
        "a placeholder lost",
        sub("{count} / {total} 个", "{count} 个"),
        "error placeholder",
        "the placeholder {total} of the English is missing",
    ),
    (
        "a placeholder's brace lost",
        sub("复制 {code} 的描述", "复制 {code 的描述"),
        "error placeholder",
        "{code} of the English is missing",
    ),
    ("a name translated", text("22004", "用户提供的令牌无效"), "warning name", "token is missing"),
    ("a name the comment calls Latin", text("22101", "请检查应用号"), "warning name", "appId"),
    ("a second name dropped", text("22202", "用户已经升级,但 token 旧"), "warning name", "api"),
    ("a space at the start", text("22203", " 邮箱已经使用"), "warning space", "at the start"),
    ("a space at the end", text("22203", "邮箱已经使用 "), "warning space", "at the end"),
    ("a doubled space", text("22002", "该  token 已过期"), "warning space", "double spaces"),
    ("a line break", text("22203", r"邮箱\n已经使用"), "error invisible", "U+000A"),
    ("a tab", text("22203", r"邮箱\t已经使用"), "error invisible", "U+0009"),
    ("a C1 control", text("22203", "邮箱\x85已经使用"), "error invisible", "U+0085"),
    ("a zero-width space", text("22203", "邮箱\u200b已使用"), "error invisible", "U+200B"),
    ("a zero-width joiner", text("22203", "邮箱\u200d已使用"), "error invisible", "U+200D"),
    ("a byte-order mark inside", text("22203", "\ufeff邮箱已使用"), "error invisible", "U+FEFF"),
    ("a direction override", text("22203", "邮箱\u202e已使用"), "error invisible", "U+202E"),
    (
        "a no-break space",
        text("22002", "该\u00a0token 已过期"),
        "error invisible",
        "NO-BREAK SPACE",
    ),
    ("an ideographic space", text("22203", "邮箱\u3000已使用"), "error invisible", "U+3000"),
    ("a replacement character", text("22203", "邮箱\ufffd已使用"), "error invisible", "U+FFFD"),
    ("an HTML tag", text("22203", "邮箱<b>已使用</b>"), "error markup", "XML tags"),
    ("an HTML entity", text("22203", "邮箱&nbsp;已使用"), "error markup", "entity &nbsp; isn't"),
    ("straight quotes", text("22203", r"\"邮箱\"已经使用"), "warning quotes", "a straight quote"),
    (
        "both commas",
        text("22001", "服务异常\uff0c操作,失败"),
        "warning width",
        "full- and half-width",
    ),
    ("a full-width full stop", text("22001", "服务异常,操作失败。"), "warning width", "half-width"),
    (
        "full-width digits",
        text("22211", "密码的长度必须在 ６ 到 32 位"),
        "warning width",
        "write 6",
    ),
    ("full-width letters", text("22002", "该 token Ａ 已过期"), "warning width", "write A"),
    ("a Traditional character", text("22203", "郵箱已使用"), "warning script", "郵 is Traditional"),
    ("a Cyrillic letter", text("22002", "该 tokеn 已过期"), "warning lookalike", "Cyrillic"),
    ("a Greek letter", text("22002", "该 tοken 已过期"), "warning lookalike", "Greek"),
    ("a word of Cyrillic", text("22203", "邮箱 асе 已使用"), "warning lookalike", "асе"),
    ("a character twice", text("22203", "邮箱的的使用"), "warning doubled", "的 stands twice"),
    ("a comma twice", text("22001", "服务异常,,操作失败"), "warning doubled", ", stands twice"),
    ("a word twice", text("22004", "用户的 token token 无效"), "warning doubled", "repeated"),
    (
        "the English",
        text("22009", "The specified email address is incorrect."),
        "warning identical",
        "",
    ),
    ("too long", text("22232", "短信类型为空" * 5), "warning length", "60 columns wide, at most"),
    ("a sentence end", text("22203", "邮箱已经使用。"), "warning ending", "delete 。"),
    (
        "a note that names no check",
        sub("ok: number 10", "ok: digits 10"),
        "warning note",
        "no check",
    ),
    (
        "a note for nothing",
        sub('(msgctxt "22203")', r"# ok: length — so\n\1"),
        "warning note",
        "allows",
    ),
    ("a note without a reason", sub("(ok: number 10)[^\n]*", r"\1"), "warning note", "no reason"),
]


@pytest.mark.parametrize(
    ("edit", "kind", "what"),
    [pytest.param(edit, "", what, id=id) for id, edit, what in BUILD]
    + [pytest.param(edit, f"[{kind}]", what, id=id) for id, edit, kind, what in CONTENT],
)
def test_a_seeded_fault_is_named(
    own: Path,
    edit: Callable[[bytes], bytes],
    kind: str,
    what: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = own / ZH
    path.write_bytes(edit(path.read_bytes()))
    status = check(own)
    faults = [line for line in capsys.readouterr().out.splitlines() if str(path) in line]
    found = [line for line in faults if what in line and kind in line]
    assert found, faults
    assert re.match(rf"{re.escape(str(path))}:\d+: (E?\d+: )?.+: .+", found[0])
    errors = [line for line in faults if "[warning" not in line]
    assert status == (1 if errors else 0)
    assert (kind == "" or "error" in kind) <= bool(errors)
    if not kind:
        with pytest.raises(CatalogueError, match=re.escape(str(path))):
            po.compile(own)


HEADER = """msgid ""
msgstr ""
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"Language: {}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def entries(*pairs: tuple[str, str]) -> str:
    return "\n".join(ENTRY % (code, *pair) for code, pair in enumerate(pairs, 1))


CLEAN = [
    ("fr", [("Error.", "Erreur\u00a0: réessayez."), ("Up to 1024", "Jusqu’à 1\u202f024")]),
    ("fr", [("Up to 1024", "Jusqu’à 1 024"), ("In 2024 100 users", "100 en 2024")]),
    (
        "de",
        [("At most 1.5 MB.", "Höchstens 1,5 MB."), ("See https://a.b/c.", "Siehe https://a.b/c.")],
    ),
    ("ru", [("The token expired", "Срок действия token истёк"), ("Wait...", "Подождите...")]),
    ("el", [("An error", "Ένα σφάλμα")]),
    ("fa", [("You can not", "نمی\u200cتوانید"), ("At least 6", "حداقل ۶")]),
    ("hi", [("Try again.", "फिर कोशिश करें।")]),
    ("ja", [("An error occurred.", "エラーが発生しました。"), ("Retry", "もう一度お試しください")]),
    ("zh_TW", [("No email", "帳戶沒有綁定郵箱,謝謝"), ("Sent by the system", "由系統台發送後")]),
    ("zh_HK", [("Inside", "裏面的着色")]),
    ("zh_Hant", [("The account", "該帳戶已刪除")]),
    ("en", [("Error", "Error")]),
    ("es", [("Copy {code}", "Copiar {code}: {code}"), ("Write { here", "Escriba {aquí}")]),
]
FAULTY = [
    ("no sentence end", "fr", [("One.", "Un."), ("Two.", "Deux")], "no sentence end"),
    ("a sentence end added", "fr", [("One.", "Un."), ("Two", "Deux.")], "delete ."),
    ("Simplified in a Traditional text", "zh_TW", [("No email", "没有邮箱")], "邮 is Simplified"),
    ("a curly and a straight quote", "fr", [("The 'x'", "Le 'x’")], "straight and curly"),
    ("a tag lost", "fr", [("A <b>b</b>", "Ab c")], "XML tags"),
    ("a no-break space in German", "de", [("An error", "Ein\u00a0Fehler")], "U+00A0"),
    ("a Latin letter in a Cyrillic word", "ru", [("An error", "Oшибка")], "Cyrillic"),
]


def host(tmp_path: Path, locale: str, content: str) -> Path:
    path = tmp_path / locale / po.FILE
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(locale) + content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("locale", "pairs"), [pytest.param(*each, id=each[0]) for each in CLEAN])
def test_what_is_right_in_a_language_is_no_fault(
    tmp_path: Path,
    locale: str,
    pairs: list[tuple[str, str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check(host(tmp_path, locale, entries(*pairs))) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("locale", "pairs", "what"), [pytest.param(*rest, id=id) for id, *rest in FAULTY]
)
def test_what_is_wrong_in_a_language_is_named(
    tmp_path: Path,
    locale: str,
    pairs: list[tuple[str, str]],
    what: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    check(host(tmp_path, locale, entries(*pairs)))
    assert what in capsys.readouterr().out


@pytest.mark.parametrize("piece", ["a", "1", "aB", "a.", "www.", "http://"])
def test_addresses_are_looked_for_in_linear_time(piece: str) -> None:
    assert len(po_checks.numbers(1_000_000 * piece)) < 2


@pytest.mark.parametrize(
    ("folder", "todo"), [("zh-cn", "rename it to zh_CN"), ("klingon", "rename it to one, such as")]
)
def test_a_folder_is_called_like_its_locale(
    tmp_path: Path, folder: str, todo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(host(tmp_path, folder, entries(("a", "b")))) == 1
    assert todo in capsys.readouterr().out


def test_a_host_is_held_to_its_own_template(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = host(tmp_path, "fr", entries(("One", "Un"), ("Two", "Deux")))
    template = HEADER.format("") + entries(("One", ""), ("2", ""))
    (path / po.TEMPLATE).write_text(template + 'msgctxt "9"\nmsgid "Nine"\nmsgstr ""\n', "utf-8")
    assert check(path) == 1
    out = capsys.readouterr().out
    assert "2: the msgid isn't the source's English: run wilddog-errors po update\n" in out
    assert out.endswith("fr  █████████████░░░░░░░  2 translated, 0 fuzzy, 1 missing\n")
    assert out.count("\n") == 2, "a host's catalogue needn't be whole"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("邮箱", '邮"箱', id="a stray quote"),
        pytest.param("邮箱", r"邮\箱", id="a bad escape"),
        pytest.param('使用"', "使用", id="no closing quote"),
        pytest.param('msgstr "邮', "odd line\nmsgstr 邮", id="two odd lines"),
        pytest.param("邮箱", "邮\x08箱", id="a control character"),
    ],
)
def test_a_fault_of_form_is_named_once_and_so_is_the_next_entrys(
    own: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own / ZH
    assert check(own) == 0
    capsys.readouterr()
    path.write_bytes(after("22203", old, new)(path.read_bytes()))
    assert check(own) == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 2, out
    assert out.endswith("\nzh_CN  not counted until the file can be read\n")
    path.write_bytes(after("22204", '"\n\n', "\n\n")(path.read_bytes()))
    check(own, "--json")
    report = json.loads(capsys.readouterr().out)
    assert len(report["faults"]) == 2
    assert report["locales"] == {"zh_CN": None}


def test_a_fault_in_the_last_entry_is_not_blamed_on_the_end() -> None:
    lines = ['msgid "a"', 'msgstr "b"', 'msgctxt "1"', 'msgid "a', 'msgstr "b"', 'msgctxt "2"']
    assert [fault.line for fault in po_syntax.syntax_faults(lines[:4])] == [4]
    assert [fault.line for fault in po_syntax.syntax_faults(lines)] == [4, 6]


def test_an_entry_that_lost_its_msgctxt_is_to_get_it_back(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own / ZH
    path.write_bytes(sub('msgctxt "22010"\n', "")(path.read_bytes()))
    assert check(own) == 1
    out = capsys.readouterr().out
    assert ': the msgctxt line is missing: write msgctxt "22010" above the msgid\n' in out
    assert "delete the entry" not in out
    assert "po update" not in out


@pytest.mark.parametrize(
    ("header", "what"),
    [
        pytest.param("", "", id="no header"),
        pytest.param("Content-Type: text/plain; charset=utf-8", "", id="a charset alone"),
        pytest.param("Language: ", "", id="an empty language"),
        pytest.param("Language: zh_CN", "", id="its language"),
        pytest.param("Language: fr", "the header lacks 'Language: zh_CN'", id="another language"),
    ],
)
def test_a_host_without_a_template_needs_no_header(
    tmp_path: Path, header: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / ZH
    path.parent.mkdir(parents=True)
    first = f'msgid ""\nmsgstr "{header}\\n"\n\n' if header else ""
    path.write_text(first + ENTRY % ("40001", "The battery is low", "电量低"), encoding="utf-8")
    assert check(tmp_path) == bool(what)
    assert what in capsys.readouterr().out
    if not what:
        assert main(["po", "compile", "--catalogue", str(tmp_path)]) == 0
        path.unlink()
        assert Catalogue(tmp_path).message(40001, "zh_CN") == "电量低"


def test_a_host_file_of_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ZH).parent.mkdir(parents=True)
    (tmp_path / ZH).touch()
    assert check(tmp_path) == 1
    assert ":1: no entry: write one, or remove the file\n" in capsys.readouterr().out


@pytest.mark.parametrize("extra", [True, False], ids=["with the extra", "without it"])
def test_a_file_that_needs_an_update_is_warned_of(
    tmp_path: Path,
    extra: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not extra:
        monkeypatch.setitem(sys.modules, "wilddog_errors.po_checks", None)
        monkeypatch.delattr("wilddog_errors.po_checks", raising=False)
    path = host(tmp_path, "fr", entries(("One", "Un")))
    template = HEADER.format("") + entries(("One", ""), ("Two", ""), ("Three", ""))
    (path / po.TEMPLATE).write_text(template, "utf-8")
    assert main(["po", "update", "--check", "--catalogue", str(path)]) == 1
    capsys.readouterr()
    assert check(path) == 0
    warning, bar = capsys.readouterr().out.splitlines()
    todo = "the file lacks 2 of the source's texts [warning outdated]: run wilddog-errors po update"
    assert warning.endswith(f"fr/LC_MESSAGES/wilddog_errors.po:1: {todo}")
    assert bar.endswith("1 translated, 0 fuzzy, 2 missing")
    assert main(["po", "update", "--catalogue", str(path)]) == 0
    capsys.readouterr()
    assert check(path) == 0
    assert "outdated]" not in capsys.readouterr().out


def test_json_holds_the_same(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own / ZH
    path.write_bytes(text("22211", "密码的长度必须在 8 到 32 位。")(path.read_bytes()))
    assert check(own, "--json", "zh_CN") == 1
    report = json.loads(capsys.readouterr().out)
    assert [(each["check"], each["severity"], each["code"]) for each in report["faults"]] == [
        ("ending", "warning", "22211"),
        ("number", "error", "22211"),
        ("number", "error", "22211"),
    ]
    assert report["faults"][0].keys() == {
        "file", "line", "code", "what", "todo", "check", "severity",
    }  # fmt: skip
    assert report["locales"]["zh_CN"]["missing"] == 0


def test_a_template_that_isnt_the_source_is_an_error(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own / po.TEMPLATE
    path.write_bytes(sub('"22203"', '"22303"')(path.read_bytes()))
    assert check(own) == 1
    assert "pot:1: 22203: the template isn't what codes.py says" in capsys.readouterr().out


def test_a_word_of_the_page_that_is_missing_is_an_error(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (own / po.TEMPLATE).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Type a new word here"\nmsgstr ""\n')
    assert check(own) == 1
    out = capsys.readouterr().out
    assert "1: 'Type a new word here' is missing: run wilddog-errors po update" in out
    assert out.endswith(" 0 fuzzy, 1 missing\n")


def test_without_the_extra_the_form_is_still_checked(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wilddog_errors.po_checks", None)
    monkeypatch.delattr("wilddog_errors.po_checks", raising=False)
    path = own / ZH
    path.write_bytes(text("22203", "")(text("22211", "8")(path.read_bytes())))
    assert check(own) == 1
    out, err = capsys.readouterr()
    assert "22203: the text is empty" in out
    assert "22211" not in out
    assert err.count("pip install 'wilddog-errors[translate]'") == 1


def test_a_locale_or_a_folder_that_isnt_there_is_refused(
    own: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert check(own, "fr") == 2
    assert "no fr/LC_MESSAGES/wilddog_errors.po in it" in capsys.readouterr().err
    assert check(tmp_path / "src") == 2
    assert "no */LC_MESSAGES/wilddog_errors.po in it" in capsys.readouterr().err
    assert check(tmp_path / "nowhere") == 2
    assert "no such folder" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path / "src")
    assert main(["po", "check"]) == 2
    assert "run this in the checkout, or name your folder" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert main(["po", "check"]) == 0
