"""Who assesses a round, and who has to do with whom. Until it is announced, whoever stands aside sees neither papers
nor marks of that applicant, and of the results what everyone reads; that counts for the funder's own people as well."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from champions.queries.interests import close_to_each, organisations_close_to
from compact_portal.remembered import once_per_request
from compact_portal.written import written
from funding.choices import IN_THE_OPEN, AssessmentState, RoundState
from funding.models import Application, Assessment, Assessor, Round

#: So many assessors lock their marks for each application, at least.
FEWEST_ASSESSORS = 2


@once_per_request
def assessor_of(user, round_: Round) -> Assessor | None:
    """This user's place among those who assess the round."""
    if not user.is_authenticated or not user.is_active:
        return None
    return next(iter(_assessor_of(round_.pk, user.pk)), None)


@written
def _assessor_of(round_: int, user: int) -> QuerySet[Assessor]:
    return Assessor.objects.current().filter(round=round_, user=user).prefetch_related("interests")


@once_per_request
def kept_out_of(user, round_: Round) -> frozenset[int | str]:
    """The parties (as in `Application.parties`) whose applications this user does not read in this round: those they
    are linked to on the portal; and those they declared, until it is announced. Then they read what others read."""
    if round_.state not in IN_THE_OPEN:
        return ties_of(user, round_)
    return frozenset(organisations_close_to(user.person, today=timezone.localdate()))


@once_per_request
def ties_of(user, round_: Round) -> frozenset[int | str]:
    """The parties about which they decide nothing at any time: those they are linked to, and those they declared."""
    linked = organisations_close_to(user.person, today=timezone.localdate())
    assessor = assessor_of(user, round_)
    return frozenset(linked | (assessor.kept_out_of if assessor else set()))


@once_per_request
def reads_names(user, round_: Round) -> bool:
    """Where applications are assessed without names, those who assess read them without, whatever else they are. Others
    read them once they have said that they want to, and so cannot assess; and once it is announced."""
    if not round_.is_anonymous:
        return True
    if not user.is_authenticated or assessor_of(user, round_):
        return False
    return round_.state in IN_THE_OPEN or round_.names_read.filter(user=user).exists()


@once_per_request
def kept_from(user, round_: Round) -> list[Application]:
    """The applications of this round, in any state, that this user stands aside from: one question for all lists."""
    parties = kept_out_of(user, round_)
    if all(isinstance(each, int) for each in parties):
        return _of_these(round_.pk, sorted(parties)) if parties else []
    return list(round_.applications.close_to(parties).only("lot", "state"))


@written
def _of_these(round_: int, organisations: list[int]) -> QuerySet[Application]:
    return Application.objects.filter(round=round_).close_to(organisations).only("lot", "state")


def with_standing(user, round_: Round, applications: QuerySet[Application]) -> QuerySet[Application]:
    """For a list that this user reads. Who has finished counts while marks are given, and for those who assess."""
    found = applications.with_standing()
    is_marked = round_.state == RoundState.ASSESSING or assessor_of(user, round_)
    return found.with_finished() if is_marked else found


def apart(user, round_: Round, applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those of a round from which this user stands apart."""
    aside = kept_from(user, round_)
    return applications.exclude(pk__in=[each.pk for each in aside]) if aside else applications


def read_with_names(user, round_: Round, applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those that somebody of the funder reads with their names."""
    return apart(user, round_, applications) if reads_names(user, round_) else applications.none()


def hidden_from(user, round_: Round, applications: QuerySet[Application]) -> int:
    """How many of these they do not read with their names."""
    return aside_from(user, round_, applications) if reads_names(user, round_) else applications.count()


def aside_from(user, round_: Round, applications: QuerySet[Application]) -> int:
    """From how many of these this user stands aside."""
    aside = kept_from(user, round_)
    return applications.filter(pk__in=[each.pk for each in aside]).count() if aside else 0


def stands_apart(user, application: Application) -> bool:
    """From everyone whose application it is."""
    return all(each.pk != application.pk for each in kept_from(user, application.round))


def assessment_of(user, application: Application) -> Assessment | None:
    assessor = assessor_of(user, application.round)
    if assessor is None:
        return None
    return next((each for each in application.assessments.all() if each.assessor_id == assessor.pk), None)


@once_per_request
def assessors_with_ties(round_: Round) -> list[tuple[Assessor, frozenset[int | str]]]:
    """Everyone who assesses, with the parties that keep them out: three questions, however many."""
    found = list(round_.assessors.current().select_related("user__person").prefetch_related("interests"))
    linked = close_to_each([each.user.person_id for each in found], today=timezone.localdate())
    return [(each, frozenset(linked[each.user.person_id] | each.kept_out_of)) for each in found]


def expected_for(application: Application) -> list[Assessor]:
    """Those who are to mark it."""
    return [each for each, ties in assessors_with_ties(application.round) if not application.parties & ties]


def is_marked(application: Application) -> bool:
    """Everybody who is to mark it has locked their marks or abstained, and enough marks count."""
    if not application.lot.criteria.all():  # nobody is chosen from among others
        return True
    by_assessor = {each.assessor_id: each for each in application.assessments.all()}
    expected = [by_assessor.get(each.pk) for each in expected_for(application)]
    return all(each and each.is_finished for each in expected) and len(counted(application)) >= FEWEST_ASSESSORS


def counted(application: Application) -> list[Assessment]:
    """The marks that count: locked, and while marks are given of nobody who stands aside by now, whatever kept them
    out and whenever it came up. Once the marks are agreed, those that counted then."""
    locked = [each for each in application.assessments.all() if each.state == AssessmentState.LOCKED]
    if application.round.state != RoundState.ASSESSING:
        return locked
    expected = {each.pk for each in expected_for(application)}
    return [each for each in locked if each.assessor_id in expected]


def put_aside(application: Application) -> list[Assessment]:
    """What somebody who stands aside has marked, and does not count."""
    counts = counted(application)
    given = (AssessmentState.LOCKED, AssessmentState.RECUSED)
    return [each for each in application.assessments.all() if each.state in given and each not in counts]


def locked_by_those_aside(round_: Round) -> QuerySet[Assessment]:
    """The locked marks of a round that do not count while marks are given."""
    theirs = Q(pk__in=[])
    for assessor, ties in assessors_with_ties(round_):
        if ties:
            theirs |= Q(assessor=assessor, application__in=round_.applications.close_to(ties).values("pk"))
    return Assessment.objects.filter(theirs, application__round=round_, state=AssessmentState.LOCKED)
