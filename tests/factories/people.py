"""People, organisations and memberships for tests.

    UserFactory(officer=True)                  # also administrator=True, champion=True, deactivated=True
    UserFactory(name="Asha Example", email="asha@example.org")
    MembershipFactory(lead=True)               # confirmed; also asked=True
    OrganisationFactory(proposed=True)

Everyone's password is PASSWORD; `client.force_login(user)` needs none.
"""

from functools import cache

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from compact_portal.people.choices import MembershipRole, MembershipState, OrganisationState, Sector
from compact_portal.people.models import Invitation, Membership, Organisation, Person, User

PASSWORD = "correct-horse-battery"


@cache
def hashed(password: str) -> str:
    """Hashing is slow by design; once is enough for a test run."""
    return make_password(password)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Example Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")


class EmailAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmailAddress

    verified = True
    primary = True


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        name = factory.Sequence(lambda n: f"Example User {n}")
        officer = factory.Trait(is_officer=True)
        administrator = factory.Trait(is_administrator=True)
        champion = factory.Trait(is_champion=True)
        deactivated = factory.Trait(is_active=False, deactivated_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence(lambda n: f"user-{n}@example.org")
    person = factory.SubFactory(
        PersonFactory, name=factory.SelfAttribute("..name"), email=factory.SelfAttribute("..email")
    )
    password = factory.LazyFunction(lambda: hashed(PASSWORD))
    confirmed_address = factory.RelatedFactory(
        EmailAddressFactory, factory_related_name="user", email=factory.SelfAttribute("..email")
    )


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    class Params:
        public = factory.Trait(sector=Sector.PUBLIC)
        proposed = factory.Trait(state=OrganisationState.PROPOSED)

    name = factory.Sequence(lambda n: f"Example Group {n}")
    slug = factory.LazyAttribute(lambda organisation: slugify(organisation.name))
    sector = Sector.VOLUNTARY
    state = OrganisationState.CONFIRMED


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = factory.Trait(state=MembershipState.ENDED)
        lead = factory.Trait(role=MembershipRole.LEAD)
        asked = factory.Trait(state=MembershipState.ASKED, decided_at=None)

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = MembershipRole.MEMBER
    state = MembershipState.CONFIRMED
    decided_at = factory.LazyFunction(timezone.now)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Example Guest {n}")
    email = factory.Sequence(lambda n: f"guest-{n}@example.org")
    invited_by = factory.SubFactory(UserFactory, officer=True)
    invited_at = factory.LazyFunction(timezone.now)
