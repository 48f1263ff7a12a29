"""Sessions in the database, as Django keeps them; every page of somebody signed in reads one."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from compact_portal.written import written


@written
def session_at(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


class SessionStore(DatabaseStore):
    def _get_session_from_db(self) -> Session | None:
        """None for one that has ended, too: whoever brings its key is given a new one."""
        found = next(iter(session_at(self.session_key)), None)
        if found and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
