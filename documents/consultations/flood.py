"""How much may come from one line: enough for a meeting room, not for a machine.

All processes count together. While their cache is away each counts for itself: see `kes.caching`.
"""

import hashlib
from ipaddress import IPv6Address

from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 600  # seconds
REMARKS = 30
MISSES = 30  # receipts' links that led nowhere


def too_many_remarks(request: HttpRequest) -> bool:
    return _count("remarks", request) > REMARKS


def too_many_misses(request: HttpRequest) -> bool:
    """Asked before the link is looked up."""
    return int(cache.get(_key("misses", request), 0)) >= MISSES


def missed(request: HttpRequest) -> None:
    _count("misses", request)


def _count(what: str, request: HttpRequest) -> int:
    key = _key(what, request)
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:  # it expired between the two
        return 1


def _key(what: str, request: HttpRequest) -> str:
    """Addresses are not kept, only their hash for ten minutes."""
    line = _line(str(request.META.get("REMOTE_ADDR", "")))
    return f"flood:{what}:{hashlib.sha256(line.encode()).hexdigest()[:32]}"


def _line(address: str) -> str:
    """Whose line it is: of IPv6, where every machine may take any of 2^64 addresses, the network."""
    try:
        found = IPv6Address(address)
    except ValueError:  # IPv4, or no address at all
        return address
    return str(found.ipv4_mapped or (int(found) >> 64))
