"""Fuzzes a build with atheris, by hand: ``pip install atheris``, then ``python tests/hostile/fuzz.py 01-one.md -max_total_time=300``.

The first argument names the file of a small book that is fuzzed (one of ``TARGETS``), the others are libFuzzer's. What
makes the build raise is kept in a file ``crash-…``. Coverage is measured in Octavo and in the parsers that it calls.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "tools")]
with atheris.instrument_imports(include=["octavo", "markdown_it", "mdit_py_plugins", "tinycss2", "cssselect2"]):
    from hostile.fuzzing import SOUND, TARGETS, outcome


def main() -> None:
    """Fuzz the file that the command line names."""
    name = sys.argv.pop(1)
    if name not in TARGETS:
        sys.exit(f"name one of {', '.join(TARGETS)}")
    corpus = Path(f"fuzz-{Path(name).name}")
    corpus.mkdir(exist_ok=True)
    (corpus / "sound").write_bytes(SOUND.get(name, b"p { color: red }"))
    atheris.Setup([*sys.argv, str(corpus)], lambda data: outcome(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
