"""The command ``wilddog-errors``."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

from . import negotiation
from .catalogue import Catalogue, number
from .exports import TABLES, chosen
from .files import ExportError
from .finding import containing, scan
from .mo import CatalogueError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 unknown, 2 a fault.

    >>> main(["show", "22203", "--locale", "zh_CN"])
    22203  邮箱地址已经被其他账户使用
    0
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if "PYTHONIOENCODING" in os.environ else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    parsed = parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        if sys.stdout:  # None where the shell closed it
            sys.stdout.flush()
    except (CatalogueError, ExportError) as error:
        print(f"wilddog-errors: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        if sys.stdout and error.filename is None:  # a fault of the output itself
            # The interpreter flushes once more when it exits.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 141  # what reads us has seen enough
        # Of two files the second is the target of a rename.
        file = f"{error.filename2 or error.filename}: " if error.filename else ""
        print(f"wilddog-errors: {file}{error.strerror}", file=sys.stderr)
        return 2
    return status


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with each subcommand's function as ``run``."""
    top = argparse.ArgumentParser(
        prog="wilddog-errors", description="Wilddog's error codes in the reader's language."
    )
    top.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    add_show(commands)
    add_find(commands)
    add_negotiate(commands)
    add_list(commands)
    add_export(commands)
    add_site(commands)
    add_po(commands)
    return top


class Version(argparse.Action):
    """Look the version up only when it is asked for: a copy without metadata has none."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        try:
            print(version("wilddog-errors"))
        except PackageNotFoundError:
            print("unknown: wilddog-errors isn't installed, only copied here")
        parser.exit()


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_catalogue(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--catalogue",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with <locale>/LC_MESSAGES/wilddog_errors.po, over the package's own texts",
    )


def add_locale(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--locale",
        default=environment_locales(os.environ),
        help="language of the messages: a tag, or an Accept-Language header "
        "(default: what LANGUAGE, LC_ALL, LC_MESSAGES and LANG say)",
    )


def add_show(commands: Commands) -> None:
    command = commands.add_parser("show", help="show the message of each code")
    command.add_argument("codes", nargs="+", metavar="CODE", help="a number, such as 22203")
    add_locale(command)
    command.add_argument("--json", action="store_true", help="as one JSON object, text by code")
    add_catalogue(command)
    command.set_defaults(run=show)


def show(parsed: argparse.Namespace) -> int:
    """Print the message of each code; 1 if the catalogue lacks one."""
    texts = Catalogue(*parsed.catalogue).messages(parsed.locale)
    known = {code: texts[int(code)] for code in parsed.codes if number(code) in texts}
    if parsed.json:
        print(json.dumps(known, ensure_ascii=False, indent=2))
    for code in parsed.codes:
        if code not in known:
            print(f"wilddog-errors: no code {code!r} in the catalogue", file=sys.stderr)
        elif not parsed.json:
            print(f"{code}  {known[code]}")
    return 0 if known.keys() >= set(parsed.codes) else 1


def add_find(commands: Commands) -> None:
    command = commands.add_parser(
        "find",
        help="find codes by their text, or explain a log",
        description="List the codes whose text in any language contains TEXT, exact ones first. "
        "With - read a log and explain each line that holds a known code or text: "
        "the line's number, the code and the message.",
    )
    command.add_argument("text", metavar="TEXT", help="a text or a part of one, or - for a log")
    add_locale(command)
    add_catalogue(command)
    command.set_defaults(run=find)


def find(parsed: argparse.Namespace) -> int:
    """Print each code that fits a text, or each line of a log that holds one; 1 if none does."""
    catalogue = Catalogue(*parsed.catalogue)
    texts, found = catalogue.messages(parsed.locale), False
    if parsed.text == "-":
        for line, code in scan(catalogue.index(), sys.stdin or ()):
            print(f"{line}: {code}  {texts[code]}")
            found = True
    else:
        for code in containing(catalogue.index(), parsed.text):
            print(f"{code}  {texts[code]}")
            found = True
    if not found:
        hint = ": to look a code up use show" if number(parsed.text) in texts else ""
        print(f"wilddog-errors: nothing found{hint}", file=sys.stderr)
    return 0 if found else 1


def add_negotiate(commands: Commands) -> None:
    command = commands.add_parser(
        "negotiate",
        help="print the locale that serves a tag or an Accept-Language header",
    )
    command.add_argument("preferred", metavar="LOCALE", help="such as 'zh-TW,zh;q=0.9'")
    command.add_argument(
        "--explain",
        action="store_true",
        help="show each preference too: what it stands for, the nearest locale and its distance",
    )
    add_catalogue(command)
    command.set_defaults(run=negotiate)


def negotiate(parsed: argparse.Namespace) -> int:
    """Print the locale that serves a preference and, where asked, why."""
    names = Catalogue(*parsed.catalogue).locales()
    print(negotiation.negotiate(parsed.preferred, names))
    if parsed.explain:
        rows = negotiation.explain(parsed.preferred, names)
        for tag, maximised, name, distance, outcome in rows:
            known = f" = {maximised}" if maximised else ""
            near = "" if distance is None else f", nearest {name} at distance {distance}"
            print(f"{tag!r}{known}{near}: {outcome}")
        if not any(outcome == "chosen" for *_, outcome in rows):
            print("none is near enough (50, and 5 less for each before it): en is the default")
    return 0


def add_locales(command: argparse.ArgumentParser, default: str) -> None:
    command.add_argument(
        "--locale",
        action="append",
        default=[],
        dest="locales",
        metavar="LOCALE",
        help=f"one of the catalogue's languages, in any spelling; may be repeated ({default})",
    )


def add_list(commands: Commands) -> None:
    command = commands.add_parser("list", help="list every code with its text")
    add_locales(command, "default: all, and for text the environment's")
    command.add_argument(
        "--format",
        choices=("text", *TABLES),
        default="text",
        help="text has one language, the others a column for each (default: text)",
    )
    add_catalogue(command)
    command.set_defaults(run=list_)


def list_(parsed: argparse.Namespace) -> int:
    """Print every code with its texts in a format."""
    catalogue = Catalogue(*parsed.catalogue)
    locales = chosen(catalogue, parsed.locales)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # the line ends of CSV are its own
    if parsed.format == "text":
        if len(parsed.locales) > 1:
            raise ExportError("text has one language: give one --locale, or another --format")
        locale = locales[0] if parsed.locales else environment_locales(os.environ)
        lines = (f"{code}  {text}\n" for code, text in catalogue.messages(locale).items())
        sys.stdout.writelines(lines)
    else:
        sys.stdout.write(TABLES[parsed.format](catalogue, locales))
    return 0


def add_export(commands: Commands) -> None:
    command = commands.add_parser(
        "export",
        help="write files for client platforms",
        description="Write every language's texts below DIR, in the folders and with the names "
        "that the platform expects, and print the files' paths.",
    )
    command.add_argument(
        "format", metavar="FORMAT", help="i18next, android, apple, flutter or java"
    )
    command.add_argument("directory", type=Path, metavar="DIR")
    add_locales(command, "default: all")
    command.add_argument(
        "--force", action="store_true", help="replace files that export didn't write, too"
    )
    add_catalogue(command)
    command.set_defaults(run=export)


def export(parsed: argparse.Namespace) -> int:
    """Write a platform's files and print their paths."""
    from . import platforms  # loads Babel, which the other commands do without

    catalogue = Catalogue(*parsed.catalogue)
    locales = chosen(catalogue, parsed.locales)
    for path in platforms.export(parsed.format, parsed.directory, catalogue, locales, parsed.force):
        print(path)
    return 0


