"""The commands behind the Makefile: `python3 -m deploy.bootstrap run`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is read by the very Python that is too old
    sys.exit(f"KES needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from deploy.bootstrap import checks, develop, server, setup, suites
from deploy.bootstrap.shell import Problem, warn


def main(arguments: list[str]) -> int:
    name, *rest = arguments or ["help"]
    commands = {
        "run": server.run,
        "build": setup.product,
        "test": lambda: suites.run(rest),
        "nightly": lambda: suites.run(rest, nightly=True),
        "check": checks.run,
        "format": checks.reformat,
        "bench": lambda: develop.bench(rest),
        "messages": develop.messages,
        "lock": develop.lock,
    }
    if name not in commands:
        warn(f"Unknown command {name!r}. There are: {', '.join(commands)}.")
        return 2
    try:
        return commands[name]() or 0
    except Problem as problem:
        warn(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        warn("\nStopped.")
        return 130


sys.exit(main(sys.argv[1:]))
