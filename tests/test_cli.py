from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from wilddog_errors import message, messages
from wilddog_errors.cli import environment_locales, main

COMMAND = [sys.executable, "-m", "wilddog_errors"]
IN_USE = "22203  邮箱地址已经被其他账户使用\n"


@pytest.mark.parametrize(
    ("arguments", "status", "out", "err"),
    [
        pytest.param("22203 22010", 0, IN_USE + "22010  该密码不正确\n", "", id="two codes"),
        pytest.param("22203 22203", 0, IN_USE * 2, "", id="one twice, as asked"),
        pytest.param("99999 22203", 1, IN_USE, "99999", id="an unknown one: the other is shown"),
        pytest.param("abc", 1, "", "abc", id="no number"),
        pytest.param("022203", 1, "", "022203", id="not as the client writes it"),
        pytest.param("--json 22203", 0, '{\n  "22203": "邮箱地址已经被其他账户使用"\n}\n', "", id="json"),
        pytest.param("--json x", 1, "{}\n", "x", id="json of nothing"),
    ],
)  # fmt: skip
def test_show(
    arguments: str, status: int, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", *arguments.split(), "--locale", "zh_CN"]) == status
    shown = capsys.readouterr()
    assert shown.out == out
    assert (f"no code '{err}' in the catalogue" in shown.err) if err else shown.err == ""


@pytest.mark.parametrize("arguments", [[], ["show"], ["show", "22203", "--lang", "zh"], ["shew"]])
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 2
    assert capsys.readouterr().err.startswith("usage: wilddog-errors")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({}, [], id="nothing set: C"),
        pytest.param({"LANG": "zh_CN.UTF-8"}, ["zh_CN.UTF-8"], id="LANG"),
        pytest.param({"LC_MESSAGES": "fr", "LANG": "zh_CN"}, ["fr"], id="LC_MESSAGES before LANG"),
        pytest.param({"LC_ALL": "fr", "LC_MESSAGES": "zh_CN"}, ["fr"], id="LC_ALL before all"),
        pytest.param({"LC_ALL": "", "LANG": "fr"}, ["fr"], id="empty is unset"),
        pytest.param({"LANGUAGE": "fr:zh_CN", "LANG": "en"}, ["fr", "zh_CN", "en"], id="LANGUAGE"),
        pytest.param({"LANGUAGE": ":zh_CN:", "LANG": "en"}, ["zh_CN", "en"], id="empty items"),
        pytest.param({"LANGUAGE": "zh_CN"}, [], id="LANGUAGE doesn't count where nothing is set"),
        pytest.param({"LANGUAGE": "zh_CN", "LC_ALL": "C"}, [], id="LANGUAGE doesn't count in C"),
        pytest.param({"LANGUAGE": "zh_CN", "LANG": "POSIX"}, [], id="POSIX is C"),
        pytest.param({"LANGUAGE": "zh_CN", "LANG": "C.UTF-8"}, ["zh_CN", "C.UTF-8"], id="C.UTF-8"),
    ],
)
def test_the_environment_is_read_as_gettext_does(
    environment: dict[str, str], expected: list[str]
) -> None:
    assert environment_locales(environment) == expected


def run(
    *arguments: str, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], env=env or {}, input=stdin, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"LC_ALL": "C"}, id="C"),
        pytest.param({"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, id="ASCII"),
        pytest.param({"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"}, id="Latin-1"),
    ],
)  # fmt: skip
def test_the_output_is_utf8_whatever_the_terminal_says(environment: dict[str, str]) -> None:
    done = run("show", "22203", "99999", "--locale", "zh_CN", env=environment)
    assert done.stdout.decode() == IN_USE
    assert done.returncode == 1


