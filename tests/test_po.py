"""``po update``, ``po format``, ``po compile`` and ``po new``: nothing a translator wrote is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import write_po
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from wilddog_errors import Catalogue, CatalogueError, po, po_update
from wilddog_errors.cli import main

HEADER = """# French messages
# by several people
msgid ""
msgstr ""
"Project-Id-Version: shop 1.0\\n"
"Report-Msgid-Bugs-To: shop@example.com\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: 2026-02-03 04:05+0800\\n"
"Last-Translator: Zoé <zoe@example.com>\\n"
"Language: fr\\n"
"Language-Team: French\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
FRENCH = (
    HEADER
    + """
# ok: length — nothing holds it
# checked by phone
#. Shown on the start page, below the picture of the battery, where there is
#. room for one line.
#, fuzzy
#| msgid "The \\"battery\\" is low"
msgctxt "7"
msgid "Low battery"
msgstr "Batterie faible, veuillez la recharger avant de continuer, puis réessayez s’il vous plaît"

msgctxt "29999"
msgid "Unknown"
msgstr "Inconnu"

# 50 % is exact
#, no-wrap
msgctxt "100000"
msgid "Back\\\\slash and \\"quotes\\""
msgstr "Barre \\\\ et « guillemets »"

msgctxt "100001"
msgid "Not yet"
msgstr ""

# a page's own word
msgid "Codes"
msgstr "Les codes"

msgid "Search"
msgstr "Chercher"
"""
)


def put(folder: Path, locale: str, content: str) -> Path:
    path = folder / locale / po.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def reformatted(path: Path, *options: str) -> int:
    return main(["po", "format", "--catalogue", str(path.parent.parent.parent), *options])


def by_polib(path: Path) -> None:
    polib.pofile(str(path)).save(newline="\r\n")


def by_msgcat(path: Path) -> None:
    subprocess.run(["msgcat", "--output-file", path, path], check=True)


def by_msgcat_sorted(path: Path) -> None:
    subprocess.run(["msgcat", "-s", "--width=30", "--output-file", path, path], check=True)


def by_translate_toolkit(path: Path) -> None:
    file = pofile.parsefile(str(path))  # type: ignore[no-untyped-call]
    file.updateheader(add=True, X_Generator="Weblate 5.13")
    file.save()


def as_poedit_does(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    language = next(index for index, line in enumerate(lines) if "Language:" in line)
    lines.insert(4, lines.pop(language))
    lines.insert(12, '"X-Generator: Poedit 3.4\\n"')
    path.write_bytes("\r\n".join(lines).encode())


def by_babel(path: Path) -> None:
    catalog = po.load(path)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_previous=True)


TOOLS = [
    by_polib,
    pytest.param(by_msgcat, marks=pytest.mark.slow),
    pytest.param(by_msgcat_sorted, marks=pytest.mark.slow),
    by_translate_toolkit,
    as_poedit_does,
    by_babel,
]


@pytest.mark.parametrize("edit", TOOLS, ids=lambda tool: tool.__name__)
@pytest.mark.parametrize("catalogue", ["french", "shipped"])
def test_format_undoes_what_a_tool_does_to_the_form(
    edit: Callable[[Path], None], catalogue: str, root: Path, tmp_path: Path
) -> None:
    shipped = (root / "locale/zh_CN" / po.FILE).read_text("utf-8")
    content = FRENCH if catalogue == "french" else shipped
    path = put(tmp_path, "fr", content)
    edit(path)
    assert path.read_bytes() != content.encode(), "the tool changes something"
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == content


def test_format_says_what_it_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(tmp_path, "fr", FRENCH)
    assert reformatted(path, "--check") == 0
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert reformatted(path, "--check") == 1
    assert path.read_bytes() == before
    assert reformatted(path) == 0
    assert capsys.readouterr().out == f"{path}: would be rewritten\n{path}: is rewritten\n"


def test_format_loses_nothing_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = '#~ msgctxt "5"\n#~ msgid "Gone"\n#~ msgstr "Parti"\n'
    path = put(tmp_path, "fr", FRENCH + "\n# below the last\n")
    reformatted(path)
    assert '# below the last\nmsgid "Search"' in path.read_text("utf-8")
    path.write_text(f"{FRENCH}\n# a thought\n\n{old}", encoding="utf-8")
    reformatted(path)
    assert path.read_text("utf-8") == FRENCH
    gone = "5: removed, as it was marked obsolete: Parti # a thought\n"
    assert gone in capsys.readouterr().out


