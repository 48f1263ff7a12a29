"""A name that is withheld: written down by the representative, checked by one Champion, told to nobody else."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.queries.interests import champions_among, unconflicted_champions
from compact_portal.people.choices import Sector
from compact_portal.people.models import Person
from disputes.choices import Manner
from disputes.emails import withheld as emails
from disputes.models import Dispute, WithheldName
from disputes.names import says_name
from disputes.panels import stood_aside
from disputes.services.states import DisputeMovedOn, happened, lock, lock_for

CHECK = "disputes.check_name"
KNOW = "disputes.know_name"
NAME_CHECKER = "disputes.name_checker"


def withheld_of(dispute: Dispute) -> WithheldName | None:
    """Asks nothing of a dispute that nobody raised for somebody else."""
    if dispute.manner != Manner.THROUGH_REPRESENTATIVE:
        return None
    found = WithheldName.objects.filter(dispute=dispute).select_related("checker__user").first()
    if found:
        found.dispute = dispute
    return found


def name_known_to(user, dispute: Dispute) -> str:
    """The name for those who know it: the organisation that keeps it, and the Champion who checks it. "" for others."""
    withheld = withheld_of(dispute)
    knows = withheld is not None and (user.has_perm(KNOW, dispute) or user.has_perm(CHECK, dispute))
    return withheld.name if knows else ""


def keep_name(dispute: Dispute, name: str) -> None:
    """Of a draft that is held. A name that is taken back is gone."""
    if not name:
        WithheldName.objects.filter(dispute=dispute).delete()
    else:
        there = WithheldName.objects.filter(dispute=dispute).first()
        is_another = there is not None and there.name != name
        chosen = {"checker": None} if is_another else {}  # who stands apart from one group may be close to another
        WithheldName.objects.update_or_create(dispute=dispute, defaults={"name": name, **chosen})


def people_who_can_check(dispute: Dispute, today: date) -> list[Person]:
    """The Champions who can sign in, have nothing to do with those named on either side, and have not stood aside;
    those of the voluntary sector first."""
    organisations = [party.organisation for party in dispute.parties.all()]
    found = unconflicted_champions(organisations, today=today)
    found = sorted(found, key=lambda champion: champion.signatory.organisation.sector != Sector.VOLUNTARY)
    people = dict.fromkeys(champion.person for champion in found)
    can = champions_among([person.pk for person in people], today=today) - stood_aside(dispute)
    return [person for person in people if person.pk in can]


def has_its_checker(dispute: Dispute, today: date) -> bool:
    """Whether there is nothing to check, somebody is chosen who can, or nobody at all can."""
    withheld = withheld_of(dispute)
    if withheld is None:
        return True
    can = people_who_can_check(dispute, today)
    return not can or withheld.checker in can


def drop_close_checker(dispute: Dispute, today: date) -> None:
    """The sides of a draft have changed, and the Champion chosen before has to do with one of them."""
    withheld = withheld_of(dispute)
    if withheld and withheld.checker and withheld.checker not in people_who_can_check(dispute, today):
        withheld.checker = None
        withheld.save()


def refuse_what_says_it(dispute: Dispute) -> None:
    """Before it is sent. Raises ValidationError where the representative's own words say the name they withhold."""
    withheld = withheld_of(dispute)
    for title, words in words_of(dispute) if withheld else ():
        if says_name(withheld.name, words):
            raise ValidationError(f"Take the name that is withheld out of “{title}”. The other side would read it.")


def words_of(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """What the other side will read, and what the page that checks the answers calls it."""
    yield "What lets you speak", dispute.authority
    yield "Title", dispute.title
    yield "What happened", dispute.what_happened
    yield "When", dispute.happened_on
    yield "What would put it right", dispute.what_would_help
    yield from (("Files", file.name) for file in dispute.files.all())


def ask_checker(dispute: Dispute, *, now: datetime) -> None:
    """When it is sent, and once more when it is opened again before an answer came. Inside a transaction."""
    withheld, today = withheld_of(dispute), timezone.localdate(now)
    if withheld is None or withheld.answered_at or withheld.checker not in people_who_can_check(dispute, today):
        return
    withheld.asked_at = now
    withheld.save()
    emails.asked_to_check(dispute, withheld, at=now)


def excuse_checker(dispute: Dispute, *, now: datetime) -> None:
    """It has ended: nobody waits for the answer any more."""
    withheld = withheld_of(dispute)
    if withheld and withheld.asked_at and not withheld.answered_at:
        emails.need_not_check(dispute, withheld, at=now)


@transaction.atomic
def name_another_checker(dispute: Dispute, *, checker: Person, by, now: datetime) -> None:
    """The first one does not answer, or has come close to a side. Raises DisputeMovedOn once it is checked."""
    dispute = lock_for(dispute, by, NAME_CHECKER)
    withheld = withheld_of(dispute)
    if withheld is None or withheld.confirmed:
        raise DisputeMovedOn(dispute, "There is no name to check.")
    if checker not in people_who_can_check(dispute, timezone.localdate(now)):
        raise ValidationError({"checker": f"{checker} has to do with one of the sides. Choose another."})
    if checker == withheld.checker:
        raise ValidationError({"checker": f"{checker} is asked already. Choose another."})
    withheld.checker, withheld.asked_at = checker, now
    withheld.confirmed, withheld.answered_at, withheld.answer = None, None, ""
    withheld.save()
    happened(dispute, "another champion checks the name", by=by, now=now)
    emails.asked_to_check(dispute, withheld, at=now)


@transaction.atomic
def answer_check(dispute: Dispute, *, confirmed: bool, answer: str = "", by, now: datetime) -> WithheldName:
    """Both sides read that it was checked, and how; why not, the representative alone. A no needs a reason."""
    dispute = lock(dispute)
    withheld = withheld_of(dispute)
    if withheld is None or not by.has_perm(CHECK, dispute):
        raise DisputeMovedOn(dispute, "There is no name for you to check.")
    if withheld.answered_at:
        raise DisputeMovedOn(dispute, "You have answered already. Thank you.")
    if not confirmed and not answer.strip():
        raise ValidationError({"answer": "Enter why not, so that the representative can help."})
    withheld.confirmed, withheld.answer, withheld.answered_at = confirmed, "" if confirmed else answer, now
    withheld.save()
    happened(dispute, "name checked" if confirmed else "name not confirmed", by=None, now=now)
    emails.name_answered(dispute, withheld, at=now)
    return withheld
