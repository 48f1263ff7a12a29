"""What tests of a hearing ask: the dispute as it is now, what its page says next, what its timeline says."""

from datetime import date
from types import SimpleNamespace

from django.utils import timezone

from compact_portal.notices.models import Notice
from compact_portal.remembered import remembering
from disputes.models import Dispute
from disputes.next_steps import next_step
from disputes.open_steps import steps_open_to
from disputes.queries.disputes import with_hearings
from disputes.sides import side_of
from disputes.timeline import timeline_of
from tests.factories.disputes import champions, conflicted_champions, moment

REFERRED_ON = date(2026, 11, 9)
NOW = moment(REFERRED_ON)


def everyone(world) -> SimpleNamespace:
    """The Champions who stand apart, and those of the two sides."""
    return SimpleNamespace(**vars(champions()), **vars(conflicted_champions(world)))


def read(dispute) -> Dispute:
    return with_hearings(Dispute.objects.filter(pk=dispute.pk)).get()


def next_for(user, dispute):
    found = read(dispute)
    with remembering():
        return next_step(found, side_of(user, found), timezone.localdate(), user)


def steps_of(user, dispute) -> list[str]:
    found = read(dispute)
    with remembering():
        return [words for words, _ in steps_open_to(user, found, side_of(user, found), timezone.localdate())]


def happened(dispute) -> list[str]:
    return [line.what for line in timeline_of(dispute)]


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=f"disputes.{kind}").values_list("email", flat=True))


def words_told(kind: str) -> str:
    return " ".join(f"{each.subject} {each.body}" for each in Notice.objects.filter(kind=f"disputes.{kind}"))
