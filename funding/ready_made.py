"""Rounds to begin with, whose structure somebody has published. A funder changes whatever it likes.

The tender is that of the Leicester delivery group's minutes: stage 1 is a questionnaire to pass, about financial
standing and how a consortium is put together; stage 2 a weighted part with social value at 5 per cent. Nine weeks to
answer, three years and two more, a consortium with one lead.
"""

from dataclasses import dataclass, field

from funding.choices import SECOND, Kind, QuestionKind


@dataclass(frozen=True, slots=True)
class ReadyMade:
    label: str
    hint: str = ""
    fields: dict = field(default_factory=dict)  # of a Round
    pass_questions: tuple[str, ...] = ()
    criteria: tuple[dict, ...] = ()  # fields of Criterion
    questions: tuple[dict, ...] = ()  # fields of FormQuestion


EMPTY = "empty"

#: Stage 1 of the tender: what its questions to pass are answered from.
QUESTIONNAIRE = (
    {"kind": QuestionKind.YES_NO, "text": "Is the money more than a third of your yearly income?"},
    {
        "kind": QuestionKind.LONG,
        "text": "If it is: how is it safe?",
        "help_text": "For example other income, savings, or being paid in advance.",
        "most_words": 200,
        "is_required": False,
    },
    {"kind": QuestionKind.YES_NO, "text": "Do you apply together with others?"},
    {
        "kind": QuestionKind.LONG,
        "text": "If you do: who leads, who does what, and what have you agreed?",
        "most_words": 300,
        "is_required": False,
    },
    {"kind": QuestionKind.LONG, "text": "Which insurance do you have, or would you get?", "most_words": 100},
)

#: What nearly every form asks.
SHORT_FORM = (
    {"kind": QuestionKind.LONG, "text": "What do you want to do?", "most_words": 300},
    {"kind": QuestionKind.LONG, "text": "What changes for people?", "most_words": 300},
    {"kind": QuestionKind.MONEY, "text": "How much money do you ask for?", "help_text": "All it costs, overheads too."},
    {"kind": QuestionKind.DAY, "text": "When do you start?", "is_required": False},
)

READY_MADE = {
    EMPTY: ReadyMade("Nothing: I write all of it"),
    "small-grants": ReadyMade(
        "Small grants",
        "One short form, four weeks, one year.",
        {"kind": Kind.SMALL, "years": 1},
        criteria=(
            {"title": "What changes for people", "weight": 60},
            {"title": "How it is done", "weight": 35},
            {"title": "Social value", "weight": 5, "is_social_value": True},
        ),
        questions=SHORT_FORM,
    ),
    "tender": ReadyMade(
        "A two-stage tender",
        "First a questionnaire to pass, nine weeks; then a weighted part with social value, four. 3 years and 2 more.",
        {"kind": Kind.TENDER, "years": 3, "more_years": 2},
        (
            "Is the money no more than a third of the yearly income, or is it explained how it is safe?",
            "If they apply together: is there one lead, and a signed agreement?",
            "Is there the insurance that this work needs?",
        ),
        (
            {"title": "Quality of the service", "weight": 60},
            {"title": "Price", "weight": 35},
            {"title": "Social value", "weight": 5, "is_social_value": True},
        ),
        (
            *QUESTIONNAIRE,
            *({**question, "stage": SECOND} for question in SHORT_FORM),
            {
                "kind": QuestionKind.LONG,
                "text": "Which social value does it have?",
                "most_words": 200,
                "stage": SECOND,
            },
        ),
    ),
}
