"""Files that people uploaded, handed out as downloads and never shown as a page of the portal."""

from django.http import FileResponse, Http404
from django.utils.text import slugify


def download(file, *, title: str, content_type: str) -> FileResponse:
    """The file under a name made from `title`. Raises Http404 when the storage has lost it."""
    ending = file.name.rpartition(".")[2]
    try:
        opened = file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slugify(title) or 'file'}.{ending}"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
