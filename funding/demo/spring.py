"""What was offered and asked for in the invented round that is over. Money in pence."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from funding.choices import Answer, QuestionKind
from funding.costs import Cost, CostTable
from funding.demo.rounds import Invented

FUNDER = "Example Borough Council"
#: The last one works for the Advice Centre, and so stands aside from what it applies for.
ASSESSORS = ("fire.champion@example.org", "councillor@example.org", "advice.champion@example.org")
ADVICE, BEFRIENDING, CVS = (
    "Example Advice Centre",
    "Example Befriending Project",
    "Example Council for Voluntary Service",
)
PLACES = ("Indoors", "Outdoors", "By telephone")
SPRING = Invented(
    programme="Example Spring Fund",
    title="Spring Fund",
    purpose="Example: small things that begin in the spring.",
    reason="Example: a grant, because groups know best what is needed.",
    years=1,
    decided_by="Example Cabinet",
    lots=[{"title": "", "budget": 8_000_00}],
    criteria=[
        {
            "title": "What changes for people",
            "weight": 70,
            "meanings": ["Nothing", "Little", "Something", "Much", "Very much", "All that was hoped for"],
        },
        {"title": "Social value", "weight": 30, "is_social_value": True},
    ],
    exceptions={"length": (Answer.EXCEPTION, "Example: it tries things out for one year.")},
    questions=(
        {"kind": QuestionKind.LONG, "text": "What do you want to do?", "most_words": 300},
        {"kind": QuestionKind.LONG, "text": "What changes for people?", "most_words": 300},
        {"kind": QuestionKind.CHOICE, "text": "Where does it take place?", "options": "\n".join(PLACES)},
        {
            "kind": QuestionKind.COSTS,
            "text": "What does it cost?",
            "help_text": "All of it, a share of your running costs too.",
            "is_amount_asked": True,
        },
        {"kind": QuestionKind.FILE, "text": "Is there a plan you can show us?", "is_required": False},
    ),
)


@dataclass(frozen=True, slots=True)
class Applied:
    """`marks` are those of ASSESSORS, criterion by criterion, and None of one who stands aside. `plan` is drawn into a
    file, line by line. `others` apply with it: the name of each, and its share in per cent."""

    by: str
    wants: str
    place: str
    costs: CostTable
    marks: tuple[tuple[int, int] | None, ...]
    said: str
    awarded: int = 0
    plan: tuple[str, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


APPLIED = (
    Applied(
        BEFRIENDING,
        "Example: a telephone line for people who are alone in the evening.",
        "By telephone",
        CostTable(
            (
                Cost("Example telephones", 1_800_00),
                Cost("Training of twelve volunteers", 1_200_00),
                Cost("Somebody who makes the rota, for 40 weeks", 2_400_00),
            ),
            running=12_000_00,
            share=5,
        ),
        ((5, 4), (4, 4), (4, 5)),
        "Example: it reaches people whom nobody else reaches.",
        5_500_00,
        plan=("Example plan of the telephone line", "Spring: twelve volunteers learn", "Summer: four evenings a week"),
    ),
    Applied(
        "Example Youth Club",
        "Example: a second evening in the week.",
        "Indoors",
        CostTable(
            (Cost("Hall for 40 evenings", 2_000_00), Cost("A youth worker", 2_700_00)), running=6_000_00, share=5
        ),
        ((3, 2), (2, 3), (2, 2)),
        "Example: others reached more people. Say next time how many will come.",
    ),
    Applied(
        CVS,
        "Example: a day on which new volunteers learn from old ones.",
        "Indoors",
        CostTable(
            (Cost("Hall", 300_00), Cost("Lunch for ninety", 450_00), Cost("Travel of volunteers", 350_00)),
            running=40_000_00,
            share=1,
        ),
        ((4, 3), (4, 4), None),
        "Example: it costs little and helps many groups.",
        1_500_00,
        others=((ADVICE, 30), ("Example Lunch Club", 20)),
    ),
    Applied(
        ADVICE,
        "Example: two evenings a month on which people are helped with letters.",
        "Indoors",
        CostTable((Cost("Room for 20 evenings", 600_00), Cost("Leaflets", 400_00))),
        ((4, 4), (3, 4), None),
        "Example: more people can come in the evening.",
        900_00,
    ),
)


def drawn(lines: tuple[str, ...]) -> bytes:
    """A small picture with these lines."""
    made, picture = BytesIO(), Image.new("RGB", (480, 40 + 30 * len(lines)), "white")
    pen = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pen.text((20, 20 + 30 * number), line, fill="black")
    picture.save(made, "PNG")
    return made.getvalue()
