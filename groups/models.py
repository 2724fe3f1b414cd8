"""Django finds the models of groups here; each lives in its slice."""

from groups.directory.models import Group, GroupPermission
from groups.membership.models import Membership, Role
from groups.threads.models import Post, PostRevision, Thread, ThreadVisit

__all__ = ["Group", "GroupPermission", "Membership", "Post", "PostRevision", "Role", "Thread", "ThreadVisit"]
