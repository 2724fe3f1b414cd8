"""`make check`: every linter, formatter and type checker, all of them even when one complains."""

import time
from collections.abc import Sequence

from deploy.bootstrap import setup
from deploy.bootstrap.paths import BIN, PYTHON, node
from deploy.bootstrap.shell import call, say

PYTHON_FOLDERS = ("platform/kes", "groups", "documents", "tests", "deploy", "manage.py")
SCRIPTS = ("platform/frontend", "tests/scripts")
ESLINT = "platform/frontend/eslint.config.js"
STYLES = "platform/frontend/styles/**/*.css"
PRETTY = ("platform/frontend/**/*.{js,mjs,css}", "tests/**/*.{js,mjs}", "package.json")


def run() -> int:
    setup.developer()
    failed = [title for title, command in _checks().items() if not _passes(title, command)]
    say(f"\n{'All checks passed.' if not failed else 'Not in order: ' + ', '.join(failed) + '.'}")
    return 1 if failed else 0


def reformat() -> int:
    setup.developer()
    templates = [str(BIN / "djlint"), "--reformat", "--quiet", "templates"]
    call(templates)  # answers 1 when it changed something, and has nothing to change the second time
    commands = [
        [str(BIN / "ruff"), "check", "--fix", "--quiet", *PYTHON_FOLDERS],
        [str(BIN / "ruff"), "format", *PYTHON_FOLDERS],
        templates,
        [node(), "node_modules/prettier/bin/prettier.cjs", "--write", "--log-level=warn", *PRETTY],
    ]
    return max(call(command) for command in commands)


def _checks() -> dict[str, Sequence[str]]:
    return {
        "Python lint": [str(BIN / "ruff"), "check", *PYTHON_FOLDERS],
        "Python format": [str(BIN / "ruff"), "format", "--check", *PYTHON_FOLDERS],
        "types": [str(BIN / "mypy")],
        "template lint": [str(BIN / "djlint"), "--lint", "--quiet", "templates"],
        "template format": [str(BIN / "djlint"), "--check", "--quiet", "templates"],
        "scripts": [node(), "node_modules/eslint/bin/eslint.js", "-c", ESLINT, *SCRIPTS],
        "styles": [node(), "node_modules/stylelint/bin/stylelint.mjs", STYLES],
        "script and style format": [node(), "node_modules/prettier/bin/prettier.cjs", "--check", *PRETTY],
        "Django": [str(PYTHON), "manage.py", "check", "--fail-level=WARNING"],
        "migrations": [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"],
        "house numbers": [str(PYTHON), "-m", "tests.house"],
    }


def _passes(title: str, command: Sequence[str]) -> bool:
    say(f"\n== {title}")
    began = time.monotonic()
    code = call(command)
    say(f"   {'in order' if code == 0 else 'NOT IN ORDER'} ({time.monotonic() - began:.1f} s)")
    return code == 0
