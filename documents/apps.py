"""The documents application: registers its topics, fragments, sockets and sections of pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import access
        from documents.assignments.leaving import give_back, give_back_what_ran_out
        from documents.comments.registry import register as register_comments
        from documents.consultations import fragments as rows
        from documents.drafts import actions as writing
        from documents.drafts import projection
        from documents.drafts.consumer import DraftConsumer
        from documents.exports import jobs as exports
        from documents.imports import background
        from documents.reading.marks import keep_marks
        from documents.versions import clock
        from groups.access import group_for
        from groups.membership import leaving
        from kes import sockets
        from kes.jobs import chores
        from kes.jobs import kinds as jobs
        from kes.live import fragments, topics

        topics.register("document", lambda visitor, key: access.document_for(visitor, key))
        topics.register("documents", lambda visitor, key: group_for(visitor, key, "groups.view_draft"))
        topics.register("consultation", lambda visitor, key: access.consultation_for(visitor, key))
        topics.register(
            "remarks", lambda visitor, key: access.consultation_for(visitor, key, "groups.view_remarks")
        )
        register_comments()
        jobs.register(background.KIND)
        for kind in ("remark.added", "remark.answered"):
            fragments.register(kind, rows.row)
        projection.follow(keep_marks)
        writing.watchers.append(clock.somebody_writes)
        leaving.register(give_back)
        chores.register(give_back_what_ran_out)
        sockets.add_route(r"^ws/drafts/(?P<part>[0-9a-f-]{36})$", DraftConsumer)
        jobs.register(jobs.Kind(exports.KIND, exports.export, _("Export"), door=exports.door))
        _show_elsewhere()


def _show_elsewhere() -> None:
    """On people's desks, on groups' homes and on the landing page."""
    from documents import desk, home
    from documents.assignments.desk import my_chapters
    from groups import home as group_home
    from kes import desk as waiting
    from kes import landing

    for provider in (desk.remarks_to_answer, my_chapters, desk.closing_soon, desk.changed_drafts):
        waiting.register(provider)
    for followed in (desk.remark_topics, desk.draft_topics):
        waiting.follow(followed)
    for panel in (home.latest_documents, home.consultations):
        group_home.register(panel)
    landing.register("documents/consultations/_landing.html", desk.running_consultations)
    landing.register("documents/reports/_landing.html", desk.published_reports)
