"""FastAPI: errors as problem+json (RFC 9457) in the language of the request.

Run:  uvicorn fastapi_problem:app
Try:  curl -i -H 'Accept-Language: zh-CN' localhost:8000/login/22010
"""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from wilddog_errors import message, negotiate

app = FastAPI()


class WilddogError(Exception):
    """What an endpoint raises when Wilddog answers with an error code."""

    def __init__(self, code: int | str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.status = code, status


@app.exception_handler(WilddogError)
def problem(request: Request, error: WilddogError) -> JSONResponse:
    locale = negotiate(request.headers.get("Accept-Language"))
    return JSONResponse(
        {
            "type": f"https://example.com/errors#{error.code}",
            "title": message(error.code, locale),
            "status": error.status,
            "code": error.code,
        },
        status_code=error.status,
        headers={"Content-Language": locale.replace("_", "-"), "Vary": "Accept-Language"},
        media_type="application/problem+json",
    )


@app.get("/login/{code}")
def login(code: str) -> None:
    raise WilddogError(code)  # here a real endpoint asks Wilddog and gets the code from it
