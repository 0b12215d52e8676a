"""``python -m wilddog_errors`` is the command ``wilddog-errors``."""

from .cli import main

raise SystemExit(main())
