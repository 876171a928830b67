"""``python -m octavo``."""

from octavo.cli import main

if __name__ == "__main__":  # a worker that is spawned imports this file
    main(prog_name="octavo")
