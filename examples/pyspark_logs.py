"""PySpark: a column of messages beside a column of codes, on a cluster. Needs Java 17.

Try:  python pyspark_logs.py
"""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from wilddog_errors import messages

UNKNOWN = 29999


def localized(logs: DataFrame, locale: str) -> DataFrame:
    """Return ``logs`` with a ``message`` for each ``code``, int or string; null stays null."""
    texts, code = messages(locale), sql.col("code")
    table = sql.create_map(*(sql.lit(str(item)) for pair in texts.items() for item in pair))
    unknown = sql.when(code.isNotNull(), texts[UNKNOWN])
    return logs.withColumn("message", sql.coalesce(table[code.cast("string")], unknown))


def joined(logs: DataFrame, locale: str) -> DataFrame:
    """Return the same as `localized` by a broadcast join: for a catalogue of many codes."""
    texts, code = messages(locale), sql.col("code")
    rows = [(str(code), text) for code, text in texts.items()]
    table = logs.sparkSession.createDataFrame(rows, "_known string, _text string")
    unknown = sql.when(code.isNotNull(), texts[UNKNOWN])
    found = logs.join(sql.broadcast(table), code.cast("string") == sql.col("_known"), "left")
    return found.withColumn("message", sql.coalesce("_text", unknown)).drop("_known", "_text")


if __name__ == "__main__":
    spark = SparkSession.builder.master("local[2]").getOrCreate()
    rows = [("Li", 22010), ("Wang", 22203), ("Zhao", 404), ("Wu", None)]
    localized(spark.createDataFrame(rows, "user string, code int"), "zh-CN").show(truncate=False)
