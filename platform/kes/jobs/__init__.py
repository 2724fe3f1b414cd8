"""Background jobs: what takes too long for a request, with progress that its person can watch.

A job is a row. Every web process runs one at a time, in a child process of its own, so that neither the
event loop nor anybody's request waits for it. A row is claimed by one atomic UPDATE; a process that works on
it says so every few seconds, and a job whose process has gone silent is taken again by another one. A kind of
job must therefore bear being run twice: it writes its result at the end, or in one transaction with a mark of
the job.

    register(Kind("documents.export", run=export, title=_("Export")))       # in apps.py
    start("documents.export", by=person, title="Plan.docx", arguments={...})  # in a view; returns the Job
"""