TEMPLATE = HEADER.replace('"Language: fr\\n"\n', "").replace('"Plural-Forms', '"X-Plural')
BEFORE = """
#, fuzzy
#| msgid "Very old"
msgctxt "1"
msgid "Old"
msgstr "Vieux"

# a remark
msgctxt "2"
msgid "Stays"
msgstr "Reste"

msgctxt "3"
msgid "Goes"
msgstr "Part"

msgctxt "4"
msgid "Reworded"
msgstr "Reformulé"

msgctxt "5"
msgid "Reworded, not yet translated"
msgstr ""

msgid "Search"
msgstr "Chercher"

msgid "Contents"
msgstr "Contenu"
"""
SOURCE = """
msgctxt "1"
msgid "New"
msgstr ""

#. About staying.
msgctxt "2"
msgid "Stays"
msgstr ""

msgctxt "4"
msgid "Goes"
msgstr ""

msgctxt "5"
msgid "Reworded and not yet translated"
msgstr ""

msgctxt "6"
msgid "Reworded"
msgstr ""

msgid "Search"
msgstr ""

msgid "Table of contents"
msgstr ""
"""
AFTER = """
#, fuzzy
#| msgid "Very old"
msgctxt "1"
msgid "New"
msgstr "Vieux"

# a remark
#. About staying.
msgctxt "2"
msgid "Stays"
msgstr "Reste"

#, fuzzy
#| msgid "Reworded"
msgctxt "4"
msgid "Goes"
msgstr "Reformulé"

msgctxt "5"
msgid "Reworded and not yet translated"
msgstr ""

msgctxt "6"
msgid "Reworded"
msgstr ""

msgid "Search"
msgstr "Chercher"

msgid "Table of contents"
msgstr ""
"""


def test_update_merges_by_code_and_names_what_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    obsolete = '\n#~ msgctxt "9"\n#~ msgid "Older"\n#~ msgstr "Plus vieux"\n'
    path = put(tmp_path, "fr", HEADER + BEFORE + obsolete)
    (tmp_path / po.TEMPLATE).write_text(TEMPLATE + SOURCE, encoding="utf-8")
    update = ["po", "update", "--catalogue", str(tmp_path)]
    assert main([*update, "--check"]) == 1
    assert path.read_text("utf-8") == HEADER + BEFORE + obsolete
    capsys.readouterr()
    assert main(update) == 0
    assert path.read_text("utf-8") == HEADER + AFTER
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: 3: removed: Part",
        f"{path}: 'Contents': removed: Contenu",
        f"{path}: 9: removed: Plus vieux",
        f"{path}: is rewritten",
    ]
    assert (tmp_path / po.TEMPLATE).read_text("utf-8") == TEMPLATE + SOURCE, "a host's stays"
    assert main([*update, "--check"]) == 0
    assert main(update) == 0
    assert (path.read_text("utf-8"), capsys.readouterr().out) == (HEADER + AFTER, "")


def test_update_writes_nothing_if_any_catalogue_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "de", HEADER + BEFORE)
    put(tmp_path, "fr", HEADER + "\nmsgid oops\n")
    (tmp_path / po.TEMPLATE).write_text(TEMPLATE + SOURCE, encoding="utf-8")
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 2
    assert "fr/LC_MESSAGES/wilddog_errors.po:17: 'msgid oops' is no line" in capsys.readouterr().err
    assert path.read_text("utf-8") == HEADER + BEFORE


def test_update_without_a_template_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "fr", FRENCH)
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 2
    assert "wilddog_errors.pot: isn't there: write it like a .po" in capsys.readouterr().err


def updated(copy: Path, *options: str) -> int:
    return main(["po", "update", "--catalogue", str(copy / "locale"), *options])


def test_the_shipped_files_are_what_the_source_gives(copy: Path) -> None:
    assert updated(copy, "--check") == 0
    assert main(["po", "format", "--check", "--catalogue", str(copy / "locale")]) == 0


