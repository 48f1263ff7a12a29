"""Links that let somebody without an account answer: sent, sent again, ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from compact_portal.people.models import Person
from meetings.models import Meeting, ReplyLink
from meetings.models.links import new_token

#: How long a link works at most after it was sent last.
WORKS_FOR = timedelta(days=60)


class LinkEnded(Refusal):
    """The link worked once. Its page says so, whom to ask, and gives back what was written."""

    template = "meetings/by_link/ended.html"

    def __init__(self, link: ReplyLink):
        self.link = link
        super().__init__("This link no longer works.")

    def context(self) -> dict:
        return {"link": self.link, "meeting": self.link.meeting}


def open_links(people: Iterable[Person], *, meeting: Meeting | None = None, now: datetime) -> list[ReplyLink]:
    """A working link for each person, inside the caller's transaction: to answer to a draft, or about their actions.

    Those who have one keep its address, so that an earlier email still leads somewhere; its end moves on. A link to a
    draft that an officer ended gets a new address when the draft is circulated again: the officer sends it. Emails
    about actions go out by themselves, so there an ended link stays ended, and its person is left out.
    """
    people = {person.pk: person for person in people}
    until = {"sent_at": now, "expires_at": now + WORKS_FOR}
    new = [ReplyLink(person=person, meeting=meeting, **until) for person in people.values()]
    ReplyLink.objects.bulk_create(new, ignore_conflicts=True)
    theirs = ReplyLink.objects.filter(person__in=people, meeting=meeting)
    if meeting:
        for link in theirs.exclude(revoked_at=None):
            renew(link)
    theirs.filter(revoked_at=None).update(**until)
    found = list(theirs.filter(revoked_at=None).order_by("person__name", "pk"))
    for link in found:
        link.person, link.meeting = people[link.person_id], meeting
    return found


def renew(link: ReplyLink) -> None:
    """A new address for a link that was ended. The old one stays worthless."""
    link.token, link.revoked_at, link.revoked_by = new_token(), None, None
    link.save(update_fields=["token", "revoked_at", "revoked_by"])


@transaction.atomic
def allow_link(link: ReplyLink, *, by, now: datetime) -> None:
    """Let somebody whose link was ended have one again: the next email about their actions brings it."""
    require(by, "meetings.run_meetings")
    link = ReplyLink.objects.select_for_update(of=("self",)).select_related("person").get(pk=link.pk)
    if link.revoked_at:
        renew(link)
        record(link.person, "link allowed again", by=by, at=now, sent_to=link.person.name)


def held(link: ReplyLink, *, now: datetime) -> ReplyLink:
    """The link as it is now, held until the transaction ends. Raises LinkEnded."""
    found = ReplyLink.objects.select_for_update(of=("self",)).select_related("person", "meeting__committee")
    link = found.get(pk=link.pk)
    if link.revoked_at or link.has_ended(now):
        raise LinkEnded(link)
    return link


@transaction.atomic
def revoke_links(links: Iterable[ReplyLink], *, by, now: datetime) -> int:
    """End these links at once. Returns how many still worked; ending an ended one changes nothing."""
    require(by, "meetings.run_meetings")
    ended = 0
    for link in links:
        if ReplyLink.objects.working(now).filter(pk=link.pk).update(revoked_at=now, revoked_by=by):
            record(link.meeting or link.person, "link ended", by=by, at=now, sent_to=link.person.name)
            ended += 1
    return ended


def forget_links(*, before: datetime, now: datetime) -> int:
    """Remove links that ended before then. What came by them stays."""
    forgotten, _ = ReplyLink.objects.filter(expires_at__lt=before).delete()
    return forgotten
