"""Forms for planning meetings, their agendas and their steps."""

from datetime import time

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, PublicUploadField, TimeField
from compact_portal.wording import clock
from meetings.choices import ItemKind, Purpose
from meetings.forms.committees import TemplateChoice
from meetings.models import Committee

PAPER_KINDS = ("pdf", "docx", "png", "jpg")


class WhenAndWhereForm(PortalForm):
    date = DateField(label="Which day?")
    starts_at = TimeField(label="When does it start?", help_text="For example, 5pm or 17:00.")
    ends_at = TimeField(label="When does it end? (optional)", required=False)
    venue = forms.CharField(label="Where? (optional)", max_length=300, required=False)
    title = forms.CharField(
        label="Title (optional)",
        max_length=200,
        required=False,
        help_text="Only if it differs from the committee’s name.",
    )

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", f"The end must be after the start.{_perhaps_in_the_evening(starts, ends)}")
        return cleaned


def _perhaps_in_the_evening(starts: time, ends: time) -> str:
    """Whoever writes "6.30" for the end of a meeting that starts at 5pm means the evening."""
    later = ends.replace(hour=ends.hour + 12) if ends.hour < 12 else ends
    return f" If you mean {clock(later)}, write {clock(later)}." if later > starts else ""


class PlanMeetingForm(WhenAndWhereForm):
    submit = "Plan the meeting"
    template = TemplateChoice(label="Start the agenda from", required=False, empty_label="An empty agenda")

    def __init__(self, *args, committee: Committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["template"].offer(committee)


class DetailsForm(WhenAndWhereForm):
    submit = "Save"
    starts_at = TimeField(label="When does it start? (optional)", required=False)
    next_meetings = forms.CharField(
        label="Dates of next meetings (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As the minutes should say them, one on each line.",
    )
    closing = forms.CharField(
        label="Closing line (optional)", required=False, max_length=200, help_text="For example, Meeting closed 6:45pm."
    )


class QuickItemForm(PortalForm):
    """The least an item needs: enough while people are talking."""

    submit = "Add the item"
    title = forms.CharField(label="Title of the item", max_length=300)
    level = forms.TypedChoiceField(
        label="Where does it stand?",
        choices=[(1, "Item"), (2, "Sub-item of the item above")],
        coerce=int,
        initial=1,
        widget=forms.RadioSelect,
    )


class ItemForm(QuickItemForm):
    submit = "Save the item"
    title = forms.CharField(label="Title", max_length=300)
    presenters = forms.CharField(label="Who presents it? (optional)", max_length=300, required=False)
    purpose = forms.ChoiceField(label="What is it for?", choices=Purpose, required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Kind of item", choices=ItemKind, initial=ItemKind.ORDINARY)
    confidential = forms.BooleanField(label="Confidential: only the title is published", required=False)


class PaperForm(PortalForm):
    submit = "Add the paper"
    title = forms.CharField(label="Title of the paper", max_length=200)
    file = PublicUploadField(label="File", kinds=PAPER_KINDS, help_text="A PDF, Word document or picture, up to 20 MB.")


class StepForm(PortalForm):
    """A step from state to state. `seen` is the meeting's revision when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonedStepForm(StepForm):
    reason = forms.CharField(label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class OverrideForm(StepForm):
    """Publishing in spite of what the checks found needs a reason."""

    reason = forms.CharField(
        label="Why publish all the same?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your reason is kept in the history. It is not published.",
    )


class PostponeForm(ReasonedStepForm):
    submit = "Postpone the meeting"
    to = DateField(label="To which day?")


class ApproveForm(StepForm):
    """Corrections, one on each line: "4: Ilford, not Illford"."""

    submit = "Approve the minutes"
    corrections = forms.CharField(
        label="Corrections the meeting agreed (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One on each line. Start with the item’s number and a colon, for example: 4: the figure is £590,879.",
    )

    def __init__(self, *args, numbers: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = numbers

    def clean_corrections(self) -> list[dict]:
        """[{"item_number": "4", "what": "…"}]; a line without a number is about the whole."""
        lines = [line.strip() for line in self.cleaned_data["corrections"].splitlines() if line.strip()]
        corrections = [self.correction(line) for line in lines]
        unknown = [found["item_number"] for found in corrections if found["item_number"] not in self.numbers | {""}]
        if unknown:
            raise forms.ValidationError(f"There is no item {unknown[0]} in these minutes. Check the number")
        return corrections

    @staticmethod
    def correction(line: str) -> dict:
        number, colon, what = line.partition(":")
        named = colon and what.strip() and number.strip().replace(".", "").isdigit()
        return {"item_number": number.strip(), "what": what.strip()} if named else {"item_number": "", "what": line}
