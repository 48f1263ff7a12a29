"""A logo is what its bytes say it is, not what its name says."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image

MOST_BYTES = 500 * 1024
MOST_PIXELS = 4000  # along either side
CONTENT_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class UploadedLogo:
    content: bytes
    content_type: str


def read_logo(upload) -> UploadedLogo:
    """The uploaded file, looked into. Raises ValidationError with what to do instead."""
    if upload.size > MOST_BYTES:
        raise ValidationError(f"The logo must be smaller than {MOST_BYTES // 1024} KB. Make it smaller and try again")
    content = upload.read()
    kind, size = _look_into(content)
    if kind not in CONTENT_TYPES:
        raise ValidationError("The logo must be a PNG or JPG picture. This file is something else, or it is damaged")
    if max(size) > MOST_PIXELS:
        raise ValidationError(f"The logo must be at most {MOST_PIXELS} pixels wide and high")
    return UploadedLogo(content, CONTENT_TYPES[kind])


def _look_into(content: bytes) -> tuple[str, tuple[int, int]]:
    """Format and size of a picture; ("", (0, 0)) when it is none or is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=tuple(CONTENT_TYPES)) as picture:
                picture.verify()
                return picture.format, picture.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return "", (0, 0)
