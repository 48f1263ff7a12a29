"""Forms for writing a version: its cover, sections, clauses and glossary."""

import re

from django import forms

from champions.choices import Addressee, ClauseKind, SectionKind
from champions.models import Clause, Section
from compact_portal.forms import PortalForm

#: Letters. The longest clause of a real Compact has about 900.
LONGEST_CLAUSE = 5_000
#: The years a Compact can be for. The first national one is of 1998.
YEARS = range(1998, 2100)


class DraftForm(PortalForm):
    submit = "Start the draft"
    title = forms.CharField(label="Title", max_length=200)
    period = forms.CharField(
        label="Which years is it for?", max_length=40, help_text="As the cover will have it, for example 2027 - 2030."
    )

    def clean_period(self) -> str:
        """Words as well as years, such as "From 2027 on"; but every number in them is a year, and they go forwards."""
        period = self.cleaned_data["period"]
        years = [int(number) for number in re.findall(r"\d+", period)]
        if not years or not all(year in YEARS for year in years):
            raise forms.ValidationError("Enter years with 4 numbers each, for example 2027 - 2030.")
        if years != sorted(years):
            raise forms.ValidationError(f"{years[-1]} is before {years[0]}. Enter the first year first.")
        return period


class CoverForm(PortalForm):
    title = forms.CharField(label="Title", max_length=200)
    strapline = forms.CharField(label="Line under the title (optional)", max_length=200, required=False)
    summary = forms.CharField(
        label="Sentence on the cover (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SectionForm(PortalForm):
    title = forms.CharField(label="Heading (optional)", max_length=200, required=False)
    number = forms.RegexField(
        r"^\d+(\.\d+)?$",
        label="Number (optional)",
        max_length=10,
        required=False,
        help_text="For example 5, or 5.1 for a part of section 5.",
        error_messages={"invalid": "Enter a number such as 5 or 5.1."},
    )
    kind = forms.ChoiceField(label="What is it?", choices=SectionKind, initial=SectionKind.SECTION)
    signed = forms.CharField(
        label="Signed by (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One line each. Usually only the foreword is signed.",
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("title") or cleaned.get("number")):
            self.add_error("title", "Enter a heading or a number.")
        return cleaned


class ClauseForm(PortalForm):
    text = forms.CharField(
        label="Words", max_length=LONGEST_CLAUSE, strip=True, widget=forms.Textarea(attrs={"rows": 6})
    )
    kind = forms.ChoiceField(label="What is it?", choices=ClauseKind, initial=ClauseKind.COMMITMENT)
    addressee = forms.ChoiceField(
        label="Whose commitment is it?",
        choices=Addressee,
        initial=Addressee.EVERYONE,
        help_text="Only a commitment needs this.",
    )


class ClauseSaveForm(ClauseForm):
    """The same, over a clause that is there: it carries the revision it was based on."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class OtherSectionForm(PortalForm):
    submit = "Move the clause"
    section = forms.ModelChoiceField(
        label="To which section?", queryset=Section.objects.none(), empty_label="Choose a section"
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections
        self.fields["section"].label_from_instance = lambda section: str(section) or section.get_kind_display()


class PredecessorForm(PortalForm):
    predecessor = forms.ModelChoiceField(
        label="Which clause of the version before does it continue?",
        queryset=Clause.objects.none(),
        required=False,
        empty_label="None: it is new",
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["predecessor"].queryset = candidates
        self.fields["predecessor"].label_from_instance = named


def named(clause: Clause) -> str:
    words = clause.text if len(clause.text) <= 80 else f"{clause.text[:79]}…"
    return f"{clause.reference}: {words}" if clause.number else f"{clause.section}: {words}"


class TermForm(PortalForm):
    term = forms.CharField(label="Term", max_length=120)
    meaning = forms.CharField(label="What it means", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class StageForm(PortalForm):
    title = forms.CharField(label="What happens, in a few words", max_length=120)
    text = forms.CharField(label="What happens, in full", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))
    within = forms.CharField(label="By when", max_length=60, help_text="For example: within 2 weeks.")
    then = forms.CharField(label="And then (optional)", max_length=120, required=False)
