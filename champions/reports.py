"""What came of a consultation, as plain data: frozen when published, shown on screen and in the PDF."""

from itertools import groupby

from champions.choices import Capacity, Outcome
from champions.models import Consultation, Response
from champions.queries.consultations import figures
from compact_portal.wording import count_of, long_date


def responses_report(consultation: Consultation) -> dict:
    """Figures, who answered, then what people said about the whole and each clause in order, with the replies."""
    responses = list(consultation.responses.select_related("reply", "clause__section").in_reading_order())
    version = str(consultation.version)
    return {
        "title": f"What people said about the {version}",
        "foot": f"Consultation on the {version}",
        "mark": "",
        "window": f"{long_date(consultation.opens_on)} to {long_date(consultation.closes_on)}",
        "figures": list(figure_lines(figures(consultation))),
        "organisations": sorted({one.organisation for one in responses if one.organisation}, key=str.casefold),
        "parts": [part(title, list(group)) for title, group in groupby(responses, key=part_title)],
    }


def figure_lines(found: dict[str, int]):
    """Label and number, in the order of reading."""
    yield {"label": "Responses", "count": found["responses"]}
    for capacity, label in ((Capacity.ORGANISATION, "For an organisation"), (Capacity.PERSON, "From a person")):
        yield {"label": label, "count": found[f"from_{capacity.name.lower()}s"]}
    if found["late"]:
        yield {"label": "Came after the last day", "count": found["late"]}
    for outcome, label in (
        (Outcome.CHANGED, "We changed the Compact because of it"),
        (Outcome.NOT_CHANGED, "We did not change the Compact"),
        (Outcome.NOTED, "We took note of it"),
    ):
        yield {"label": label, "count": found[outcome.name.lower()]}


def part_title(response: Response) -> str:
    """Under which heading it stands."""
    if not response.about:
        return "The whole document"
    return "Clauses that are no longer in it" if response.clause.retired else str(response.clause.section)


def part(title: str, responses: list[Response]) -> dict:
    clauses = groupby(responses, key=lambda response: (response.about, response.quoted))
    return {
        "title": title,
        "said": count_of(len(responses), "response"),
        "clauses": [
            {"reference": about, "quoted": quoted, "responses": [said(response) for response in group]}
            for (about, quoted), group in clauses
        ],
    }


def said(response: Response) -> dict:
    return {
        "reference": response.reference,
        "author": response.public_author,
        "late": response.is_late,
        "words": paragraphs(response.words),
        "outcome": response.reply.get_outcome_display(),
        "reason": paragraphs(response.reply.reason),
    }


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
