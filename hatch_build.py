"""Compile locale/ into the wheel, or beside the source for an editable install."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from wilddog_errors import CatalogueError, po

        try:
            compiled = po.compile(root / "locale")
        except CatalogueError as error:
            # Without the traceback, which would bury what a translator has to read.
            raise SystemExit(f"{error}\n(wilddog-errors po check shows all there is)") from None
        if version == "editable":
            po.install(compiled, root / "src/wilddog_errors/locale")
        else:
            self.folder = tempfile.TemporaryDirectory()
            po.install(compiled, Path(self.folder.name))
            build_data["force_include"][self.folder.name] = "wilddog_errors/locale"
