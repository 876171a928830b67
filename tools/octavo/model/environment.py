"""What Octavo needs of the machine."""

from __future__ import annotations


class EnvironmentLack(Exception):  # noqa: N818 - names what it is
    """The machine lacks something that no manuscript can be blamed for: a library, a program."""

    def __init__(self, what: str, install: str) -> None:
        """Keep what is missing, and the line that installs it."""
        super().__init__(what)
        self.what = what
        self.install = install
