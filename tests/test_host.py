"""Catalogues of a host application: its own wording, locales and codes, and every way to err."""

from __future__ import annotations

import os
import pickle
import random
import re
import struct
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from wilddog_errors import Catalogue, CatalogueError, message, messages, po
from wilddog_errors.mo import charset_fault, code_of, read_mo

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PROVIDER = 'msgctxt "22008"\nmsgid "Invalid provider"\nmsgstr "提供商错误"\n'
BATTERY = 'msgctxt "7"\nmsgid "Low battery"\nmsgstr "电量低"\n'


def compiled(text: str) -> bytes:
    catalog, faults = po.read(text.encode())
    assert faults == []
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def put(folder: Path, locale: str, content: str | bytes, suffix: str = ".po") -> Path:
    path = folder / locale / po.FILE.with_suffix(suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_host_rewords_and_the_rest_stays(tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", HEADER + PROVIDER)
    put(tmp_path, "en", HEADER + PROVIDER.replace("提供商错误", "Unknown login provider"))
    catalogue = Catalogue(tmp_path)
    assert catalogue.message(22008, "zh_CN") == "提供商错误"
    assert catalogue.message(22008) == "Unknown login provider"
    assert catalogue.message(22010, "zh_CN") == "该密码不正确"
    assert catalogue.locales() == ("en", "zh_CN")
    assert catalogue.find("提供商错误。") == (22008,)
    assert catalogue.find("unknown LOGIN provider") == (22008,)
    assert catalogue.find(messages("zh_CN")[22008]) == (22008,), "the old wording is still found"
    assert catalogue.find(messages()[22008]) == (22008,)
    assert messages("zh_CN")[22008] != "提供商错误", "the package's own isn't touched"


def test_a_host_adds_a_locale_whose_gaps_are_filled_by_negotiation(tmp_path: Path) -> None:
    put(tmp_path, "zh_TW", HEADER + PROVIDER)
    put(tmp_path, "zh_HK", HEADER + 'msgctxt "22010"\nmsgid "x"\nmsgstr "密碼不正確"\n')
    catalogue = Catalogue(tmp_path)
    assert catalogue.locales() == ("en", "zh_CN", "zh_HK", "zh_TW")
    assert catalogue.message(22008, "zh-TW") == "提供商错误"
    assert catalogue.message(22010, "zh-TW") == "密碼不正確", "from zh_HK, the nearest"
    assert catalogue.message(22011, "zh-TW") == messages()[22011], "Simplified isn't near enough"
    assert catalogue.message(22008, "zh-MO") == "提供商错误", "through zh_HK, the nearest"
    assert list(catalogue.messages("zh-TW")) == list(messages())


def test_a_host_adds_codes_whose_msgid_is_the_english(tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", HEADER + BATTERY)
    catalogue = Catalogue(tmp_path)
    assert catalogue.message(7) == catalogue.message("7", "fr") == "Low battery"
    assert catalogue.message(7, "zh_CN") == "电量低"
    assert next(iter(catalogue.messages())) == 7
    assert len(catalogue.messages("zh_CN")) == 56


def test_true_is_no_code_even_where_1_is_one(tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", HEADER + BATTERY.replace('"7"', '"1"'))
    catalogue = Catalogue(tmp_path)
    assert catalogue.message(1, "zh_CN") == "电量低"
    assert catalogue.message(True, "zh_CN") == "发生未知错误"


def test_empty_and_fuzzy_entries_do_not_win(tmp_path: Path) -> None:
    fuzzy = 'msgctxt "22010"\nmsgid "x"\nmsgstr "错"\n'
    empty = 'msgctxt "22011"\nmsgid "x"\nmsgstr ""\n'
    own = 'msgctxt "8"\nmsgid "Door open"\nmsgstr ""\n'
    put(tmp_path, "zh_CN", f"{HEADER}#, fuzzy\n{fuzzy}\n{empty}\n{own}")
    catalogue = Catalogue(tmp_path)
    assert catalogue.message(22010, "zh_CN") == "该密码不正确"
    assert catalogue.message(22011, "zh_CN") == "该用户不存在"
    assert catalogue.message(8, "zh_CN") == "Door open"
    assert catalogue.find("错") == ()


def test_the_english_of_an_own_code_is_reworded_by_a_text_only(tmp_path: Path) -> None:
    put(tmp_path / "a", "zh_CN", HEADER + BATTERY)
    put(tmp_path / "b", "zh_CN", f"{HEADER}#, fuzzy\n{BATTERY.replace('Low battery', 'Changed')}")
    put(tmp_path / "c", "zh_CN", HEADER + BATTERY.replace("Low battery", "Battery low"))
    assert Catalogue(tmp_path / "a", tmp_path / "b").message(7) == "Low battery"
    catalogue = Catalogue(tmp_path / "a", tmp_path / "c")
    assert catalogue.message(7) == "Battery low"
    assert catalogue.find("low battery") == catalogue.find("battery low") == (7,)


def test_the_last_directory_wins_entry_by_entry(tmp_path: Path) -> None:
    put(tmp_path / "a", "zh_CN", HEADER + PROVIDER + "\n" + BATTERY)
    put(tmp_path / "b", "zh_CN", HEADER + PROVIDER.replace("提供商错误", "提供商无效"))
    assert Catalogue(tmp_path / "a", tmp_path / "b").message(22008, "zh_CN") == "提供商无效"
    assert Catalogue(tmp_path / "b", tmp_path / "a").message(22008, "zh_CN") == "提供商错误"
    both = Catalogue(str(tmp_path / "a"), os.fsencode(tmp_path / "b"))  # type: ignore[arg-type]
    assert both.message(7, "zh_CN") == "电量低"
    assert both.find("提供商错误") == both.find("提供商无效") == (22008,)


def test_a_po_goes_before_the_mo_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", compiled(HEADER + PROVIDER), ".mo")
    assert Catalogue(tmp_path).message(22008, "zh_CN") == "提供商错误"
    put(tmp_path, "zh_CN", HEADER + PROVIDER.replace("错误", "无效"))
    assert Catalogue(tmp_path).message(22008, "zh_CN") == "提供商无效"


def test_a_catalogue_never_changes_after_it_is_made(tmp_path: Path) -> None:
    path = put(tmp_path, "zh_CN", HEADER + PROVIDER)
    catalogue = Catalogue(tmp_path)
    path.unlink()
    assert catalogue.message(22008, "zh_CN") == "提供商错误"


@pytest.mark.parametrize(
    ("folder", "locale"),
    [
        pytest.param("zh-cn", "zh_CN", id="hyphen and case: the package's own locale"),
        pytest.param("pt-BR", "pt_BR", id="hyphen"),
        pytest.param("sr_Latn", "sr_Latn", id="script"),
        pytest.param("es_419", "es_419", id="region in digits"),
        pytest.param("fil", "fil", id="three letters"),
        pytest.param("ca_ES_VALENCIA", "ca_ES_VALENCIA", id="variant"),
        pytest.param("de_1901", "de_1901", id="variant that begins with a digit"),
        pytest.param("sh", "sh", id="a language CLDR has another name for"),
    ],
)
def test_folder_names(folder: str, locale: str, tmp_path: Path) -> None:
    put(tmp_path, folder, HEADER + PROVIDER)
    catalogue = Catalogue(tmp_path)
    assert locale in catalogue.locales()
    assert len(catalogue.locales()) == (2 if locale == "zh_CN" else 3)
    assert catalogue.message(22008, folder) == "提供商错误"


def test_two_folders_for_one_locale(tmp_path: Path) -> None:
    put(tmp_path, "zh-CN", HEADER + PROVIDER)
    path = put(tmp_path, "zh_CN", HEADER + PROVIDER)
    with pytest.raises(CatalogueError) as caught:
        Catalogue(tmp_path)
    assert str(caught.value) == f"{path}: another folder holds zh_CN: join the two"


def test_a_folder_by_another_name_for_a_locale_of_the_package(tmp_path: Path) -> None:
    put(tmp_path, "zh_Hans", HEADER + PROVIDER)
    catalogue = Catalogue(tmp_path)
    assert catalogue.locales() == ("en", "zh_CN")
    assert catalogue.message(22008, "zh_CN") == catalogue.message(22008, "zh") == "提供商错误"


def test_a_variant_is_a_locale_of_its_own(tmp_path: Path) -> None:
    put(tmp_path / "a", "ca", HEADER + PROVIDER)
    put(tmp_path / "b", "ca_ES_VALENCIA", HEADER + PROVIDER.replace("错误", "无效"))
    catalogue = Catalogue(tmp_path / "a", tmp_path / "b")
    assert catalogue.locales() == ("en", "ca", "ca_ES_VALENCIA", "zh_CN")
    assert catalogue.message(22008, "ca") == "提供商错误"


def test_a_catalogue_is_copied_and_pickled_whole_at_any_time(tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", HEADER + PROVIDER)
    catalogue = Catalogue(tmp_path)
    catalogue.find("x")
    for copy in (pickle.loads(pickle.dumps(catalogue)), deepcopy(catalogue)):
        assert copy.message(22008, "zh-SG") == "提供商错误"
        assert copy.find("提供商错误") == (22008,)
    assert pickle.loads(pickle.dumps(message))(22010, "zh_CN") == "该密码不正确"


def test_a_locale_of_which_nothing_is_translated_is_none(tmp_path: Path) -> None:
    put(tmp_path, "fr", HEADER + PROVIDER.replace("提供商错误", ""))
    assert Catalogue(tmp_path).locales() == ("en", "zh_CN")


# Files that are as they should be, however odd

MO = compiled(HEADER + PROVIDER)


def big_endian(mo: bytes) -> bytes:
    version, count, ids, texts, size, offset = struct.unpack("<6I", mo[4:28])
    tables = struct.unpack(f"<{4 * count}I", mo[ids : ids + 16 * count])
    head = struct.pack(">7I", 0x950412DE, version, count, ids, texts, size, offset)
    return head + struct.pack(f">{4 * count}I", *tables) + mo[28 + 16 * count :]


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        pytest.param(".mo", MO, id="mo"),
        pytest.param(".mo", big_endian(MO), id="big-endian mo"),
        pytest.param(".mo", MO[:4] + struct.pack("<I", 1 << 16) + MO[8:], id="mo of version 1"),
        pytest.param(".po", (HEADER + PROVIDER).replace("\n", "\r\n"), id="CRLF"),
        pytest.param(".po", PROVIDER, id="no header: UTF-8"),
        pytest.param(".po", (HEADER + PROVIDER).rstrip("\n"), id="no newline at the end"),
        pytest.param(".po", "#, fuzzy\n" + HEADER + PROVIDER, id="a fuzzy header"),
        pytest.param(
            ".po", HEADER + PROVIDER.replace('"提供商', '""\n"提供商"\n"'), id="wrapped text"
        ),
        pytest.param(
            ".po", HEADER + PROVIDER + '\n#~ msgctxt "1"\n#~ msgid "old"\n#~ msgstr "旧"\n',
            id="an obsolete entry",
        ),
        pytest.param(
            ".po", HEADER + PROVIDER + '\n#~| msgid "older"\n#~ msgid "old"\n#~ msgstr "旧"\n',
            id="an obsolete entry with a previous msgid, as msgmerge writes it",
        ),
        pytest.param(
            ".po", HEADER + '#| msgid "before"\n' + PROVIDER, id="a previous msgid"
        ),
        pytest.param(
            ".po", HEADER + PROVIDER + '\nmsgid "Search"\nmsgstr "搜索"\n',
            id="an entry without context",
        ),
        pytest.param(
            ".mo", compiled(HEADER + PROVIDER + '\nmsgid "Search"\nmsgstr "搜索"\n'),
            id="an entry without context in a mo",
        ),
    ],
)  # fmt: skip
def test_valid_files(suffix: str, content: str | bytes, tmp_path: Path) -> None:
    put(tmp_path, "zh_CN", content, suffix)
    catalogue = Catalogue(tmp_path)
    assert catalogue.message(22008, "zh_CN") == "提供商错误"
    assert len(catalogue.messages("zh_CN")) == 55


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("charset=utf8\n", id="no hyphen"),
        pytest.param("charset=ASCII\n", id="a part of UTF-8"),
        pytest.param("charset=us-ascii\n", id="the same, by its other name"),
    ],
)
def test_other_names_of_the_charset(header: str) -> None:
    assert charset_fault(header) is None


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        pytest.param("charset=GBK; charset=utf-8\n", "GBK; charset=utf-8", id="two in a line"),
        pytest.param("charset= GBK\n", "GBK", id="behind a space"),
        pytest.param("charset=utf-8\nX: charset=GBK\n", "GBK", id="in a later line"),
    ],
)
def test_other_charsets(header: str, charset: str) -> None:
    fault = charset_fault(header)
    assert fault
    assert fault[0] == f"the charset is {charset!r}"