def test_lines_that_move_change_no_byte(copy: Path) -> None:
    path = copy / "src/wilddog_errors/codes.py"
    source = path.read_text("utf-8")
    lines = source.splitlines(True)
    first, second = (
        next(line for line in lines if f'pgettext("{code}"' in line) for code in (22009, 22010)
    )
    moved = source.replace(first + second, second + first).replace("MARKED = (", "\n\nMARKED = (")
    assert moved.count("\n") == source.count("\n") + 2
    path.write_text(moved, encoding="utf-8")
    assert updated(copy, "--check") == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        pytest.param(
            "src/wilddog_errors/codes.py",
            'pgettext("22010"',
            'pgettext("22009", "Twin"),\n    pgettext("22010"',
            "22009 is marked twice: delete one",
            id="a code marked twice",
        ),
        pytest.param(
            "babel.cfg",
            "**/wilddog_errors/codes.py",
            "src/**.py",
            "babel.cfg: extracts no code: correct its patterns",
            id="a pattern that misses",
        ),
    ],
)
def test_a_source_that_cant_be_extracted_is_refused(
    copy: Path, file: str, old: str, new: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / file
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    assert updated(copy) == 2
    assert fault in capsys.readouterr().err


def test_without_jinja2_update_says_what_to_install(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert updated(copy) == 2
    fault = "babel.cfg: no jinja2 here: run pip install 'wilddog-errors[translate]'\n"
    assert capsys.readouterr().err.endswith(fault)


@pytest.mark.parametrize(
    ("name", "folder", "plurals", "team"),
    [
        ("pt-br", "pt_BR", "nplurals=2; plural=(n > 1)", "Portuguese (Brazil)"),
        ("zh_TW", "zh_TW", "nplurals=1; plural=0", "Chinese (Traditional, Taiwan)"),
        ("ru", "ru", "nplurals=3", "Russian"),
        ("ar", "ar", "nplurals=6", "Arabic"),
    ],
)
def test_a_new_language_is_ready_to_edit(
    copy: Path,
    name: str,
    folder: str,
    plurals: str,
    team: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    catalogues = str(copy / "locale")
    assert main(["po", "new", name, "--catalogue", catalogues]) == 0
    path = copy / "locale" / folder / po.FILE
    text = path.read_text("utf-8")
    assert f'"Language: {folder}\\n"\n"Language-Team: {team}\\n"\n"Plural-Forms: {plurals}' in text
    assert "POT-Creation-Date: 2026-11-22 00:00+0000" in text
    assert '"Last-Translator: \\n"\n' in text
    assert text.startswith(f"# {team} messages of wilddog-errors. See locale/README.md\n# Distrib")
    assert main(["po", "update", "--check", "--catalogue", catalogues]) == 0
    capsys.readouterr()
    assert main(["po", "check", folder, "--catalogue", catalogues]) == 0
    assert "░" * 20 + "  0 translated, 0 fuzzy, " in capsys.readouterr().out
    assert main(["po", "new", name, "--catalogue", catalogues]) == 2
    assert "is there already: edit it" in capsys.readouterr().err


def test_a_host_s_new_language_says_nothing_of_this_project(copy: Path, tmp_path: Path) -> None:
    (tmp_path / po.TEMPLATE).write_bytes((copy / "locale" / po.TEMPLATE).read_bytes())
    assert main(["po", "new", "de", "--catalogue", str(tmp_path)]) == 0
    assert (tmp_path / "de" / po.FILE).read_text("utf-8").startswith("# German messages\nmsgid")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["fr", "pt_BR", "zh_TW", "ru", "ar", "sr_Latn", "ga", "lv", "sl"])
def test_a_new_language_is_one_to_gettext(copy: Path, name: str, tmp_path: Path) -> None:
    assert main(["po", "new", name, "--catalogue", str(copy / "locale")]) == 0
    path = copy / "locale" / name / po.FILE
    subprocess.run(["msgfmt", "--check", "--output-file", tmp_path / "new.mo", path], check=True)


@pytest.mark.parametrize("name", ["", "xx", "klingon", "../fr", "de_XX", "fr/.."])
def test_a_new_language_must_be_a_locale(
    copy: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["po", "new", name, "--catalogue", str(copy / "locale")]) == 2
    assert f"{name!r} is no locale that CLDR knows" in capsys.readouterr().err
    assert set(po.catalogues(copy / "locale")) == {"zh_CN"}


def test_compile_refreshes_what_is_installed(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = copy / "src/wilddog_errors/locale/fr" / po.FILE.with_suffix(".mo")
    stale.parent.mkdir(parents=True)
    stale.touch()
    assert main(["po", "compile", "--catalogue", str(copy / "locale")]) == 0
    assert not stale.exists(), "the package has no such locale any more"
    mo = copy / "src/wilddog_errors/locale/zh_CN" / po.FILE.with_suffix(".mo")
    assert Catalogue(copy / "src/wilddog_errors/locale").message(22010, "zh_CN") == "该密码不正确"
    host = put(tmp_path / "host", "fr", FRENCH.replace("#, fuzzy\n", ""))
    kept = tmp_path / "host/de" / po.FILE.with_suffix(".mo")
    kept.parent.mkdir(parents=True)
    kept.write_bytes(mo.read_bytes())
    assert main(["po", "compile", "--catalogue", str(tmp_path / "host")]) == 0
    host.unlink()
    assert Catalogue(tmp_path / "host").message(29999, "fr") == "Inconnu"
    assert kept.exists()
    assert capsys.readouterr().out == "zh_CN: compiled\nfr: compiled\n"


def test_the_preview_reads_what_is_being_edited(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / "locale/zh_CN" / po.FILE
    show = ["show", "22010", "--locale", "zh_CN", "--catalogue", str(copy / "locale")]
    path.write_text(path.read_text("utf-8").replace("该密码不正确", "密码不对"), encoding="utf-8")
    assert main(show) == 0
    assert capsys.readouterr().out == "22010  密码不对\n"
    path.write_text(path.read_text("utf-8").partition('对"')[0], encoding="utf-8")
    assert main(show) == 2
    line = path.read_text("utf-8").count("\n") + 1
    assert f"wilddog_errors.po:{line}: no closing quote" in capsys.readouterr().err


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('"\\\n\t'))
english = words.filter(bool)
codes = st.integers(0, 2**64 - 1)
comments = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def catalogue(texts: dict[int, tuple[str, str]], notes: list[str] | None = None) -> po.PoCatalog:
    catalog = po.read(HEADER.encode())[0]
    for code, (msgid, string) in texts.items():
        catalog.add(msgid, string, context=str(code), user_comments=notes or ())
    return catalog


@settings(deadline=None)
@given(st.dictionaries(codes, st.tuples(english, words)), st.lists(comments))
def test_any_text_and_comment_survives_format(
    texts: dict[int, tuple[str, str]], notes: list[str]
) -> None:
    data = po.canonical(catalogue(texts, notes))
    assert po.entries(data, "x.po") == texts
    again, faults = po.read(data)
    assert faults == []
    assert po.canonical(again) == data
    said = {word for note in notes for word in note.split()}
    for entry in again.entries[1:]:
        assert said <= {word for note in entry.user_comments for word in note.split()}


few = st.dictionaries(
    st.integers(1, 5), st.tuples(st.sampled_from(["a", "b", "50%s", "{c}"]), words)
)


@settings(deadline=None)
@given(few, few)
def test_a_second_update_changes_nothing_and_no_code_takes_anothers_text(
    before: dict[int, tuple[str, str]], after: dict[int, tuple[str, str]]
) -> None:
    template = catalogue({code: (msgid, "") for code, (msgid, _) in after.items()})
    data, removed = po_update.merge(template, po.read(po.canonical(catalogue(before)))[0])
    merged = po.read(data)[0]
    assert po_update.merge(template, merged) == (data, [])
    assert {entry.context for entry in removed} == {str(code) for code in before.keys() - after}
    for entry in merged.entries[1:]:
        code = int(entry.context or 0)
        old_msgid, text = before.get(code, ("", ""))
        changed = bool(text) and old_msgid != after[code][0]
        assert (entry.id, entry.string, entry.fuzzy) == (after[code][0], text, changed)
        assert entry.previous_id == ([old_msgid] if changed else [])


def test_a_code_that_comes_back_finds_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    obsolete = BEFORE.strip().partition('msgctxt "2"')[2].partition("\n\n")[0]
    marked = "".join(f"#~ {line}\n" for line in f'msgctxt "2"{obsolete}'.split("\n"))
    path = put(tmp_path, "fr", f"{HEADER}\n{marked}")
    (tmp_path / po.TEMPLATE).write_text(TEMPLATE + SOURCE, encoding="utf-8")
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 0
    assert po.entries(path.read_bytes(), "fr.po")[2] == ("Stays", "Reste")
    path.write_text(path.read_text("utf-8").replace("Reste", "Demeure") + f"\n{marked}", "utf-8")
    capsys.readouterr()
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 0
    assert po.entries(path.read_bytes(), "fr.po")[2] == ("Stays", "Demeure")
    assert "2: removed: Reste" in capsys.readouterr().out


PLURAL = 'msgid "%d code"\nmsgid_plural "%d codes"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(PLURAL.format("%d a", "%d b"), "#, python-format\n" + PLURAL.format("%d a", "%d b"),
                     id="it stays"),
        pytest.param('msgid "%d code"\nmsgstr "%d a"\n',
                     '#, fuzzy, python-format\n#| msgid "%d code"\n' + PLURAL.format("%d a", ""),
                     id="the English gets a plural"),
    ],
)  # fmt: skip
def test_a_word_of_the_page_may_have_a_plural(tmp_path: Path, before: str, after: str) -> None:
    path = put(tmp_path, "fr", f"{HEADER}\n{before}")
    template = f"{TEMPLATE}\n{PLURAL.format('', '')}"
    (tmp_path / po.TEMPLATE).write_text(template, encoding="utf-8")
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 0
    assert path.read_text("utf-8") == f"{HEADER}\n{after}"
    assert main(["po", "update", "--check", "--catalogue", str(tmp_path)]) == 0
    assert main(["po", "check", "--catalogue", str(tmp_path)]) == 0


