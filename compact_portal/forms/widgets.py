"""A date as three inputs, the way people write one."""

from django import forms

from compact_portal.forms.dateparts import DateParts


class DateInputs(forms.Widget):
    """Day, month and year. Also reads one value like 2015-01-12, so that a link can carry a date."""

    template_name = "govuk/widgets/date_inputs.html"
    use_fieldset = True

    @staticmethod
    def id_of(widget_id: str, part: str) -> str:
        return f"{widget_id}_{part}" if widget_id else ""

    def id_for_label(self, id_):
        return self.id_of(id_, "day")

    def value_from_datadict(self, data, files, name):
        parts = DateParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in DateParts._fields))
        return parts if any(parts) else DateParts.of(data.get(name))

    def value_omitted_from_data(self, data, files, name):
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in DateParts._fields)))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        wrong = context["widget"]["attrs"].pop("wrong", ())
        context["widget"]["parts"] = [
            {
                "label": part.capitalize(),
                "id": self.id_of(context["widget"]["attrs"].get("id", ""), part),
                "name": f"{name}_{part}",
                "value": typed,
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
            }
            for part, typed in (DateParts.of(value) or DateParts())._asdict().items()
        ]
        return context
