"""Where the frozen window starts: PyInstaller wants a script, not a module with an entry point."""

from __future__ import annotations

import sys

from cocity_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
