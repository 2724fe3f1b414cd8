"""The kes application: registers its own topics."""

from django.apps import AppConfig


class KesConfig(AppConfig):
    name = "kes"
    verbose_name = "KES"

    def ready(self) -> None:
        from kes.accounts import addresses  # noqa: F401
        from kes.live import farewell, topics  # noqa: F401

        topics.register("desk", topics.own_desk)
        topics.register("jobs", topics.own_desk)
