"""Lets `user.has_perm("groups.post_reply", group)` ask the same door, so that every asker gets one answer."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from groups.access import permissions
from groups.directory.models import Group


class MembershipBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: object | None = None) -> bool:
        return isinstance(obj, Group) and perm.removeprefix("groups.") in permissions(user_obj, obj)
