"""Who may do what with meetings."""

import rules

from compact_portal.access.roles import is_administrator, is_officer
from compact_portal.publishing.models import Publication


@rules.predicate
def is_public_record(user, meeting) -> bool:
    """The calendar is public: everyone may know that a meeting is planned, held, cancelled or moved."""
    return meeting is not None


@rules.predicate
def is_owner(user, action) -> bool:
    if not user.is_authenticated:
        return False
    return type(action).objects.owned_by(user.pk, user.person_id).filter(pk=action.pk).exists()


@rules.predicate
def is_public_action(user, action) -> bool:
    return action.published and not action.is_confidential


@rules.predicate
def is_published_paper(user, paper) -> bool:
    """An edition of the agenda or the minutes came out since the paper was added, and its item is not confidential."""
    if paper.item.confidential:
        return False
    return Publication.objects.about(paper.item.meeting).public().filter(published_at__gte=paper.added_at).exists()


rules.add_perm("meetings.view_meeting", is_public_record)
rules.add_perm("meetings.run_meetings", is_officer)
rules.add_perm("meetings.set_up_committees", is_officer | is_administrator)
rules.add_perm("meetings.view_action", is_public_action | is_officer | is_owner)
rules.add_perm("meetings.update_action", is_officer | is_owner)
rules.add_perm("meetings.read_paper", is_published_paper | is_officer)