def test_an_encoding_that_was_asked_for_is_kept() -> None:
    done = run("show", "22203", "--locale", "zh", env={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.decode("gbk") == IN_USE
    done = run("show", "22010", "--locale", "zh", env={"PYTHONIOENCODING": "ascii"})
    assert done.stdout == rb"22010  \u8be5\u5bc6\u7801\u4e0d\u6b63\u786e" + b"\n"


def test_the_environment_gives_the_default_locale() -> None:
    assert run("show", "22203", env={"LANG": "zh_CN.UTF-8"}).stdout.decode() == IN_USE
    assert run("show", "22203", env={"LANG": "ja_JP.UTF-8"}).stdout.decode() == (
        f"22203  {message(22203)}\n"
    )
    language = {"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}
    assert run("show", "22203", env=language).stdout.decode() == f"22203  {message(22203)}\n"


def test_a_closed_pipe_is_no_traceback() -> None:
    codes = " ".join(map(str, messages())) + " "
    command = f"'{sys.executable}' -m wilddog_errors show {codes * 200} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        pytest.param("show 22203 >&-", 0, "", id="standard output closed"),
        pytest.param("find - <&-", 1, "nothing found", id="standard input closed"),
        pytest.param("show 22203 >/dev/full", 2, "No space left on device", id="a full disk"),
    ],
)
def test_odd_streams(line: str, status: int, says: str) -> None:
    command = f"'{sys.executable}' -m wilddog_errors {line}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr == (f"wilddog-errors: {says}\n" if says else "")


def test_the_version() -> None:
    from importlib.metadata import version

    assert run("--version").stdout.decode() == f"{version('wilddog-errors')}\n"


def test_a_copy_without_metadata_has_no_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.metadata.Distribution.discover", lambda **_: iter(()))
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out.startswith("unknown: ")
    assert main(["show", "22203", "--locale", "zh"]) == 0


def test_a_file_in_the_way_is_named_and_nothing_printed_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for locale in ("de", "fr"):
        path = tmp_path / locale / "LC_MESSAGES/wilddog_errors.po"
        path.parent.mkdir(parents=True)
        path.write_text('msgctxt "7"\nmsgid "x"\nmsgstr "y"\n', "utf-8")
    path.with_suffix(".mo").mkdir()
    done = run("po", "compile", "--catalogue", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"de: compiled\n")
    assert done.stderr.decode() == f"wilddog-errors: {path.with_suffix('.mo')}: Is a directory\n"
    assert main(["po", "compile", "--catalogue", str(tmp_path)]) == 2
    assert capsys.readouterr().err.encode() == done.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["zh-TW,zh;q=0.9"], "zh_CN\n", id="a header"),
        pytest.param(["zh-TW"], "en\n", id="Traditional"),
        pytest.param(
            ["zh-TW,zh;q=0.9,fr;q=0", "--explain"],
            "zh_CN\n"
            "'zh-TW' = zh-Hant-TW, nearest zh_CN at distance 54: beyond threshold\n"
            "'zh' = zh-Hans-CN, nearest zh_CN at distance 0: chosen\n"
            "'fr': q=0\n",
            id="why",
        ),
        pytest.param(
            ["", "--explain"],
            "en\nnone is near enough (50, and 5 less for each before it): en is the default\n",
            id="why English",
        ),
        pytest.param(
            ["fr,de,ja,ko,ru,bo", "--explain"],
            "en\n"
            "'fr' = fr-Latn-FR, nearest en at distance 84: beyond threshold\n"
            "'de' = de-Latn-DE, nearest en at distance 84: beyond threshold\n"
            "'ja' = ja-Jpan-JP, nearest en at distance 134: beyond threshold\n"
            "'ko' = ko-Kore-KR, nearest en at distance 134: beyond threshold\n"
            "'ru' = ru-Cyrl-RU, nearest en at distance 134: beyond threshold\n"
            "'bo' = bo-Tibt-CN, nearest zh_CN at distance 30: beyond threshold\n"
            "none is near enough (50, and 5 less for each before it): en is the default\n",
            id="a near one too late",
        ),
    ],
)
def test_negotiate(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["negotiate", *arguments]) == 0
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("密码", [22010, 22018, 22211], id="a part"),
        pytest.param("The email is not EXIST.", [22220], id="a whole text"),
        pytest.param("the account", [22205], id="a part in English"),
        pytest.param("User can only be linked", [22201, 22208], id="near twins"),
        pytest.param("账户余额不足", [22237, 22238], id="an exact one comes first"),
        pytest.param("hippopotamus", [], id="nowhere"),
        pytest.param("…", [], id="nothing but punctuation"),
        pytest.param("22203", [], id="a code"),
    ],
)
def test_find(text: str, expected: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", text, "--locale", "zh_CN"]) == (0 if expected else 1)
    shown = capsys.readouterr()
    assert shown.out == "".join(f"{code}  {message(code, 'zh_CN')}\n" for code in expected)
    assert ("nothing found" in shown.err) == (not expected)
    assert ("to look a code up use show" in shown.err) == (text == "22203")


LOG = """\
12:00:01 started 22203abc
{"error": {"code": 22010, "message": "The specified password is incorrect."}}
Error: The account doesn't hava a email
    at login (app.js:22203:17)
\\u8be5\\u5bc6\\u7801\\u4e0d\\u6b63\\u786e
took 0.22203 s
"""


def test_a_log_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(LOG))
    assert main(["find", "-", "--locale", "zh"]) == 0
    assert capsys.readouterr().out == (
        "2: 22010  该密码不正确\n3: 22205  该账户没有绑定邮箱\n"
        "4: 22203  邮箱地址已经被其他账户使用\n5: 22010  该密码不正确\n"
    )


def test_a_log_with_broken_bytes_is_explained() -> None:
    done = run("find", "-", "--locale", "en", stdin=b"\xff\xfe code 22010\n")
    assert done.stdout.decode() == f"1: 22010  {message(22010)}\n"
    done = run("find", "-", stdin=b"all well\n")
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.parametrize("command", [["show", "22008"], ["find", "电量"], ["negotiate", "zh"]])
def test_a_host_catalogue(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "zh_CN/LC_MESSAGES/wilddog_errors.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "22008"\nmsgid "x"\nmsgstr "电量低"\n', "utf-8")
    locale = [] if command[0] == "negotiate" else ["--locale", "zh"]
    assert main([*command, *locale, "--catalogue", str(tmp_path)]) == 0
    assert capsys.readouterr().out in ("22008  电量低\n", "zh_CN\n")
    path.write_text('msgctxt "22008"\nmsgid "x\n', "utf-8")
    assert main([*command, *locale, "--catalogue", str(tmp_path)]) == 2
    assert f"{path}:2: no closing quote" in capsys.readouterr().err


def test_json_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", *map(str, messages()), "--json", "--locale", "zh-Hans"])
    shown = json.loads(capsys.readouterr().out)
    assert shown == {str(code): text for code, text in messages("zh_CN").items()}
