"""Answers as people read them."""

from dataclasses import dataclass, replace
from datetime import date

from django.template.defaultfilters import filesizeformat

from compact_portal.wording import long_date
from funding.anonymous import without_names
from funding.choices import NO, YES, QuestionKind
from funding.costs import Cost, CostTable, costs_of
from funding.models import AnswerFile, Application, FormQuestion
from funding.models.files import ending
from funding.money import pounds


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its answer: in words, and where it is more than words, as a table or a file to fetch."""

    question: FormQuestion
    words: str
    costs: CostTable | None = None
    file: AnswerFile | None = None
    url: str = ""

    def without(self, names: list[str]) -> "Row":
        """For those who are not to read whose it is: without these names, and without what a file was called."""
        if self.file:
            return replace(self, words=file_in_words("A file", self.file))
        if self.costs:
            nameless = tuple(Cost(without_names(each.what, names), each.amount) for each in self.costs.costs)
            costs = replace(self.costs, costs=nameless)
            return replace(self, words=costs.in_words, costs=costs)
        return replace(self, words=without_names(self.words, names))


def rows(application: Application) -> list[Row]:
    """In the order of the form. Of one `with_answers`."""
    files = {each.question_id: each.file for each in application.answers.all() if hasattr(each, "file")}
    return [
        row_of(application, each, application.said.get(each.pk, ""), files.get(each.pk))
        for each in application.round.questions.all()
    ]


def row_of(application: Application, question: FormQuestion, said: str, file: AnswerFile | None) -> Row:
    if file:
        return Row(question, file_in_words(file.name, file), file=file, url=application.url("answer-file", question.pk))
    costs = costs_of(said) if said and question.kind == QuestionKind.COSTS else None
    return Row(question, in_words(question, said), costs=costs)


def in_words(question: FormQuestion, said: str) -> str:
    """An answer as people read it."""
    if not said:
        return ""
    match question.kind:
        case QuestionKind.MONEY:
            return pounds(int(said))
        case QuestionKind.DAY:
            return long_date(date.fromisoformat(said))
        case QuestionKind.YES_NO:
            return {YES: "Yes", NO: "No"}.get(said, said)
        case QuestionKind.COSTS:
            return costs_of(said).in_words
    return said


def file_in_words(called: str, file: AnswerFile) -> str:
    return f"{called} ({ending(file.file.name).upper()}, {filesizeformat(file.size)})".replace("\xa0", " ")
