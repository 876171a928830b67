# `make` says what there is to make. Preparation (tools/prepare) is part of each command and takes a moment when
# nothing has changed.

.DEFAULT_GOAL := help
.PHONY: help book guide specimens findings test lock clean

bin := .venv/bin

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

book: ## build every edition of the book in manuscript/ into output/
	@tools/prepare book
	$(bin)/octavo build

guide: ## build the user's guide into output/guide/
	@tools/prepare book
	$(bin)/octavo build tools/guide -o output/guide

specimens: ## draw the guide's pictures of the themes anew (look at them before you keep them)
	@tools/prepare test
	$(bin)/python tools/specimens.py

findings: ## write the guide's appendix of findings anew
	@tools/prepare book
	$(bin)/python tools/findings.py

test: ## check the code, run all tests and validators
	@tools/prepare test
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/pytest -n auto --dist loadfile

lock: ## choose the newest versions that pyproject.toml and package.json allow, and lock them
	@tools/prepare test
	$(bin)/python -m pip install --quiet uv
	$(bin)/uv pip compile pyproject.toml $(lock-options) -o requirements.lock
	$(bin)/uv pip compile pyproject.toml --extra dev -c requirements.lock $(lock-options) -o requirements-dev.lock
	cd tests/validators && ../../$(bin)/npm update --package-lock-only

# Every platform's files; uv names no registry unless it is asked to.
lock-options := --quiet --upgrade --group build --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock"

clean: ## remove what builds and tests leave; `rm -r .venv` undoes preparation too
	rm -rf output tests/artefacts .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find tests tools -name node_modules -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
