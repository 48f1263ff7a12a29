"""The brand colour: readable on white, and the shades made from it."""

import re

from django.core.exceptions import ValidationError

#: WCAG 2.2, 1.4.3: text against its background, level AA.
LEAST_CONTRAST = 4.5
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def parse_colour(colour: str) -> tuple[int, int, int]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG defines it, 0 (black) to 1 (white)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_with_white(colour: str) -> float:
    """The WCAG contrast ratio, 1 (white on white) to 21 (black on white)."""
    return 1.05 / (luminance(parse_colour(colour)) + 0.05)


def mix(colour: str, other: tuple[int, int, int], share: float) -> str:
    """`colour` with `share` (0 to 1) of it kept and the rest taken from `other`."""
    parts = (round(a * share + b * (1 - share)) for a, b in zip(parse_colour(colour), other, strict=True))
    return "#{:02x}{:02x}{:02x}".format(*parts)


def shades(brand: str) -> dict[str, str]:
    """The CSS custom properties made from the brand colour."""
    return {
        "brand": brand,
        "brand-tint": mix(brand, WHITE, 0.07),
        "brand-line": mix(brand, WHITE, 0.29),
        "brand-dark": mix(brand, BLACK, 0.7),
    }


def validate_brand_colour(value: str) -> None:
    """A colour as #rrggbb that white text can be read on, and that can be read on white."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValidationError("Enter the colour as # and six digits or letters a to f, like #0f5257")
    contrast = contrast_with_white(value)
    if contrast < LEAST_CONTRAST:
        raise ValidationError(
            f"Choose a darker colour. White text on {value} has a contrast of {contrast:.2f} to 1; "
            f"people need at least {LEAST_CONTRAST} to 1 to read it"
        )
