"""Wilddog's auth error codes, each as a message in the reader's language.

>>> message(22203, "zh_CN")
'邮箱地址已经被其他账户使用'
"""

from .catalogue import Catalogue
from .mo import CatalogueError

__all__ = ["Catalogue", "CatalogueError", "find", "locales", "message", "messages", "negotiate"]

_catalogue = Catalogue()

find = _catalogue.find
locales = _catalogue.locales
message = _catalogue.message
messages = _catalogue.messages
negotiate = _catalogue.negotiate
