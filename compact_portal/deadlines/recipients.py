"""Whom it means today that somebody answers for a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Q

from compact_portal.deadlines.choices import Who
from compact_portal.deadlines.responsible import Responsible
from compact_portal.people.models import Membership, Person, User
from compact_portal.people.queries import organisations_acted_for_by, organisations_led_by


def that_mean(user) -> Q:
    """Every way in which a date can be this user's, as a condition on `who` and `of`."""
    mine = Q(who=Who.PERSON, of=user.person_id)
    if acted_for := organisations_acted_for_by(user):
        mine |= Q(who=Who.MEMBERS, of__in=acted_for)
    if led := organisations_led_by(user):
        mine |= Q(who__in=[Who.LEADS, Who.LEADS_OR_OFFICERS], of__in=led)
    if user.is_administrator:
        mine |= Q(who=Who.ADMINISTRATORS)
    if user.is_officer:
        with_a_lead = Membership.objects.leads().values("organisation")
        mine |= Q(who=Who.OFFICERS) | Q(who=Who.LEADS_OR_OFFICERS) & ~Q(of__in=with_a_lead)
    return mine


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone to remind: with a sign-in (user_id) or by email only."""

    name: str
    email: str
    user_id: int | None = None
    person_id: int | None = field(default=None, compare=False)


def recipients_of(groups: Iterable[Sequence[Responsible]]) -> list[tuple[Recipient, ...]]:
    """Whom each group means today, everyone once. Four queries at most, however many groups."""
    groups = list(groups)
    meant = _read({each for group in groups for each in group})
    return [tuple(dict.fromkeys(one for each in group for one in meant[each])) for group in groups]


def _read(asked: set[Responsible]) -> dict[Responsible, tuple[Recipient, ...]]:
    people = _people({each.of for each in asked if each.who == Who.PERSON})
    leads = _leads({each.of for each in asked if each.who != Who.PERSON and each.of})
    officers, administrators = cache(_officers), cache(_administrators)
    meaning = {
        Who.PERSON: lambda of: people.get(of, ()),
        Who.MEMBERS: lambda of: leads.get(of, ()),
        Who.LEADS: lambda of: leads.get(of, ()),
        Who.LEADS_OR_OFFICERS: lambda of: leads.get(of) or officers(),
        Who.OFFICERS: lambda of: officers(),
        Who.ADMINISTRATORS: lambda of: administrators(),
    }
    return {each: meaning[each.who](each.of) for each in asked}


def _people(ids: set[int]) -> dict[int, tuple[Recipient, ...]]:
    """Someone whose sign-in was ended is reminded of nothing."""
    if not ids:
        return {}
    found = Person.objects.filter(pk__in=ids).select_related("user")
    found = found.only("name", "email", "user__email", "user__is_active")
    return {person.pk: _person(person) for person in found}


def _person(person: Person) -> tuple[Recipient, ...]:
    user = getattr(person, "user", None)
    if user:
        return (Recipient(person.name, user.email, user.pk, person.pk),) if user.is_active else ()
    return (Recipient(person.name, person.email, person_id=person.pk),) if person.email else ()


def _leads(organisations: set[int]) -> dict[int, tuple[Recipient, ...]]:
    if not organisations:
        return {}
    found: dict[int, tuple[Recipient, ...]] = {}
    memberships = Membership.objects.leads().filter(organisation__in=organisations)
    for membership in memberships.select_related("user__person").order_by("pk"):
        before = found.get(membership.organisation_id, ())
        found[membership.organisation_id] = (*before, _user(membership.user))
    return found


def _officers() -> tuple[Recipient, ...]:
    return tuple(map(_user, User.objects.officers().select_related("person").order_by("pk")))


def _administrators() -> tuple[Recipient, ...]:
    return tuple(map(_user, User.objects.administrators().select_related("person").order_by("pk")))


def _user(user: User) -> Recipient:
    return Recipient(user.name, user.email, user.pk, user.person_id)
