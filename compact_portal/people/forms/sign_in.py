"""Signing in, signing up and the codes sent by email."""

from allauth.account import forms as account
from django.core.exceptions import ValidationError

from compact_portal.people.forms.words import CHOOSING_WELL, PlainWords

EMAIL = ("Email address", "")
TOO_MANY = "too_many_login_attempts"
LOCKED = (
    "There were too many wrong tries. Choose “Email me a code” below to sign in now, or wait 5 minutes and try again."
)
ASKED_TOO_OFTEN = (
    "A code was asked for too often. Use the newest code, sign in with your password, or wait a minute and try again."
)
CODE = ("Code", "For example ABCD-1234")


class SignInForm(PlainWords, account.LoginForm):
    words = {
        "login": EMAIL,
        "password": ("Password", ""),
        "remember": ("Keep me signed in on this device", "Do not tick this on a shared computer"),
    }

    def clean(self):
        """A refusal belongs to no field; put it at the first, so that its link in the summary leads somewhere."""
        try:
            return super().clean()
        except ValidationError as refusal:
            self.add_error("login", LOCKED if refusal.code == TOO_MANY else refusal)
            return self.cleaned_data


class SignUpForm(PlainWords, account.SignupForm):
    field_order = ["name", "email", "password1"]
    words = {
        "email": ("Email address", "We send a code to this address to check that it is yours"),
        "password1": (
            "Password (optional)",
            f"{CHOOSING_WELL} Leave this empty to sign in with a code that we email to you each time.",
        ),
    }


class AskForCodeForm(PlainWords, account.RequestLoginCodeForm):
    words = {"email": EMAIL}

    def clean_email(self):
        try:
            return super().clean_email()
        except ValidationError as refusal:
            raise ValidationError(ASKED_TOO_OFTEN if refusal.code == TOO_MANY else refusal) from refusal


class SignInCodeForm(PlainWords, account.ConfirmLoginCodeForm):
    words = {"code": CODE}


class EmailCodeForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    words = {"code": CODE}


class OtherEmailForm(PlainWords, account.ChangeEmailForm):
    words = {"email": EMAIL}


class NewEmailForm(PlainWords, account.AddEmailForm):
    words = {"email": ("New email address", "We send a code to this address to check that it is yours")}
