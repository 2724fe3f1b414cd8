"""What developers run now and then: benchmarks, messages to translate, locked requirements."""

import os

from deploy.bootstrap import packages, setup
from deploy.bootstrap.paths import BIN, PYTHON
from deploy.bootstrap.shell import Problem, call, step

SERVICES = ("postgresql", "redis-server")
NOT_OURS = ("node_modules/*", ".venv/*", "var/*", "tests/*", "platform/frontend/dist/*", "docs/*", "deploy/*")


def bench(arguments: list[str]) -> int:
    setup.developer()
    packages.require(SERVICES)
    if lacking := packages.missing(SERVICES):
        raise Problem(f"Benchmarks need system packages:\n  {packages.command(lacking)}")
    return call([str(PYTHON), "-m", "tests.bench", *arguments])


def messages() -> int:
    setup.developer()
    packages.require(["gettext"])
    if packages.missing(["gettext"]):
        raise Problem("Collecting texts needs gettext; compiling them does not.")
    ignored = [f"--ignore={pattern}" for pattern in NOT_OURS]
    collect = ["makemessages", "--locale=pl", "--no-obsolete", "--add-location=file", *ignored]
    common = [str(PYTHON), "manage.py", *collect]
    texts = ["--domain=django", "--extension=html,txt,md,py"]
    step("Collecting texts of Python and templates", [*common, *texts])
    step("Collecting texts of scripts", [*common, "--domain=djangojs", "--extension=js"])
    step("Compiling translations", [str(PYTHON), "-m", "deploy.bootstrap.translations"])
    return 0


def lock() -> int:
    """Every index address stays out of the files: hashes say what, pip's own settings say whence."""
    setup.developer()
    options = ["--generate-hashes", "--universal", "--python-version=3.11", "--no-header"]
    quiet = ["--quiet", "--annotation-style=line", "--no-emit-index-url", "--no-emit-find-links"]
    newer = ["--upgrade"] if os.environ.get("UPGRADE") else []
    common = [str(BIN / "uv"), "pip", "compile", *options, *quiet, *newer]
    same = ["--constraint", "requirements.txt"]
    step("Locking requirements.txt", [*common, "pyproject.toml", "-o", "requirements.txt"])
    step("Locking the build", [*common, "--group=build", *same, "-o", "deploy/requirements-build.txt"])
    both = ["pyproject.toml", "--group=dev", *same]
    step("Locking the developers' packages", [*common, *both, "-o", "requirements-dev.txt"])
    return 0
