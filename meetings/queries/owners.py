"""Who is to do an action."""

from collections.abc import Sequence

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet

from compact_portal.people.models import Membership
from compact_portal.written import under, written
from meetings.models import Action, ActionOwner


def with_owners(actions: Sequence[Action]) -> Sequence[Action]:
    """Each with its `owner_list`, for a list that says their names. One query."""
    found = under(_names_of([action.pk for action in actions]), "action_id")
    for action in actions:
        action.owner_list = found[action.pk]
    return actions


@written
def _names_of(actions: list[int]) -> QuerySet[ActionOwner]:
    return ActionOwner.with_names().filter(action__in=actions)


def owners_with_people() -> Prefetch:
    return Prefetch("owners", people_who_own(), to_attr="owner_list")


def people_who_own() -> QuerySet[ActionOwner]:
    """Each with `is_reached`: whether an email about the action finds anybody."""
    return ActionOwner.with_names().annotate(is_reached=ExpressionWrapper(_is_reached(), BooleanField()))


def _is_reached() -> Q:
    """A person with a sign-in or an address, the contact of a group, or anybody who acts for an organisation."""
    acting = Membership.objects.confirmed().filter(organisation=OuterRef("organisation"), user__is_active=True)
    return (
        Q(person__user__is_active=True)
        | Q(person__user=None, person__email__gt="")
        | Q(contact__user__is_active=True)
        | Q(contact__user=None, contact__email__gt="")
        | Q(Exists(acting))
    )
