"""Meetings: what everyone may read, what officers do."""

from itertools import product

from django.utils import timezone

from compact_portal.publishing.choices import Edition
from meetings.pdfs import minutes_document
from meetings.queries.minutes import read_minutes
from tests.factories.meetings import (
    ActionFactory,
    AgendaTemplateFactory,
    AttendanceFactory,
    CommitteeFactory,
    DecisionAnswerFactory,
    DecisionFactory,
    ForwardPlanEntryFactory,
    ItemFactory,
    MeetingFactory,
    PaperFactory,
    SeatFactory,
    SubstituteFactory,
    TermFactory,
)
from tests.factories.publishing import PublicationFactory
from tests.meetings.published import approved_after_a_change
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

NOBODY = "404 404 404 404 404 404 404 404"
RUN = "in 403 403 200 403 403 403 in"
RUN_DOES = "in 403 403 302 403 403 403 in"
NOBODY_WITHOUT_A_VERSION = "in 403 403 404 403 403 403 in"
SET_UP = "in 403 403 200 403 403 200 in"
SET_UP_DOES = "in 403 403 302 403 403 302 in"


def make(world):
    world.committee = CommitteeFactory()
    publish(world)
    take_minutes(world)
    plan(world)
    set_up(world)


def publish(world):
    """A meeting whose agenda and minutes are out, approved at the next one; and that one's draft."""
    world.approved = MeetingFactory(committee=world.committee, approved=True)
    world.changed = approved_after_a_change()
    world.approved_item = ItemFactory(meeting=world.approved, minuted=True)
    world.published_paper = PaperFactory(item=world.approved_item)
    world.published_action = ActionFactory(
        item=world.approved_item, published=True, owners=[world.users["group_a"].person]
    )
    world.published_decision = DecisionFactory(item=world.approved_item, published=True)
    world.draft = MeetingFactory(committee=world.committee, draft_published=True)
    world.approved.approved_by_meeting = world.draft
    world.approved.save()
    for document, edition in product(["agenda", "minutes"], Edition.values):
        PublicationFactory(
            rendered=True,
            subject_type="meetings.meeting",
            subject_id=world.approved.pk,
            document=document,
            edition=edition,
            number=1,
            data=minutes_document(read_minutes(world.approved)),
            published_at=world.published_paper.added_at,
        )


def take_minutes(world):
    """A meeting in session: nobody but its officers sees more of it than that it is held."""
    world.meeting = MeetingFactory(committee=world.committee, in_session=True, previous=world.draft)
    world.item = ItemFactory(meeting=world.meeting, minuted=True)
    world.item.versions.create(number=1, text="<p>Before.</p>", reason="closed", made_at=timezone.now())
    world.paper = PaperFactory(item=world.item)
    world.line = AttendanceFactory(meeting=world.meeting)
    world.declaration = world.item.declarations.create(attendance=world.line, interest="A trustee of the group")
    world.decision = DecisionFactory(item=world.item, needs_adoption=True)
    world.answer = DecisionAnswerFactory(decision=world.decision)
    world.action = ActionFactory(item=world.item, owners=[world.group_a.organisation])


def plan(world):
    world.planned = MeetingFactory(committee=world.committee)
    world.planned_item = ItemFactory(meeting=world.planned)
    world.planned_paper = PaperFactory(item=world.planned_item)
    world.template = AgendaTemplateFactory()
    world.plan_entry = ForwardPlanEntryFactory(committee=world.committee)


def set_up(world):
    world.term = TermFactory(seat__constituency__committee=world.committee)
    world.substitute = SubstituteFactory(seat=world.term.seat)
    world.empty_seat = SeatFactory(constituency=world.term.seat.constituency)


def committee(world):
    return [world.committee.slug]


def meeting(world):
    return [world.committee.slug, world.meeting.day]


def item(world):
    return [*meeting(world), world.item.pk]


def planned(world):
    return [world.committee.slug, world.planned.day]


def approved(world):
    return [world.committee.slug, world.approved.day]


def changed(world):
    """Approved, and not as it was first published."""
    return [world.changed.committee.slug, world.changed.day]


def later(world):
    """The meeting in session follows one whose minutes are a draft."""
    return meeting(world)


def of_item(*more):
    return lambda world: [*meeting(world), world.item.pk, *more]


def of_planned_item(*more):
    return lambda world: [*planned(world), world.planned_item.pk, *more]


def first_of(name: str):
    """The key of a record of the approved meeting, for machines."""
    return {
        "committee": lambda world: [world.approved.committee_id],
        "term": lambda world: [world.term.pk],
        "person": lambda world: [world.term.person_id],
        "meeting": lambda world: [world.approved.pk],
        "item": lambda world: [world.approved.items.first().pk],
    }[name]


