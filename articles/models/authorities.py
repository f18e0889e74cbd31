"""Authority records: sources, people, topics."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from articles.models.fields import SLUG_LENGTH, free_slug, slug_of, validate_names, validate_zone
from articles.models.filing import letter_of, sort_key_of, sort_name_of
from articles.text import fold

NAME_LENGTH = 200
SORT_NAME_LENGTH = NAME_LENGTH + 10
"""A name with its commas."""


class Authority(models.Model):
    """Something with a name, other spellings of it, and a lasting address made from it.

    Former addresses, its own and those of records merged into it, are `former_addresses`: they lead to it.
    """

    name = models.CharField(max_length=NAME_LENGTH, help_text="As it shall stand on the page.")
    slug = models.SlugField(
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text="The last part of the address. Left empty, the name gives it.",
    )
    aliases = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_names],
        help_text="Other spellings that articles print.",
    )
    former_addresses: models.Manager["FormerAddress"]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a free slug made from the name where none is given; the address it had leads here."""
        if not self.slug:
            slug = slug_of(self.name, self._meta.model_name or "record")
            self.slug = free_slug(slug, self.taken_slugs(slug))
        with transaction.atomic():
            before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
            self.derive(before)
            super().save(*args, **kwargs)
            if before and before.slug != self.slug:
                self.former_addresses.filter(slug=self.slug).delete()
                self.addresses().update_or_create(slug=before.slug, defaults={"record": self})
            self.keep_names()

    def get_absolute_url(self) -> str:
        """Its page, which is called as the kind of record is."""
        return reverse(self._meta.model_name or "", args=[self.slug])

    def derive(self, before: Self | None) -> None:
        """Fill in what follows from other fields; `before` is the record as it stands in the database."""

    def keep_names(self) -> None:
        """Keep the names by which this saved record is found, where they have a table of their own."""

    def clean(self) -> None:
        """Refuse an address that leads to another record."""
        former = self.addresses().filter(slug=self.slug).exclude(record=self.pk).select_related("record").first()
        if former:
            raise ValidationError(
                {"slug": f"This address leads to {former.record}, which had it before. Choose another."}
            )

    @classmethod
    def addresses(cls) -> models.Manager[Any]:
        """The former addresses of all records of this kind."""
        model = cls._meta.get_field("former_addresses").related_model
        manager: models.Manager[Any] = model._default_manager  # type: ignore[union-attr]  # a model, not a name
        return manager

    @classmethod
    def taken_slugs(cls, slug: str) -> set[str]:
        """The slugs in use among those that `free_slug` would try for this one; former addresses are in use too."""
        alike = {"slug__startswith": slug[: SLUG_LENGTH - 6]}
        former = cls.addresses().filter(**alike).values_list("slug", flat=True)
        return {*cls._default_manager.filter(**alike).values_list("slug", flat=True), *former}

    @property
    def folded_names(self) -> set[str]:
        """The keys by which a printed name matches this record."""
        return {fold(name) for name in [self.name, *self.aliases]}


class SourceQuerySet(models.QuerySet["Source"]):
    """Verbs for sources."""

    def publishers(self) -> "SourceQuerySet":
        """Who publishes."""
        return self.filter(kind=Source.Kind.PUBLISHER)

    def agencies(self) -> "SourceQuerySet":
        """Whose wire copy is carried."""
        return self.filter(kind=Source.Kind.AGENCY)


class Source(Authority):
    """Who published an article (a publisher), or whose wire copy it is (an agency)."""

    class Kind(models.TextChoices):
        PUBLISHER = "publisher", "Publisher"
        AGENCY = "agency", "Agency"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PUBLISHER)
    homepage = models.URLField(
        blank=True, help_text="Its host name tells the importer which articles are this source's."
    )
    language = models.CharField(max_length=12, blank=True, help_text="Language code, for example en or es.")
    time_zone = models.CharField(
        max_length=40,
        default="UTC",
        validators=[validate_zone],
        help_text="Printed times without a zone are in this one, for example America/Caracas.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta(Authority.Meta):
        permissions = [("merge_source", "Can merge sources and undo it")]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="source_name_once"),
            models.CheckConstraint(condition=Q(kind__in=["publisher", "agency"]), name="source_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="source_has_name"),
        ]


class Person(Authority):
    """An authority record: one name and its aliases; speakers point to it."""

    sort_name = models.CharField(
        max_length=SORT_NAME_LENGTH,
        blank=True,
        help_text="As lists by name have it, surname first: Bernanke, Ben. Left empty, the name gives it.",
    )
    sort_key = models.CharField(max_length=SORT_NAME_LENGTH, editable=False)
    sort_letter = models.CharField(max_length=1, editable=False)
    description = models.TextField(blank=True, help_text="One or two sentences on who this is.")
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True, help_text="For example Q42.")

    class Meta(Authority.Meta):
        verbose_name_plural = "people"
        permissions = [("merge_person", "Can merge people and undo it")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="people_by_sort_key"),  # everybody by name, also in the admin
            models.Index(fields=["sort_letter", "sort_key", "id"], name="people_by_letter"),  # those under one letter
        ]

    def derive(self, before: Self | None) -> None:
        self.file(before.name if before else "")

    def keep_names(self) -> None:
        self.names.exclude(key__in=self.name_keys).delete()
        held = set(self.names.values_list("key", flat=True))
        PersonName.objects.bulk_create(PersonName(person=self, key=key) for key in sorted(self.name_keys - held))

    def file(self, former_name: str = "") -> None:
        """Fill in where lists have this person; a sort name that is not the former name's is an editor's, and stays.

        Bulk writers call this themselves.
        """
        if not self.sort_name or (former_name and self.sort_name == sort_name_of(former_name)):
            self.sort_name = sort_name_of(self.name)
        self.sort_key = sort_key_of(self.sort_name)[:SORT_NAME_LENGTH]
        self.sort_letter = letter_of(self.sort_key)

    @property
    def name_keys(self) -> set[str]:
        """The keys by which a speaker's name matches this person."""
        return {key[:NAME_LENGTH] for key in self.folded_names}


class PersonName(models.Model):
    """A folded name or alias of a person, kept by Person.keep_names: two people may share one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    key = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="person_name_once")]
        indexes = [models.Index(fields=["key"], name="people_by_folded_name")]  # a speaker looks for their record

    def __str__(self) -> str:
        return self.key


class Topic(Authority):
    """A subject heading."""

    class Meta(Authority.Meta):
        permissions = [("merge_topic", "Can merge topics and undo it")]
        constraints = [models.UniqueConstraint(fields=["name"], name="topic_name_once")]


class FormerAddress(models.Model):
    """A former address of a record, or that of one merged into it: it redirects to the present one."""

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    record: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class PersonAddress(FormerAddress):
    """A former address of a person."""

    record = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = "former address of a person"
        verbose_name_plural = "former addresses of people"


class SourceAddress(FormerAddress):
    """A former address of a source."""

    record = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = "former address of a source"
        verbose_name_plural = "former addresses of sources"


class TopicAddress(FormerAddress):
    """A former address of a topic."""

    record = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = "former address of a topic"
        verbose_name_plural = "former addresses of topics"
