"""The partnership's settings."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.layout import Section
from compact_portal.partnership.colours import validate_brand_colour
from compact_portal.partnership.logos import UploadedLogo, read_logo
from compact_portal.partnership.models import FEWEST_DAYS, MOST_CLEAR_DAYS, MOST_MINUTES_DAYS, Partnership
from compact_portal.partnership.services import SETTINGS


class PartnershipForm(PortalForm):
    """Everything on one page: there is little of it, and it is changed rarely."""

    name = forms.CharField(
        label="Name of the partnership",
        max_length=120,
        help_text="It stands at the top of every page and on every document",
    )
    strapline = forms.CharField(label="A line under the name (optional)", max_length=160, required=False)
    area = forms.CharField(
        label="Area (optional)", max_length=120, required=False, help_text="The borough, city or county, for example"
    )
    contact_email = forms.EmailField(label="Email address for questions (optional)", required=False)
    contact_phone = forms.CharField(label="Telephone (optional)", max_length=40, required=False)
    contact_address = forms.CharField(
        label="Postal address (optional)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    chair_email = forms.EmailField(
        label="Email address of the chair (optional)",
        required=False,
        help_text="The chair is told when a dispute is 5 working days late: its reference and the days, nothing more",
    )
    brand_colour = forms.CharField(
        label="Colour",
        max_length=7,
        validators=[validate_brand_colour],
        help_text="As # and six digits or letters, like #0f5257. White text must be readable on it",
    )
    logo = forms.FileField(
        label="Logo (optional)",
        required=False,
        help_text="A PNG or JPG picture, smaller than 500 KB",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Show no logo", required=False)
    agenda_clear_days = forms.IntegerField(
        label="Clear working days between agenda and meeting",
        min_value=FEWEST_DAYS,
        max_value=MOST_CLEAR_DAYS,
        help_text="The day of publication and the day of the meeting do not count",
    )
    minutes_due_days = forms.IntegerField(
        label="Working days until the draft minutes are due",
        min_value=FEWEST_DAYS,
        max_value=MOST_MINUTES_DAYS,
        help_text="Counted from the day after the meeting",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    layout = (
        Section("Who you are", "name", "strapline", "area"),
        Section("How people reach you", "contact_email", "contact_phone", "contact_address"),
        Section("Who is told", "chair_email"),
        Section("How the portal looks", "brand_colour", "logo", "remove_logo"),
        Section("Dates", "agenda_clear_days", "minutes_due_days"),
        "revision",
    )

    @classmethod
    def of(cls, partnership: Partnership) -> "PartnershipForm":
        """The form as it opens: with what is saved."""
        return cls(initial={name: getattr(partnership, name) for name in (*SETTINGS, "revision")})

    def clean_brand_colour(self) -> str:
        return self.cleaned_data["brand_colour"].lower()

    def clean_logo(self) -> UploadedLogo | None:
        upload = self.cleaned_data["logo"]
        return read_logo(upload) if upload else None

    def show_conflict(self, saved: Partnership) -> None:
        """Say at each field what someone else has saved there; saving again then keeps what stands in the form."""
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = saved.revision
        self.add_error(None, "Someone else changed the settings while you did. Look at both, then save again")
        for name in SETTINGS:
            theirs = getattr(saved, name)
            if theirs != self.cleaned_data.get(name, theirs):
                words = f"“{theirs}”" if theirs else "nothing"
                self.add_error(name, f"Saved now: {words}. Keep yours, or change it back")
