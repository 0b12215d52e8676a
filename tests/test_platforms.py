"""Files for client platforms, as Python parsers and the platforms' own readers read them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import javaproperties
import openstep_plist
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from hypothesis import example, given
from hypothesis import strategies as st

from wilddog_errors import Catalogue, cldr, cli, platforms
from wilddog_errors.files import ExportError

READERS = Path(__file__).parent / "readers"
FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
LOCALES = ("en", "es_419", "fil", "he", "pt_BR", "sr_Latn", "zh_CN", "zh_TW")
NASTY = (
    "' \" ‘’ “” «» ` ´ ''twice'' \"\"twice\"\" it's",
    "back\\slash \\n \\u0041 \\",
    "line\nbreak\ttab\r\nend\n",
    "@string/app_name",
    "?attr/x",
    "@null",
    "%s %d %1$s 100%",
    "<b>bold</b> & &amp; ]]> <!-- x -->",
    "<not closed",
    "{x} and {{x}} and $t(x) and ${x} and #{x}",
    "it's {x}'s, } { and '",
    "{'{",
    "  two leading, two  inside, two trailing  ",
    " ",
    "\ttab first",
    "\n",
    "😀 ¥ 中文 é \u00a0 \u2028 \u3000 \u202eoverride\u202c",
    "byte order \ufeff mark",  # not at the start, where GNUstep takes it for one
    "\x01\x0b\x1b\x7f\x85",
    "'",
    '"',
    "\\",
    "# ! : = ; $ /* c */ // d",
    'a,b;"c"',
)


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A host's catalogue with each text in each of many locales, under another code in each."""
    folder = tmp_path_factory.mktemp("nasty")
    for shift, locale in enumerate(LOCALES):
        catalog = Catalog(charset="utf-8")
        for code, english in enumerate(NASTY):
            text = NASTY[(code + shift) % len(NASTY)]
            catalog.add(english, text, context=str(code))
        path = folder / locale / "LC_MESSAGES/wilddog_errors.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalog)
    return Catalogue(folder)


def by_key(catalogue: Catalogue, locale: str, key: str = "{}") -> dict[str, str]:
    return {key.format(code): text for code, text in catalogue.messages(locale).items()}


def files(format: str, catalogue: Catalogue) -> dict[str, str]:
    return dict(platforms.FORMATS[format](catalogue, catalogue.locales()))


def flutter_lexed(message: str) -> str:
    """What Flutter's gen-l10n makes of a message without placeholders, escaping switched on.

    After its lexer (flutter_tools, message_parser.dart): a quoted part stands for its inside, two
    quotes for one, and a part straight after a quote has one before it.

    >>> flutter_lexed("it''s '{x}'")
    "it's {x}"
    """
    parts, at = [], 0
    while at < len(message):
        if quoted := re.compile("'([^']*)'").match(message, at):
            before = "'" if at > 1 and message[at - 1] == "'" and quoted[1] else ""
            parts.append(before + quoted[1] if quoted[1] else "'")
            at = quoted.end()
        elif plain := re.compile("[^{}']+").match(message, at):
            parts.append(plain[0])
            at = plain.end()
        else:
            raise ValueError(f"a lone apostrophe or brace at {at}: {message!r}")
    return "".join(parts)