def test_the_least_of_a_mo() -> None:
    """Its tables may stand last, and those of no entries take no byte."""
    assert read_mo(MO[:8] + bytes(12), "least.mo") == {}


@pytest.mark.parametrize(
    ("context", "code"),
    [
        pytest.param(str(2**64 - 1), 2**64 - 1, id="the greatest, of 20 digits"),
        pytest.param(str(2**64), None, id="one more"),
        pytest.param("0", 0, id="the least"),
    ],
)
def test_codes_fit_in_64_bits(context: str, code: int | None) -> None:
    assert code_of(context) == code


# Files that are not


def word(mo: bytes, at: int, value: int) -> bytes:
    return mo[:at] + struct.pack("<I", value) + mo[at + 4 :]


def mo_of(context: str, msgid: str = "x", text: str = "y") -> bytes:
    key, value = f"{context}\4{msgid}".encode(), text.encode()
    head = struct.pack("<7I", 0x950412DE, 0, 1, 28, 36, 0, 0)
    at = 44
    return (
        head
        + struct.pack("<4I", len(key), at, len(value), at + len(key) + 1)
        + key + b"\0" + value + b"\0"
    )  # fmt: skip


def mo_twice() -> bytes:
    """One entry that the tables name twice, in a file that is long enough for two."""
    mo = word(word(mo_of("7"), 8, 2), 16, 44)
    key, value = (struct.pack("<2I", length, at) for length, at in ((3, 60), (1, 64)))
    return mo[:28] + key * 2 + value * 2 + mo[44:] + bytes(20)


