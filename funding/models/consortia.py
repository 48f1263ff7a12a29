"""Several organisations that apply together: one leads, each has a share, and all have agreed to the same words.

What the others do not have is the lead's, so that shares always add up to the whole.
"""

from django.db import models
from django.db.models import Q

from compact_portal.people.models import Organisation
from funding.choices import ShareKind
from funding.models.applications import Application, named
from funding.models.files import StoredFile
from funding.money import pounds

#: A per cent has so many parts, so that shares are whole numbers.
PARTS = 100


class Consortium(models.Model):
    """Of one application. Whatever is changed, everybody agrees anew: `revision` counts what they agreed to."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="consortium")
    shares_in = models.CharField(max_length=20, choices=ShareKind)
    words = models.TextField(help_text="What they agree on.")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "consortia"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_agreement_has_words")]

    def __str__(self) -> str:
        return f"Together: {self.application}"

    def in_words(self, share: int) -> str:
        if self.shares_in == ShareKind.POUNDS:
            return pounds(share)
        if share < 0:
            return f"−{self.in_words(-share)}"
        whole, rest = divmod(share, PARTS)
        return f"{whole}.{rest:02}".rstrip("0") + "%" if rest else f"{whole}%"

    @property
    def whole(self) -> int | None:
        """In pence, or in hundredths of a per cent. None while nobody has said how much is asked for."""
        return self.application.asked_for if self.shares_in == ShareKind.POUNDS else 100 * PARTS

    @property
    def share_of_lead(self) -> int | None:
        whole = self.whole
        return None if whole is None else whole - sum(each.share for each in self.current)

    @property
    def leaves_nothing(self) -> bool:
        """For the lead, once it is known what the whole is."""
        return self.share_of_lead is not None and self.share_of_lead <= 0

    @property
    def lead_in_words(self) -> str:
        return "" if self.share_of_lead is None else self.in_words(self.share_of_lead)

    @property
    def current(self) -> list["ConsortiumMember"]:
        return [each for each in self.members.all() if each.left_at is None]

    @property
    def gaps(self) -> list[str]:
        """What is missing before the lead can send it."""
        return self.application.gaps

    def gaps_with(self, *, is_whole_known: bool) -> list[str]:
        """The same; `is_whole_known`: how much is asked for is asked already."""
        found = [f"{each} has left. Remove it, and share anew." for each in self.members.all() if each.left_at]
        if not self.current and not found:
            found.append("Nobody applies with you yet. Add an organisation, or apply alone.")
        if self.share_of_lead is None and is_whole_known:
            found.append("Say first how much you ask for. Then shares in pounds can be compared with it.")
        elif self.leaves_nothing:
            found.append(f"The shares of the others leave nothing for you: the whole is {self.in_words(self.whole)}.")
        return found + [each.waits_for for each in self.current if not each.agreed_at]


class ConsortiumMemberManager(models.Manager):
    """Which organisation each is, is read with it."""

    def get_queryset(self):
        return super().get_queryset().select_related("organisation")


class ConsortiumMember(models.Model):
    """An organisation of the portal, which agrees by itself; or another by its name, for which the lead says who
    agreed."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    share = models.PositiveBigIntegerField(help_text="In pence, or in hundredths of a per cent.")
    yearly_income = models.PositiveBigIntegerField(null=True, blank=True, help_text="In pence.")
    said_by = models.CharField(max_length=200, blank=True, help_text="Who agreed for one outside, as the lead says.")
    agreed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ConsortiumMemberManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="") | (Q(organisation=None) & ~Q(name="")),
                name="a_member_is_one_organisation",
            ),
            models.UniqueConstraint(fields=["consortium", "organisation"], name="an_organisation_is_a_member_once"),
            models.CheckConstraint(condition=Q(share__gt=0), name="a_member_has_a_share"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(agreed_at=None), name="who_left_does_not_agree"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(agreed_at=None) | ~Q(said_by=""),
                name="for_one_outside_somebody_said_so",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else self.name

    @property
    def party(self) -> int | str:
        """Its id, or its name where it is outside."""
        return self.organisation_id or named(self.name)

    @property
    def waits_for(self) -> str:
        if self.organisation_id:
            return f"{self} has not agreed yet."
        return f"Say who agreed for {self}, and when."

    @property
    def standing(self) -> str:
        if self.left_at:
            return "Left"
        if not self.agreed_at:
            return "Not agreed yet"
        return f"Agreed: {self.said_by}" if self.said_by else "Agreed"


class AgreementFile(StoredFile):
    consortium = models.OneToOneField(Consortium, on_delete=models.CASCADE, related_name="file")
