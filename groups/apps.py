"""The groups application: registers its topics and fragments with kes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self) -> None:
        from groups import access
        from kes.live import topics

        topics.register("group", lambda visitor, key: access.group_for(visitor, key))
        topics.register("thread", lambda visitor, key: access.thread_for(visitor, key))
