"""What it ran on, without names: processor, memory, versions, and how busy the machine was before."""

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from deploy.bootstrap.packages import postgres_program, program
from deploy.bootstrap.paths import node

NUMBERS = r"([\d.]+)"
LIBRARIES = ("django", "channels", "daphne", "channels-redis", "redis", "psycopg")


def described() -> str:
    memory = int(_found(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())) / 1024**2
    parts = [
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB",
        f"Linux {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}",
        f"Node {_said(node(), '--version').lstrip('v')}",
        f"PostgreSQL {_found(NUMBERS, _said(str(postgres_program('postgres')), '--version'))}",
        f"Redis {_found('v=' + NUMBERS, _said(str(program('redis-server')), '--version'))}",
        *(f"{name} {version(name)}" for name in LIBRARIES),
    ]
    return ", ".join(parts)


def busy() -> float:
    """The load average of the last minute for each core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def stolen(source: Path = Path("/proc/stat")) -> float:
    """Seconds of processor time that the host of a virtual machine gave to others since the start; else 0."""
    try:
        times = source.read_text().split(maxsplit=9)
    except OSError:
        return 0.0
    return int(times[8]) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    return _found(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text()) or platform.machine()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match.group(1).strip() if match else ""