def test_words_of_the_page_come_from_the_source_too(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (copy / "babel.cfg").open("a", encoding="utf-8") as file:
        file.write("\n[python: **/words.py]\n")
    for name, words in (("a", ["Zoo", "Ant"]), ("b", ["Ant"])):
        path = copy / "src/wilddog_errors" / name / "words.py"
        path.parent.mkdir()
        path.write_text("".join(f"_('{word} of this test')\n" for word in words))
    assert updated(copy) == 0
    template = (copy / "locale" / po.TEMPLATE).read_text("utf-8")
    assert template.index("Ant of this test") < template.index("Zoo of this test")
    assert template.count("of this test") == 2
    catalogues = str(copy / "locale")
    capsys.readouterr()
    assert main(["po", "check", "--catalogue", catalogues]) == 1
    out = capsys.readouterr().out
    assert out.count(": the text is empty: translate it\n") == 2
    assert "0 fuzzy, 2 missing" in out


def test_nothing_is_made_up_where_the_header_lacks_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undated = "".join(line for line in FRENCH.splitlines(True) if "POT-Creation" not in line)
    path = put(tmp_path, "fr", undated)
    assert reformatted(path, "--check") == 0
    path.write_text('msgctxt "1"\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    assert reformatted(path) == 2
    assert ":1: no header: begin the file with msgid" in capsys.readouterr().err


def test_a_previous_msgid_is_read_as_other_tools_write_it() -> None:
    before = b'#| msgctxt "7"\n#| msgid ""\n#| "Low "\n#| "\\"battery\\""\n#| msgid_plural "x"\n'
    catalog, faults = po.read(b"#, fuzzy\n" + before + b'msgctxt "7"\nmsgid "a"\nmsgstr "b"\n')
    assert faults == []
    assert catalog.entries[0].previous_id == ['Low "battery"']
    assert catalog.entries[0].user_comments == []


@pytest.mark.parametrize(
    "language",
    [
        pytest.param("", id="none named"),
        pytest.param('"Language: sr@latin\\n"\n', id="one CLDR has no name for"),
    ],
)
def test_the_plural_forms_of_any_language_stay(tmp_path: Path, language: str) -> None:
    header = HEADER.replace('"Language: fr\\n"\n', language).replace("nplurals=2", "nplurals=3")
    content = (
        f'{header}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\nmsgstr[2] "e"\n'
    )
    path = put(tmp_path, "fr", content)
    assert reformatted(path, "--check") == 0
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == content


@pytest.mark.parametrize("offset", ["-0330", "+0545", "-1200"])
def test_dates_stay_as_they_are(tmp_path: Path, offset: str) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("+0000", offset).replace("+0800", offset))
    assert reformatted(path, "--check") == 0


def test_a_header_that_says_ascii_costs_no_text(tmp_path: Path) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("charset=utf-8", "charset=US-ASCII"))
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == FRENCH


