"""Committees, seats, meetings and what comes of them, for tests.

    CommitteeFactory(name="Example board")
    TermFactory(office="chair", seat__constituency__committee=committee)
    MeetingFactory(committee=committee)                     # a Wednesday to come, nothing published
    MeetingFactory(agenda_published=True)                   # also in_session, in_draft, circulated, draft_published,
                                                            # approved, cancelled, postponed, undated
    ItemFactory(meeting=meeting, minuted=True)              # also confidential=True
    ActionFactory(item=item, owners=[person, organisation, "Example working group"])
    DecisionFactory(item=item, published=True)

States are set as facts, without the services: no edition is published and nothing is in the trail.
"""

from datetime import UTC, date, datetime, time, timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from meetings import models
from meetings.choices import ActionState, AttendanceStatus, Capacity, DueRule, MeetingState, ProposalState
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory

#: The first meeting's day; each further meeting is a week later.
FIRST_DAY = date(2026, 12, 2)
PUBLISHED_AT = datetime(2026, 12, 9, 10, 0, tzinfo=UTC)


class CommitteeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Committee

    name = factory.Sequence(lambda n: f"Example Committee {n}")
    slug = factory.LazyAttribute(lambda committee: slugify(committee.name))


class ConstituencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Constituency

    committee = factory.SubFactory(CommitteeFactory)
    name = factory.Sequence(lambda n: f"Example Side {n}")
    position = factory.Sequence(int)


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Seat

    constituency = factory.SubFactory(ConstituencyFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    position = factory.Sequence(int)


class TermFactory(factory.django.DjangoModelFactory):
    """In term since 2010, until further notice."""

    class Meta:
        model = models.Term

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2010, 1, 1)


class SubstituteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Substitute

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Meeting

    class Params:
        undated = factory.Trait(date=None, starts_at=None, ends_at=None)
        agenda_published = factory.Trait(state=MeetingState.AGENDA_PUBLISHED, agenda_published_at=PUBLISHED_AT)
        in_session = factory.Trait(state=MeetingState.IN_SESSION, started_at=PUBLISHED_AT)
        in_draft = factory.Trait(
            state=MeetingState.IN_DRAFT, started_at=PUBLISHED_AT, finished_at=PUBLISHED_AT + timedelta(hours=2)
        )
        circulated = factory.Trait(
            state=MeetingState.CIRCULATED, started_at=PUBLISHED_AT, finished_at=PUBLISHED_AT + timedelta(hours=2)
        )
        draft_published = factory.Trait(state=MeetingState.DRAFT_PUBLISHED, minutes_published_at=PUBLISHED_AT)
        approved = factory.Trait(
            state=MeetingState.APPROVED, minutes_published_at=PUBLISHED_AT, approved_at=PUBLISHED_AT
        )
        cancelled = factory.Trait(state=MeetingState.CANCELLED, state_reason="The Chair is ill.")
        postponed = factory.Trait(state=MeetingState.POSTPONED, state_reason="The venue is flooded.")

    committee = factory.SubFactory(CommitteeFactory)
    date = factory.Sequence(lambda n: FIRST_DAY + timedelta(weeks=n))
    starts_at = time(17, 0)
    ends_at = time(18, 45)
    venue = "Example Hall, 1 Example Street"


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Attendance

    class Params:
        apologies = factory.Trait(status=AttendanceStatus.APOLOGIES)
        guest = factory.Trait(capacity=Capacity.GUEST)

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    name = factory.LazyAttribute(lambda line: line.person.name)
    position = factory.Sequence(int)
    status = AttendanceStatus.PRESENT


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Item

    class Params:
        minuted = factory.Trait(text="<p>The group talked about it.</p>")

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.LazyAttribute(lambda item: item.meeting.items.count() + 1)
    number = factory.LazyAttribute(lambda item: str(item.position))
    title = factory.Sequence(lambda n: f"Example item {n}")


class PaperFactory(factory.django.DjangoModelFactory):
    """A small text file. Tests that use it point MEDIA_ROOT at a folder of their own."""

    class Meta:
        model = models.Paper

    item = factory.SubFactory(ItemFactory)
    title = factory.Sequence(lambda n: f"Example paper {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 example", name="example.pdf"))
    content_type = "application/pdf"
    size = 16
    added_at = PUBLISHED_AT


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Decision

    item = factory.SubFactory(ItemFactory)
    position = factory.LazyAttribute(lambda decision: decision.item.decisions.count() + 1)
    text = factory.Sequence(lambda n: f"Example decision {n}.")


class DecisionAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.DecisionAnswer

    decision = factory.SubFactory(DecisionFactory, needs_adoption=True)
    organisation = factory.SubFactory(OrganisationFactory, public=True)


class ActionFactory(factory.django.DjangoModelFactory):
    """`owners` takes people, organisations and names of groups; without it, one new person is the owner."""

    class Meta:
        model = models.Action
        skip_postgeneration_save = True

    class Params:
        done = factory.Trait(state=ActionState.DONE, settled_at=PUBLISHED_AT)
        dropped = factory.Trait(state=ActionState.DROPPED, settled_at=PUBLISHED_AT)
        undated = factory.Trait(due_rule=DueRule.NONE, due_on=None)

    item = factory.SubFactory(ItemFactory)
    meeting = factory.SelfAttribute("item.meeting")
    position = factory.LazyAttribute(lambda action: action.meeting.actions.count() + 1)
    number = factory.LazyAttribute(lambda action: str(action.position))
    text = factory.Sequence(lambda n: f"Example action {n}.")
    due_rule = DueRule.DATE
    due_on = date(2027, 1, 15)

    @factory.post_generation
    def owners(self, create, extracted, **kwargs):
        for owner in [PersonFactory()] if extracted is None else extracted:
            owning = models.ActionOwner.of(owner)
            owning.action = self
            owning.save()


class ActionUpdateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ActionUpdate

    action = factory.SubFactory(ActionFactory)
    note = factory.Sequence(lambda n: f"Example progress {n}.")
    from_state = ActionState.OPEN
    to_state = ActionState.OPEN
    made_by = factory.SubFactory(UserFactory)
    made_at = PUBLISHED_AT


class AgendaTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgendaTemplate

    name = factory.Sequence(lambda n: f"Example template {n}")


class AgendaTemplateItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgendaTemplateItem

    template = factory.SubFactory(AgendaTemplateFactory)
    position = factory.Sequence(int)
    title = factory.Sequence(lambda n: f"Standing item {n}")


class ForwardPlanEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ForwardPlanEntry

    committee = factory.SubFactory(CommitteeFactory)
    title = factory.Sequence(lambda n: f"Bring back {n}")
    not_before = FIRST_DAY


class CorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Correction

    meeting = factory.SubFactory(MeetingFactory, approved=True)
    what = "The name is Ada Example."
    agreed_at = factory.SubFactory(MeetingFactory)
    recorded_by = factory.SubFactory(UserFactory, officer=True)
    recorded_at = PUBLISHED_AT


class ReplyLinkFactory(factory.django.DjangoModelFactory):
    """A link in an email that works for sixty days: about a meeting's draft, or with meeting=None about actions."""

    class Meta:
        model = models.ReplyLink

    class Params:
        revoked = factory.Trait(
            revoked_at=factory.LazyFunction(timezone.now), revoked_by=factory.SubFactory(UserFactory, officer=True)
        )

    person = factory.SubFactory(PersonFactory)
    meeting = factory.SubFactory(MeetingFactory, circulated=True)
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda link: link.sent_at + timedelta(days=60))


class ProposedCorrectionFactory(factory.django.DjangoModelFactory):
    """Waiting for an answer; also accepted=True, declined=True, told=True."""

    class Meta:
        model = models.ProposedCorrection

    class Params:
        decided = factory.Trait(
            decided_by=factory.SubFactory(UserFactory, officer=True), decided_at=factory.LazyFunction(timezone.now)
        )
        accepted = factory.Trait(state=ProposalState.ACCEPTED, decided=True)
        declined = factory.Trait(state=ProposalState.DECLINED, reason="The chair said so.", decided=True)

    item = factory.SubFactory("tests.factories.meetings.ItemFactory", meeting__circulated=True, minuted=True)
    meeting = factory.LazyAttribute(lambda proposal: proposal.item.meeting)
    about = factory.LazyAttribute(lambda proposal: str(proposal.item))
    original = factory.LazyAttribute(lambda proposal: proposal.item.text)
    words = factory.Sequence(lambda n: f"It should say that {n} came.")
    proposed_by = factory.SubFactory(PersonFactory)
    proposed_at = factory.LazyFunction(timezone.now)