@pytest.mark.parametrize(
    ("locale", "android", "apple", "java", "i18next"),
    [
        pytest.param("en", "values", "en", "", "en", id="the source is the default"),
        pytest.param("zh_CN", "values-zh-rCN", "zh-Hans", "_zh_CN", "zh-CN", id="China"),
        pytest.param("zh_TW", "values-zh-rTW", "zh-Hant", "_zh_TW", "zh-TW", id="Taiwan"),
        pytest.param("zh_HK", "values-zh-rHK", "zh-HK", "_zh_HK", "zh-HK", id="not just Hant"),
        pytest.param("zh_SG", "values-zh-rSG", "zh-SG", "_zh_SG", "zh-SG", id="not just Hans"),
        pytest.param("zh", "values-zh", "zh-Hans", "_zh", "zh", id="Chinese is Simplified"),
        pytest.param("zh_Hans", "values-b+zh+Hans", "zh-Hans", "_zh_Hans", "zh-Hans", id="script"),
        pytest.param(
            "zh_Hant_HK",
            "values-b+zh+Hant+HK",
            "zh-Hant-HK",
            "_zh_Hant_HK",
            "zh-Hant-HK",
            id="script and region",
        ),
        pytest.param("pt_BR", "values-pt-rBR", "pt-BR", "_pt_BR", "pt-BR", id="likely region"),
        pytest.param("sr_Latn", "values-b+sr+Latn", "sr-Latn", "_sr_Latn", "sr-Latn", id="Latin"),
        pytest.param("es_419", "values-b+es+419", "es-419", "_es_419", "es-419", id="UN M.49"),
        pytest.param("fil", "values-fil", "fil", "_fil", "fil", id="three letters"),
        pytest.param("he", "values-iw", "he", "_iw", "he", id="Hebrew's former code"),
        pytest.param("id", "values-in", "id", "_in", "id", id="Indonesian's former code"),
        pytest.param("yi", "values-ji", "yi", "_ji", "yi", id="Yiddish's former code"),
        pytest.param(
            "ca_ES_VALENCIA",
            "values-b+ca+ES+valencia",
            "ca-ES-valencia",
            "_ca_ES_valencia",
            "ca-ES-valencia",
            id="variant",
        ),
        pytest.param(
            "sl_ROZAJ_BISKE",
            "values-b+sl+rozaj+biske",
            "sl-rozaj-biske",
            "_sl__rozaj_biske",
            "sl-rozaj-biske",
            id="variants without a region",
        ),
    ],
)
def test_each_platform_has_its_own_name(
    locale: str, android: str, apple: str, java: str, i18next: str
) -> None:
    assert platforms.android_folder(locale) == android
    assert platforms.apple_folder(locale) == f"{apple}.lproj"
    assert platforms.java_suffix(locale) == java
    assert str(cldr.name_of(locale)) == i18next


@pytest.mark.parametrize(
    ("format", "names"),
    [
        ("i18next", ["en/translation.json", "zh-CN/translation.json"]),
        ("android", ["values/strings.xml", "values-zh-rCN/strings.xml"]),
        ("apple", ["en.lproj/Localizable.strings", "zh-Hans.lproj/Localizable.strings"]),
        ("flutter", ["app_en.arb", "app_zh_CN.arb", "app_zh.arb"]),
        ("java", ["Messages_en.properties", "Messages.properties", "Messages_zh_CN.properties"]),
    ],
)
def test_the_command_writes_the_platforms_files_the_same_every_time(
    format: str, names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "new/folder" / name for name in names]
    contents = []
    for _ in range(2):
        assert cli.main(["export", format, str(tmp_path / "new/folder")]) == 0
        assert capsys.readouterr().out.splitlines() == list(map(str, paths))
        contents.append([path.read_bytes() for path in paths])
    assert contents[0] == contents[1]
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(paths)


def test_a_locale_asked_for_is_exported_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "apple", str(tmp_path), "--locale", "zh-Hans-SG"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/zh-Hans.lproj/Localizable.strings\n"


@pytest.mark.parametrize("format", platforms.FORMATS)
def test_a_file_of_others_is_left_alone_and_nothing_written(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = tmp_path / list(files(format, Catalogue()))[-1]
    last.parent.mkdir(parents=True, exist_ok=True)
    for theirs in ('{"22203": "mine"}\n', '{\n  "hello": "you"\n}\n', "[]", "<resources/>", ""):
        last.write_text(theirs)
        assert cli.main(["export", format, str(tmp_path)]) == 2
        fault = f"{last} isn't from an earlier export: remove it or give --force"
        assert capsys.readouterr().err == f"wilddog-errors: {fault}\n"
        assert last.read_text() == theirs
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == [last]
    assert cli.main(["export", format, str(tmp_path), "--force"]) == 0
    assert last.read_text() != theirs


def test_what_cannot_be_exported_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    catalogue = Catalogue()
    for format, directory, fault in (
        ("cobol", tmp_path, "no format 'cobol': there are i18next, android, apple, flutter, java"),
        ("java", tmp_path / "file", f"{tmp_path}/file: File exists"),
    ):
        with pytest.raises(ExportError, match=re.escape(fault)):
            platforms.export(format, directory, catalogue, catalogue.locales())
    with pytest.raises(ExportError, match=r"zh_CN and zh_Hans belong in zh-Hans\.lproj/"):
        platforms.export("apple", tmp_path / "new", catalogue, ["en", "zh_CN", "zh_Hans"])
    assert not (tmp_path / "new").exists()


def test_an_unknown_locale_is_not_exported_as_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "java", str(tmp_path), "--locale", "fr"]) == 2
    fault = "no texts for the locale 'fr': there are en, zh_CN"
    assert capsys.readouterr().err == f"wilddog-errors: {fault}\n"


