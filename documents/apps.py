"""The documents application: registers its topics, fragments and sockets with kes."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import access
        from documents.drafts.consumer import DraftConsumer
        from kes import sockets
        from kes.live import topics

        topics.register("document", lambda visitor, key: access.document_for(visitor, key))
        topics.register("consultation", lambda visitor, key: access.consultation_for(visitor, key))
        topics.register(
            "remarks", lambda visitor, key: access.consultation_for(visitor, key, "groups.view_remarks")
        )
        sockets.add_route(r"^ws/drafts/(?P<part>[0-9a-f-]{36})$", DraftConsumer)
