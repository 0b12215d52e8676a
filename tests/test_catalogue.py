from __future__ import annotations

import enum
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import wilddog_errors
from wilddog_errors import Catalogue, CatalogueError, locales, message, messages, negotiate, po
from wilddog_errors import catalogue as catalogue_module
from wilddog_errors.codes import ENGLISH

Table = dict[int, tuple[str, str]]
Code = enum.IntEnum("Code", {"IN_USE": 22203})


def test_every_datum(table: Table) -> None:
    for code, (english, chinese) in table.items():
        assert message(code) == message(str(code), "en") == english
        assert message(code, "zh_CN") == message(str(code), "zh_CN") == chinese
    assert dict(messages()) == {code: english for code, (english, _) in table.items()}
    assert dict(messages("zh_CN")) == {code: chinese for code, (_, chinese) in table.items()}


def test_the_face_of_the_package() -> None:
    public = {name for name in vars(wilddog_errors) if not name.startswith("_")}
    modules = {name for name in public if type(getattr(wilddog_errors, name)) is type(sys)}
    assert public - modules == set(wilddog_errors.__all__)
    assert wilddog_errors.__all__ == sorted(wilddog_errors.__all__)
    assert locales() == ("en", "zh_CN")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(22203, "邮箱地址已经被其他账户使用", id="int"),
        pytest.param("22203", "邮箱地址已经被其他账户使用", id="digits"),
        pytest.param(Code.IN_USE, "邮箱地址已经被其他账户使用", id="IntEnum"),
        pytest.param(99999, "发生未知错误", id="no such code"),
        pytest.param(29999, "发生未知错误", id="the unknown code itself"),
        pytest.param(0, "发生未知错误", id="zero"),
        pytest.param(-22203, "发生未知错误", id="negative"),
        pytest.param(2**70, "发生未知错误", id="huge"),
        pytest.param(True, "发生未知错误", id="a bool is no code"),
        pytest.param("", "发生未知错误", id="empty: never the header"),
        pytest.param("abc", "发生未知错误", id="letters"),
        pytest.param("22203abc", "发生未知错误", id="digits and letters"),
        pytest.param("Error 22203", "发生未知错误", id="a sentence"),
        pytest.param("NETWORK_ERROR", "发生未知错误", id="the JavaScript client's names"),
        pytest.param(" 22203", "发生未知错误", id="a space"),
        pytest.param("22203\n", "发生未知错误", id="a newline"),
        pytest.param("022203", "发生未知错误", id="a leading zero"),
        pytest.param("+22203", "发生未知错误", id="a sign"),
        pytest.param("22_203", "发生未知错误", id="an underscore, which int() takes"),
        pytest.param("２２２０３", "发生未知错误", id="full-width digits, which int() takes"),
        pytest.param("9" * 5000, "发生未知错误", id="more digits than int() takes"),
        pytest.param("\ud800", "发生未知错误", id="a lone surrogate"),
    ],
)
def test_codes(code: int | str, expected: str) -> None:
    assert message(code, "zh_CN") == expected
    known = expected != "发生未知错误" or code == 29999
    assert message(code, "zh_CN", default="raw") == (expected if known else "raw")
    assert message(code, "zh_CN", default="") == (expected if known else "")


@pytest.mark.parametrize("code", [None, b"22203", 22203.0, 1.5, [22203], object(), 22203j])
@pytest.mark.parametrize("locale", [None, "zh_CN", "never seen before"])
def test_a_code_of_another_type_is_a_type_error(code: Any, locale: str | None) -> None:
    message(22203, locale)
    says = re.escape(f"a code is an int or a str of digits, not {code!r}")
    with pytest.raises(TypeError, match=f"^{says}$"):
        message(code, locale)


@pytest.mark.parametrize("locale", [1, 1.5, b"zh_CN", object(), ["zh", 1]])
def test_a_locale_of_another_type_is_a_type_error(locale: Any) -> None:
    for call in (message, wilddog_errors.negotiate):
        with pytest.raises(TypeError):
            call(*([22203, locale] if call is message else [locale]))
    with pytest.raises(TypeError):
        messages(locale)


@given(st.integers() | st.text(), st.text() | st.none() | st.lists(st.text()))
def test_any_code_and_locale_give_a_text(code: int | str, locale: str | list[str] | None) -> None:
    text = message(code, locale)
    assert type(text) is str
    assert text in messages(locale).values()


def test_fallbacks_end_with_english() -> None:
    names = ("en", "zh_CN", "zh_SG")
    assert list(catalogue_module.fallbacks("zh_SG", names)) == ["zh_SG", "zh_CN", "en"]


def test_messages_is_read_only_complete_and_ascending() -> None:
    texts = messages("zh_CN")
    assert isinstance(texts, Mapping)
    assert list(texts) == sorted(ENGLISH)
    assert 22203 in texts
    assert 99999 not in texts
    with pytest.raises(KeyError):
        texts[99999]
    with pytest.raises(TypeError):
        texts[22203] = ""  # type: ignore[index]