TWICE = HEADER + PROVIDER + "\n" + PROVIDER
FAULTS: list[tuple[str, str, str | bytes, str]] = [
    # what is wrong, suffix, content, what the error says after the file's name
    ("mo cut in the header", ".mo", MO[:15], ": is cut short or damaged"),
    ("mo cut in the tables", ".mo", MO[:40], ": is cut short or damaged"),
    ("mo cut in the texts", ".mo", MO[:-3], ": is cut short or damaged"),
    ("mo of other first bytes", ".mo", b"MOMO" + MO[4:], ": isn't a .mo file"),
    ("empty mo", ".mo", b"", ": isn't a .mo file"),
    ("po named mo", ".mo", HEADER + PROVIDER, ": isn't a .mo file"),
    ("msgid table past the end", ".mo", word(MO, 12, 2**31), ": is cut short or damaged"),
    ("text table past the end", ".mo", word(MO, 16, 2**32 - 8), ": is cut short or damaged"),
    ("text past the end", ".mo", word(MO, 44 + 4, 2**30), ": is cut short or damaged"),
    ("text longer than the file", ".mo", word(MO, 44, 2**32 - 1), ": is cut short or damaged"),
    ("a count for gigabytes", ".mo", word(MO, 8, 2**32 - 1), ": is cut short or damaged"),
    ("entries sharing bytes", ".mo", struct.pack("<7I", 0x950412DE, 0, 4, 28, 28, 0, 0)
        + struct.pack("<II", 30, 28) * 4 + bytes(20), ": is cut short or damaged"),
    ("mo of the next version", ".mo", word(MO, 4, 2 << 16), ": is a .mo of version 2"),
    ("mo of a later version", ".mo", word(MO, 4, 7 << 16), ": is a .mo of version 7"),
    ("mo not in UTF-8", ".mo", MO.replace("提".encode(), b"\xff\xfe\xfd"), ": isn't in UTF-8"),
    ("mo in another charset, by its second line", ".mo", MO.replace(b"Content-Type: text/plain; "
        b"charset=utf-8", b"A:charset=utf8\nContent-Type: charset=l1"), ": the charset is 'l1'"),
    ("mo in another charset", ".mo", MO.replace(b"utf-8", b"gb180"),
        ": the charset is 'gb180': save the file as UTF-8"),
    ("mo whose context is no code", ".mo", mo_of("E1", "a\4b"), ": E1: this msgctxt is no code"),
    ("mo whose context is long", ".mo", mo_of("E" * 50), f": {'E' * 40}: this msgctxt is no code"),
    ("mo with an entry twice", ".mo", mo_twice(), ": 7: stands twice: delete one"),
    ("mo with an empty context", ".mo", mo_of(""), ": : this msgctxt is no code"),
    ("mo without a msgid", ".mo", mo_of("7", ""), ": 7: no msgid: write the English there"),
    ("mo with plural forms", ".mo", mo_of("7", "a\0b", "c\0d"),
        ": 7: plural forms: a code has one text: write one msgid and one msgstr"),
    ("byte-order mark", ".po", "\ufeff" + HEADER + PROVIDER, ":1: a byte-order mark"),
    ("UTF-16", ".po", (HEADER + PROVIDER).encode("utf-16-le"), ":\\d: "),
    ("GBK bytes", ".po", (HEADER + PROVIDER).encode("gbk"), ":6: a byte that isn't UTF-8"),
    ("another charset declared", ".po", HEADER.replace("UTF-8", "GBK") + PROVIDER,
        ":1: the charset is 'GBK': save the file as UTF-8 and write charset=UTF-8"),
    ("another charset declared in a second line", ".po", HEADER.replace("\\n", "\\nX: charset=l1\\n")
        + PROVIDER, ":1: the charset is 'l1'"),
    ("another charset declared in capitals", ".po", HEADER.replace("charset=UTF-8", "CHARSET=GBK")
        + PROVIDER, ":1: the charset is 'GBK'"),
    ("another charset declared with a space", ".po", HEADER.replace("=UTF-8", " = GBK") + PROVIDER,
        ":1: the charset is 'gbk'"),
    ("an unknown charset declared", ".po", HEADER.replace("UTF-8", "CHARSET") + PROVIDER,
        ":1: the charset is 'CHARSET'"),
    ("entry twice", ".po", TWICE, ":8: 22008: stands twice, first in line 4"),
    ("code twice, other English", ".po", TWICE.replace('"Invalid provider"', '"Other"', 1),
        ":8: 22008: stands twice, first in line 4"),
    ("empty po", ".po", "", ":1: no entry"),
    ("po of nothing but comments", ".po", "# nothing\n#\n", ":1: no entry"),
    ("no msgctxt anywhere", ".po", HEADER + BATTERY.replace('msgctxt "7"\n', ""),
        ":4: no entry has a msgctxt: write the code above each msgid"),
    ("no msgctxt anywhere in a mo", ".mo", compiled(HEADER + BATTERY.replace('msgctxt "7"\n', "")),
        ": no entry has a msgctxt: write the code above each msgid"),
    ("two headers", ".po", HEADER + HEADER + PROVIDER, ":4: stands twice, first in line 1"),
    ("no closing quote", ".po", HEADER + PROVIDER[:-2] + "\n", ":6: no closing quote"),
    ("a quote inside", ".po", HEADER + PROVIDER.replace("商", '"'), ':6: a stray " inside'),
    ("a bad escape", ".po", HEADER + PROVIDER.replace("商", r"\q"), r":6: the escape \\q"),
    ("a backslash at the end", ".po", HEADER + PROVIDER.replace('误"', '误\\"'), ":6: no closing"),
    ("conflict markers", ".po", HEADER + f"<<<<<<< HEAD\n{PROVIDER}=======\n{PROVIDER}>>>>>>> b\n",
        ":4: a merge conflict marker"),
    ("no quotes at all", ".po", HEADER + PROVIDER.replace('"提供商错误"', "提供商错误"),
        ":6: 'msgstr 提供商错误' is no line of a .po"),
    ("a word of prose", ".po", HEADER + "hello\n" + PROVIDER, ":4: 'hello' is no line of a .po"),
    ("msgstr missing", ".po", HEADER + PROVIDER.rsplit("msgstr")[0], ":6: the file ends within"),
    ("msgid missing", ".po", HEADER + PROVIDER.replace('msgid "Invalid provider"\n', ""),
        ":5: msgstr is out of place"),
    ("two msgstr", ".po", HEADER + PROVIDER + 'msgstr "二"\n', ":7: msgstr is out of place"),
    ("a plural form twice", ".po", HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"\n',
        r":7: msgstr.0. is out of place: expected here: msgctxt or msgid or msgstr.1."),
    ("a plural form missing", ".po", HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n',
        r":6: msgstr.1. is out of place: expected here: msgstr.0."),
    ("a comment inside an entry", ".po", HEADER + PROVIDER.replace("msgstr", "# x\nmsgstr"),
        ":\\d: missing msgstr"),
    ("a text that belongs nowhere", ".po", '"text"\n' + HEADER, ":1: Got line starting with"),
    ("a control character", ".po", HEADER + PROVIDER.replace("商", "\0"), r":6: the control char"),
    ("an unreadable date", ".po", HEADER.replace("Content-Type", "POT-Creation-Date: soon\\n"
        '"\n"Content-Type') + PROVIDER, ":1: the header can't be read"),
    ("an unreadable date above a comment", ".po", HEADER.replace("Content-Type", "PO-Revision-Date: "
        "2p26\\n\"\n\"Content-Type") + "# note\n" + PROVIDER, ":1: the header can't be read"),
    ("a header below an entry", ".po", PROVIDER + "\n" + HEADER,
        ":5: the header can't be read .it stands below an entry.: correct it"),
    ("a line of the header without its end", ".po", HEADER.replace("Content-Type", 'Language: fr"\n"X'),
        ":1: the header can't be read .the Language is 'frX: text/plain; charset=UTF-8', no locale"),
    ("plural forms for gigabytes", ".po", HEADER.replace("Content-Type", "Plural-Forms: "
        "nplurals=999999999; plural=0;\\n\"\n\"Content-Type") + 'msgid "a"\nmsgid_plural "b"\n'
        'msgstr[0] "c"\n\n' + PROVIDER, ":1: the header can't be read .nplurals is 999999999, not 1"),
    ("context is no code", ".po", HEADER + PROVIDER.replace("22008", "menu"),
        ":4: menu: this msgctxt is no code"),
    ("context with a space", ".po", HEADER + PROVIDER.replace("22008", " 22008"),
        ":4:  22008: this msgctxt is no code"),
    ("code over 64 bits", ".po", HEADER + PROVIDER.replace("22008", str(2**64)),
        ":4: 18446744073709551616: this msgctxt is no code"),
    ("empty msgid", ".po", HEADER + PROVIDER.replace("Invalid provider", ""), ":4: 22008: no msgid"),
    ("plural forms", ".po", HEADER + 'msgctxt "7"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        ":4: 7: plural forms"),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "content", "says"), [
    pytest.param(*fault[1:], id=fault[0]) for fault in FAULTS
])  # fmt: skip
def test_faults_in_files(suffix: str, content: str | bytes, says: str, tmp_path: Path) -> None:
    path = put(tmp_path, "zh_CN", content, suffix)
    with pytest.raises(CatalogueError, match=re.escape(str(path)) + says):
        Catalogue(tmp_path)


