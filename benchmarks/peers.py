"""The peers, each used as its documentation says, and the files it reads the 55 texts from.

The steps are source code, since each is compiled and run in a fresh process, where FOLDER is the
folder that `write` filled, ENGLISH the msgid of 22203 and TEXTS what the catalogues hold.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import wilddog_errors
from wilddog_errors import messages

from .scale import english, mo, translated

MO = Path(wilddog_errors.__file__).with_name("locale") / "zh_CN/LC_MESSAGES/wilddog_errors.mo"
SIZES = (1_000, 10_000, 100_000)


class Peer(NamedTuple):
    """What a program writes to use one package; the three look-ups are expressions."""

    name: str
    imports: str
    prepare: str
    known: str
    foreign: str
    unknown: str
    package: str = ""
    own_text: bool = False


def ours(size: int) -> Peer:
    """Return the row of a host's catalogue that has ``size`` codes with the package's."""
    return Peer(
        f"ours, {size:,} codes",
        "from wilddog_errors import Catalogue",
        f"catalogue = Catalogue(FOLDER + '/{size}')",
        'catalogue.message(30500, "zh_CN")',
        'catalogue.message(30500, "zh-Hans-SG")',
        'catalogue.message(99999999, "zh_CN")',
    )


GETTEXT = 'gettext.translation("wilddog_errors", FOLDER, ["{}"], fallback=True)'
BABEL = 'Translations.load(FOLDER, ["{}"], "wilddog_errors")'
FLUENT = 'FluentLocalization(["{}", "en"], ["errors.ftl"], loader)'
FOREIGN = "zh-Hans-SG"
KNOWN, UNKNOWN = '.pgettext("22203", ENGLISH)', '.pgettext("99999", "no such code")'

OURS = Peer(
    "ours",
    "from wilddog_errors import message",
    "",
    'message(22203, "zh_CN")',
    'message(22203, "zh-Hans-SG")',
    'message(99999, "zh_CN")',
    "wilddog-errors",
)
FLOOR = Peer(
    "two dicts, a bare function",
    "",
    "def look_up(code, locale): return TEXTS[locale][code]",
    'look_up(22203, "zh_CN")',
    'look_up(22203, "zh-Hans-SG")',
    'look_up(99999, "zh_CN")',
)
PEERS = (
    OURS,
    FLOOR,
    Peer(
        "gettext, object held",
        "import gettext",
        f"held = {GETTEXT.format('zh_CN')}",
        f"held{KNOWN}",
        f"{GETTEXT.format(FOREIGN)}{KNOWN}",
        f"held{UNKNOWN}",
    ),
    Peer(
        "gettext, translation() per call",
        "import gettext",
        "",
        f"{GETTEXT.format('zh_CN')}{KNOWN}",
        f"{GETTEXT.format(FOREIGN)}{KNOWN}",
        f"{GETTEXT.format('zh_CN')}{UNKNOWN}",
    ),
    Peer(
        "Babel, Translations held",
        "from babel.support import Translations",
        f"held = {BABEL.format('zh_CN')}",
        f"held{KNOWN}",
        f"{BABEL.format(FOREIGN)}{KNOWN}",
        f"held{UNKNOWN}",
        "Babel",
    ),
    Peer(
        "Babel, Translations.load() per call",
        "from babel.support import Translations",
        "",
        f"{BABEL.format('zh_CN')}{KNOWN}",
        f"{BABEL.format(FOREIGN)}{KNOWN}",
        f"{BABEL.format('zh_CN')}{UNKNOWN}",
    ),
    Peer(
        "Flask-Babel, within a request",
        "from flask import Flask; from flask_babel import Babel, force_locale, pgettext",
        """app = Flask("app")
Babel(app, locale_selector=lambda: "zh_CN",
      default_domain="wilddog_errors", default_translation_directories=FOLDER)
app.test_request_context().push()
def forced(locale):
    with force_locale(locale):
        return pgettext("22203", ENGLISH)
