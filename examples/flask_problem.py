"""Flask: errors as problem+json (RFC 9457) in the language of the request.

Run:  flask --app flask_problem run
Try:  curl -i -H 'Accept-Language: zh-CN' localhost:5000/login/22010
"""

from flask import Flask, Response, jsonify, request

from wilddog_errors import message, negotiate

app = Flask(__name__)


class WilddogError(Exception):
    """What a view raises when Wilddog answers with an error code."""

    def __init__(self, code: int | str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.status = code, status


@app.errorhandler(WilddogError)
def problem(error: WilddogError) -> Response:
    locale = negotiate(request.headers.get("Accept-Language"))
    response = jsonify(
        type=f"https://example.com/errors#{error.code}",
        title=message(error.code, locale),
        status=error.status,
        code=error.code,
    )
    response.status_code = error.status
    response.mimetype = "application/problem+json"
    response.content_language.add(locale.replace("_", "-"))
    response.vary.add("Accept-Language")
    return response


@app.get("/login/<code>")
def login(code: str) -> Response:
    raise WilddogError(code)  # here a real view asks Wilddog and gets the code from it
