"""The examples, driven as their frameworks drive them, and the pages that show them."""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wilddog_errors import message

EXAMPLES = Path(__file__).parent.parent / "examples"
BLOCK = re.compile(r"<!-- (examples/\w+\.py) -->\n```python\n(.*?)```\n", re.DOTALL)

ROWS = 1_000_000
CODES = [*range(22001, 22300), None]  # 55 known ones, many unknown, one missing

ASKED = [
    pytest.param(None, "22010", "en", "The specified password is incorrect.", id="no header"),
    pytest.param("zh-CN", "22010", "zh-CN", "该密码不正确", id="a browser in Chinese"),
    pytest.param("zh-TW", "22010", "en", message(22010), id="Traditional only"),
    pytest.param("zh-TW,zh;q=0.9,en;q=0.8", "22010", "zh-CN", "该密码不正确", id="any Chinese"),
    pytest.param("fr", "22010", "en", message(22010), id="a language without a catalogue"),
    pytest.param("zh", "99999", "zh-CN", "发生未知错误", id="unknown code"),
    pytest.param("zh", "NETWORK_ERROR", "zh-CN", "发生未知错误", id="not a number"),
    pytest.param(";q=,\u00e9" * 300, "22010", "en", message(22010), id="a header of rubbish"),
]


def example(name: str, folder: Path = EXAMPLES) -> ModuleType:
    """Import an example once, as a program that has copied it would."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def accepting(header: str | None) -> dict[str, str]:
    return {} if header is None else {"Accept-Language": header}


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("README.md", {"flask_problem", "fastapi_problem"}),
        ("examples/README.md", {path.stem for path in EXAMPLES.glob("*.py")}),
    ],
)
def test_pages_show_the_files_themselves(page: str, shown: set[str], root: Path) -> None:
    blocks = BLOCK.findall((root / page).read_text("utf-8"))
    assert {Path(path).stem for path, _ in blocks} == shown
    for path, code in blocks:
        assert code == (root / path).read_text("utf-8"), f"copy {path} into {page}"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_examples_are_short_enough_to_copy(path: Path) -> None:
    assert 15 <= len(path.read_text("utf-8").splitlines()) <= 45


@pytest.mark.slow
def test_types_of_examples(root: Path) -> None:
    subprocess.run([sys.executable, "-m", "mypy", "examples"], cwd=root, check=True)


@pytest.mark.slow
@pytest.mark.parametrize(("header", "code", "language", "text"), ASKED)
def test_flask(header: str | None, code: str, language: str, text: str) -> None:
    client = example("flask_problem").app.test_client()
    response = client.get(f"/login/{code}", headers=accepting(header))
    assert response.status_code == 400
    assert response.json == {
        "type": f"https://example.com/errors#{code}",
        "title": text,
        "status": 400,
        "code": code,
    }
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == language
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "header", "text", "balance"),
    [
        pytest.param("", "zh-CN", "该密码不正确", "1,234.5", id="the browser's"),
        pytest.param("?language=zh-Hans", "en", "该密码不正确", "1,234.5", id="the user's own"),
        pytest.param("?language=../etc", "en", message(22010), "1,234.5", id="no locale"),
        pytest.param("", None, message(22010), "1,234.5", id="no preference"),
    ],
)
def test_flask_babel(query: str, header: str | None, text: str, balance: str) -> None:
    client = example("flask_babel_locale").app.test_client()
    response = client.get(f"/login/22010{query}", headers=accepting(header))
    assert response.json == {"error": text, "balance": balance}


@pytest.fixture(scope="module")
def uvicorn() -> Iterator[int]:
    """The port on which uvicorn serves the FastAPI example."""
    # Threads take turns as often as they can, so that what they share by mistake shows.
    program = "import sys, uvicorn; sys.setswitchinterval(1e-6); uvicorn.main()"
    options = ["--app-dir", str(EXAMPLES), "--port", "0", "--no-access-log"]
    with subprocess.Popen(
        [sys.executable, "-c", program, *options, "fastapi_problem:app"],
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr is not None
        log = ""
        while not (port := re.search(r"running on http://127\.0\.0\.1:(\d+)", log)):
            line = server.stderr.readline()
            assert line, f"uvicorn didn't start:\n{log}"
            log += line
        yield int(port[1])
        server.terminate()


@pytest.mark.slow
@pytest.mark.parametrize(("header", "code", "language", "text"), ASKED)
def test_fastapi(header: str | None, code: str, language: str, text: str, uvicorn: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", uvicorn, timeout=60)
    connection.request("GET", f"/login/{code}", headers=accepting(header))
    with connection.getresponse() as response:
        answer = json.loads(response.read())
    connection.close()
    assert response.status == 400
    assert answer == {
        "type": f"https://example.com/errors#{code}",
        "title": text,
        "status": 400,
        "code": code,
    }
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == language
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.slow
def test_fastapi_under_the_headers_of_the_benchmark(uvicorn: int, root: Path) -> None:
    server = example("server", root / "benchmarks")
    right = set(server.right("with"))
    connection = http.client.HTTPConnection("127.0.0.1", uvicorn, timeout=60)
    for code, header in server.requests(0.5, 400):
        sent = header.replace("@", "abcdefgh").encode("latin-1")
        connection.request("GET", f"/login/{code}", headers={"Accept-Language": sent})
        with connection.getresponse() as response:
            body = response.read().decode()
        assert (response.headers["Content-Language"], body) in right, (code, header)
    connection.close()


@pytest.mark.slow
def test_fastapi_answers_each_of_many_clients_in_its_own_language(uvicorn: int) -> None:
    languages = ["zh-CN", "en-GB", "zh-Hans-SG,zh;q=0.9", "fr-FR,fr;q=0.9,en;q=0.8"] * 4

    def client(language: str) -> list[tuple[str, str | None, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", uvicorn, timeout=60)
        answers = []
        for code in range(22001, 22126):
            connection.request("GET", f"/login/{code}", headers=accepting(language))
            with connection.getresponse() as response:
                title = json.loads(response.read())["title"]
            answers.append((title, response.headers["Content-Language"]))
        connection.close()
        return [(language, *answer) for answer in answers]

    with ThreadPoolExecutor(len(languages)) as clients:
        answers = [answer for found in clients.map(client, languages) for answer in found]
    assert len(answers) == 2_000
    wanted = [
        (language, message(code, locale), locale)
        for language in languages
        for locale in ["zh-CN" if language.startswith("zh") else "en"]
        for code in range(22001, 22126)
    ]
    assert answers == wanted


@pytest.mark.slow
@pytest.mark.parametrize(
    ("header", "code", "language", "text"),
    [
        pytest.param(None, "22010", "en", message(22010), id="no header"),
        pytest.param("zh-CN", "22010", "zh-CN", "该密码不正确", id="zh-hans"),
        pytest.param("zh-TW", "22010", "zh-CN", "该密码不正确", id="Django itself serves zh-hans"),
        pytest.param("fr-CA", "22010", "en", message(22010), id="fr has no catalogue"),
        pytest.param("zh", "NETWORK_ERROR", "zh-CN", "发生未知错误", id="not a number"),
        pytest.param(";q=,\u00e9" * 300, "22010", "en", message(22010), id="a header of rubbish"),
    ],
)
def test_django(header: str | None, code: str, language: str, text: str) -> None:
    example("django_language")
    from django.test import Client

    response = Client(SERVER_NAME="localhost").get(f"/login/{code}", headers=accepting(header))
    assert response.json() == {"error": text}
    assert response["Content-Language"] == language
    assert response["Vary"] == "Accept-Language"


@pytest.mark.slow
def test_django_names_chinese_its_own_way() -> None:
    example("django_language")
    from django.utils.translation import get_language, override

    with override("zh-hans"):
        assert get_language() == "zh-hans"
        assert message(22010, get_language()) == "该密码不正确"
    with override(None):
        assert message(22010, get_language()) == message(22010)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "arguments", "text"),
    [
        pytest.param({"LANG": "zh_CN.UTF-8"}, [], "该密码不正确", id="LANG"),
        pytest.param({"LANG": "zh_CN.GB18030"}, [], "该密码不正确", id="another charset"),
        pytest.param({"LC_ALL": "", "LANG": "zh_CN"}, [], "该密码不正确", id="empty is unset"),
        pytest.param({"LC_ALL": "C", "LANG": "zh_CN"}, [], message(22010), id="LC_ALL wins"),
        pytest.param({"LANG": "en_US.UTF-8"}, ["--language=zh"], "该密码不正确", id="option wins"),
        pytest.param({}, [], message(22010), id="no locale"),
    ],
)
def test_click(environment: dict[str, str], arguments: list[str], text: str) -> None:
    others = {key: os.environ[key] for key in os.environ if not key.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, EXAMPLES / "click_cli.py", "22010", *arguments],
        env=others | environment | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"Error: {text}\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "locale", "html"),
    [
        pytest.param(22010, "zh-CN,zh;q=0.9", "该密码不正确", id="header"),
        pytest.param("22010", None, "The specified password is incorrect.", id="no locale"),
        pytest.param("<b>", "zh_CN", "发生未知错误", id="unknown code"),
        pytest.param(22201, "en", message(22201).replace('"', "&#34;"), id="escaped"),
    ],
)
def test_jinja(code: int | str, locale: str | None, html: str) -> None:
    rendered = example("jinja_filter").template.render(code=code, locale=locale)
    assert rendered == f'<p class="error">{html}</p>'


@pytest.mark.slow
@pytest.mark.parametrize("kind", [int, str])
def test_polars(kind: type[int | str]) -> None:
    import polars

    codes = [None if code is None else kind(code) for code in CODES]
    codes *= ROWS // len(codes) + 1
    found = example("polars_logs").localized(polars.DataFrame({"code": codes[:ROWS]}), "zh-CN")
    assert found["message"].to_list() == [
        None if code is None else message(code, "zh_CN") for code in codes[:ROWS]
    ]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # or Spark's workers run another python3
        session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
        yield session
        session.stop()


@pytest.mark.slow
@pytest.mark.parametrize("function", ["localized", "joined"])
@pytest.mark.parametrize("kind", ["int", "string"])
def test_pyspark(function: str, kind: str, spark: Any) -> None:
    codes = f"CASE WHEN id % 300 < 299 THEN CAST(22001 + id % 300 AS {kind}) END AS code"
    logs = spark.range(ROWS).selectExpr(codes)
    found = getattr(example("pyspark_logs"), function)(logs, "zh-CN")
    assert found.columns == ["code", "message"]
    counted = {tuple(row) for row in found.groupBy("code", "message").count().collect()}
    assert sum(count for *_, count in counted) == ROWS
    assert {(None if code is None else int(code), text) for code, text, _ in counted} == {
        (code, None if code is None else message(code, "zh_CN")) for code in CODES
    }


@pytest.mark.slow
def test_pyspark_takes_codes_that_are_no_numbers(spark: Any) -> None:
    logs = spark.createDataFrame([("NETWORK_ERROR",), ("22010",)], "code string")
    for function in ("localized", "joined"):
        found = getattr(example("pyspark_logs"), function)(logs, "zh-CN").collect()
        assert {row.message for row in found} == {"发生未知错误", "该密码不正确"}
