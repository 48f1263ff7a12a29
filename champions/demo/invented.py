"""Invented signatories to try the portal with: one with a Champion, one whose Champion leaves soon, one with a gap."""

from datetime import datetime, timedelta

from django.utils import timezone

from champions.queries.champions import members_to_appoint
from champions.services.champions import add_signatory, appoint_champion
from compact_portal.people.models import Organisation, User

#: organisation → (who, job title, how many days from today the term ends; None when no end is known)
SIGNATORIES = {
    "Example Health Trust": ("Demo Champion", "Head of Example Partnerships", None),
    "Example Befriending Project": ("Demo Group Manager", "Manager", 40),
    "Example Police": None,
}


def load_signatories(*, by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    signed = today.replace(day=1) - timedelta(days=365)
    for name, appointed in SIGNATORIES.items():
        signatory = add_signatory(Organisation.objects.get(name=name), since=signed, by=by, now=now)
        if appointed:
            who, job_title, left = appointed
            ends_on = today + timedelta(days=left) if left else None
            member = members_to_appoint(signatory).filter(person__name=who).first()
            appoint_champion(
                signatory,
                name=who,
                person=member and member.person,
                role="champion",
                job_title=job_title,
                email=f"{who.lower().replace(' ', '.')}@example.org",
                starts_on=signed,
                ends_on=ends_on,
                by=by,
                now=now,
            )
