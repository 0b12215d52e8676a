"""Django: error messages in the active language, in a project of one file.

Run:  python django_language.py runserver
Try:  curl -i -H 'Accept-Language: zh-CN' localhost:8000/login/22010
"""

from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.translation import get_language

from wilddog_errors import message, negotiate

settings.configure(
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    LANGUAGES=[("en", "English"), ("fr", "Français"), ("zh-hans", "简体中文")],
    MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
    ROOT_URLCONF=__name__,
)


def login(request: HttpRequest, code: str) -> JsonResponse:
    language = get_language()  # LocaleMiddleware's choice: "zh-hans" for a browser in zh-CN
    response = JsonResponse({"error": message(code, language)}, status=400)
    # LocaleMiddleware would say "fr" of a message that is there in English only.
    response["Content-Language"] = negotiate(language).replace("_", "-")
    return response


urlpatterns = [path("login/<code>", login)]
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line()
