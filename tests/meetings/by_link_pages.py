"""What the holder of a link from an email sees, and what officers see of the answers."""

from datetime import date, timedelta

from django.utils import timezone

from meetings.models import ReplyLink
from meetings.services import minutes
from tests.factories.meetings import (
    ActionFactory,
    ItemFactory,
    MeetingFactory,
    ProposedCorrectionFactory,
    ReplyLinkFactory,
)
from tests.factories.people import PersonFactory, UserFactory
from tests.meetings.officer_pages import LONG, finished
from tests.rig.states import State, submit


def circulated_to_someone():
    """A draft with everything in it, and a person on the attendance list who can be reached."""
    officer = UserFactory(officer=True, name="Olive Example")
    meeting = finished(officer)
    person = PersonFactory(name="Ada Example", email="ada@example.org")
    meeting.attendance.filter(name="Ada Example").update(person=person)
    return minutes.circulate_minutes(meeting, by=officer, now=timezone.now())


def link() -> ReplyLink:
    return circulated_to_someone().reply_links.get(person__name="Ada Example")


def draft(user) -> str:
    return link().get_absolute_url()


def draft_with_proposals(user) -> str:
    found = link()
    item = found.meeting.items.in_order().first()
    told = {"told_at": timezone.now(), "proposed_by": found.person, "item": item}
    ProposedCorrectionFactory(item=item, proposed_by=found.person, words=LONG)
    ProposedCorrectionFactory(declined=True, **told)
    ProposedCorrectionFactory(accepted=True, **told)
    return found.get_absolute_url()


def propose(user) -> str:
    found = link()
    return f"{found.get_absolute_url()}propose/{found.meeting.items.in_order().first().pk}/"


def propose_to_the_whole(user) -> str:
    return f"{link().get_absolute_url()}propose/"


def ended(user) -> str:
    return ReplyLinkFactory(expires_at=timezone.now() - timedelta(days=1)).get_absolute_url()


def ended_by_approval(user) -> str:
    return ReplyLinkFactory(meeting__circulated=False, meeting__approved=True).get_absolute_url()


def no_proposals(user) -> str:
    return circulated_to_someone().url("corrections")


def proposals(user):
    meeting = circulated_to_someone()
    item = meeting.items.in_order().first()
    ProposedCorrectionFactory(item=item, proposed_by__name="Ada Example", words=LONG, why="I said so.")
    ProposedCorrectionFactory(item=item, declined=True)
    ProposedCorrectionFactory(meeting=meeting, item=None, about="The minutes as a whole", original="", accepted=True)
    return meeting


def answer_proposals(user) -> str:
    return proposals(user).url("corrections")


def decline(user) -> str:
    meeting = proposals(user)
    return meeting.url("correction-decline", meeting.proposals.first().pk)


def change_beside(user) -> str:
    meeting = proposals(user)
    proposal = meeting.proposals.first()
    return f"{meeting.url('minute', proposal.item_id)}?correction={proposal.pk}"


def desk_with_proposals(user) -> str:
    return proposals(user).url("desk")


def approved_with_proposals(user) -> str:
    proposal = ProposedCorrectionFactory(item__meeting__approved=True, item__meeting__circulated=False, accepted=True)
    return proposal.meeting.url("corrections")


def owned_actions(user) -> tuple[ReplyLink, list]:
    link = ReplyLinkFactory(meeting=None, person__name="Ada Example")
    item = ItemFactory(meeting=MeetingFactory(draft_published=True))
    late = ActionFactory(item=item, published=True, owners=[link.person], due_on=date(2016, 1, 12), text=LONG)
    undated = ActionFactory(item=item, published=True, owners=[link.person], undated=True)
    done = ActionFactory(item=item, published=True, owners=[link.person], done=True)
    return link, [late, undated, done]


def my_actions(user) -> str:
    return owned_actions(user)[0].get_absolute_url()


def no_actions(user) -> str:
    return ReplyLinkFactory(meeting=None).get_absolute_url()


def report(user) -> str:
    link, (late, *_) = owned_actions(user)
    return f"{link.get_absolute_url()}actions/{late.pk}/"


def report_on_what_is_done(user) -> str:
    link, (*_, done) = owned_actions(user)
    return f"{link.get_absolute_url()}actions/{done.pk}/"


def action_links(user) -> str:
    ReplyLinkFactory(meeting=None)
    ReplyLinkFactory(meeting=None, revoked=True)
    ReplyLinkFactory(meeting=None, expires_at=timezone.now() - timedelta(days=1))
    return "/actions/links/"


PAGES = [
    State("one's actions by link", my_actions),
    State("one's actions by link, none", no_actions),
    State("report progress by link", report),
    State("report progress by link, with errors", report, act=submit),
    State("report progress by link, done already", report_on_what_is_done, status=409),
    State("links to report progress, none", "/actions/links/", role="officer"),
    State("links to report progress", action_links, role="officer"),
    State("proposed corrections, none", no_proposals, role="officer"),
    State("proposed corrections", answer_proposals, role="officer"),
    State("proposed corrections, the minutes are approved", approved_with_proposals, role="officer"),
    State("decline a proposed correction, with errors", decline, role="officer", act=submit),
    State("minute: a proposed correction beside it", change_beside, role="officer"),
    State("desk: corrections wait", desk_with_proposals, role="officer"),
    State("a draft to check", draft),
    State("a draft to check, with corrections proposed", draft_with_proposals),
    State("propose a correction", propose),
    State("propose a correction to the whole, with errors", propose_to_the_whole, act=submit),
    State("a link whose time is up", ended, status=410),
    State("a link of minutes that are approved", ended_by_approval, status=410),
]
