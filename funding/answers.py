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
from funding.reliance import reliance_of


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its answer: in words, and where it is more than words, as a table or a file to fetch.

    What nobody asked has no question: with whom an organisation applies. `nameless` are its words without names.
    """

    title: str
    words: str
    question: FormQuestion | None = None
    nameless: str = ""
    costs: CostTable | None = None
    file: AnswerFile | None = None
    url: str = ""

    def without(self, names: list[str]) -> "Row":
        """For those who are not to read whose it is: without these names, and without what a file was called."""
        if self.nameless:
            return replace(self, words=self.nameless)
        if self.file:
            return replace(self, words=file_in_words("A file", self.file))
        if self.costs:
            nameless = tuple(Cost(without_names(each.what, names), each.amount) for each in self.costs.costs)
            costs = replace(self.costs, costs=nameless)
            return replace(self, words=costs.in_words, costs=costs)
        return replace(self, words=without_names(self.words, names))


def rows(application: Application) -> list[Row]:
    """In the order of the form; before them, who applies together. Without what is sealed for whoever reads. Of one
    `with_answers`."""
    files = {each.question_id: each.file for each in application.answers.all() if hasattr(each, "file")}
    together = [together_row(application)] if application.together and not application.is_partly_sealed else []
    return together + [
        row_of(application, each, application.said.get(each.pk, ""), files.get(each.pk))
        for each in application.read_questions
    ]


def papers(application: Application) -> list[Row]:
    """The same for the funder and those who assess: the whole has how much of their income it would be, too."""
    return [*rows(application), *([] if application.is_partly_sealed else [reliance_row(application)])]


def row_of(application: Application, question: FormQuestion, said: str, file: AnswerFile | None) -> Row:
    if file:
        url = application.url("answer-file", question.pk)
        return Row(question.text, file_in_words(file.name, file), question, file=file, url=url)
    costs = costs_of(said) if said and question.kind == QuestionKind.COSTS else None
    return Row(question.text, in_words(question, said), question, costs=costs)


def together_row(application: Application) -> Row:
    """Who leads, who is with it, and the share of each."""
    consortium = application.together
    shares = [(f"{application.organisation}, in the lead", "In the lead", consortium.lead_in_words)]
    shares += [
        (str(each), f"Organisation {number}", "left" if each.left_at else consortium.in_words(each.share))
        for number, each in enumerate(consortium.members.all(), 2)
    ]
    named, nameless = ("\n".join(f"{line[n]}: {line[2]}" for line in shares) for n in (0, 1))
    return Row("Who applies together", named, nameless=nameless)


def reliance_row(application: Application) -> Row:
    """For those who assess and decide: who would have more than a third of its income from this."""
    found = reliance_of(application)
    called = ["In the lead", *(f"Organisation {number}" for number in range(2, len(found) + 1))]
    nameless = "\n".join(each.in_words(name) for each, name in zip(found, called, strict=True))
    return Row("Part of yearly income", "\n".join(each.in_words(each.name) for each in found), nameless=nameless)


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
