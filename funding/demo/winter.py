"""What was offered and asked for in the invented round of the winter before, and what came of it. Money in pence."""

from dataclasses import replace

from funding.costs import Cost, CostTable
from funding.demo.spring import CVS, SPRING, Applied

CLUB = "Example Youth Club"
WINTER = replace(
    SPRING,
    programme="Example Winter Fund",
    title="Winter Fund",
    purpose="Example: warm places where people meet in the winter.",
    lots=[{"title": "", "budget": 3_000_00}],
)
WINTER_APPLIED = (
    Applied(
        CLUB,
        "Example: a warm room with soup on Saturdays.",
        "Indoors",
        CostTable((Cost("Hall for 20 Saturdays", 900_00), Cost("Soup", 600_00))),
        ((4, 4), (5, 4), (4, 4)),
        "Example: it is near where people live.",
        1_500_00,
    ),
    Applied(
        CVS,
        "Example: a list of warm places, printed and brought round.",
        "Outdoors",
        CostTable((Cost("Printing", 500_00), Cost("Travel", 200_00))),
        ((4, 3), (4, 4), (3, 4)),
        "Example: many people do not look online.",
        700_00,
    ),
)
WINTER_REPORTED = {
    CLUB: {
        "happened": "Example: the room was open on nineteen Saturdays.",
        "spent": 1_500_00,
        "benefited": "Example: families of the estate, and people who live alone.",
        "learned": "Example: people came for the company more than for the soup.",
    },
    CVS: {
        "happened": "Example: the list reached four streets in every ward.",
        "spent": 700_00,
        "benefited": "Example: older people who do not use the internet.",
        "learned": "Example: large print was asked for most.",
    },
}
ACHIEVED = {
    "achieved": "Example: a warm room on nineteen Saturdays, and a list of warm places in every ward.",
    "learned": "Example: we will ask for large print from the beginning.",
}
