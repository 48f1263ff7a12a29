"""Answers as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.template.defaultfilters import filesizeformat

from compact_portal.wording import long_date
from funding.anonymous import without_names
from funding.choices import FIRST, NO, YES, QuestionKind
from funding.costs import Cost, CostTable, costs_of
from funding.models import AnswerFile, Application, FormQuestion
from funding.models.files import ending
from funding.money import pounds
from funding.reliance import reliance_of

#: What the row is called that says who applies with whom.
TOGETHER = "Who applies together"


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
    return who_applies(application) + [
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


def who_applies(application: Application) -> list[Row]:
    """Several that apply together. What changes about that in the second stage is sealed with it: until then it is as
    it was sent first."""
    if application.is_partly_sealed:
        return [row for row in [sent_together_row(application)] if row]
    return [together_row(application)] if application.together else []


def sent_together_row(application: Application) -> Row | None:
    """From the copy of the first stage; None where it was sent alone."""
    sent = application.copies.filter(stage=FIRST).order_by("number").last()
    found = next((row for row in sent.data["rows"] if row["question"] == TOGETHER), None) if sent else None
    if found is None:
        return None
    shares = [line.rpartition(": ")[2] for line in found["words"].splitlines()]
    nameless = "\n".join(f"{name}: {share}" for name, share in zip(nameless_of(shares), shares, strict=True))
    return Row(TOGETHER, found["words"], nameless=nameless)


def nameless_of(several: Sequence) -> list[str]:
    """What those who apply together are called where nobody reads their names, the lead first."""
    return ["In the lead", *(f"Organisation {number}" for number in range(2, len(several) + 1))]


def together_row(application: Application) -> Row:
    """Who leads, who is with it, and the share of each."""
    consortium = application.together
    shares = [(f"{application.organisation}, in the lead", "In the lead", consortium.lead_in_words)]
    shares += [
        (str(each), f"Organisation {number}", "left" if each.left_at else consortium.in_words(each.share))
        for number, each in enumerate(consortium.members.all(), 2)
    ]
    named, nameless = ("\n".join(f"{line[n]}: {line[2]}" for line in shares) for n in (0, 1))
    return Row(TOGETHER, named, nameless=nameless)


def reliance_row(application: Application) -> Row:
    """For those who assess and decide: who would have more than a third of its income from this."""
    found = reliance_of(application)
    nameless = "\n".join(each.in_words(name) for each, name in zip(found, nameless_of(found), strict=True))
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
