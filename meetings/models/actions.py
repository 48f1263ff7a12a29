"""Actions: what is to be done, by whom, by when, and how it went."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from compact_portal.addresses import address
from compact_portal.people.models import Membership, Organisation, Person
from meetings.choices import ActionState, DueRule, OwnerKind
from meetings.models.items import Item
from meetings.models.meetings import Meeting


class ActionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ActionState.OPEN)

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today)

    def public(self):
        return self.filter(published=True).filter(Q(item=None) | Q(item__confidential=False))

    def owned_by(self, user: int, person: int):
        """Those a user answers for: as the person, for their organisation, or as a group's named contact."""
        owners = ActionOwner.objects.order_by().values("action")
        member = Membership.objects.confirmed().filter(user=user).order_by().values("organisation")
        mine = owners.filter(person=person).union(  # each by its own index; joined by OR, by none
            owners.filter(contact=person), owners.filter(organisation__in=member)
        )
        return self.filter(pk__in=mine)

    def answered_for_by(self, person: int):
        """Those of which emails go to this person: as the owner, as a group's contact, as an organisation's lead."""
        owners = ActionOwner.objects.order_by().values("action")
        led = Membership.objects.leads().filter(user__person=person, user__is_active=True)
        mine = owners.filter(person=person).union(
            owners.filter(contact=person), owners.filter(organisation__in=led.order_by().values("organisation"))
        )
        return self.filter(pk__in=mine)

    def soonest_first(self):
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def in_order(self):
        return self.order_by("position", "pk")


class Action(models.Model):
    """`due_on` is None until the date is known: "at the next meeting" gets it when that meeting is planned."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, blank=True, related_name="actions")
    position = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    due_rule = models.CharField(max_length=20, choices=DueRule, default=DueRule.NONE)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=ActionState, default=ActionState.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    outstanding = models.BooleanField(default=False, help_text="Listed at this meeting as outstanding from before.")
    published = models.BooleanField(default=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["state", "due_on", "id"]),
            models.Index(fields=["due_on", "id"], name="actions_by_due_date"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, settled_at=None)
                | (~Q(state=ActionState.OPEN) & Q(settled_at__isnull=False)),
                name="settled_actions_say_when",
            ),
            models.CheckConstraint(
                condition=~Q(due_rule=DueRule.DATE) | Q(due_on__isnull=False), name="action_on_a_date_has_one"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return address("actions:action", self.pk)

    @cached_property
    def owner_list(self) -> "list[ActionOwner]":
        """Its owners as they were read; `owners` asks again."""
        return list(self.owners.select_related("person", "organisation", "contact"))

    @property
    def is_confidential(self) -> bool:
        return bool(self.item and self.item.confidential)


class ActionOwner(models.Model):
    """One owner of an action: a person, an organisation, or a group with one named contact."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    kind = models.CharField(max_length=20, choices=OwnerKind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_actions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=200, blank=True)
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OwnerKind.PERSON, person__isnull=False, organisation=None, group="")
                | Q(kind=OwnerKind.ORGANISATION, person=None, organisation__isnull=False, group="")
                | (Q(kind=OwnerKind.GROUP, person=None, organisation=None) & ~Q(group="")),
                name="owner_is_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation or self.group)

    def people(self) -> list[Person]:
        """Who answers for it: the person, the group's contact, or the leads of the organisation."""
        if self.organisation is None:
            return [person for person in (self.person, self.contact) if person]
        return [membership.user.person for membership in self.organisation.memberships.all() if membership.is_lead]

    @classmethod
    def with_names(cls) -> models.QuerySet["ActionOwner"]:
        """What lists show of them."""
        found = cls.objects.select_related("person", "organisation", "contact")
        return found.only("action", "kind", "group", "person__name", "organisation__name", "contact__name")

    @classmethod
    def with_people(cls) -> models.Prefetch:
        """The owners with everyone `people` names: two queries, however many owners."""
        leads = Membership.objects.leads().filter(user__is_active=True).select_related("user__person__user")
        owners = cls.objects.select_related("person__user", "contact__user", "organisation").only(
            *("action", "group", "organisation__name"),
            *(f"{who}__{what}" for who in ("person", "contact") for what in ("name", "email", "user__email")),
        )
        owners = owners.prefetch_related(models.Prefetch("organisation__memberships", leads))
        return models.Prefetch("owners", owners, to_attr="owner_list")

    @classmethod
    def of(cls, owner: Person | Organisation | str, *, contact: Person | None = None) -> "ActionOwner":
        """An owner not saved yet. A name that is neither a person nor an organisation is a group."""
        if isinstance(owner, Person):
            return cls(kind=OwnerKind.PERSON, person=owner)
        if isinstance(owner, Organisation):
            return cls(kind=OwnerKind.ORGANISATION, organisation=owner)
        return cls(kind=OwnerKind.GROUP, group=owner, contact=contact)


class ActionUpdate(models.Model):
    """A progress note, with the change of state it came with, if any."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    note = models.TextField(blank=True)
    from_state = models.CharField(max_length=20, choices=ActionState)
    to_state = models.CharField(max_length=20, choices=ActionState)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="Whose link it came by."
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by__isnull=False, link_of=None) | Q(made_by=None, link_of__isnull=False),
                name="progress_is_reported_by_an_account_or_by_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.note or self.get_to_state_display()

    @property
    def reporter(self) -> str:
        """Who opened a link nobody knows: whom it was sent to is what there is to say."""
        return self.made_by.name if self.made_by else f"link, sent to {self.link_of.name}"
