"""What the table of due dates says of a source, once it is kept: with the people each date means today."""

from compact_portal.deadlines.keeping import keep_source
from compact_portal.deadlines.models import DueDate
from compact_portal.deadlines.queries import with_recipients


def all_due(source) -> list[DueDate]:
    keep_source(source)
    return with_recipients(DueDate.objects.filter(source=source.name).soonest_first())


def waiting_for(user, source) -> list[DueDate]:
    keep_source(source)
    return with_recipients(DueDate.objects.filter(source=source.name).waiting_for(user).soonest_first())


def emails(due_date) -> list[str]:
    return [recipient.email for recipient in due_date.recipients]
