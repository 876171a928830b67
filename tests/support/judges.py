"""The machine that validators run on in tests; without one of them the test is skipped, and fails in continuous integration."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from octavo.verify import VALIDATORS, Machine
from support.machine import NODE_MODULES, lacking


def machine(*names: str) -> Machine:
    """Return the machine, with the locked Node, having made sure that validators of these names can run."""
    locked = Path(sys.executable).with_name("node")
    made = Machine(
        environment=dict(os.environ),
        node_folders=(NODE_MODULES,),
        seconds=600,
        programs={"node": str(locked)} if locked.exists() else {},
    )
    for validator in VALIDATORS:
        if validator.name in names and (remedy := validator.lack(made)):
            lacking(validator.title, remedy)
    return made
