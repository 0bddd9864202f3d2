"""Where the frozen command line starts: PyInstaller wants a script, not a module with an entry point."""

from __future__ import annotations

from cocity_desktop.cli.main import run

if __name__ == "__main__":
    run()
