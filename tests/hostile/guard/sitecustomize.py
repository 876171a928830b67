"""Loaded by every Python process of a guarded build: writes down whatever a manuscript must not be able to bring about.

The environment says where (OCTAVO_GUARD_LOG), and which folder must not be read (OCTAVO_GUARD_SECRET).
"""

from __future__ import annotations

import os
import sys

PROGRAMS = ("pandoc", "pandoc.exe", "git", "ldconfig", "gcc", "cc", "ld", "objdump")
"""What a build may run; the linkers are how Python looks for a library of the system."""


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note connections, reads of the secret folder, and programs that are none of Octavo's."""
    told = ""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        told = f"network: {event} {arguments[:2]}"
    elif event == "urllib.Request" and not str(arguments[0]).startswith("data:"):
        told = f"network: {arguments[0]}"
    elif event in {"open", "os.listdir", "os.scandir"} and os.environ["OCTAVO_GUARD_SECRET"] in str(arguments[0]):
        told = f"read: {arguments[0]}"
    elif event == "subprocess.Popen" and os.path.basename(str(arguments[0])) not in PROGRAMS:  # noqa: PTH119
        told = f"program: {arguments[0]}"
    elif event in {"os.system", "os.exec", "os.posix_spawn"}:
        told = f"program: {event} {arguments[0]}"
    if told:
        descriptor = os.open(os.environ["OCTAVO_GUARD_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(descriptor, f"{told}\n".encode())
        os.close(descriptor)


if "OCTAVO_GUARD_LOG" in os.environ:
    sys.addaudithook(watch)
