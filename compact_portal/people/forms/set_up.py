"""What an empty portal needs before it can be used."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from compact_portal.forms import PortalForm
from compact_portal.people.forms.names import NameField
from compact_portal.people.forms.words import CHOOSING_WELL
from compact_portal.people.models import User


class PartnershipNameForm(PortalForm):
    submit = "Continue"

    partnership = forms.CharField(
        label="What is your partnership called?",
        help_text="You can change it later",
        max_length=120,
        error_messages={"required": "Enter the name of the partnership"},
    )


class FirstAdministratorForm(PortalForm):
    submit = "Continue"

    name = NameField()
    email = forms.EmailField(
        label="Email address",
        help_text="You sign in with it",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your email address"},
    )
    password = forms.CharField(
        label="Password",
        help_text=CHOOSING_WELL,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("There is an account with this address already")
        return email

    def clean(self):
        data = super().clean()
        if "password" in data:
            try:
                validate_password(data["password"], User(email=data.get("email", "")))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return data
