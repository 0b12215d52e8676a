"""Jinja2: message() as a filter.

Try:  python jinja_filter.py
"""

from jinja2 import Environment

from wilddog_errors import message

environment = Environment(autoescape=True)
environment.filters["message"] = message
template = environment.from_string('<p class="error">{{ code | message(locale) }}</p>')

if __name__ == "__main__":
    print(template.render(code=22010, locale="zh-CN,zh;q=0.9,en;q=0.8"))
