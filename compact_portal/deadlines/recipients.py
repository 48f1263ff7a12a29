"""Who answers for a date that is nobody's own."""

from compact_portal.deadlines.engine import Recipient
from compact_portal.people.models import User
from compact_portal.remembered import once_per_request


@once_per_request
def officers() -> tuple[Recipient, ...]:
    users = User.objects.officers().select_related("person")
    return tuple(Recipient(user.name, user.email, user.pk) for user in users)
