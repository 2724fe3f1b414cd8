"""What production refuses to start with and only the database knows: demonstration accounts.

Everybody can read their password in the source. Their addresses end in `.example`, which nobody can own.
"""

from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import Q

from kes.accounts.models import User

DEMO_DOMAIN = ".example"


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured in production when somebody could sign in with a demonstration account."""
    if not settings.PRODUCTION:
        return
    # in a thread of its own: some servers load the application inside a running event loop
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(_demo_accounts).result()
    if found:
        raise ImproperlyConfigured(
            f"KES_ENV=production does not start with open demonstration accounts ({found} with an address in "
            f"*{DEMO_DOMAIN}). Close them with: manage.py close_demo_accounts"
        )


def close_demo_accounts() -> int:
    return User.objects.filter(email__iendswith=DEMO_DOMAIN, is_active=True).update(is_active=False)


def _demo_accounts() -> int:
    try:
        if User._meta.db_table not in connection.introspection.table_names():
            return 0
        # an address that nobody confirmed lets nobody in: whoever signs up with one must not stop the site
        able = Q(emailaddress__verified=True) | Q(is_staff=True) | Q(is_superuser=True)
        found = User.objects.filter(able, email__iendswith=DEMO_DOMAIN, is_active=True)
        return found.distinct().count()
    finally:
        connection.close()
