"""Who checks a name that is withheld, and what they found."""

from collections.abc import Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from champions.models import Champion
from compact_portal.forms import PortalForm
from compact_portal.people.models import Person
from disputes.forms.disputes import NO, YES, reason_field
from disputes.forms.drafts import SAYS_IT, DraftForm
from disputes.models import Dispute
from disputes.names import says_name
from disputes.services.withheld import name_known_to, people_who_can_check, withheld_of


def checker_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Person.objects.none(),
        label="Which Champion should check the name?",
        help_text="Only this Champion will know it. Choose one who has nothing to do with the group.",
        widget=forms.RadioSelect,
        empty_label=None,
    )


def offer(field: forms.ModelChoiceField, dispute: Dispute) -> None:
    """Those who can, each with their organisation."""
    people = people_who_can_check(dispute, timezone.localdate())
    of = Champion.objects.champions().current(timezone.localdate()).filter(person__in=people)
    names = {each.person_id: each.signatory.organisation.name for each in of.select_related("signatory__organisation")}
    field.queryset = Person.objects.filter(pk__in=[person.pk for person in people])
    field.label_from_instance = lambda person: f"{person.name}, {names.get(person.pk, '')}"
    if not people:
        field.help_text = "Every Champion has to do with one of the sides."


def refuse_name(form: forms.Form, dispute: Dispute, user) -> None:
    """Mark every answer of a sent form that says the name which is withheld. Only for those who know it: anybody else
    could find it out by guessing."""
    name = name_known_to(user, dispute) if form.is_bound else ""
    form.is_valid()  # whatever else is wrong with it
    for field, answer in list(form.cleaned_data.items()) if name else ():
        if field != "withheld_name" and any(says_name(name, words) for words in words_in(answer)):
            form.add_error(field, SAYS_IT)


def words_in(answer) -> Iterator[str]:
    """What somebody typed, and the names of the files they chose."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, UploadedFile):
        yield answer.name
    elif isinstance(answer, dict):
        yield from words_in(list(answer.values()))
    elif isinstance(answer, list):
        for each in answer:
            yield from words_in(each)


class CheckerForm(DraftForm):
    checker = checker_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["checker"]
        offer(field, self.dispute)
        if not field.queryset:
            field.required = False
            field.help_text += " You can go on. Both sides will read that nobody has checked the name."

    def saved(self) -> dict:
        withheld = withheld_of(self.dispute)
        return {"checker": withheld.checker_id if withheld else None}


class AnotherCheckerForm(PortalForm):
    submit = "Ask this Champion"
    checker = checker_field()

    def __init__(self, *args, dispute: Dispute, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["checker"], dispute)


class CheckNameForm(PortalForm):
    submit = "Send the answer"
    reveals = {"exists": {NO: ["answer"]}}
    exists = forms.ChoiceField(
        label="Does this group exist, and has it agreed to be spoken for?",
        choices=[(YES, "Yes, I have checked both"), (NO, "I could not confirm it")],
        widget=forms.RadioSelect,
    )
    answer = reason_field("What is missing?", help_text="Only the representative will read this.")

    @property
    def confirmed(self) -> bool:
        return self.cleaned_data["exists"] == YES
