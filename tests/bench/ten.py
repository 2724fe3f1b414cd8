"""The ten bars of shared drafts, each with the command that shows it; part of docs/benchmarks.md."""

TEN = """
## Drafts: the ten bars

Figures are in the table of bars; the rest is held by tests, on every run or each night (`make nightly`).

| | what | shown by |
| --- | --- | --- |
| 1 | Nothing acknowledged is lost and all texts are equal: kill -9 of the server, of Redis, of PostgreSQL; two processes; lost frames; any order | `pytest tests/services/test_drafts.py tests/services/test_replays.py`, `make bench` (kill -9), `pytest tests/documents/drafts/text/test_against_yjs.py` (orders) |
| 2 | Opening, reading and leaving writes nothing | `pytest tests/documents/drafts/test_opening.py` |
| 3 | 30 people write 4 times a second in one part, 100 read: acknowledged within 50 ms, seen within 100 ms (p95) | `make bench` |
| 4 | A day offline, 500 edits, a reload: all merged, none twice, by socket and by polling; the screen says so | `node --test tests/scripts/documents/drafts/offline.test.js` (the client's clock is set a day on) |
| 5 | Anchors are those of Yjs in every random case; a comment finds its words again | `pytest tests/documents/drafts/text tests/documents/comments` |
| 6 | A suggestion touches no other words than those quoted; who may not write cannot | `pytest tests/documents tests/services/test_drafts.py -k "suggest or reader"` |
| 7 | Every character has an author and a time; forged client ids are refused | `pytest tests/documents/drafts/text tests/documents/drafts/test_refused_updates.py` |
| 8 | 260,000 keystrokes rebuilt within 2 s, a long draft opened within 300 ms, the editor within 160 kB | `make bench` |
| 9 | A tab open longer than a socket lives still receives; a right taken away ends within 5 s; a pasted megabyte is taken | `pytest tests/services/test_replays.py -k "tab or megabyte"` (the server ends sockets after 2 s instead of 24 h), `pytest tests/services/test_drafts.py -k removed`, `node --test tests/scripts/documents/drafts/split.test.js` |
| 10 | Hostile Markdown holds a worker for 2 s at most, the event loop not at all | `pytest tests/kes/markup/test_worker.py` |
"""  # noqa: E501