def no_folder(folder: Path) -> str:
    return "gone"


def a_file(folder: Path) -> str:
    (folder / "file").write_text("")
    return "file"


def nothing_in_it(folder: Path) -> str:
    (folder / "zh_CN/LC_MESSAGES").mkdir(parents=True)
    (folder / "README.md").write_text("")
    return "."


def a_pipe(folder: Path) -> str:
    (folder / "zh_CN" / po.FILE).parent.mkdir(parents=True)
    os.mkfifo(folder / "zh_CN" / po.FILE)
    return "."


def a_folder_for_a_file(folder: Path) -> str:
    (folder / "zh_CN" / po.FILE).mkdir(parents=True)
    return "."


def a_loop(folder: Path) -> str:
    path = folder / "zh_CN" / po.FILE
    path.parent.mkdir(parents=True)
    path.symlink_to(path)
    return "."


def a_dangling_link(folder: Path) -> str:
    path = folder / "zh_CN" / po.FILE
    path.parent.mkdir(parents=True)
    path.symlink_to("nowhere.po")
    return "."


def no_locale(name: str) -> Callable[[Path], str]:
    def make(folder: Path) -> str:
        put(folder, name, HEADER + PROVIDER)
        return "."

    return make


def one_locale_twice(folder: Path) -> str:
    for name in ("zh_Hans", "zh_Hans_CN"):
        put(folder, name, HEADER + PROVIDER)
    return "."


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(one_locale_twice, "zh_Hans and zh_Hans_CN are both zh_CN", id="one twice"),
        pytest.param(no_folder, "gone: No such file", id="no such folder"),
        pytest.param(a_file, "file: Not a directory", id="a file"),
        pytest.param(nothing_in_it, "no <locale>/LC_MESSAGES/wilddog_errors.po", id="no catalogue"),
        pytest.param(a_folder_for_a_file, "wilddog_errors.po: isn't a file", id="a folder .po"),
        pytest.param(a_pipe, "wilddog_errors.po: isn't a file", id="a pipe, which never ends"),
        pytest.param(a_loop, "wilddog_errors.po: Too many levels", id="a symlink loop"),
        pytest.param(a_dangling_link, "wilddog_errors.po: No such file", id="a dangling link"),
        pytest.param(no_locale("not a locale"), "'not a locale' names no locale", id="spaces"),
        pytest.param(no_locale("messages"), "'messages' names no locale", id="a word"),
        pytest.param(no_locale("zn_CN"), "'zn_CN' names no locale", id="no such language"),
        pytest.param(no_locale("zh_Simplified"), "names no locale", id="no such script"),
        pytest.param(no_locale("zh,en"), "'zh,en' names no locale", id="a header"),
        pytest.param(no_locale("zh.UTF-8"), "'zh.UTF-8' names no locale", id="an encoding"),
        pytest.param(no_locale("und"), "'und' names no locale", id="undetermined"),
        pytest.param(no_locale("*"), "names no locale", id="a star"),
    ],
)
def test_faults_in_folders(make: Callable[[Path], str], says: str, tmp_path: Path) -> None:
    directory = tmp_path / make(tmp_path)
    with pytest.raises(CatalogueError, match=re.escape(says)) as caught:
        Catalogue(directory)
    assert caught.value.file.startswith(str(tmp_path))


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "zh_CN", HEADER + PROVIDER)

    def refuse(path: str, mode: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("builtins.open", refuse)  # a test may run as root, who may read all
    with pytest.raises(CatalogueError, match=r"wilddog_errors.po: Permission denied"):
        Catalogue(tmp_path)


def test_a_catalogue_error_is_a_value_error_with_its_parts() -> None:
    error = CatalogueError("a.po", 3, "bad")
    assert isinstance(error, ValueError)
    assert (error.file, error.line, error.fault) == ("a.po", 3, "bad")
    assert error.args == ("a.po", 3, "bad")
    assert str(pickle.loads(pickle.dumps(error))) == "a.po:3: bad"


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        pytest.param("", "''", "give a folder of readable catalogues", id="empty"),
        pytest.param("x" * 5000, "x" * 5000, "give a folder of readable catalogues", id="too long"),
        pytest.param("\0", r"'\x00'", "no folder can be called so", id="NUL"),
        pytest.param("a\ud800", r"'a\ud800'", "no folder can be called so", id="a lone surrogate"),
    ],
)
def test_a_directory_by_an_impossible_name(name: str, file: str, says: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        Catalogue(name)
    assert caught.value.file == file
    assert caught.value.fault.endswith(f": {says}")


@pytest.mark.parametrize("wrong", [None, 1, ["a", "b"]])
def test_a_directory_of_another_type_is_a_type_error(wrong: object) -> None:
    with pytest.raises(TypeError):
        Catalogue(wrong)  # type: ignore[arg-type]


# Random damage: the readers raise CatalogueError or read, and do nothing else.


def damaged(data: bytes, chance: random.Random) -> bytes:
    mutable = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(mutable) + 1)
        piece = bytes(chance.choice([0, 1, 4, 10, 34, 92, 255, chance.randrange(256)])
                      for _ in range(chance.randrange(5)))  # fmt: skip
        mutable[at : at + chance.choice([0, 1, 4, 40])] = piece
    return bytes(mutable)


PLURAL = 'msgid "file"\nmsgid_plural "files"\nmsgstr[0] "文件"\nmsgstr[1] "文件"\n\n'
SAMPLE = (
    HEADER.replace("\\n", '\\n"\n"Plural-Forms: nplurals=2; plural=n>1;\\n"\n"Language: zh_CN\\n')
    + f"# note\n#, fuzzy\n{PROVIDER}\n{PLURAL}{BATTERY}"
)


@pytest.mark.parametrize(
    ("read", "sample"),
    [
        pytest.param(read_mo, compiled(SAMPLE), id="mo"),
        pytest.param(read_mo, big_endian(compiled(SAMPLE)), id="big-endian mo"),
        pytest.param(po.entries, SAMPLE.encode(), id="po"),
    ],
)
def test_random_damage(
    read: Callable[[bytes, str], dict[int, tuple[str, str]]], sample: bytes
) -> None:
    chance, refused = random.Random(22203), 0
    for _ in range(8000):
        try:
            for code, (msgid, text) in read(damaged(sample, chance), "file").items():
                assert type(code) is int
                assert msgid
                assert type(text) is str
        except CatalogueError:
            refused += 1
    assert 1000 < refused < 8000
