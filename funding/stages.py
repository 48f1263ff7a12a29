"""Which answers of a round of two stages somebody reads: those of a stage are sealed until its own time is over."""

from datetime import datetime

from compact_portal.wording import date_and_time, long_date
from funding.choices import FIRST, SECOND, ApplicationState
from funding.models import Application

#: What a stage is called in the middle of a sentence.
CALLED = {FIRST: "first stage", SECOND: "second stage"}


def unsealed(application: Application, now: datetime) -> frozenset[int]:
    """The stages that were sent and whose time is over, for the organisation whose it is. Of one with its round's
    exceptions."""
    round_ = application.round
    sent = {FIRST: application.is_sent, SECOND: application.completed_at is not None}
    return frozenset(
        stage for stage in round_.stages if sent[stage] and round_.closes_for(application.organisation_id, stage) <= now
    )


def seal(application: Application, now: datetime) -> Application:
    """As others than its own people read it: without a word of what is not unsealed. Gives the same
    application: `said`, `read_questions` and whatever stands on them have nothing else any more."""
    application.hidden = frozenset(application.round.stages) - unsealed(application, now)
    application.__dict__.pop("said", None)
    return application


def state_seen(application: Application) -> str:
    """Where an application stands, for its funder. Whether somebody sent the second stage is sealed with it."""
    is_sealed = SECOND in application.hidden
    if application.state == ApplicationState.COMPLETE and is_sealed:
        return ApplicationState.INVITED.label
    return application.get_state_display()


def copies_of(application: Application) -> list[tuple[str, str]]:
    """What its people sent, to keep: words for the link and the address, for each stage that is sent."""
    there = set(application.copies.values_list("stage", flat=True))
    sent = {FIRST: application.submitted_at, SECOND: application.completed_at}
    words = WORDS_OF_COPIES if application.round.has_two_stages else {FIRST: "What you sent, to keep or to print"}
    return [
        (words[stage], application.url("copy-of-stage", stage) if stage == SECOND else application.url("copy"))
        for stage in application.round.stages
        if stage in there and sent[stage]
    ]


WORDS_OF_COPIES = {
    FIRST: "What you sent in the first stage, to keep or to print",
    SECOND: "What you sent in the second stage, to keep or to print",
}


def progress(application: Application, now: datetime) -> list[tuple[str, str]]:
    """The two stages as its own people read them: where they stand, and what is due."""
    return [("First stage", first_in_words(application, now)), ("Second stage", second_in_words(application, now))]


def first_in_words(application: Application, now: datetime) -> str:
    if application.state == ApplicationState.DRAFT:
        by = date_and_time(application.closes_at)
        return f"Send it by {by}." if application.is_open(now) else f"It was not sent by {by}."
    sent = f"Sent on {date_and_time(application.submitted_at)}."
    if application.state == ApplicationState.NOT_INVITED:
        return f"{sent} It does not go on."
    if application.stage == SECOND:
        return f"{sent} You passed."
    return f"{sent} You hear by {long_date(application.round.invites_on)} whether you go on."


def second_in_words(application: Application, now: datetime) -> str:
    closes = date_and_time(application.round.closes_for(application.organisation_id, SECOND))
    if application.completed_at:
        return f"Sent on {date_and_time(application.completed_at)}."
    if application.state == ApplicationState.INVITED and application.is_open(now):
        return f"Send it by {closes}."
    if application.stage == SECOND:
        return f"You sent nothing by {closes}, so your application does not go on."
    if application.state == ApplicationState.NOT_INVITED:
        return "There is nothing to send."
    return f"If you pass the first stage: send it by {closes}."