def test_spellings_are_remembered_within_bounds() -> None:
    catalogue = Catalogue()
    for number in range(2000):
        assert catalogue.message(22010, f"zh-x-{number}") == "该密码不正确"
        catalogue.negotiate(f"zh-x-{number}" + "-a" * 1000)
        assert 0 < len(catalogue._seen) <= 256
        assert catalogue._seen.keys() == catalogue._names.keys()
    assert max(len(spelling) for spelling in catalogue._seen if isinstance(spelling, str)) <= 256


@pytest.mark.parametrize(
    "first", ["import wilddog_errors", "wilddog_errors.message(22203, 'zh_CN')"]
)
def test_nothing_heavy_is_imported_for_exact_names(first: str) -> None:
    program = f"""
import sys
import wilddog_errors
{first}
heavy = {{"babel", "babel.core", "gettext", "importlib.resources", "re", "typing", "pathlib"}}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path}\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_what_is_remembered_is_not_negotiated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue()
    for locale in (["fr", "zh"], "zh_CN"):
        catalogue.message(22010, locale)
    monkeypatch.setattr(catalogue_module, "negotiate", None)
    assert catalogue.message(22010, ["fr", "zh"]) == "该密码不正确"
    monkeypatch.setattr(catalogue_module, "remembered", None)
    assert catalogue.message(22010, "zh_CN") == "该密码不正确"


@pytest.mark.parametrize(
    ("available", "default", "expected"),
    [
        pytest.param(None, "en", "en", id="the source language"),
        pytest.param(None, None, None, id="none"),
        pytest.param(["fr"], "de", "de", id="another"),
    ],
)
def test_what_fits_nothing_gives_the_default(
    available: list[str] | None, default: str | None, expected: str | None
) -> None:
    assert wilddog_errors.negotiate("xx", available, default=default) == expected


def test_the_environment_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "zh_CN")
    assert Catalogue().message(22203) == ENGLISH[22203]


def test_a_package_in_a_zip(tmp_path: Path) -> None:
    package = Path(wilddog_errors.__file__).parent
    with ZipFile(tmp_path / "package.zip", "w") as archive:
        for path in package.rglob("*.[mp][oy]"):
            archive.write(path, path.relative_to(package.parent))
    program = "import wilddog_errors as w; print(w.__file__, w.message(22010, 'zh_CN').encode())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        # Without coverage's variables: what it would measure isn't the source.
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "package.zip")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path))
    assert done.stdout.endswith(f"{'该密码不正确'.encode()!r}\n")


def test_a_folder_that_cannot_be_listed_is_asked_of_the_loader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(path: str) -> list[str]:
        monkeypatch.undo()
        raise NotADirectoryError(20, "Not a directory", path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert Catalogue().message(22010, "zh_CN") == "该密码不正确"


@pytest.mark.parametrize("made", ["", "locale", "locale/zh_CN/LC_MESSAGES"])
def test_a_package_that_was_not_built(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / made).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(catalogue_module, "__file__", str(tmp_path / "catalogue.py"))
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    catalogue = Catalogue()  # reads nothing yet, so that an import can't fail
    with pytest.raises(CatalogueError, match=r"locale: not built: run pip install -e \."):
        catalogue.message(22010, "zh_CN")


def test_what_is_left_of_a_language_is_passed_over_and_a_damaged_file_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    po.install(po.compile(Path(__file__).parent.parent / "locale"), tmp_path / "locale")
    (tmp_path / "locale/fr/LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(catalogue_module, "__file__", str(tmp_path / "catalogue.py"))
    assert Catalogue().message(22010, "zh_CN") == "该密码不正确"
    path = tmp_path / "locale/zh_CN" / po.FILE.with_suffix(".mo")
    path.write_bytes(b"")
    with pytest.raises(CatalogueError, match=f"^{re.escape(str(path))}: isn't a .mo file"):
        Catalogue().message(22010)


def test_a_language_that_went_away_leaves_the_others(tmp_path: Path) -> None:
    compiled = po.compile(Path(__file__).parent.parent / "locale")
    po.install(compiled | {"fr": compiled["zh_CN"]}, tmp_path)
    (tmp_path / "fr/note").write_text("")
    po.install(compiled | {"de": compiled["zh_CN"]}, tmp_path)
    po.install(compiled, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fr", "zh_CN"]


def test_what_is_remembered() -> None:
    catalogue = Catalogue()
    asked: list[Any] = [
        Locale.parse("zh_CN"),
        ["fr", "zh"],
        ("fr", "zh"),
        None,
        "x" * 256,
        "x" * 257,
    ]
    asked += [["fr"] * 16, ["fr"] * 17, ["fr"] * 99, ["x" * 16], ["x" * 17], ["x" * 99]]
    for locale in asked:
        for _ in range(2):
            expected = messages("zh" if locale in asked[:3] else "en")[22010]
            assert catalogue.message(22010, locale) == expected
            assert catalogue.negotiate(locale, default="en") == negotiate(locale, ["en", "zh_CN"])
            assert catalogue.negotiate(locale, default=None) == (
                "zh_CN" if locale in asked[:3] else None
            )
    remembered = ["zh_Hans_CN", ("fr", "zh"), None, "x" * 256, ("fr",) * 16, ("x" * 16,)]
    assert list(catalogue._seen) == remembered
