"""Who hears the invented disputes: Champions of four more signatories."""

from datetime import datetime, timedelta

from django.utils import timezone

from champions.services.champions import add_signatory, appoint_champion
from compact_portal.people.models import Membership, User

#: Email address → job title. Each is Champion of the one organisation they act for.
CHAMPIONS = {
    "fire.champion@example.org": "Head of Example Prevention",
    "advice.champion@example.org": "Director",
    "council.champion@example.org": "Head of Example Communities",
    "cvs.champion@example.org": "Chief officer",
}


def load_champions(*, by: User, now: datetime) -> None:
    since = timezone.localdate(now).replace(day=1) - timedelta(days=365)
    for email, job_title in CHAMPIONS.items():
        acts_for = Membership.objects.select_related("organisation", "user__person").get(user__email=email)
        appoint_champion(
            add_signatory(acts_for.organisation, since=since, by=by, now=now),
            role="champion",
            starts_on=since,
            person=acts_for.user.person,
            job_title=job_title,
            email=email,
            by=by,
            now=now,
        )
