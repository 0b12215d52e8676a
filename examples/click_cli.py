"""click: a command that fails in the language of the operating system's locale.

Try:  LANG=zh_CN.UTF-8 python click_cli.py 22010
"""

import click

from wilddog_errors import message


@click.command()
@click.argument("code")
@click.option("--language", envvar=["LC_ALL", "LC_MESSAGES", "LANG"], help="Such as zh-CN.")
def login(code: str, language: str | None) -> None:
    """Fail as Wilddog does when it answers with CODE."""
    raise click.ClickException(message(code, language))


if __name__ == "__main__":
    login()
