"""What search keeps: entries with their texts, the words of all entries, the words of files."""

from typing import Any, ClassVar, Self, cast

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import F

from culturefirst.kit.confidential import Confidential
from culturefirst.kit.search.register import SEARCH
from culturefirst.kit.search.words import LONGEST

SEEN = (
    "kit_searchentry.kind = %s AND EXISTS "
    "(SELECT 1 FROM ({records}) seen WHERE seen.found = kit_searchentry.object_id)"
)


class Entries(models.QuerySet[Any]):
    """Entries, as far as a person may see the records that they are of."""

    def visible_to(self, user: Any) -> Self:
        """Those whose records this person may see at this moment, as each room says.

        Asked of each entry found, by its key: finding little must not cost what everything costs.
        """
        seen, given = ["1 = 0"], []
        for kind, source in SEARCH.entries().items():
            rows = source.visible(user).order_by().values(found=F("pk"))
            try:
                records, values = rows.query.sql_with_params()
            except EmptyResultSet:  # nothing of this kind
                continue
            seen.append(SEEN.format(records=records))
            given += [kind, *values]
        return cast(Self, self.extra(where=[" OR ".join(seen)], params=given))  # noqa: S610


class SearchEntry(models.Model):
    """One for each record that can be found. It follows from the record and is never edited."""

    keeps: ClassVar[str] = "confidential"
    kind = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    day = models.DateField(null=True, blank=True)
    facets = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    objects = Confidential.from_queryset(Entries)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry_a_record")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchText(models.Model):
    """The words by which an entry is found, apart from it: finds are counted without them.

    A full-text index of the database's own stands beside this table (``engines``).
    """

    keeps: ClassVar[str] = "confidential"
    entry = models.OneToOneField(SearchEntry, models.CASCADE, primary_key=True, related_name="said")
    title = models.TextField()
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entry has, to correct slips by; ``entries`` says how many have it."""

    keeps: ClassVar[str] = "confidential"
    word = models.CharField(max_length=LONGEST, unique=True)
    size = models.PositiveSmallIntegerField(db_index=True)
    entries = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class SearchPart(models.Model):
    """Three letters in a row of a word, so that words that look alike are found."""

    keeps: ClassVar[str] = "confidential"
    part = models.CharField(max_length=3)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="parts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "word"], name="one_part_a_word")]

    def __str__(self) -> str:
        return self.part


class SearchFile(models.Model):
    """The words of a record's file, read once; ``fault`` says why they could not be."""

    keeps: ClassVar[str] = "confidential"
    kind = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    file = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_text_a_file")
        ]

    def __str__(self) -> str:
        return self.file
