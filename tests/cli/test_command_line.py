"""The command line itself: help, version, quickness of start."""

import subprocess
import sys

import octavo
from octavo.cli import COMMANDS

HEAVY = ("weasyprint", "ebooklib", "markdown_it", "rich", "PIL", "yaml", "lxml", "octavo.pipeline")


def octavo_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m octavo`` and return what came of it."""
    return subprocess.run(
        (sys.executable, "-m", "octavo", *arguments), capture_output=True, encoding="utf-8", check=False
    )


def test_version() -> None:
    """The version is said in one line."""
    assert octavo_command("--version").stdout == f"octavo {octavo.__version__}\n"


def test_help_names_every_command() -> None:
    """Help lists all commands, each with a sentence."""
    said = octavo_command("--help").stdout
    assert all(f"\n  {name}  " in said for name in COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    """Help is quick because no engine is imported for it (CPU time itself is measured in tests/bench)."""
    code = (
        "import sys\nfrom octavo.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "[]\n"


def test_unknown_command_is_usage() -> None:
    """A command that does not exist exits with 2."""
    assert octavo_command("biuld").returncode == 2
