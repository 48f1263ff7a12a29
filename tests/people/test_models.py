"""Whom a name means."""

import pytest

from compact_portal.people.models import Person
from tests.factories.people import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_name_means_the_person_who_has_it_and_keeps_one_record_of_them():
    ada = Person.objects.named("Ada Example")
    assert Person.objects.named("ada example", email="ada@example.org") == ada
    assert Person.objects.get().email == "ada@example.org"


def test_a_name_alone_never_means_somebody_who_signs_in():
    namesake = UserFactory(name="Ada Example", email="ada@example.org").person
    ada = Person.objects.named("Ada Example")
    assert ada != namesake
    assert Person.objects.named("Ada Example") == ada


def test_the_address_somebody_signs_in_with_says_that_they_are_meant():
    ada = UserFactory(name="Ada Example", email="ada@example.org").person
    PersonFactory(name="Ada Example", email="ada@example.org")
    assert Person.objects.named("Ada Example", email="Ada@Example.org") == ada


def test_another_address_is_another_person():
    ada = UserFactory(name="Ada Example", email="ada@example.org").person
    other = PersonFactory(name="Ada Example", email="other@example.org")
    third = Person.objects.named("Ada Example", email="third@example.org")
    assert third not in (ada, other)
    assert Person.objects.named("Ada Example", email="OTHER@example.org") == other