@pytest.mark.parametrize(
    ("text", "string"),
    [
        pytest.param('It\'s "so"', r">It\'s \"so\"<", id="quotes"),
        pytest.param("@a ?b", r">\@a ?b<", id="a reference only at the start"),
        pytest.param("%s %d", r' formatted="false">%s %d<', id="aapt2 refuses it as a format"),
        pytest.param(" a\n", r'>" a\n"<', id="white space that would go"),
        pytest.param("<b>&", ">&lt;b&gt;&amp;<", id="not markup"),
        pytest.param("\x01", r">\u0001<", id="not allowed in XML"),
    ],
)
def test_android_strings_are_escaped(text: str, string: str) -> None:
    class One(Catalogue):
        def messages(self, locale: object = None) -> dict[int, str]:
            return {1: text}

    assert (
        f'    <string name="wilddog_error_1"{string}/string>\n'
        in files("android", One())["values/strings.xml"]
    )


def test_flutter_has_a_file_for_the_language_alone(nasty: Catalogue) -> None:
    written = files("flutter", nasty)
    assert {name for name in written if name.count("_") == 1} == {
        f"app_{language}.arb" for language in ("en", "es", "fil", "he", "pt", "sr", "zh")
    }
    for name, text in written.items():
        assert f"app_{json.loads(text)['@@locale']}.arb" == name, "Flutter refuses another"
    chinese, simplified = (json.loads(written[f"app_{name}.arb"]) for name in ("zh", "zh_CN"))
    assert chinese == simplified | {"@@locale": "zh"}


def test_flutter_reads_every_text(nasty: Catalogue) -> None:
    for catalogue in (Catalogue(), nasty):
        for text in files("flutter", catalogue).values():
            arb = json.loads(text)
            keys = {key: flutter_lexed(value) for key, value in arb.items() if key[0] != "@"}
            assert keys == by_key(catalogue, arb["@@locale"], "wilddogError{}")


ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(ANYTHING)
@example("\\ ")
@example("  \f")
def test_any_text_comes_back_from_properties(text: str) -> None:
    line = f"1={platforms.java_text(text)}\n"
    assert line.isascii()
    assert javaproperties.loads(line) == {"1": text}


@given(ANYTHING)
@example("\r\n\t\x01")
def test_any_text_comes_back_from_strings(text: str) -> None:
    assert openstep_plist.loads(f'"1" = "{platforms.apple_text(text)}";') == {"1": text}


@given(st.text("'{}ab ", min_size=1).filter(lambda text: not re.match("[^{}]*'[{}]", text)))
def test_any_text_comes_back_from_flutter(text: str) -> None:
    assert flutter_lexed(platforms.icu_text(text)) == text


def test_flutter_cannot_say_an_apostrophe_before_the_first_brace() -> None:
    assert flutter_lexed(platforms.icu_text("'{x}'")) == "''{x}'"


# From here on: the platforms' own readers.


