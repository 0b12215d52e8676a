from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wilddog_errors import find, messages
from wilddog_errors.finding import containing, fold, index, scan

Table = dict[int, tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The account doesn’t hava a email.", (22205,), id="as the page has it"),
        pytest.param("The account doesn't hava a email.", (22205,), id="a straight apostrophe"),
        pytest.param("The account doesn`t hava a email.", (22205,), id="a backtick"),
        pytest.param("The account doesn´t hava a email.", (22205,), id="an acute accent"),
        pytest.param("THE ACCOUNT DOESN’T HAVA A EMAIL.", (22205,), id="upper case"),
        pytest.param("The  account\tdoesn’t hava\na email.", (22205,), id="other white space"),
        pytest.param("The account doesn’t hava a email", (22205,), id="no full stop"),
        pytest.param("The account doesn’t hava a email.\n", (22205,), id="a newline at the end"),
        pytest.param('"The account doesn’t hava a email."', (22205,), id="in quotes"),
        pytest.param(
            "User can only be linked to one identity for the given provider.”", (22201, 22208),
            id="the stray quote folds away",
        ),
        pytest.param(
            'User can only be linked to one identity for the given provider."', (22201, 22208),
            id="a straight stray quote",
        ),
        pytest.param("服务异常，操作失败", (22001,), id="a full-width comma"),
        pytest.param("服务异常,操作失败。", (22001,), id="a Chinese full stop"),
        pytest.param("第三方身份认证提供商发生错误，查看信息了解详情", (22016,), id="another comma"),
        pytest.param("Ｔｈｅ email is not exist", (22220,), id="full-width letters"),
        pytest.param("‾The email is not exist‗", (22220,), id="punctuation NFKC makes accents of"),
        pytest.param("The email is not", (), id="a part is no match"),
        pytest.param("22203", (), id="a code is no text"),
        pytest.param("", (), id="empty"),
        pytest.param(" … ", (), id="nothing but punctuation"),
        pytest.param("\ud800", (), id="a lone surrogate"),
        pytest.param("x" * 1_000_000, (), id="a megabyte"),
        pytest.param("The email is not" + " " * 99_979 + "exist", (22220,), id="100,000 characters"),
        pytest.param("The email is not" + " " * 99_980 + "exist", (), id="100,001 characters"),
        pytest.param("\n" * 1_000_000 + "The email is not exist", (22220,), id="much white space"),
    ],
)  # fmt: skip
def test_find(text: str, expected: tuple[int, ...]) -> None:
    assert find(text) == expected


def test_every_text_finds_its_code(table: Table) -> None:
    for code, texts in table.items():
        for text in texts:
            assert code in find(text)
            assert find(text) == tuple(sorted(find(text)))


@pytest.mark.parametrize("quote", "‘’‚‛′‵`´'")
def test_single_quotes_are_one(quote: str) -> None:
    assert fold(f"Ex{quote}X") == "ex'x"


@pytest.mark.parametrize("quote", '“”„‟″‶«»"')
def test_double_quotes_are_one(quote: str) -> None:
    assert fold(f"Ex{quote}X") == 'ex"x'


@pytest.mark.parametrize("line", "‗‾﹉﹊﹋﹌")
def test_lines_over_and_under_a_text_are_spaces(line: str) -> None:
    assert fold(f"Ex{line}X{line}") == "ex x"


@pytest.mark.parametrize("text", [None, 22203, b"The email is not exist"])
def test_a_text_of_another_type_is_a_type_error(text: str) -> None:
    with pytest.raises(TypeError, match=f"^a text is a str, not {text!r}$"):
        find(text)


@given(st.text())
@example("‷x‴")  # NFKC makes of each three primes, which are quotes themselves
@example("\u1fef")  # and of this a backtick
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(f" {text}\n") == fold(text)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        pytest.param("code 22203.", [22203], id="a sentence"),
        pytest.param("Error_22203", [22203], id="after an underscore"),
        pytest.param('{"code":"22203"}', [22203], id="JSON"),
        pytest.param("22203,22010 22203", [22203, 22010], id="two, each once"),
        pytest.param("122203", [], id="in a longer number"),
        pytest.param("a22203f", [], id="in a word"),
        pytest.param("F22203", [], id="after a capital"),
        pytest.param("22203F", [], id="before a capital"),
        pytest.param("1.22203", [], id="a fraction"),
        pytest.param("22203.5", [], id="a number with a fraction"),
        pytest.param("99999", [], id="no code"),
        pytest.param("账户余额不足,本次发送无法完成,请充值", [22238], id="the longest text"),
        pytest.param("user busybody", [], id="a text inside a word"),
        pytest.param("busybody busy", [7], id="the same later as a word"),
        pytest.param("busyé", [], id="before a letter that isn't ASCII"),
        pytest.param("busy忙", [7], id="before a script without spaces"),
        pytest.param("the phone island", [9], id="the longer one inside a word, not the shorter"),
        pytest.param("so, the phone is not exist", [22221], id="of two that overlap the longest"),
        pytest.param("a phone rings twice today", [11], id="the same, the longest on the left"),
        pytest.param(
            "The phone is not exist, busy, photo url or display name contain illegal special characters",
            [22221, 7, 22225],
            id="long and short ones in the order of the line",
        ),
        pytest.param("the phone, busy, the phone", [9, 7], id="in the order of the line"),
        pytest.param(r"\u0062usy", [7], id="an escaped letter"),
        pytest.param(r"\ud83d\udd0B low \ud83d", [8], id="an emoji escaped as two, as JSON has it"),
        pytest.param("\u0301\u0323" * 500_000 + "busy", [7], id="a million accents"),
        pytest.param(
            "e\u0301ﾞ" + "\u0301ﾞ" * 500_000 + "22203", [22203], id="a million of two kinds"
        ),
        pytest.param("…" * 40 + "busy" + "。" * 40, [7], id="much punctuation"),
        pytest.param("unbusy", [], id="a text at the end of a word"),
        pytest.param("err该密码不正确err", [22010], id="a text in a script without spaces"),
        pytest.param("is _busy_ now", [7], id="a text between underscores"),
        pytest.param(r'"\u8be5\u5bc6\u7801\u4e0d\u6b63\u786e"', [22010], id="JSON's escapes"),
        pytest.param(r'"\u8BE5\u5BC6\u7801\u4E0D\u6B63\u786E"', [22010], id="escapes in capitals"),
        pytest.param("The phone is not exist; the EMAIL is not exist", [22221, 22220], id="texts"),
    ],
)
def test_scan(line: str, codes: list[int]) -> None:
    known = index(
        [
            *messages().items(),
            *messages("zh_CN").items(),
            (7, "busy"),
            (8, "🔋 low"),
            (9, "the phone"),
            (10, "so, the phone is"),
            (11, "a phone rings twice"),
            (12, "twice today"),
        ]
    )
    assert list(scan(known, ["", line])) == [(2, code) for code in codes]


def test_nothing_known_finds_nothing() -> None:
    assert list(scan({}, ["busy 1"])) == []
    assert containing({}, "busy") == []