def test_a_previous_msgid_of_several_lines_can_be_read_again() -> None:
    template, catalog = (
        po.read(f'{HEADER}\nmsgctxt "7"\nmsgid "{english}"\nmsgstr "x"\n'.encode())[0]
        for english in ("Battery low", r"Low\n\"battery\" \nnow")
    )
    data = po_update.merge(template, catalog).data
    lines = '#, fuzzy\n#| msgid ""\n#| "Low\\n"\n#| "\\"battery\\" \\n"\n#| "now"\n'
    assert lines in data.decode()
    again, faults = po.read(data)
    assert faults == []
    assert again.entries[-1].previous_id == ['Low\n"battery" \nnow']
    assert po.canonical(again) == data


@pytest.mark.parametrize("end", ["\u2028", "\x85"])
def test_a_line_end_of_another_kind_breaks_no_comment(tmp_path: Path, end: str) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("by several people", f"by{end}several people"))
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == FRENCH


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Copyright (C) YEAR ORGANIZATION", id="a year would be today's"),
        pytest.param("The PROJECT, see the file VERSION", id="a name would be the header's"),
        pytest.param("Translations template", id="a language would be the header's"),
    ],
)
def test_babel_s_placeholders_are_words_of_a_comment(tmp_path: Path, words: str) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("by several people", words))
    assert reformatted(path, "--check") == 0