@pytest.fixture(params=["shipped", "nasty"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return Catalogue() if request.param == "shipped" else request.getfixturevalue("nasty")


Need = Callable[[str, bool], None]


@pytest.fixture
def need(request: pytest.FixtureRequest) -> Need:
    """Skip, or fail where readers are required, if a reader isn't there."""
    required = request.config.getoption("--readers") == "required"

    def need(reader: str, there: bool) -> None:
        if not there:
            (pytest.fail if required else pytest.skip)(f"not run, the reader is missing: {reader}")

    return need


def output(*command: str | Path, merged: bool = False) -> str:
    stderr = subprocess.STDOUT if merged else subprocess.PIPE
    utf8 = {"LC_ALL": "C.UTF-8", "GNUSTEP_STRING_ENCODING": "NSUTF8StringEncoding"}
    environment = os.environ | utf8
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, env=environment)
    assert done.returncode == 0, (done.stderr or done.stdout).decode()
    return done.stdout.decode()


def exported(format: str, catalogue: Catalogue, folder: Path) -> Path:
    platforms.export(format, folder, catalogue, catalogue.locales())
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1"])
@pytest.mark.parametrize("machine", ["en-US", "zh-CN"])
def test_java_reads_every_text(
    encoding: str, machine: str, catalogue: Catalogue, tmp_path: Path, need: Need
) -> None:
    need("java (apt-get install openjdk-17-jdk-headless)", shutil.which("java") is not None)
    options = [f"-Djava.util.PropertyResourceBundle.encoding={encoding}"]
    options += [f"-Duser.language={machine[:2]}", f"-Duser.country={machine[3:]}"]
    options += ["-cp", str(exported("java", catalogue, tmp_path))]
    tags = [locale.replace("_", "-") for locale in catalogue.locales()]
    found: dict[str, dict[str, str]] = {tag: {} for tag in tags}
    for line in output("java", *options, READERS / "Bundle.java", *tags).splitlines():
        tag, key, text = line.split(" ")
        found[tag][key] = bytes.fromhex(text).decode()
    assert found == {tag: by_key(catalogue, tag) for tag in tags}


@pytest.mark.slow
def test_android_reads_every_text(catalogue: Catalogue, tmp_path: Path, need: Need) -> None:
    need("aapt2 (apt-get install aapt)", shutil.which("aapt2") is not None)
    need(f"{FRAMEWORK} (apt-get install android-framework-res)", FRAMEWORK.exists())
    resources = exported("android", catalogue, tmp_path / "res")
    compiled, linked = tmp_path / "compiled.zip", tmp_path / "linked.apk"
    output("aapt2", "compile", "--dir", resources, "-o", compiled)
    manifest = READERS / "AndroidManifest.xml"
    output("aapt2", "link", "--manifest", manifest, "-I", FRAMEWORK, compiled, "-o", linked)
    dump = output("aapt2", "dump", "resources", linked)
    found: dict[str, dict[str, str]] = {}
    for name, values in re.findall(
        r'resource 0x\w+ string/(\w+)\n(.*?"\n)(?=    resource 0x|\Z)', dump, re.DOTALL
    ):
        for folder, text in re.findall(
            r'^      \(([\w+-]*)\) "(.*?)"\n(?=      \([\w+-]*\) "|\Z)', values, re.DOTALL | re.M
        ):
            # The dump indents every line, those of a text too.
            found.setdefault(folder, {})[name] = text.replace("\n      ", "\n")
    expected = {
        platforms.android_folder(locale).removeprefix("values").removeprefix("-"): by_key(
            catalogue, locale, "wilddog_error_{}"
        )
        for locale in catalogue.locales()
    }
    if "es-r419" in found:  # so the dump calls what no folder may be called
        found["b+es+419"] = found.pop("es-r419")
    assert found == expected


@pytest.mark.slow
def test_gnustep_reads_every_text(catalogue: Catalogue, tmp_path: Path, need: Need) -> None:
    for tool in ("sfparse", "plmerge"):
        need(f"{tool} (apt-get install gnustep-base-runtime)", shutil.which(tool) is not None)
    folder = exported("apple", catalogue, tmp_path)
    for locale in catalogue.locales():
        strings = folder / platforms.apple_folder(locale) / "Localizable.strings"
        merged = tmp_path / f"{locale}.plist"
        said = output("sfparse", strings, merged=True)
        assert f"seems ok ({len(catalogue.messages())} entries)" in said
        output("plmerge", merged, strings)
        assert openstep_plist.loads(merged.read_bytes().decode("ascii")) == by_key(
            catalogue, locale
        )


def node(
    need: Need, package: str, reader: str, *arguments: str | Path
) -> dict[str, dict[str, str]]:
    need("node (apt-get install nodejs)", shutil.which("node") is not None)
    there = (READERS / "node_modules" / package).is_dir()
    need(f"{package} (npm install --prefix tests/readers)", there)
    found: dict[str, dict[str, str]] = json.loads(output("node", READERS / reader, *arguments))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("how", ["plain", "raw"])
def test_i18next_reads_every_text(
    how: str, catalogue: Catalogue, tmp_path: Path, need: Need
) -> None:
    folder = exported("i18next", catalogue, tmp_path)
    tags = [locale.replace("_", "-") for locale in catalogue.locales()]
    found = node(need, "i18next", "i18next.js", folder, how, *tags)
    for tag in tags:
        texts = by_key(catalogue, tag)
        if how == "plain":  # there is no way to escape these
            texts = {code: text for code, text in texts.items() if "$t(" not in text}
        assert {code: found[tag][code] for code in texts} == texts
    assert found.keys() == set(tags)


@pytest.mark.slow
def test_icu_reads_every_text(catalogue: Catalogue, tmp_path: Path, need: Need) -> None:
    arbs = sorted(exported("flutter", catalogue, tmp_path).glob("*.arb"))
    found = node(need, "intl-messageformat", "icu.js", *arbs)
    assert found.keys() >= set(catalogue.locales())
    for locale, texts in found.items():
        assert texts == by_key(catalogue, locale, "wilddogError{}")
