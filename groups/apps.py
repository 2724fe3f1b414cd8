"""The groups application: registers its topics and fragments with kes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"

    def ready(self) -> None:
        from groups import access, home
        from groups import desk as waiting
        from groups.directory.showing import desk_topics, public_groups
        from groups.threads.fragments import live
        from groups.threads.home import latest_threads
        from kes import desk, landing
        from kes.live import fragments, topics

        topics.register("group", lambda visitor, key: access.group_for(visitor, key))
        topics.register("thread", lambda visitor, key: access.thread_for(visitor, key))
        topics.register("threads", lambda visitor, key: access.group_for(visitor, key, "groups.view_thread"))
        for kind in ("post.added", "post.edited", "post.deleted"):
            fragments.register(kind, live)
        desk.register(waiting.unread_threads)
        desk.follow(desk_topics)
        landing.register("groups/directory/_landing.html", public_groups)
        home.register(latest_threads)
