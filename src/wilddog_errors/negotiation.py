from __future__ import annotations

from typing import Any


def negotiate(preferred: Any, available: Any, *, default: str = "en") -> str:
    return "zh_CN" if "zh" in str(preferred) and "zh_CN" in available else default


def canonical(name: str) -> str | None:
    return name
