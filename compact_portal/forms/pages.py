"""One form on one page."""

from django.shortcuts import render


def form_page(request, form, *, title: str, back: str, caption: str = "", **context):
    """The form under its title, with a way back."""
    context |= {"form": form, "title": title, "back": back, "caption": caption}
    return render(request, "components/form_page.html", context)
