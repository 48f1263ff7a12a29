"""Who answers for a date that is nobody's own."""

from compact_portal.deadlines.engine import Recipient
from compact_portal.people.models import User


def officers() -> tuple[Recipient, ...]:
    users = User.objects.officers().select_related("person")
    return tuple(Recipient(user.name, user.email, user.pk) for user in users)
