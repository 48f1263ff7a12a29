"""What applications are judged by, as a funder writes it down."""

from django import forms

from compact_portal.forms import AsShownForm
from compact_portal.forms.layout import Section
from funding.models.criteria import USUAL_HIGHEST

CRITERIA = (1, 2, 3, 4, 5, 6, 7, 8)
#: So many are asked for at first, and so many more than there are.
AT_FIRST, MORE = 4, 2
OF_A_CRITERION = ("title", "weight", "highest", "pass_mark", "is_social_value")
WITH_MEANINGS = (*OF_A_CRITERION, "meanings")


def percentage(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=100, required=False)


class CriteriaForm(AsShownForm):
    """Rows that are left empty are no criteria; a row that is begun must be whole. It begins with the criteria of
    `lot`, which may be another one."""

    submit = "Save and continue"
    lead = ""
    pass_questions = forms.CharField(
        label="Questions to pass first (optional)",
        help_text="One on each line. An application with a no to one of them goes no further.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, lot=None, typed=None, **kwargs):
        """`typed` was sent to get more rows: it is shown again, and not judged yet."""
        super().__init__(*args, **kwargs)
        self.rows = rows_for(lot, typed or self.data, more=MORE if typed else 0)
        self.later = "Show more criteria" if len(self.rows) < len(CRITERIA) else ""
        for row in self.rows:
            optional = "" if row == 1 else " (optional)"
            self.fields |= {
                f"title_{row}": forms.CharField(label=f"Criterion {row}{optional}", max_length=200, required=row == 1),
                f"weight_{row}": percentage(f"Criterion {row}: how much does it count, in per cent?{optional}"),
                f"highest_{row}": percentage(f"Criterion {row}: what is the highest mark?{optional}"),
                f"pass_mark_{row}": percentage(f"Criterion {row}: which mark must be reached? (optional)"),
                f"is_social_value_{row}": forms.BooleanField(
                    label=f"Criterion {row} is about social value", required=False
                ),
                f"meanings_{row}": forms.CharField(
                    label=f"Criterion {row}: what does each mark mean? (optional)",
                    help_text="One on each line, from 0 to the highest.",
                    max_length=4000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                ),
            }
            self.initial.setdefault(f"highest_{row}", USUAL_HIGHEST)
        self.layout = [
            "pass_questions",
            *(Section(f"Criterion {row}", *(f"{name}_{row}" for name in WITH_MEANINGS)) for row in self.rows),
        ]
        if lot:
            self.initial |= criteria_of(lot)
        if typed:
            self.shown_before = typed.get("as_shown", "")
            fields = self.fields.items()
            self.initial |= {name: field.widget.value_from_datadict(typed, {}, name) for name, field in fields}

    def clean(self):
        cleaned = super().clean()
        for row in self.rows:
            self.check_row(cleaned, row)
        total = sum(cleaned.get(f"weight_{row}") or 0 for row in self.rows)
        if not self.errors and total != 100:
            words = f"The weights add up to {total}. Change them so that they add up to 100."
            self.add_error("weight_1", words)
        return cleaned

    def check_row(self, cleaned, row: int) -> None:
        title, weight = cleaned.get(f"title_{row}"), cleaned.get(f"weight_{row}")
        highest, pass_mark = cleaned.get(f"highest_{row}"), cleaned.get(f"pass_mark_{row}")
        if title and not weight and f"weight_{row}" not in self.errors:
            self.add_error(f"weight_{row}", "Enter how much it counts, for example 40.")
        if weight and not title and f"title_{row}" not in self.errors:
            self.add_error(f"title_{row}", "Enter what the criterion is.")
        if title and not highest and f"highest_{row}" not in self.errors:
            self.add_error(f"highest_{row}", "Enter the highest mark, for example 5.")
        if highest and pass_mark and pass_mark > highest:
            self.add_error(f"pass_mark_{row}", f"Enter {highest} or less: no mark is higher.")
        if highest and len(lines_of(cleaned.get(f"meanings_{row}"))) not in (0, highest + 1):
            self.add_error(f"meanings_{row}", f"Enter {highest + 1} lines: one for each mark from 0 to {highest}.")

    @property
    def said(self) -> dict:
        """What the service takes: the questions to pass, and fields of Criterion."""
        said = self.cleaned_data
        rows = (
            {name: said[f"{name}_{row}"] for name in OF_A_CRITERION} | {"meanings": lines_of(said[f"meanings_{row}"])}
            for row in self.rows
        )
        return {
            "pass_questions": [line[:300] for line in lines_of(said["pass_questions"])],
            "criteria": [row for row in rows if row["title"]],
        }


def criteria_form(request, round_, lot) -> CriteriaForm:
    """A lot without criteria begins with those of the nearest before it."""
    earlier = [each for each in round_.lot_list if each.number < lot.number and each.criteria.all()]
    begins_with = lot if lot.criteria.all() or not earlier else earlier[-1]
    if request.method == "POST" and "later" not in request.POST:
        form = CriteriaForm(request.POST, lot=begins_with)
    else:
        form = CriteriaForm(lot=begins_with, typed=request.POST or None)
    if begins_with != lot and not request.POST:
        form.lead = f"This begins with what you wrote for {begins_with}. Change what is different, and save."
    return form


def rows_for(lot, sent, *, more: int) -> tuple[int, ...]:
    """As many as were sent, and some more if that was asked for; otherwise some more than the lot has."""
    last = max((row for row in CRITERIA if f"title_{row}" in sent), default=0)
    there = len(lot.criteria.all()) if lot else 0
    return CRITERIA[: last + more if last else max(AT_FIRST, there + MORE)]


def lines_of(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def criteria_of(lot) -> dict:
    """What the form begins with."""
    values = {"pass_questions": "\n".join(question.text for question in lot.pass_questions.all())}
    for row, criterion in zip(CRITERIA, lot.criteria.all(), strict=False):
        values |= {f"{name}_{row}": getattr(criterion, name) for name in OF_A_CRITERION}
        values[f"meanings_{row}"] = "\n".join(criterion.meanings)
    return values
