"""What each of several people has to do."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Prefetch, Q

from compact_portal.people.models import Membership
from meetings.models import Action, ActionOwner


def open_actions_of(people: Collection[int]) -> dict[int, list[Action]]:
    """The published open actions that emails go to these people about, by person: soonest first, undated last.

    Three queries, however many people.
    """
    led = defaultdict(list)
    leads = Membership.objects.leads().filter(user__person__in=people, user__is_active=True)
    for organisation, person in leads.order_by().values_list("organisation", "user__person"):
        led[organisation].append(person)
    owners = ActionOwner.objects.filter(Q(person__in=people) | Q(contact__in=people) | Q(organisation__in=led))
    actions = Action.objects.open().filter(published=True, pk__in=owners.order_by().values("action"))
    actions = actions.select_related("meeting__committee").prefetch_related(Prefetch("owners", owners, to_attr="mine"))
    found: dict[int, list[Action]] = {person: [] for person in people}
    for action in actions.soonest_first():
        for person in {one for owner in action.mine for one in _answering(owner, led)} & found.keys():
            found[person].append(action)
    return found


def _answering(owner: ActionOwner, led: dict[int, list[int]]) -> list[int | None]:
    return led[owner.organisation_id] if owner.organisation_id else [owner.person_id, owner.contact_id]