def test_a_previous_msgid_below_the_last_entry_is_of_none(tmp_path: Path) -> None:
    path = put(tmp_path, "fr", f'{FRENCH}\n#| msgid "Gone"\n')
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == FRENCH


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param('# | msgid "Low"', id="as a previous msgid"),
        pytest.param('# | "Search" | "Chercher"', id="a table, as a previous msgid's second line"),
    ],
)
def test_a_comment_that_begins_with_a_bar_stays(tmp_path: Path, comment: str) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("# a page's own word", comment))
    assert reformatted(path, "--check") == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{HEADER}\n# below", id="below it, where there is no entry"),
        pytest.param(f"#. below\n{HEADER}", id="as those from the source"),
        pytest.param(f"{HEADER}\n#|\n# below", id="below a previous msgid that is none"),
    ],
)
def test_a_header_keeps_its_comments(tmp_path: Path, content: str) -> None:
    path = put(tmp_path, "fr", content)
    assert reformatted(path) == 0
    comments = path.read_text("utf-8").partition("msgid")[0].replace("# |\n", "")
    assert comments == f"{HEADER.partition('msgid')[0]}# below\n"


def test_a_previous_msgid_of_what_comes_back_is_no_comment(tmp_path: Path) -> None:
    gone = '#, fuzzy\n#| msgid "Old"\n#~ msgctxt "2"\n#~ msgid "Stays"\n#~ msgstr "Reste"\n'
    path = put(tmp_path, "fr", f"{HEADER}\n{gone}")
    (tmp_path / po.TEMPLATE).write_text(TEMPLATE + SOURCE, encoding="utf-8")
    assert main(["po", "update", "--catalogue", str(tmp_path)]) == 0
    assert '#, fuzzy\n#| msgid "Old"\nmsgctxt "2"\nmsgid "Stays"\n' in path.read_text("utf-8")


def test_many_spaces_break_a_comment_once(tmp_path: Path) -> None:
    path = put(
        tmp_path, "fr", FRENCH.replace("#. room for one line.", f"#. room{40 * ' '}for one\tline.")
    )
    assert reformatted(path) == 0
    assert path.read_text("utf-8") == FRENCH


def test_a_comment_that_stands_twice_stays(tmp_path: Path) -> None:
    ruled = FRENCH.replace("# checked by phone\n", "# ---\n# checked by phone\n# ---\n")
    path = put(tmp_path, "fr", ruled)
    assert ruled != FRENCH
    assert reformatted(path, "--check") == 0
    path.write_text(ruled + "\n# ---\n# at the end\n# ---\n", encoding="utf-8")
    assert reformatted(path) == 0
    assert path.read_text("utf-8").count("# ---\n") == 4
    assert reformatted(path, "--check") == 0


def test_a_line_of_the_source_s_comment_that_stands_twice_stays() -> None:
    comment = "#. " + 4 * " ".join(["room"] * 14 + ["for one\n#. "])
    data = f'{HEADER}\n{comment}done\nmsgctxt "7"\nmsgid "Low"\nmsgstr "x"\n'
    catalog = po.read(data.encode())[0]
    assert po_update.merge(catalog, catalog).data == po.canonical(catalog)


def test_a_previous_msgid_goes_with_the_flag(tmp_path: Path) -> None:
    path = put(tmp_path, "fr", FRENCH.replace("#, fuzzy\n", ""))
    reformatted(path)
    assert "#| " not in path.read_text("utf-8")


def test_what_cant_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Is a directory"):
        po.load(tmp_path)


def test_update_gives_the_template_first(copy: Path) -> None:
    assert next(iter(po_update.update(copy / "locale"))) == copy / "locale" / po.TEMPLATE
