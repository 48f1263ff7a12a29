"""One function per message. Each writes notices; the worker sends them."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.notices.services import post_notice
from compact_portal.people.models import Person
from compact_portal.wording import long_date, when_due
from meetings.models import Action, Meeting, ProposedCorrection, ReplyLink, Term


def members_of(meeting: Meeting) -> list[Person]:
    """Those who hold a seat on the day of the meeting and can be reached by email."""
    terms = Term.objects.filter(seat__constituency__committee=meeting.committee).current(meeting.date)
    people = Person.objects.filter(pk__in=terms.values("person")).exclude(email="")
    return list(people.select_related("user").by_name())


def post(kind: str, person: Person, *, about: str, subject: str, body: str, at: datetime) -> None:
    user = getattr(person, "user", None)
    post_notice(
        key=f"{kind}:{about}:{person.pk}",
        kind=kind,
        email=user.email if user else person.email,
        subject=subject,
        body=body,
        at=at,
        user=user,
    )


def tell_members(kind: str, meeting: Meeting, *, subject: str, says: str, see: Meeting | None = None, at: datetime):
    """One message to every member: what `says` says, why if there is a reason, and where to read on."""
    why = f"Reason: {meeting.state_reason}\n\n" if meeting.state_reason else ""
    for person in members_of(meeting):
        about = f"{meeting.pk}:{meeting.revision}"
        post(kind, person, about=about, subject=subject, body=f"{says}\n\n{why}{link(see or meeting)}", at=at)


def agenda_published(meeting: Meeting, *, at: datetime) -> None:
    day = long_date(meeting.date)
    says = f"The agenda of {meeting.committee} for {day} is published."
    tell_members("meetings.agenda-published", meeting, subject=f"Agenda for {day}", says=says, at=at)


def meeting_cancelled(meeting: Meeting, *, at: datetime) -> None:
    day = long_date(meeting.date)
    says = f"The meeting of {meeting.committee} on {day} will not take place."
    tell_members("meetings.cancelled", meeting, subject=f"Meeting on {day} cancelled", says=says, at=at)


def meeting_postponed(meeting: Meeting, *, at: datetime) -> None:
    day, new_day = long_date(meeting.date), long_date(meeting.moved_to.date)
    says = f"The meeting of {meeting.committee} on {day} has moved to {new_day}."
    subject = f"Meeting moved to {new_day}"
    tell_members("meetings.postponed", meeting, subject=subject, says=says, see=meeting.moved_to, at=at)


def checkers_of(meeting: Meeting) -> list[Person]:
    """Those on the attendance list who can be reached by email."""
    listed = meeting.attendance.exclude(person__email="").values("person")
    return list(Person.objects.filter(pk__in=listed).select_related("user").by_name())


def minutes_circulated(meeting: Meeting, links: list[ReplyLink], *, at: datetime) -> None:
    day = long_date(meeting.date) if meeting.date else "a past day"
    for reply in links:
        post(
            "meetings.circulated",
            reply.person,
            about=f"{meeting.pk}:{meeting.revision}",
            subject=f"Draft minutes to check: {meeting.committee}",
            body=f"The draft minutes of the meeting on {day} are ready to be checked. Read them here, and say what "
            f"should be put right. You need no account:\n\n{link(reply)}\n\n"
            f"The link works until the minutes are approved, and no longer than {long_date(last_day(reply))}. {YOURS}",
            at=at,
        )


#: Who has a link can answer in its reader's name.
YOURS = "It is for you alone: please do not pass it on."


def last_day(reply: ReplyLink) -> date:
    return timezone.localdate(reply.expires_at)


def corrections_answered(
    meeting: Meeting, person: Person, proposals: list[ProposedCorrection], *, at: datetime
) -> None:
    """What became of each correction that one person proposed. A later round of answers is another message."""
    answers = "\n\n".join(map(answer_in_words, proposals))
    latest = max(proposal.decided_at for proposal in proposals)
    post(
        "meetings.corrections-answered",
        person,
        about=f"{meeting.pk}:{latest.isoformat()}",
        subject=f"Your corrections to the minutes: {meeting.committee}",
        body=f"Thank you for checking the draft minutes. This is what became of what you proposed.\n\n{answers}\n\n"
        f"{link(meeting)}",
        at=at,
    )


def answer_in_words(proposal: ProposedCorrection) -> str:
    reason = f"\n{proposal.reason}" if proposal.reason else ""
    return f"{proposal.about}\n“{proposal.words}”\n{proposal.get_state_display()}.{reason}"


def told_of(action: Action) -> list[Person]:
    """Its owners who can be reached by email."""
    people = {person for owner in action.owner_list for person in owner.people()}
    return sorted((one for one in people if one.email or getattr(one, "user", None)), key=lambda one: one.pk)


def action_given(action: Action, links: dict[int, ReplyLink], *, at: datetime) -> None:
    """`links`: each person's way to report progress, by their id; who has none left signs in."""
    due = f", due {long_date(action.due_on)}" if action.due_on else ""
    for person in told_of(action):
        post(
            "meetings.action-given",
            person,
            about=str(action.pk),
            subject=f"An action for you: {in_a_subject(action)}",
            body=f"{action.text}\n\nAgreed by {action.meeting.committee}{due}.\n\n{link(action)}"
            f"{how_to_report(links.get(person.pk))}",
            at=at,
        )


def in_a_subject(action: Action) -> str:
    """Subjects are read over shoulders and on locked screens: nothing of a confidential item stands there."""
    return f"confidential, {action.meeting.committee}" if action.is_confidential else action.text[:80]


def how_to_report(reply: ReplyLink | None) -> str:
    """The end of an email about actions."""
    if reply is None:
        return ""
    return (
        f"\n\nSay how it goes here. You need no account:\n{link(reply)}\n\n"
        f"This link works until {long_date(last_day(reply))}. {YOURS}"
    )


def actions_to_do(
    actions: list[Action], reply: ReplyLink | None, *, name: str, today: date, sender: str
) -> dict[str, str]:
    """Subject and body of the one reminder of everything a person has to do: overdue first, then what is due soon."""
    soon = add_working_days(today, SOON)
    late = [action for action in actions if action.due_on and action.due_on < today]
    near = [action for action in actions if action.due_on and today <= action.due_on <= soon]
    rest = [action for action in actions if not action.due_on or action.due_on > soon]
    parts = [
        f"{heading}:\n\n" + "\n\n".join(map(action_in_words, some))
        for heading, some in (("Overdue", late), ("Due soon", near), ("Later, or without a date", rest))
        if some
    ]
    hello = f"Hello {name},\n\nThese are your open actions."
    again = "What is done drops off this list once you say so."
    body = "\n\n".join([hello, *parts, again]) + how_to_report(reply) + f"\n\n{sender}\n"
    return {"subject": reminder_subject(actions, len(late), today), "body": body}


def reminder_subject(actions: list[Action], late: int, today: date) -> str:
    if len(actions) > 1:
        return f"Your {len(actions)} open actions" + (f", {late} overdue" if late else "")
    (action,) = actions
    if not action.due_on:
        return f"Your open action: {in_a_subject(action)}"
    return f"{'' if late else 'Due '}{when_due(action.due_on, today)}: {in_a_subject(action)}"


def action_in_words(action: Action) -> str:
    due = f"By {long_date(action.due_on)}. " if action.due_on else ""
    return f"{action.text}\n{due}{action.meeting.committee}.\n{link(action)}"


#: Working days ahead that count as soon in a reminder.
SOON = 5


def link(record) -> str:
    """The whole address of a record's page."""
    return f"{settings.SITE_URL}{record.get_absolute_url()}"
