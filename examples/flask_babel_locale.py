"""Flask-Babel: error messages in the locale that it has chosen for the rest of the page.

Run:  flask --app flask_babel_locale run
Try:  curl 'localhost:5000/login/22010?language=zh'
"""

from flask import Flask, request
from flask_babel import Babel, format_decimal, get_locale

from wilddog_errors import message, negotiate


def choose() -> str:
    # Flask-Babel fails on a name that it can't parse. What negotiate returns, it always can.
    return negotiate([request.args.get("language"), request.headers.get("Accept-Language")])


app = Flask(__name__)
Babel(app, locale_selector=choose)


@app.get("/login/<code>")
def login(code: str) -> tuple[dict[str, str], int]:
    return {"error": message(code, get_locale()), "balance": format_decimal(1234.5)}, 400
