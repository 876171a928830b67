"""Builds one book after the other, each in a process of its own, with Octavo imported once.

Each line on standard input is a job as JSON: the arguments of ``octavo``, additions to the environment, and where what it
says goes; each line on standard output is the exit status of a job.
"""

from __future__ import annotations

import json
import os
import sys

import octavo.pipeline
import octavo.render.epub
from octavo.cli import main
from octavo.render.pdf import prepare_engine

assert octavo.pipeline
prepare_engine()


def run(arguments: list[str], said: str) -> None:
    """Run ``octavo``, in a process that ends with it."""
    output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, sys.stdout.fileno())
    os.dup2(output, sys.stderr.fileno())
    status = 70
    try:
        main(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


for line in sys.stdin:
    job = json.loads(line)
    child = os.fork()
    if child == 0:
        os.environ.update(job["environment"])
        run(job["arguments"], job["said"])
    _, state = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(state), flush=True)  # noqa: T201 - the answer
