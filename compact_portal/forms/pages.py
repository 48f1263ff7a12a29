"""One form on one page; before a big step, what was answered on the next; and one question before something goes."""

from django.shortcuts import render


def form_page(request, form, *, title: str, back: str, caption: str = "", **context):
    """The form under its title, with a way back."""
    context |= {"form": form, "title": title, "back": back, "caption": caption}
    return render(request, "components/form_page.html", context)


def confirm_page(request, *, title: str, words: str, submit: str, back: str, keep: str = "Keep it", **context):
    """One question before something goes, answered by pressing a button; `keep` says how to leave it as it is. Besides,
    the page can have a `caption`, a `warning`, and `sends`: the name of a field that only this page fills in."""
    context |= {"title": title, "words": words, "submit": submit, "back": back, "keep": keep}
    return render(request, "components/confirm_page.html", context)


def check_page(request, form, *, title: str, rows: list[tuple[str, object]], seen, submit: str, **context):
    """What was answered and what follows from it, before anything is done.

    One button sends the answers once more with `seen`, which names what this page has shown; when that has changed
    meanwhile, `is_checked` says no and the page is shown again. The other goes back to the form. Besides the `rows`
    the page has `effects` (sentences), a `warning` and a `caption`.
    """
    typed = [(name, value) for name, value in request.POST.items() if name.startswith(tuple(form.fields))]
    context |= {
        "title": title,
        "rows": [{"key": key, "value": value} for key, value in rows],
        "typed": typed,
        "seen": seen,
        "submit": submit,
    }
    return render(request, "components/check_page.html", context)


def is_checked(request, seen) -> bool:
    return request.POST.get("seen") == str(seen)


def goes_back(request) -> bool:
    """Something on the page that checks is to be changed."""
    return "change" in request.POST