def add_site(commands: Commands) -> None:
    command = commands.add_parser(
        "site",
        help="write the reference page",
        description="Write the reference page into DIR: index.html, which needs nothing else, and "
        "catalogue.json, all texts.",
    )
    command.add_argument("directory", type=Path, metavar="DIR")
    command.add_argument(
        "--force", action="store_true", help="replace files that site didn't write, too"
    )
    add_catalogue(command)
    command.set_defaults(run=write_site)


def write_site(parsed: argparse.Namespace) -> int:
    """Write the reference page and print its files' paths."""
    try:
        from . import site
    except ModuleNotFoundError as error:
        fault = f"no {error.name} here: run pip install 'wilddog-errors[site]'"
        raise ExportError(fault) from error
    for path in site.write(site.site(*parsed.catalogue), parsed.directory, parsed.force):
        print(path)
    return 0


def add_po(commands: Commands) -> None:
    command = commands.add_parser("po", help="for translators: update, check, format, compile, new")
    actions = command.add_subparsers(required=True, metavar="ACTION", dest="action")
    described = {
        "update": "extract the texts from the source and merge them into each .po",
        "check": "say what is wrong with each .po; 1 if there are errors",
        "format": "write each .po in its one spelling",
        "compile": "compile each .po",
        "new": "begin a new language",
    }
    for name, text in described.items():
        action = actions.add_parser(name, help=text, description=text)
        action.set_defaults(run=translate)
        action.add_argument(
            "--catalogue",
            metavar="DIR",
            help="the folder of the catalogues and wilddog_errors.pot (default: locale)",
        )
        if name in ("update", "format"):
            action.add_argument("--check", action="store_true", help="write nothing; 1 if it would")
        if name == "check":
            action.add_argument("locales", nargs="*", metavar="LOCALE", help="default: all")
            action.add_argument("--json", action="store_true", help="as one JSON object")
        if name == "new":
            action.add_argument("locale", metavar="LOCALE", help="such as fr, pt_BR or zh_TW")


def translate(parsed: argparse.Namespace) -> int:
    """Run one of the translators' commands."""
    from . import po_commands  # imports Babel, which the other commands do without

    actions = {
        "update": po_commands.update,
        "check": po_commands.check,
        "format": po_commands.reformat,
        "compile": po_commands.compile,
        "new": po_commands.new,
    }
    return actions[parsed.action](parsed)


def environment_locales(environment: Mapping[str, str]) -> list[str]:
    """Return the locales that the environment asks for, best first, as GNU gettext reads it.

    The first of LC_ALL, LC_MESSAGES and LANG that isn't empty is the locale. LANGUAGE, a list
    separated by colons, goes before it unless that locale is C (gettext manual, "The LANGUAGE
    variable").

    >>> environment_locales({"LANGUAGE": "fr:zh_CN", "LANG": "en_US.UTF-8"})
    ['fr', 'zh_CN', 'en_US.UTF-8']
    """
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "C")
    if locale in ("C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]