""",
        'pgettext("22203", ENGLISH)',
        'forced("zh-Hans-SG")',
        'pgettext("99999", "no such code")',
        "Flask-Babel",
    ),
    Peer(
        "fluent.runtime",
        "from fluent.runtime import FluentLocalization, FluentResourceLoader",
        f"""loader = FluentResourceLoader(FOLDER + "/{{locale}}")
held = {FLUENT.format("zh-CN")}""",
        'held.format_value("error-22203")',
        f'{FLUENT.format(FOREIGN)}.format_value("error-22203")',
        'held.format_value("error-99999")',
        "fluent.runtime",
    ),
    Peer(
        "python-i18n",
        "import i18n",
        """i18n.load_path.append(FOLDER)
i18n.set("file_format", "json"); i18n.set("locale", "zh_CN")""",
        'i18n.t("errors.22203")',
        'i18n.t("errors.22203", locale="zh-Hans-SG")',
        'i18n.t("errors.99999")',
        "python-i18n",
    ),
    Peer(
        "Django",
        "import django; from django.conf import settings; from django.utils import translation",
        """settings.configure(USE_I18N=True, LOCALE_PATHS=[FOLDER])
django.setup()
translation.activate("zh-hans")
def overridden(locale):
    with translation.override(translation.get_supported_language_variant(locale)):
        return translation.pgettext("22203", ENGLISH)
""",
        'translation.pgettext("22203", ENGLISH)',
        'overridden("zh-Hans-SG")',
        'translation.pgettext("99999", "no such code")',
        "Django",
    ),
    Peer(
        "WTForms",
        "from wtforms import Form, StringField",
        """class Signup(Form):
    email = StringField()
form = Signup(meta={"locales": ["zh"]})""",
        'form.email.gettext("This field is required.")',
        'Signup(meta={"locales": ["zh-Hans-SG"]}).email.gettext("This field is required.")',
        'form.email.gettext("no such text")',
        "WTForms",
        own_text=True,
    ),
    Peer(
        "humanize",
        "import humanize",
        """humanize.activate("zh_CN")
def activated(locale):
    humanize.activate(locale)
    return humanize.apnumber(5)
""",
        "humanize.apnumber(5)",
        'activated("zh-Hans-SG")',
        "humanize.apnumber(99999)",
        "humanize",
        own_text=True,
    ),
    Peer(
        "pycountry",
        "import gettext, pycountry",
        """def country(code, locale):
    chinese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale], fallback=True)
    return chinese.gettext(pycountry.countries.get(alpha_2=code).name)
held = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, ["zh_CN"])""",
        'held.gettext(pycountry.countries.get(alpha_2="FR").name)',
        'country("FR", "zh-Hans-SG")',
        'held.gettext(pycountry.countries.get(alpha_2="ZZ").name)',
        "pycountry",
        own_text=True,
    ),
    *map(ours, SIZES),
)


def write(folder: Path) -> None:
    """Write the 55 texts in each peer's format, and our catalogues of more codes."""
    # zh_Hans_CN is what Babel's Locale makes of zh_CN, and zh_Hans what Django does of zh-hans.
    for name in ("zh_CN/LC_MESSAGES/wilddog_errors", "zh_Hans_CN/LC_MESSAGES/wilddog_errors"):
        put(folder / f"{name}.mo", MO.read_bytes())
    put(folder / "zh_Hans/LC_MESSAGES/django.mo", MO.read_bytes())
    for locale in ("en", "zh_CN"):
        texts = {str(code): text for code, text in messages(locale).items()}
        ftl = "".join(f"error-{code} = {text}\n" for code, text in texts.items())
        put(folder / locale.replace("_", "-") / "errors.ftl", ftl.encode())
        put(folder / f"errors.{locale}.json", json.dumps({locale: texts}).encode())
    for size in SIZES:
        codes = range(30_000, 30_000 + size - len(messages()))
        entries = {code: (english(code), translated("zh_CN", code)) for code in codes}
        put(folder / str(size) / "zh_CN/LC_MESSAGES/wilddog_errors.mo", mo(entries))


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
