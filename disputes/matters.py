"""What a dispute can be about: what the Compact is for, and where everything else belongs. Words, no rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    label: str
    hint: str = ""
    is_for_the_compact: bool = True
    where: str = ""  # where else it belongs, as advice


MATTERS = {
    "commitment": Matter(
        "A promise in the Compact was not kept", "For example: too little notice, or a payment that came late."
    ),
    "meaning": Matter("We do not agree on what the Compact means"),
    "service": Matter(
        "A complaint about a service",
        is_for_the_compact=False,
        where="Use the complaints procedure of the organisation that runs the service. It can put things right for the "
        "people who use it, which a Compact dispute cannot.",
    ),
    "person": Matter(
        "A complaint about a person",
        is_for_the_compact=False,
        where="Use the complaints procedure of the organisation that person works for.",
    ),
    "safety": Matter(
        "Someone may be in danger, or a crime",
        is_for_the_compact=False,
        where="Call 999 if someone is in danger now. Otherwise tell the police on 101, or your safeguarding lead.",
    ),
    "work": Matter(
        "A problem at work",
        is_for_the_compact=False,
        where="Use your employer’s grievance procedure. Acas gives free advice.",
    ),
}
