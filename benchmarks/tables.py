"""Print how fast logs are localized: python benchmarks/tables.py (needs [examples,spark], Java 17)

Each way fills a column of messages for 1,000,000 rows, 300 codes in turn of which 55 are known.
The rate is that of the best of three runs, without the time to start and to make the table.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from wilddog_errors import message, messages

ROWS = 1_000_000
LOCALE = "zh_CN"
EXAMPLES = Path(__file__).parent.parent / "examples"


def show(name: str, run: Callable[[], object]) -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    print(f"{name:42}{ROWS / min(times) / 1e6:8.2f} million rows/s")


def one_machine() -> None:
    codes = [22001 + row % 300 for row in range(ROWS)]
    logs = polars.DataFrame({"code": codes})
    localized = runpy.run_path(str(EXAMPLES / "polars_logs.py"))["localized"]
    texts = messages(LOCALE)
    known, unknown = dict(texts), texts[29999]

    def by_row() -> polars.DataFrame:
        column = polars.col("code").map_elements(
            lambda code: message(code, LOCALE), return_dtype=polars.String
        )
        return logs.with_columns(message=column)

    show("message() in a list", lambda: [message(code, LOCALE) for code in codes])
    show("a dict in a list", lambda: [known.get(code, unknown) for code in codes])
    show("Polars, message() for each row", by_row)
    show("Polars, messages() once", lambda: localized(logs, LOCALE))


def cluster() -> None:
    example = runpy.run_path(str(EXAMPLES / "pyspark_logs.py"))
    os.environ["PYSPARK_PYTHON"] = sys.executable  # or Spark's workers run another python3
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    logs = spark.range(ROWS).select((22001 + sql.col("id") % 300).alias("code")).cache()
    logs.count()
    by_row = sql.udf(lambda code: message(code, LOCALE), "string")

    def written(table: DataFrame) -> None:
        table.write.format("noop").mode("overwrite").save()

    show(
        "PySpark, message() for each row",
        lambda: written(logs.withColumn("message", by_row("code"))),
    )
    show("PySpark, create_map", lambda: written(example["localized"](logs, LOCALE)))
    show("PySpark, broadcast join", lambda: written(example["joined"](logs, LOCALE)))
    spark.stop()


if __name__ == "__main__":
    one_machine()
    cluster()
