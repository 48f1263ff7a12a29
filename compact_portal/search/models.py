"""The table of what can be found, and what is kept beside it."""

from django.db import models

from compact_portal.search.choices import Audience


class Place(models.Model):
    """Where entries belong: a committee. Its name stands here once, so that a new one is found at once."""

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="a_place_stands_here_once")]

    def __str__(self) -> str:
        return self.name


class SearchEntry(models.Model):
    """One thing to be found, as its source told it last. Only `keeping` writes here.

    The words are indexed by the database itself (see backends).
    """

    source = models.CharField(max_length=60)
    scope = models.PositiveBigIntegerField()
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=20, choices=Audience)
    title = models.CharField(max_length=400)
    text = models.TextField()
    url = models.CharField(max_length=300)
    context = models.CharField(max_length=400, blank=True)
    day = models.DateField(null=True)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="+")
    fingerprint = models.CharField(max_length=32, help_text="Of all that the source said, to see what is new.")

    class Meta:
        indexes = [models.Index(fields=["source", "scope"], name="entries_of_a_scope")]

    def __str__(self) -> str:
        return self.title


class InQuestion(models.Model):
    """A scope that changed, written in the transaction of the change; gone when its entries have been read again.

    What is in question is not found, so nothing that was taken back is found for another moment.
    """

    source = models.CharField(max_length=60)
    scope = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["source", "scope"], name="scopes_in_question")]

    def __str__(self) -> str:
        return f"{self.source} {self.scope}"


class Word(models.Model):
    """A word as it stands in entries for one audience, to mend typing mistakes with."""

    source = models.CharField(max_length=60)
    audience = models.CharField(max_length=20, choices=Audience)
    word = models.CharField(max_length=40)
    beginning = models.CharField(max_length=2)
    ending = models.CharField(max_length=3)
    entries = models.PositiveIntegerField(help_text="In how many it stands.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "audience", "word"], name="a_word_is_counted_once"),
        ]
        indexes = [
            models.Index(fields=["beginning", "audience"], name="words_by_beginning"),
            models.Index(fields=["ending", "audience"], name="words_by_ending"),
        ]

    def __str__(self) -> str:
        return self.word


class IndexedSource(models.Model):
    """A source whose entries are kept. Whoever writes them holds its row, so that the latest look wins."""

    name = models.CharField(max_length=60, unique=True)
    filled = models.BooleanField(default=False, help_text="Every record of it was read once.")

    def __str__(self) -> str:
        return self.name
