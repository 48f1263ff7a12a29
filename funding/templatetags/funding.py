"""Money in words, for templates."""

from django import template

from funding.money import pounds

register = template.Library()
register.filter("pounds", pounds)
