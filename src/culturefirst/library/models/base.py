"""The tree of the website: the learn page, its sections, and what every entry has."""

from typing import Any, ClassVar, Self

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet

from culturefirst.kit.keeps import Subject
from culturefirst.kit.policy import roles
from culturefirst.library.models.addresses import AtLearn
from culturefirst.library.models.blocks import INLINE, BodyBlock
from culturefirst.library.models.kinds import Kind
from culturefirst.network.models import Organisation, Person, Service, SubRegion, Topic
from culturefirst.programme.models import Activity

NOTED = ("published_on", "withdrawn_on")


class LearnPage(AtLearn, Page):
    """The root of the website; there is one."""

    keeps: ClassVar[str] = "public"
    welcome = models.TextField(
        "words above the sections",
        blank=True,
        default="What others have tried, what it saved, and what the law will ask next.",
    )

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["library.SectionPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("welcome")]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    private_page_options: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the sections, what was published last, and the topics."""
        from culturefirst.library import showing

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | showing.learn(request)


class SectionPage(AtLearn, Page):
    """Where the entries of one kind live; there is one of each kind."""

    keeps: ClassVar[str] = "public"
    kind = models.CharField(max_length=20, choices=Kind, unique=True, editable=False)
    welcome = models.TextField("words above the list", blank=True)

    parent_page_types: ClassVar[list[str]] = ["library.LearnPage"]
    subpage_types: ClassVar[list[str]] = [
        "library.NewsPage",
        "library.PolicyPage",
        "library.ResourcePage",
        "library.CaseStudyPage",
        "library.BriefingPage",
    ]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("welcome")]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    private_page_options: ClassVar[list[str]] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its entries, as far as this person may read them, a page of them."""
        from culturefirst.library import showing

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | showing.section(self, request)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Nobody makes one by hand: they are there from the start."""
        return False


class Entries(PageQuerySet):
    """Entries as far as a person may read them."""

    def visible_to(self, user: Any) -> Self:
        """What is published: all of it for whoever holds a role, else what is open to all."""
        found: Self = self.live()
        return found if roles(user) else found.filter(for_members=False)


class Entry(AtLearn, Page):
    """What news, policy items, resources, case studies and briefings have in common.

    ``published_on`` is the network's own day of first publishing, from which it is counted;
    Wagtail's times are the machine's. ``review_by`` is when somebody looks whether it still
    holds. ``serves`` is the activity of the work programme that it belongs to.
    """

    KIND: ClassVar[Kind]
    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "written_by", "keep", "The page is the network's own.", only=("title", "published_on")
    )
    kind = models.CharField(max_length=20, choices=Kind, editable=False)
    summary = models.CharField(
        max_length=300, help_text="One or two sentences, shown in lists and bulletins."
    )
    body = StreamField(BodyBlock(), blank=True)
    published_on = models.DateField(null=True, blank=True, editable=False, db_index=True)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    review_by = models.DateField(
        null=True, blank=True, help_text="When somebody looks whether it still holds."
    )
    for_members = models.BooleanField(
        "for members only", default=False, help_text="Only people of the network may read it."
    )
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The body that it comes from or is about.",
    )
    written_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    serves = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The activity of the work programme that it belongs to.",
    )
    objects = PageManager.from_queryset(Entries)()

    parent_page_types: ClassVar[list[str]] = ["library.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = list(NOTED)
    private_page_options: ClassVar[list[str]] = []  # ``for_members`` says for whom a page is
    is_creatable = False

    head_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    about_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                InlinePanel("entry_topics", label="Topics", heading="Topics"),
                InlinePanel("entry_services", label="Services", heading="Services"),
                FieldPanel("sub_region"),
                FieldPanel("organisation"),
                FieldPanel("serves"),
            ],
            heading="What it is about",
        ),
        MultiFieldPanel(
            [FieldPanel("for_members"), FieldPanel("review_by")], heading="For whom and how long"
        ),
    ]
    content_panels: ClassVar[list[Any]] = [*head_panels, FieldPanel("body"), *about_panels]
    settings_panels: ClassVar[list[Any]] = [PublishingPanel()]

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-published_on"], name="entry_of_a_kind"),
            models.Index(fields=["page_ptr", "for_members"], name="entry_for_whom"),
        ]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Each kind in its own section only."""
        fits = getattr(parent.specific, "kind", None) == getattr(cls, "KIND", None)
        return fits and super().can_create_at(parent)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the kind, which follows from the class."""
        if hasattr(type(self), "KIND"):
            self.kind = self.KIND
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A draft of this page; what the network noted of it is no part of any draft."""
        draft: Self = super().with_content_json(content)
        for name in NOTED:
            setattr(draft, name, getattr(self, name))
        return draft

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; one for members looks to others like none."""
        from culturefirst.library import visits

        if self.for_members and not roles(request.user):
            raise Http404
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return visits.counted(request, self, answer)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what it is about, what else there is on that, and what it counts towards."""
        from culturefirst.library import showing

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | showing.entry(self, request)

    @property
    def about(self) -> str:
        return f"page:{self.pk}"

    @property
    def one(self) -> str:
        """What this is called: "Case study"."""
        return Kind(self.kind).one

    @property
    def topics(self) -> list[Topic]:
        """Its topics, in the editor's order."""
        return [row.topic for row in self.entry_topics.select_related("topic")]


class EntryTopic(models.Model):
    """A topic of an entry."""

    keeps: ClassVar[str] = "public"
    entry = ParentalKey(Entry, on_delete=models.CASCADE, related_name="entry_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    panels: ClassVar[list[Any]] = [FieldPanel("topic")]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "topic"], name="entry_topic_once")]

    def __str__(self) -> str:
        return str(self.topic)


class EntryService(models.Model):
    """A service that an entry is about."""

    keeps: ClassVar[str] = "public"
    entry = ParentalKey(Entry, on_delete=models.CASCADE, related_name="entry_services")
    service = models.CharField(max_length=20, choices=Service)
    panels: ClassVar[list[Any]] = [FieldPanel("service")]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "service"], name="entry_service_once")
        ]

    def __str__(self) -> str:
        return self.get_service_display()


def rich(*, blank: bool = False, help_text: str = "", features: Any = INLINE) -> RichTextField:
    """A field of formatted text, cleaned to few elements."""
    return RichTextField(blank=blank, help_text=help_text, features=[*features, "ol", "ul"])
