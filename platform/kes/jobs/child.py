"""Does one job: `python -m kes.jobs.child JOB CLAIM`. Tells its parent of the progress in lines of JSON.

It ends when its standard input closes, so it never outlives the server that started it.
"""

import json
import logging
import os
import sys
import threading
from uuid import UUID

import django

from kes.background import step_back


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kes.settings")
    step_back()
    say = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1, encoding="ascii")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nobody else's print is taken for a line of ours
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()

    from kes.jobs.performing import claimed, perform

    job = claimed(UUID(sys.argv[1]), UUID(sys.argv[2]))
    logging.captureWarnings(True)
    answer = perform(job, lambda done, words: _write(say, {"progress": done, "words": words})) if job else {}
    _write(say, answer)
    return 0


def _write(sink: object, message: dict[str, object]) -> None:
    print(json.dumps(message), file=sink, flush=True)  # type: ignore[call-overload]


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not through Python's buffer, whose lock the end would wait for
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
