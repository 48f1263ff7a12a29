"""The Compact check: each commitment on funding is a question that a round answers before it can be published.

A commitment is kept, or there is an exception with a reason that everyone can read, or it does not apply. Some can be
looked at: `doubts` says what in the round speaks against "kept", and then only an exception is left. Where nothing in
the round can show it, a bare yes is none: `how` asks for the words that everyone reads. The answers are frozen when
the round is published, with the words they answered.

Source: Compact, section 8 (funding), and what partners asked for in the minutes named at each. The weeks of a window
are this portal's defaults.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from compact_portal.dates import working_days_between
from compact_portal.wording import count_of
from funding.choices import COMMISSIONS, WITHOUT_CRITERIA, Answer, Kind

#: Weeks that applicants have at least. Each is five working days: a bank holiday in between makes it longer.
WEEKS_OF_A_COMMISSION, WEEKS_OF_A_GRANT, WEEKS_OF_A_SMALL_GRANT = 9, 6, 4
DAYS_OF_A_WEEK = 5
#: In the second of two stages, whatever the kind: one has read its questions since the first began. Ours.
WEEKS_OF_A_SECOND_STAGE = 4
#: From this on a lot is large for a small organisation, in pence. Bromley asked for bonds from £200,000.
LARGE = 200_000_00


def weeks_asked_for(kind: str) -> int:
    if kind in COMMISSIONS:
        return WEEKS_OF_A_COMMISSION
    return WEEKS_OF_A_SMALL_GRANT if kind == Kind.SMALL else WEEKS_OF_A_GRANT


def window_of(round_) -> int:
    """Working days in which one can apply, the day of the deadline included; in two stages, those of the first."""
    opens, closes = (timezone.localdate(moment) for moment in (round_.opens_at, round_.closes_at))
    return working_days_between(opens, closes)


def second_window_of(round_) -> int:
    """Working days from the day on which it is said who goes on to the second deadline, that day included."""
    return working_days_between(round_.invites_on, timezone.localdate(round_.second_closes_at))


def window_is_short(round_) -> str:
    """The first stage of two is asked for as much as a round of one."""
    if not (round_.opens_at and round_.closes_at):
        return "The timetable does not say yet when one can apply."
    found = window_words("Applicants have", weeks_asked_for(round_.kind), window_of(round_))
    if not round_.has_two_stages:
        return found
    if not (round_.invites_on and round_.second_closes_at):
        return f"{found} The timetable does not say yet when the second stage is.".strip()
    second = window_words("In the second stage they have", WEEKS_OF_A_SECOND_STAGE, second_window_of(round_))
    return f"{found} {second}".strip()


def window_words(who_has: str, weeks: int, days: int) -> str:
    if days >= weeks * DAYS_OF_A_WEEK:
        return ""
    there, asked = count_of(days, "working day"), count_of(weeks * DAYS_OF_A_WEEK, "working day")
    return f"{who_has} {there}. {count_of(weeks, 'week')} are {asked}, without bank holidays."


def timetable_has_gaps(round_) -> str:
    missing = [
        words
        for words, day in (
            ("when one can apply", round_.opens_at and round_.closes_at),
            ("when the second stage is", not round_.has_two_stages or (round_.invites_on and round_.second_closes_at)),
            ("when it is decided", round_.decided_on),
            ("when it is announced", round_.announced_on),
        )
        if not day
    ]
    return f"The timetable does not say {' or '.join(missing)}." if missing else ""


def lots_are_large(round_) -> str:
    if round_.kind in COMMISSIONS and any(lot.budget >= LARGE for lot in round_.lot_list):
        return "A lot is £200,000 or more. Say how a small organisation can take part."
    return ""


def social_value_does_not_count(round_) -> str:
    if round_.kind in WITHOUT_CRITERIA:
        return ""
    without = [lot for lot in round_.lot_list if not any(each.is_social_value for each in lot.criteria.all())]
    if not without and round_.lot_list:
        return ""
    where = f" of {', '.join(map(str, without))}" if len(round_.lot_list) > 1 else ""
    return f"No criterion{where} is about social value."


def funding_is_short(round_) -> str:
    if not round_.years:
        return "The round does not say for how long it funds."
    return "It funds one year." if round_.years == 1 else ""


def nothing_to_doubt(round_) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """`title` for lists, `question` for the officer who answers, `source` for everyone, `how` for who says yes."""

    key: str
    title: str
    question: str
    source: str = "Compact, section 8"
    doubts: Callable[[object], str] = nothing_to_doubt
    how: str = ""

    def lacks(self, answer: str, reason: str) -> str:
        """What is to be added before this answer counts; "" where nothing is."""
        if reason.strip():
            return ""
        return self.how if answer == Answer.MET else "Enter the reason. Everyone can read it."

    def stands(self, round_, answer: str, reason: str) -> bool:
        """Nothing has to be answered anew."""
        return not (self.lacks(answer, reason) or (answer == Answer.MET and self.doubts(round_)))


COMMITMENTS = {
    each.key: each
    for each in (
        Commitment("kind", "Grant or commission", "Does the round say why it is a grant, or why it is a commission?"),
        Commitment(
            "window", "Time to apply", "Is there enough time to apply?", "Leicester minutes, item 4", window_is_short
        ),
        Commitment(
            "design",
            "Designed together",
            "Did voluntary groups help to design the round?",
            how="Say who took part, and in what.",
        ),
        Commitment(
            "costs",
            "Full costs",
            "Can applicants ask for their full costs, without a fixed percentage for overheads?",
            "Compact, section 8.2",
        ),
        Commitment(
            "advance",
            "Paid in advance",
            "Is the money paid in advance, unless there is a reason that everyone can read?",
            "Compact, section 8.2",
            how="Say when the first money is paid.",
        ),
        Commitment(
            "monitoring",
            "Monitoring that fits",
            "Do you ask only for reports that fit the size of the award?",
            "Compact, section 8.1",
        ),
        Commitment(
            "length",
            "Longer-term funding",
            "Is the funding for more than one year, where that makes sense?",
            "Compact, section 8.2",
            funding_is_short,
        ),
        Commitment(
            "small-groups",
            "Small groups",
            "Can small groups apply, with a short form, and groups that are not registered?",
            "Compact, section 8.3",
            how="Say how a small group can apply.",
        ),
        Commitment(
            "social-value",
            "Social value",
            "Does the round say what social value is, and how much it counts?",
            "Compact, section 8.4",
            social_value_does_not_count,
        ),
        Commitment(
            "bonds",
            "Bonds, insurance and evidence",
            "Do bonds, insurance and evidence fit the size of the award?",
            "Bromley minutes on voluntary sector contracts",
            how="Say what you ask for, or that you ask for none.",
        ),
        Commitment(
            "lots",
            "Lots for small organisations",
            "Is the money split so that small organisations can apply for a part?",
            doubts=lots_are_large,
            how="Say how the money is split, or how much one organisation can ask for.",
        ),
        Commitment(
            "consortia",
            "Applying together",
            "Can organisations apply together?",
            "Compact, section 8.1",
        ),
        Commitment("feedback", "Feedback", "Do you promise feedback to everyone who applies?"),
        Commitment(
            "timetable",
            "Timetable",
            "Does the round say when it is decided and announced?",
            doubts=timetable_has_gaps,
        ),
        Commitment(
            "impact",
            "What it replaces",
            "If it replaces or reduces funding: was the effect looked at together, with three months’ notice?",
            "Compact, section 8.2",
            how="Say what it replaces, and what you found.",
        ),
    )
}
