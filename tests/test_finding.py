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


@pytest.mark.parametrize("text", [None, 22203, b"The email is not exist"])
def test_a_text_of_another_type_is_a_type_error(text: str) -> None:
    with pytest.raises(TypeError, match="a text is a str, not"):
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
        pytest.param("1.22203", [], id="a fraction"),
        pytest.param("22203.5", [], id="a number with a fraction"),
        pytest.param("99999", [], id="no code"),
        pytest.param("账户余额不足,本次发送无法完成,请充值", [22238], id="the longest text"),
        pytest.param("user busybody", [], id="a text inside a word"),
        pytest.param(r"\u0062usy", [7], id="an escaped letter"),
        pytest.param(r"\ud83d\udd0B low \ud83d", [8], id="an emoji escaped as two, as JSON has it"),
        pytest.param("\u0301\u0323" * 500_000 + "busy", [7], id="a million accents"),
        pytest.param(
            "e\u0301ﾞ" + "\u0301ﾞ" * 500_000 + "22203", [22203], id="a million of two kinds"
        ),
        pytest.param("…" * 40 + "busy" + "。" * 40, [7], id="much punctuation"),
        pytest.param("The phone is not exist; the EMAIL is not exist", [22221, 22220], id="texts"),
    ],
)
def test_scan(line: str, codes: list[int]) -> None:
    known = index([*messages().items(), *messages("zh_CN").items(), (7, "busy"), (8, "🔋 low")])
    assert list(scan(known, ["", line])) == [(2, code) for code in codes]


def test_nothing_known_finds_nothing() -> None:
    assert list(scan({}, ["busy 1"])) == []
    assert containing({}, "busy") == []
