"""A user's program: every public name, and the type that a checker must see for each result."""

from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

from babel import Locale

from wilddog_errors import (
    Catalogue,
    CatalogueError,
    find,
    locales,
    message,
    messages,
    negotiate,
)

assert_type(message(22203), str)
assert_type(message("22203", "zh-CN"), str)
assert_type(message(22203, Locale("zh", "CN", script="Hans"), default="-"), str)
assert_type(message(22203, ["fr", Locale("zh"), None], "-"), str)
assert_type(messages(), Mapping[int, str])
assert_type(messages(("fr", "zh"))[22203], str)
assert_type(find("The email is not exist"), tuple[int, ...])
assert_type(locales(), tuple[str, ...])
assert_type(negotiate("zh-TW,zh;q=0.9"), str)
assert_type(negotiate(None, ["en", "pt_BR"], default="pt_BR"), str)
assert_type(negotiate(["fr"], locales(), default=None), str | None)


def wording(*directories: str | Path) -> Catalogue:
    try:
        return Catalogue(*directories)
    except CatalogueError as error:
        assert_type((error.file, error.line, error.fault), tuple[str, int | None, str])
        raise ValueError(f"no wording: {error}") from error


def reworded(own: Catalogue) -> None:
    assert_type(own.message(22203, "zh"), str)
    assert_type(own.messages("zh"), Mapping[int, str])
    assert_type(own.find("The email is not exist"), tuple[int, ...])
    assert_type(own.locales(), tuple[str, ...])
    assert_type(own.index()["该密码不正确"], tuple[int, ...])
    assert_type(own.negotiate("zh"), str)
