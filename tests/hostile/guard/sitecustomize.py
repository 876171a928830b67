"""Loaded by every Python process of a guarded build: writes down whatever a manuscript must not be able to bring about."""

from __future__ import annotations

import os
import sys

LOG = os.environ.get("OCTAVO_GUARD_LOG", "")
SECRET = os.environ.get("OCTAVO_GUARD_SECRET", "")
PROGRAMS = ("pandoc", "pandoc.exe", "git", "ldconfig", "gcc", "cc", "ld", "objdump")
"""What a build may run; the linkers are how Python looks for a library of the system."""


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note connections, reads of the secret folder, and programs that are none of Octavo's."""
    told = ""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        told = f"network: {event} {arguments[:2]}"
    elif event == "urllib.Request" and not str(arguments[0]).startswith("data:"):
        told = f"network: {arguments[0]}"
    elif event in {"open", "os.listdir", "os.scandir"} and SECRET and SECRET in str(arguments[0]):
        told = f"read: {arguments[0]}"
    elif event == "subprocess.Popen" and os.path.basename(str(arguments[0])) not in PROGRAMS:  # noqa: PTH119
        told = f"program: {arguments[0]}"
    elif event in {"os.system", "os.exec", "os.posix_spawn"}:
        told = f"program: {event} {arguments[0]}"
    if told:
        descriptor = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{told}\n".encode())
        os.close(descriptor)


if LOG:
    sys.addaudithook(watch)
