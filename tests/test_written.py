"""A query that is written once asks the same and gives the same as one that is written anew."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from champions.models import Clause
from compact_portal.people.models import Membership, Organisation, Person, User
from compact_portal.written import MOST_LISTED, keep, written
from meetings.models import Meeting, Term
from tests.at_once import at_once
from tests.factories.champions import ClauseFactory
from tests.factories.meetings import MeetingFactory, TermFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)


def to_come(today: date):
    return Meeting.objects.to_come(today).for_lists()[:5]


def read(meetings) -> list[tuple]:
    return [(meeting.pk, meeting.date, meeting.committee.name, meeting.get_deferred_fields()) for meeting in meetings]


@pytest.mark.parametrize("offset", [0, 1, 30, -400, 4000])
def test_whatever_it_is_asked_the_answer_is_that_of_the_queryset(offset):
    for days in (-3, 0, 1, 31, 90):
        MeetingFactory(date=DAY + timedelta(days=days))
    asked = written(to_come)
    asked(DAY)
    day = DAY + timedelta(days=offset)
    assert read(asked(day)) == read(to_come(day))


def test_a_new_answer_is_read_each_time():
    asked = written(to_come)
    assert asked(DAY) == []
    meeting = MeetingFactory(date=DAY)
    assert asked(DAY) == [meeting]


def test_related_records_come_with_the_rows_and_ask_nothing_more(django_assert_num_queries):
    MeetingFactory(date=DAY)
    asked = written(to_come)
    with django_assert_num_queries(1):
        assert asked(DAY)[0].committee.name


def test_an_argument_may_stand_in_several_places_and_several_arguments_keep_theirs():
    here, there = TermFactory(starts_on=DAY), TermFactory(starts_on=DAY, ends_on=DAY)

    @written
    def of_a_seat(seat: int, today: date):
        return Term.objects.current(today).filter(seat=seat)

    assert (of_a_seat(here.seat_id, DAY), of_a_seat(there.seat_id, DAY)) == ([here], [there])
    assert of_a_seat(there.seat_id, DAY + timedelta(days=1)) == []
    assert of_a_seat(here.seat_id, DAY - timedelta(days=1)) == []


def test_values_and_annotations_are_read_as_they_are():
    lead = MembershipFactory(lead=True)
    OrganisationFactory(name="Example without a lead")

    @written
    def led(name: str):
        leads = Membership.objects.leads().filter(organisation=OuterRef("pk"))
        return Organisation.objects.exclude(name=name).annotate(is_led=Exists(leads)).values_list("name", "is_led")

    assert dict(led("")) == {"Example without a lead": False, lead.organisation.name: True}
    assert led("Example without a lead") == [(lead.organisation.name, True)]


@pytest.mark.parametrize("number", [1, 2**15 - 1, 2**15, 2**31, 2**63 - 1, 2**63, 10**30])
def test_a_number_that_no_column_holds_finds_nothing(number):
    clause = ClauseFactory(number=1)

    @written
    def numbered(number: int):
        return Clause.objects.filter(number=number)

    @written
    def known_by(pk: int):
        return Clause.objects.filter(pk=pk)

    assert numbered(1) == [clause]
    assert numbered(number) == list(Clause.objects.filter(number=number))
    assert known_by(number) == list(Clause.objects.filter(pk=number))


def people_among():
    @written
    def among(people: list[int], name: str):
        return Person.objects.filter(pk__in=people).exclude(name=name)

    return among


@pytest.mark.parametrize("number", [0, 1, 2, MOST_LISTED, MOST_LISTED + 1])
def test_a_list_of_ids_asks_for_each_of_them_and_no_other(number, django_assert_num_queries):
    people = [PersonFactory() for _ in range(number + 1)]
    left_out, asked_for = people[0], people[1:]
    among = people_among()
    among([left_out.pk], "")
    with django_assert_num_queries(1):
        found = among([person.pk for person in asked_for], "nobody")
    assert {person.pk for person in found} == {person.pk for person in asked_for}


def test_nobody_is_one_of_none_but_something_else_may_hold():
    person = PersonFactory(name="Example")

    @written
    def called_or_among(name: str, people: list[int]):
        return Person.objects.filter(Q(name=name) | Q(pk__in=people))

    assert called_or_among("nobody", [person.pk]) == called_or_among("Example", []) == [person]
    assert called_or_among("nobody", []) == []


def test_a_large_id_in_a_list_is_asked_for_too():
    person = PersonFactory()
    assert people_among()([person.pk, 2**40], "") == [person]


def test_a_moment_is_compared_as_it_is():
    now = timezone.now().replace(microsecond=0)
    user = UserFactory(joined_at=now)

    @written
    def joined_since(moment: datetime):
        return User.objects.filter(joined_at__gte=moment)

    elsewhere = now.astimezone(ZoneInfo("Asia/Tokyo"))
    assert (joined_since(now), joined_since(elsewhere)) == ([user], [user])
    assert joined_since(now + timedelta(seconds=1)) == []


def test_rows_that_are_kept_are_those_of_the_record_and_know_it(django_assert_num_queries):
    member, other = MembershipFactory(), MembershipFactory()
    organisation = Organisation.objects.get(pk=member.organisation_id)
    keep(organisation, "memberships", [Membership.objects.get(pk=member.pk)])
    with django_assert_num_queries(0):
        (kept,) = organisation.memberships.all()
        assert (kept, kept.organisation) == (member, organisation)
    assert list(other.organisation.memberships.all()) == [other]


def test_letters_that_mean_something_in_sql_are_letters():
    person = PersonFactory(name='O\'Example; %s -- "quoted"')

    @written
    def named(name: str):
        return Person.objects.filter(name=name)

    assert named("nobody") == []
    assert named(person.name) == [person]


def test_what_cannot_be_kept_is_refused_and_not_answered_wrongly():
    @written
    def containing(words: str):
        return Person.objects.filter(name__icontains=words)

    with pytest.raises(ValueError, match="argument 0 does not turn up"):
        containing("Ada")
    with pytest.raises(ValueError, match="None is asked for in other SQL"):
        written(to_come)(None)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_connections_of_their_own():
    people = [PersonFactory() for _ in range(4)]

    @written
    def known_by(pk: int):
        return Person.objects.filter(pk=pk)

    def ask(number: int) -> bool:
        return all(known_by(people[number].pk) == [people[number]] for _ in range(20))

    assert at_once(ask) == [True] * 4
