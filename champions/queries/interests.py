"""Interests, and which Champions have none in a matter."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet, Value

from champions.choices import ChampionRole
from champions.models import Champion, Interest
from compact_portal.people.models import Membership, Organisation, Person
from compact_portal.written import written


def interests_of(person: Person) -> QuerySet[Interest]:
    """What somebody declared and has not ended, by organisation."""
    found = Interest.objects.open().filter(person=person).select_related("organisation")
    return found.order_by("organisation__name", "kind", "pk")


def unconflicted_champions(organisations: Iterable[Organisation], *, today: date, sector: str = "") -> list[Champion]:
    """Today's Champions who stand apart from all of `organisations`; of one `sector`'s signatories, if it is given.

    Compact, section 9: a dispute is looked into by Champions who are not conflicted. Left out is the Champion of one
    of the organisations, and whoever has a current interest in one, acts for one on the portal, or is Champion or
    deputy of one under another signatory's name. By signatory, each with `person` and `signatory.organisation`:
    one query, however many organisations and Champions there are.
    """
    return list(_unconflicted(ChampionRole.CHAMPION, organisations, today, sector))


def unconflicted_deputies(organisations: Iterable[Organisation], *, today: date, sector: str = "") -> list[Champion]:
    """The same of deputies, for when no Champion is left to ask."""
    return list(_unconflicted(ChampionRole.DEPUTY, organisations, today, sector))


def organisations_close_to(person: Person, *, today: date) -> set[int]:
    """The ids of all organisations that keep this person out of a matter: the same rule, from the other end.

    Those whose Champion or deputy they are, those they have a current interest in, those they act for on the portal.
    """
    return {organisation for _, organisation in _close_to_one(person.pk, today)}


def close_to_each(people: Iterable[int], *, today: date) -> dict[int, set[int]]:
    """The same of several people, by the ids of the persons: one query, however many."""
    found: dict[int, set[int]] = {person: set() for person in people}
    for person, organisation in _close_to(list(found), today) if found else ():
        found[person].add(organisation)
    return found


@written
def _close_to_one(person: int, today: date) -> QuerySet:
    return _close_to([person], today)


def _close_to(people: list[int], today: date) -> QuerySet:
    """Pairs of a person and an organisation, by their ids."""
    served = Champion.objects.current(today).filter(person__in=people)
    interests = Interest.objects.current(today).filter(person__in=people)
    acting = Membership.objects.confirmed().filter(user__person__in=people)
    return served.values_list("person", "signatory__organisation").union(
        interests.values_list("person", "organisation"), acting.values_list("user__person", "organisation")
    )


def champions_among(people: Iterable[int], *, today: date) -> set[int]:
    """Those of these persons who are Champion today and can sign in as such: one query."""
    return set(_champions_among(list(people), today).values_list("person", flat=True))


def champions_by_sector(*, today: date) -> dict[int, str]:
    """Everyone who is Champion today and can sign in as such: the sector of their signatory, by the persons' ids. Of
    somebody who is Champion of two signatories, the sector of the one they were named for first, as on a panel."""
    found = _who_sign_in(today).order_by("-pk")
    return dict(found.values_list("person", "signatory__organisation__sector"))


def standing_of(people: Iterable[int], *, today: date) -> tuple[dict[int, set[int]], set[int]]:
    """`close_to_each` and `champions_among` in one query."""
    people = list(people)
    champions = _champions_among(people, today).annotate(nobody=Value(NOBODY, BigIntegerField()))
    close_to: dict[int, set[int]] = {person: set() for person in people}
    for person, organisation in _close_to(people, today).union(champions.values_list("person", "nobody")):
        close_to[person].add(organisation)
    found = {person for person, organisations in close_to.items() if NOBODY in organisations}
    return {person: organisations - {NOBODY} for person, organisations in close_to.items()}, found


#: No organisation has this id.
NOBODY = 0


def _champions_among(people: list[int], today: date) -> QuerySet[Champion]:
    return _who_sign_in(today).filter(person__in=people)


def _who_sign_in(today: date) -> QuerySet[Champion]:
    found = Champion.objects.champions().current(today)
    return found.filter(person__user__is_active=True, person__user__is_champion=True)


def _unconflicted(
    role: ChampionRole, organisations: Iterable[Organisation], today: date, sector: str
) -> QuerySet[Champion]:
    parties = [organisation.pk for organisation in organisations]
    same_person = Champion.objects.current(today).filter(person=OuterRef("person"))
    interest = Interest.objects.current(today).filter(person=OuterRef("person"), organisation__in=parties)
    acting = Membership.objects.confirmed().filter(user__person=OuterRef("person"), organisation__in=parties)
    found = Champion.objects.current(today).filter(role=role)
    found = found.filter(signatory__organisation__sector=sector) if sector else found
    return (
        found.exclude(Exists(same_person.filter(signatory__organisation__in=parties)))
        .exclude(Exists(interest))
        .exclude(Exists(acting))
        .select_related("person", "signatory__organisation")
        .order_by("signatory__organisation__name", "pk")
    )
