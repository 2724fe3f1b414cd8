"""yjs as the judge, and how many random cases to try: more in `make nightly`, or as KES_FUZZ_CASES says."""

import os
import shutil
from collections.abc import Iterator

import pytest

from .oracle import Oracle


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    judge = Oracle()
    yield judge
    judge.close()


@pytest.fixture(scope="session")
def fuzz_cases() -> int:
    return int(os.environ.get("KES_FUZZ_CASES", "100000" if "KES_NIGHTLY" in os.environ else "600"))
