"""What is recommended and decided, and how awards are paid."""

from collections.abc import Iterable

from django import forms

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.forms.layout import Section
from funding.choices import PaymentKind, Verdict
from funding.forms.assessment import YES_OR_NO, text
from funding.forms.fields import MoneyField
from funding.models import Application, Award
from funding.services.deciding import Said

OF_A_VERDICT = ("verdict", "amount", "reason")
PAYMENTS = (1, 2, 3, 4, 5, 6)
OF_A_PAYMENT = ("kind", "amount", "due", "reason")


class VerdictsForm(AsShownForm):
    """Three answers about each application. `said` is what was said before, by the id of the application."""

    submit = "Recommend this"
    later = "Save and go on later"
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, applications: Iterable[Application], said: dict, titles: dict, since, put_off, **kwargs):
        """`put_off` are the VerdictsPutOff, if there are any: the form begins with what was typed then, and `since`
        says what was recommended afterwards."""
        super().__init__(*args, **kwargs)
        self.put_off = put_off
        self.applications, sections, self.reveals = list(applications), [], {}
        for each in self.applications:
            verdict, amount, reason = names = [f"{name}_{each.pk}" for name in OF_A_VERDICT]
            called = each.called
            fields = (
                forms.ChoiceField(
                    label=f"{called}: what is to happen?",
                    help_text=since[each.pk],
                    choices=Verdict,
                    widget=forms.RadioSelect,
                ),
                MoneyField(label=f"{called}: how much?", error_messages={"required": "Enter how much is awarded."}),
                text(f"{called}: why?", help_text="The applicant reads it once it is announced."),
            )
            fields[1].widget.attrs |= {"data-lot": each.lot_id, "data-budget": each.lot.budget}  # for js/sums.js
            self.fields |= dict(zip(names, fields, strict=True))
            if known := said.get(each.pk):
                self.initial |= dict(zip(names, (known.verdict, known.amount, known.reason), strict=True))
            self.reveals[verdict] = {Verdict.AWARD: [amount]}
            sections.append(Section(titles[each.pk], verdict, reason))
        self.layout = [*(name for name in self.base_fields), *sections]
        if put_off:
            fields = [(name, field) for name, field in self.fields.items() if name not in ("seen", "as_shown")]
            self.initial |= {name: field.widget.value_from_datadict(put_off.typed, {}, name) for name, field in fields}

    @property
    def typed(self) -> dict[str, str]:
        """Every field as it was sent, in order or not."""
        return {name: words for name, words in self.data.items() if name.startswith(tuple(self.fields))}

    @property
    def verdicts(self) -> dict[int, Said]:
        """What the service takes."""
        said = self.cleaned_data
        return {
            each.pk: Said(said[f"verdict_{each.pk}"], said[f"reason_{each.pk}"], said[f"amount_{each.pk}"])
            for each in self.applications
        }


class DecisionForm(VerdictsForm):
    submit = "Save the decision"
    decided_by = forms.CharField(label="Who decided?", help_text="For example: Cabinet, or a panel.", max_length=200)
    decided_on = DateField(label="When was it decided?", called="The day")
    minutes = forms.CharField(
        label="Where is it written down?", help_text="For example: Cabinet, 10 March, minute 45.", max_length=200
    )

    @property
    def decision(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("decided_by", "decided_on", "minutes")}


class ReserveForm(PortalForm):
    submit = "Offer it"
    amount = MoneyField(label="How much do you offer?")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class OfferForm(PortalForm):
    submit = "Send the answer"
    accepts = forms.ChoiceField(label="Do you accept it?", choices=YES_OR_NO, widget=forms.RadioSelect)


class PurposeForm(AsShownForm):
    submit = "Save"
    purpose = forms.CharField(
        label="What does it pay for?",
        help_text="One sentence, for example: A lunch club every week for older people. Everyone can read it. "
        "Do not name people.",
        max_length=300,
    )


class PaymentsForm(PortalForm):
    """Rows that are left empty are no payments; a row that is begun must be whole."""

    submit = "Save the payments"

    def __init__(self, *args, award: Award, **kwargs):
        super().__init__(*args, **kwargs)
        for row in PAYMENTS:
            more = "" if row == 1 else " (optional)"
            self.fields |= {
                f"kind_{row}": forms.ChoiceField(
                    label=f"Payment {row}: when does it come?{more}",
                    choices=[("", "Choose"), *PaymentKind.choices],
                    required=row == 1,
                ),
                f"amount_{row}": MoneyField(label=f"Payment {row}: how much?{more}", required=row == 1),
                f"due_{row}": DateField(
                    label=f"Payment {row}: on which day?{more}", called="The day", required=row == 1
                ),
                f"reason_{row}": text(
                    f"Payment {row}: why afterwards or by results? (optional)",
                    help_text="Everyone can read it.",
                    rows=2,
                    required=False,
                ),
            }
        self.layout = [Section(f"Payment {row}", *(f"{name}_{row}" for name in OF_A_PAYMENT)) for row in PAYMENTS]
        for row, payment in zip(PAYMENTS, award.payments.all(), strict=False):
            self.initial |= {f"{name}_{row}": getattr(payment, name) for name in OF_A_PAYMENT}

    def clean(self):
        cleaned = super().clean()
        for row in PAYMENTS:
            begun = [name for name in ("kind", "amount", "due") if cleaned.get(f"{name}_{row}")]
            for name in ("kind", "amount", "due") if begun else ():
                if name not in begun and f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", "Fill in the whole payment, or leave all of it empty.")
        return cleaned

    @property
    def payments(self) -> list[dict]:
        """What the service takes."""
        rows = ({name: self.cleaned_data.get(f"{name}_{row}") or "" for name in OF_A_PAYMENT} for row in PAYMENTS)
        return [row for row in rows if row["kind"]]


class PaidForm(PortalForm):
    submit = "It was paid"
    paid_on = DateField(label="On which day was it paid?", called="The day")


class CorrectForm(PortalForm):
    submit = "It is to be paid again"
    reason = text("What was wrong?", help_text="It is kept with the award. It does not change what everyone reads.")


class WhyForm(PortalForm):
    submit = "Save"
    reason = text("Why?", help_text="Everyone can read it.")
