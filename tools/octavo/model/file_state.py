"""What tells one state of a file from another without a look into it."""

from __future__ import annotations

from pathlib import Path


def file_state(file: str) -> str:
    """Return a file's name, size and age, which change when another takes its place; of one that is not there, its name."""
    try:
        status = Path(file).stat()
    except (OSError, ValueError):
        return file
    return f"{file} {status.st_size} {status.st_mtime_ns}"
