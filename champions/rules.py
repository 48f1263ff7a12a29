"""Who may do what with the Compact and its Champions."""

import rules
from django.utils import timezone

from champions.models import Champion, Signatory
from compact_portal.access.roles import is_officer
from compact_portal.people.queries import organisations_led_by
from compact_portal.people.rules import is_lead_of


@rules.predicate
def is_public_version(user, version) -> bool:
    """In force, out to consultation or superseded: never a draft."""
    return version.is_public


@rules.predicate
def leads_signatory(user, signatory) -> bool:
    """A signatory's lead looks after its own Champion, and no other."""
    return is_lead_of(user, signatory.organisation)


@rules.predicate
def adopts_version(user, version) -> bool:
    """A signatory's lead reads what the signatory is asked to adopt, before everyone else can."""
    if not (version.is_settled and user.is_authenticated and user.is_active):
        return False
    led = organisations_led_by(user)
    return bool(led) and Signatory.objects.filter(organisation__in=led).exists()


@rules.predicate
def has_public_adoption(user, version) -> bool:
    """From the day it is agreed, everyone may see who has adopted it."""
    return version.has_public_adoption


@rules.predicate
def leads_a_signatory(user) -> bool:
    if not user.is_authenticated or not (led := organisations_led_by(user)):
        return False
    return Signatory.objects.filter(organisation__in=led).exists()


@rules.predicate
def is_its_champion(user, signatory) -> bool:
    """Its Champion or deputy today, if they sign in."""
    if not user.is_authenticated or not user.is_active:
        return False
    terms = Champion.objects.current(timezone.localdate())
    return terms.filter(signatory=signatory, person=user.person_id).exists()


@rules.predicate
def is_that_person(user, person) -> bool:
    return user.is_authenticated and user.is_active and user.person_id == person.pk


rules.add_perm("champions.view_compact", is_public_version | is_officer | adopts_version)
rules.add_perm("champions.view_adoption", has_public_adoption | is_officer)
rules.add_perm("champions.record_adoption", leads_signatory | is_officer)
rules.add_perm("champions.follow_adoptions", is_officer)
rules.add_perm("champions.upload_edition", is_officer)
rules.add_perm("champions.write_compact", is_officer)
rules.add_perm("champions.answer_format_request", is_officer)
rules.add_perm("champions.run_consultation", is_officer)
rules.add_perm("champions.see_responses", is_officer)
rules.add_perm("champions.add_signatory", is_officer)
rules.add_perm("champions.appoint_champion", leads_signatory | is_officer)
# In the plural: for whichever is chosen later. In the singular: for this signatory, or this person.
rules.add_perm("champions.record_exceptions", is_officer | leads_a_signatory)
rules.add_perm("champions.record_exception", is_officer | leads_signatory)
rules.add_perm("champions.log_promotion", is_officer | leads_signatory | is_its_champion)
rules.add_perm("champions.declare_interests", is_officer)
rules.add_perm("champions.declare_interest", is_officer | is_that_person)
