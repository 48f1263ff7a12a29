"""Choosing, changing and forgetting a password."""

from allauth.account import forms as account

from compact_portal.people.forms.words import CHOOSING_WELL, PlainWords

NEW = ("New password", CHOOSING_WELL)
AGAIN = ("New password again", "")


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    words = {"oldpassword": ("Current password", ""), "password1": NEW, "password2": AGAIN}


class SetPasswordForm(PlainWords, account.SetPasswordForm):
    words = {"password1": NEW, "password2": AGAIN}


class ForgottenPasswordForm(PlainWords, account.ResetPasswordForm):
    words = {"email": ("Email address", "")}


class ResetPasswordForm(PlainWords, account.ResetPasswordKeyForm):
    words = {"password1": NEW, "password2": AGAIN}


class ConfirmPasswordForm(PlainWords, account.ReauthenticateForm):
    words = {"password": ("Your password", "")}