ROWS = [
    # For everyone
    Row("meetings:calendar", get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:calendar-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:committee", args=committee, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:terms", args=committee, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:terms-csv", args=committee, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:attendance-csv", args=committee, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:committee-feed", args=committee, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:meeting", args=meeting, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:meeting-event", args=meeting, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:agenda", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:agenda", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:agenda-pdf", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:changes", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:changes", args=approved, get=NOBODY, post=NOT_ALLOWED),  # one edition
    Row("meetings:changes", args=changed, get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:system", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:bodies", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:body", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:organizations", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:organization", args=first_of("committee"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:organization-meetings", args=first_of("committee"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:membership", args=first_of("term"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:people", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:person", args=first_of("person"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:meetings", get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:meeting", args=first_of("meeting"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:agenda-item", args=first_of("item"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("oparl:file", args=lambda world: [0], get=NOBODY, post=NOT_ALLOWED),
    Row("oparl:papers", get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:agenda-word", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:agenda-word", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:minutes-word", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:minutes-word", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:agenda-pdf", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:agenda-large-print", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:minutes-pdf", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row("meetings:minutes-pdf", args=meeting, get=NOBODY, post=NOT_ALLOWED),
    Row("meetings:minutes-large-print", args=approved, get=EVERYBODY, post=NOT_ALLOWED),
    Row(
        "meetings:item",
        args=lambda world: [*approved(world), world.approved_item.pk],
        get=EVERYBODY,
        post=NOT_ALLOWED,
    ),
    Row("meetings:item", args=item, get=NOBODY, post=NOT_ALLOWED),  # not published: not even for its officer
    Row("meetings:paper", args=lambda world: [world.published_paper.pk], get=EVERYBODY, post=NOT_ALLOWED),
    Row(
        "meetings:paper",
        args=lambda world: [world.paper.pk],
        get="404 404 404 200 404 404 404 404",
        post=NOT_ALLOWED,
    ),
    # What comes of meetings
    Row("actions:actions", get=EVERYBODY, post=NOT_ALLOWED),
    Row("actions:actions-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("actions:action", args=lambda world: [world.published_action.pk], get=EVERYBODY, post=NOT_ALLOWED),
    Row(
        "actions:action",  # group A owns it, and nobody else knows of it yet
        args=lambda world: [world.action.pk],
        get="404 200 404 200 404 404 404 404",
        post=NOT_ALLOWED,
    ),
    Row(
        "actions:update",
        args=lambda world: [world.published_action.pk],
        get="in 200 403 200 403 403 403 in",
        post="in 200 403 200 403 403 403 in",
    ),
    Row(
        "actions:update",
        args=lambda world: [world.action.pk],
        get="in 200 404 200 404 404 404 in",
        post="in 200 404 200 404 404 404 in",
    ),
    Row("actions:new-date", args=lambda world: [world.published_action.pk], get=RUN, post=RUN),
    Row(
        "actions:new-date",
        args=lambda world: [world.action.pk],
        get="in 403 404 200 404 404 404 in",
        post="in 403 404 200 404 404 404 in",
    ),
    Row("actions:decisions", get=EVERYBODY, post=NOT_ALLOWED),
    Row("actions:decisions-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("actions:decision", args=lambda world: [world.published_decision.pk], get=EVERYBODY, post=NOT_ALLOWED),
    Row(
        "actions:decision",
        args=lambda world: [world.decision.pk],
        get="404 404 404 200 404 404 404 404",
        post=NOT_ALLOWED,
    ),
    # Setting committees up
    Row("meetings:committee-new", get=SET_UP, post=SET_UP),
    Row("meetings:committee-edit", args=committee, get=SET_UP, post=SET_UP),
    Row("meetings:seats", args=committee, get=SET_UP, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:seat-new", args=committee, get=SET_UP, post=SET_UP),
    Row("meetings:seat", args=lambda world: [*committee(world), world.term.seat_id], get=SET_UP, post=SET_UP),
    Row(
        "meetings:seat-remove",
        args=lambda world: [*committee(world), world.empty_seat.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=SET_UP_DOES,
    ),
    Row("meetings:substitute-new", args=lambda world: [*committee(world), world.term.seat_id], get=SET_UP, post=SET_UP),
    Row(
        "meetings:substitute-remove",
        args=lambda world: [*committee(world), world.term.seat_id, world.substitute.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=SET_UP_DOES,
    ),
    Row("meetings:term-end", args=lambda world: [*committee(world), world.term.pk], get=SET_UP, post=SET_UP),
    Row("meetings:side-new", args=committee, get=SET_UP, post=SET_UP),
    Row(
        "meetings:side-edit",
        args=lambda world: [*committee(world), world.term.seat.constituency_id],
        get=SET_UP,
        post=SET_UP,
    ),
    # Agenda templates and planning
    Row("meetings:templates", get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:template-new", get=RUN, post=RUN),
    Row("meetings:template-edit", args=lambda world: [world.template.pk], get=RUN, post=RUN),
    Row("meetings:plan", get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:plan-meeting", args=committee, get=RUN, post=RUN),
    Row("meetings:forward-plan", args=committee, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row(
        "meetings:forward-plan-drop",
        args=lambda world: [*committee(world), world.plan_entry.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=RUN_DOES,
    ),
    Row("meetings:desk", args=planned, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:details", args=planned, get=RUN, post=RUN),
    Row("meetings:agenda-edit", args=planned, get=RUN, post=RUN),
    Row("meetings:item-edit", args=of_planned_item(), get=RUN, post=RUN),
    Row("meetings:item-move", args=of_planned_item(), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:item-remove", args=of_planned_item(), get=SIGNED_IN_NOT_ALLOWED, post=RUN),  # it has a paper: asks
    Row(
        "meetings:item-edit",  # an item that is not there is refused like a draft one
        args=lambda world: [*planned(world), world.item.pk],
        get="in 403 403 404 403 403 403 in",
        post="in 403 403 404 403 403 403 in",
    ),
    Row("meetings:paper-add", args=of_planned_item(), get=RUN, post=RUN),
    Row(
        "meetings:paper-remove",
        args=lambda world: [*planned(world), world.planned_paper.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=RUN_DOES,
    ),
    Row("meetings:take-offer", args=planned, get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    # Taking minutes
    Row("meetings:step", args=lambda world: [*planned(world), "publish-agenda"], get=RUN, post=RUN),
    Row(
        "meetings:step",
        args=lambda world: [*planned(world), "unheard-of"],
        get="in 403 403 404 403 403 403 in",
        post="in 403 403 404 403 403 403 in",
    ),
    Row("meetings:attendance", args=meeting, get=RUN, post=RUN_DOES),
    Row("meetings:attendance-add", args=meeting, get=RUN, post=RUN),
    Row("meetings:attendance-details", args=lambda world: [*meeting(world), world.line.pk], get=RUN, post=RUN),
    Row(
        "meetings:attendance-remove",
        args=lambda world: [*meeting(world), world.line.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=RUN_DOES,
    ),
    Row("meetings:declare", args=item, get=RUN, post=RUN),
    Row(
        "meetings:undeclare",
        args=lambda world: [*meeting(world), world.declaration.pk],
        get=RUN,
        post=RUN_DOES,
    ),
    Row("meetings:minutes", args=meeting, get=RUN_DOES, post=SIGNED_IN_NOT_ALLOWED),  # leads to the first item
    Row("meetings:minute", args=item, get=RUN, post=RUN),
    Row("meetings:minute-save", args=item, get=SIGNED_IN_NOT_ALLOWED, post="in 403 403 422 403 403 403 in"),
    Row("meetings:follow", args=meeting, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:arrival", args=item, get=SIGNED_IN_NOT_ALLOWED, post="in 403 403 422 403 403 403 in"),
    Row("meetings:line-decision", args=item, get=SIGNED_IN_NOT_ALLOWED, post="in 403 403 422 403 403 403 in"),
    Row("meetings:line-action", args=item, get=SIGNED_IN_NOT_ALLOWED, post="in 403 403 422 403 403 403 in"),
    Row("meetings:minute-here", args=item, get=SIGNED_IN_NOT_ALLOWED, post=RUN),
    Row("meetings:minute-unsaved", args=item, get=SIGNED_IN_NOT_ALLOWED, post=RUN),
    Row("meetings:versions", args=item, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:versions-compare", args=item, get=NOBODY_WITHOUT_A_VERSION, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:restore", args=of_item(1), data={"revision": "0"}, get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:bring-back", args=item, get=RUN, post=RUN),
    Row("meetings:decision-new", args=item, get=RUN, post=RUN),
    Row("meetings:decision-edit", args=lambda world: [*meeting(world), world.decision.pk], get=RUN, post=RUN),
    Row(
        "meetings:decision-remove",
        args=lambda world: [*meeting(world), world.decision.pk],
        get=RUN,
        post=RUN_DOES,
    ),
    Row(
        "meetings:answer",
        args=lambda world: [*meeting(world), world.decision.pk, world.answer.pk],
        get=RUN,
        post=RUN,
    ),
    Row("meetings:action-new", args=item, get=RUN, post=RUN),
    Row("meetings:action-edit", args=lambda world: [*meeting(world), world.action.pk], get=RUN, post=RUN),
    Row(
        "meetings:action-remove",
        args=lambda world: [*meeting(world), world.action.pk],
        get=RUN,
        post=RUN_DOES,
    ),
    Row("meetings:preview", args=meeting, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:approve-previous", args=later, get=RUN, post=RUN),
    Row(
        "meetings:approve-previous",  # this one has nothing before it
        args=approved,
        get="in 403 403 404 403 403 403 in",
        post="in 403 403 404 403 403 403 in",
    ),
    Row("meetings:correct", args=approved, get=RUN, post=RUN),
    Row(
        "meetings:correct",  # only what is approved can be corrected
        args=meeting,
        get="in 403 403 404 403 403 403 in",
        post="in 403 403 404 403 403 403 in",
    ),
]
