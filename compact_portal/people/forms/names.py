"""Names. Apart from the sign-in forms, because allauth loads this class before its own."""

from django import forms


class NameField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(
            label="Your full name",
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
            error_messages={"required": "Enter your full name"},
            **kwargs,
        )


class SignUpNameForm(forms.Form):
    """What we ask at sign-up beyond allauth's own questions. allauth calls `signup` once the user is saved."""

    name = NameField()

    def signup(self, request, user):
        pass
