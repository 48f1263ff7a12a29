"""Forms for taking a version through a signatory's own governance. Each names the revision it was shown."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, PublicUploadField, WebAddressField

EVIDENCE_KINDS = ("pdf", "docx", "png", "jpg")


class AdoptionStepForm(PortalForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PlanForm(AdoptionStepForm):
    submit = "Save the plan"
    route = forms.CharField(
        label="Who decides?",
        max_length=200,
        help_text="For example: Cabinet, then Full Council. Or: our trustees.",
    )
    expected_on = DateField(label="On which day do you expect the decision?", called="The day")
    note = forms.CharField(
        label="Is there anything people should know? (optional)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone can read it.",
    )


class AdoptedForm(AdoptionStepForm):
    submit = "Record the adoption"
    adopted_on = DateField(label="On which day was it adopted?", called="The day")
    minute_reference = forms.CharField(
        label="Where is it minuted? (optional)",
        max_length=120,
        required=False,
        help_text="For example: Full Council, 12 January, item 7.",
    )
    minute_url = WebAddressField(label="Link to the minutes (optional)", max_length=200, required=False)
    evidence = PublicUploadField(
        label="A file that shows it (optional)",
        kinds=EVIDENCE_KINDS,
        required=False,
        help_text="A PDF, Word document or picture, up to 20 MB. Everyone can open it. A new one replaces the old.",
    )


class DeclinedForm(AdoptionStepForm):
    submit = "Record that it is declined"
    on = DateField(label="On which day was that decided?", called="The day")
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everyone can read it.",
    )


class ReopenForm(AdoptionStepForm):
    submit = "Undo the record"
    submit_class = "govuk-button--warning"
