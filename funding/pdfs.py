"""What the form of a round and a sent application say, as plain data: shown on the page and in the PDF alike."""

from datetime import datetime

from compact_portal.wording import count_of, date_and_time
from funding.answers import Row, rows
from funding.choices import FIRST, SECOND, QuestionKind
from funding.models import Application, FormQuestion, Round
from funding.money import pounds
from funding.stages import CALLED

#: What one is to do with a question on paper.
ON_PAPER = {
    QuestionKind.NUMBER: "A whole number.",
    QuestionKind.MONEY: "An amount in pounds.",
    QuestionKind.DAY: "Day, month and year.",
    QuestionKind.YES_NO: "Tick one.",
    QuestionKind.CHOICE: "Tick one.",
    QuestionKind.FILE: "Put it with this form.",
    QuestionKind.COSTS: "One cost on each line, in pounds.",
}
YES_OR_NO = ["Yes", "No"]
HEADINGS = {FIRST: "First stage, for everyone", SECOND: "Second stage, for those who passed the first"}


def form_document(round_: Round) -> dict:
    """Of a round that is public: its form with room to write, stage by stage. Of one `with_criteria`."""
    of_stages = ((HEADINGS.get(stage, ""), round_.questions_of(stage)) for stage in round_.stages)
    return {
        "title": f"Application form: {round_.title}",
        "foot": round_.title,
        "facts": [*facts(round_), *changed(round_)],
        "lots": [f"{lot}: {pounds(lot.budget)}" for lot in round_.lot_list if lot.title],
        "stages": [
            {
                "title": title if round_.has_two_stages else "",
                "questions": [question_data(number, each) for number, each in enumerate(questions, 1)],
            }
            for title, questions in of_stages
        ],
    }


def facts(round_: Round) -> list[str]:
    found = [f"{round_.programme}, {round_.programme.funded_by}"]
    if round_.has_two_stages:
        found.append(f"The first stage closes {date_and_time(round_.closes_at)}")
        found.append(f"The second stage closes {date_and_time(round_.second_closes_at)}")
    else:
        found.append(f"Closes {date_and_time(round_.closes_at)}")
    if round_.is_anonymous:
        found.append("Those who assess do not read whose application it is. Do not write it in your answers.")
    return found


def changed(round_: Round) -> list[str]:
    last = round_.amendments.published().last()
    return [f"The round was changed on {date_and_time(last.amended_at)}. Its page says how."] if last else []


def question_data(number: int, question: FormQuestion) -> dict:
    limit = [f"{count_of(question.most_words, 'word')} at most."] if question.most_words else []
    optional = [] if question.is_required else ["You can leave it empty."]
    help_text = [question.help_text] if question.help_text else []
    paper = [ON_PAPER[question.kind]] if question.kind in ON_PAPER else []
    return {
        "number": number,
        "text": question.text,
        "hint": " ".join([*help_text, *paper, *limit, *optional]),
        "kind": question.kind,
        "options": YES_OR_NO if question.kind == QuestionKind.YES_NO else question.option_list,
    }


def copy_document(application: Application, *, now: datetime) -> dict:
    """What is sent at this moment, with everything in it; of two stages, the one that is sent. Of one
    `with_answers`."""
    round_, lot = application.round, application.lot
    stage = f" ({CALLED[application.stage]})" if round_.has_two_stages else ""
    return {
        "title": f"Application{stage}: {round_.title}",
        "foot": f"{application.organisation}, {round_.title}",
        "facts": [
            f"{application.organisation}{f', {lot}' if lot.title else ''}",
            f"{round_.programme}, {round_.programme.funded_by}",
            f"Sent {date_and_time(now)}",
        ],
        "rows": [
            row_data(row)
            for row in rows(application)
            if row.question is None or row.question.stage == application.stage
        ],
    }


def row_data(row: Row) -> dict:
    """A table has lines, everything else words."""
    costs = row.costs
    lines = [{"what": each.what, "cost": each.cost} for each in costs.lines] if costs else []
    return {
        "question": row.title,
        "words": row.words,
        "lines": lines,
        "total": costs.total_in_words if costs else "",
    }
