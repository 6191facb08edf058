"""What took over from a body, and where its posts, services and email domains go."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from culturefirst.kit.fields import QuickSelect
from culturefirst.kit.forms import Form
from culturefirst.network.actions.handing_over import Handover, open_posts
from culturefirst.network.actions.particulars import lasting
from culturefirst.network.forms.bodies import BodiesField
from culturefirst.network.forms.organisations import DatedForm
from culturefirst.network.models import Organisation, Post, Service, Succession
from culturefirst.network.rules import service_in

EACH, ENDS, STAYS = "each", "ends", "stays"
Choices = list[tuple[str, str]]


class SuccessionForm(DatedForm):
    """Which bodies took over, and when."""

    how = forms.ChoiceField(
        label="What happened",
        choices=[
            (Succession.How.MERGED, "It merged into another"),
            (Succession.How.SPLIT, "It was split into several"),
            (Succession.How.BECAME, "It became another body"),
        ],
        widget=forms.RadioSelect,
    )
    successors = BodiesField(label="Which bodies took over?", rows=2)
    others = BodiesField(label="Which other bodies were dissolved with it?", required=False, rows=2)
    field_order = ("how", "successors", "others", "on")


class HandoverForm(Form):
    """For all that the bodies before have on the day, where it goes; ``shown`` are its parts."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        old: Sequence[Organisation],
        new: Sequence[Organisation],
        on: date,
    ) -> None:
        super().__init__(data)
        self.by_key = {str(body.pk): body for body in new}
        self.open_posts = [post for body in old for post in open_posts(body, on)]
        running = [run for body in old for run in lasting(body.services, on)]
        self.running = sorted({run.service for run in running})
        names = [each for body in old for each in lasting(body.domains, on)]
        self.names = sorted({each.domain for each in names})
        self._ask(sole=str(new[0].pk) if len(new) == 1 else "")

    def _ask(self, sole: str) -> None:
        bodies: Choices = [(key, str(body)) for key, body in self.by_key.items()]
        several: Choices = [(EACH, "Each of them")] if len(bodies) > 1 else []
        nobody: Choices = [(ENDS, "Nobody: it ends")]
        for service in self.running:
            self.fields[f"service_{service}"] = _choice(
                Service(service).label, [*nobody, *bodies, *several], sole or EACH
            )
        for place, domain in enumerate(self.names):
            self.fields[f"domain_{place}"] = _choice(domain, [*nobody, *bodies], sole or ENDS)
        away: Choices = [(ENDS, "None: they end"), (STAYS, "Not known yet: they stay here")]
        if self.open_posts:
            chosen = [("", "Choose one"), *bodies, *away]
            said = "Every post goes there for which nothing else is said below."
            others = _choice("Where do the posts go?", chosen, sole, says=said)
            self.fields["posts"] = others
        for post in self.open_posts:
            service = service_in(post.title) if post.title else ""
            usual = "With its service" if service in self.running else "With the others"
            choices = [("", usual), *bodies, (ENDS, "None: it ends"), (STAYS, "It stays here")]
            self.fields[f"post_{post.pk}"] = _choice(_called(post), choices, "", required=False)

    @property
    def services(self) -> list[Any]:
        return [self[f"service_{service}"] for service in self.running]

    @property
    def domains(self) -> list[Any]:
        return [self[f"domain_{place}"] for place, _ in enumerate(self.names)]

    @property
    def all_posts(self) -> Any:
        return self["posts"]

    @property
    def each_post(self) -> list[tuple[Post, Any]]:
        """Each post with its field."""
        return [(post, self[f"post_{post.pk}"]) for post in self.open_posts]

    def handover(self) -> Handover:
        """What was chosen; a post goes with its service, where one body alone runs that."""
        said = self.cleaned_data
        runs = {each: self._several(said[f"service_{each}"]) for each in self.running}
        has = {name: said[f"domain_{place}"] for place, name in enumerate(self.names)}
        posts = {post.pk: self._goes(post, said, runs) for post in self.open_posts}
        return Handover(
            posts={pk: goes for pk, goes in posts.items() if goes is not None},
            others=self._one(said.get("posts") or STAYS),
            services=runs,
            domains={name: self.by_key[key] for name, key in has.items() if key != ENDS},
        )

    def _goes(self, post: Post, said: Mapping[str, str], runs: Mapping[str, Any]) -> Any:
        if chosen := said[f"post_{post.pk}"]:
            return self._one(chosen)
        with_it = runs.get(service_in(post.title), ())
        return with_it[0] if len(with_it) == 1 else None

    def _one(self, chosen: str) -> Any:
        return self.by_key.get(chosen, chosen)

    def _several(self, chosen: str) -> tuple[Organisation, ...]:
        if chosen == EACH:
            return tuple(self.by_key.values())
        return () if chosen == ENDS else (self.by_key[chosen],)


def _choice(
    label: str, choices: Iterable[tuple[str, str]], initial: str, *, required: bool = True,
    says: str = "",
) -> forms.ChoiceField:  # fmt: skip
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        initial=initial,
        required=required,
        help_text=says,
        error_messages={"required": "Choose where they go, or say that it is not known yet."},
        widget=QuickSelect,
    )


def _called(post: Post) -> str:
    return f"{post.title}, {post.person or 'vacant'}"
