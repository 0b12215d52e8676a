"""Polars: a column of messages beside a column of codes, on one machine.

Try:  python polars_logs.py
"""

import polars as pl

from wilddog_errors import messages

UNKNOWN = 29999


def localized(logs: pl.DataFrame, locale: str) -> pl.DataFrame:
    """Return ``logs`` with a ``message`` for each ``code``, int or str; null stays null."""
    texts = messages(locale)
    message = pl.col("code").replace_strict(
        {None: None, **texts}, default=texts[UNKNOWN], return_dtype=pl.String
    )
    return logs.with_columns(message=message)


if __name__ == "__main__":
    logs = pl.DataFrame({"user": ["Li", "Wang", "Zhao", "Wu"], "code": [22010, 22203, 404, None]})
    print(localized(logs, "zh-CN"))
