"""The one reminder of everything a person has to do."""

from collections.abc import Sequence
from datetime import date, datetime

from compact_portal.deadlines.engine import remind_together
from compact_portal.deadlines.recipients import Recipient
from compact_portal.people.models import Person
from meetings import emails
from meetings.deadlines import ActionsDue
from meetings.queries.actions import open_actions_of
from meetings.services.links import open_links


def write_reminders(
    recipients: Sequence[Recipient], *, today: date, sender: str, now: datetime
) -> dict[Recipient, dict[str, str]]:
    """Each recipient's open actions with a link to report on them. Who has settled all of theirs is left out."""
    actions = open_actions_of({recipient.person_id for recipient in recipients})
    people = Person.objects.filter(pk__in=[person for person, theirs in actions.items() if theirs])
    links = {link.person_id: link for link in open_links(people, now=now)}
    return {
        recipient: emails.actions_to_do(
            actions[recipient.person_id],
            links.get(recipient.person_id),
            name=recipient.name,
            today=today,
            sender=sender,
        )
        for recipient in recipients
        if actions[recipient.person_id]
    }


remind_together(ActionsDue.name, write_reminders)
