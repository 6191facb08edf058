"""The efficiency challenge: councils look at themselves and challenge each other two by two."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Stage
from culturefirst.demo.tables import HERE
from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.frameworks import shipped
from culturefirst.improvement.models import (
    Assessment,
    Challenge,
    ChallengeRound,
    Criterion,
    Finding,
    Framework,
    FrameworkVersion,
    Respondent,
)
from culturefirst.network.models import Person

Told = dict[str, Any]
A_DAY = timedelta(days=1)
THEME, OFFICER = "efficiency", "priya"
LOADED = date(2011, 1, 10)
SPRING, AUTUMN = "Efficiency challenge, spring 2011", "Efficiency challenge, autumn 2011"
# When each round opens and is paired; what a body does lies between, one of them a day.
OPENS = {SPRING: date(2011, 2, 14), AUTUMN: date(2011, 8, 1)}
CLOSES = {SPRING: date(2011, 3, 25), AUTUMN: date(2011, 8, 26)}
BEGINS = {SPRING: date(2011, 2, 21), AUTUMN: date(2011, 8, 4)}
COLLEAGUES = 3  # who score on their own beside the lead, where there are so many


@cache
def told() -> Told:
    """What the story says of the challenge: criteria, bodies, and what is planned for a gap."""
    return tomllib.loads((HERE / "improving.toml").read_text("utf-8"))


def round_of(said: Told) -> str:
    """The round in which a body took part: that of autumn has not come to its visits yet."""
    return SPRING if said["peer"] else AUTUMN


def leads(members: Sequence[Member]) -> dict[str, Member]:
    """Who leads it in each body: its officer of longest standing who is still there, or Priya."""
    there: dict[str, Member] = {}
    first = sorted(members, key=lambda each: (each.key != OFFICER, each.registered, each.key))
    for member in first:
        early = member.registered <= OPENS[SPRING] and member.left is None
        if early and member.role == "officer":
            there.setdefault(member.organisation, member)
    return there


def events(members: Sequence[Member]) -> Iterator[Event]:
    """Frameworks are loaded, a round is made, bodies find out where they stand and are paired."""
    lead = leads(members)
    yield Event(LOADED, _load)
    for title in OPENS:
        bodies = [each for each in told()["bodies"] if round_of(each) == title]
        yield Event(OPENS[title], _opens(title))
        for place, said in enumerate(bodies):
            day, member = BEGINS[title] + place * A_DAY, lead[said["name"]]
            beside = [each for each in members if each.organisation == said["name"]]
            yield Event(day, _begins(said, member))
            yield Event(day + 3 * A_DAY, _asks(said, member, beside))
            yield Event(day + 9 * A_DAY, _agrees(said, member))
        closing = CLOSES[title] + 3 * A_DAY
        yield Event(closing, _pairs(title))
        for said in bodies:
            yield Event(closing + A_DAY, _accepts(said, lead))
            yield Event(closing + 2 * A_DAY, _shows(said, lead[said["name"]]))
        for said in bodies:
            if said["peer"]:
                yield Event(said["visit"], _visited(said, lead))
                yield Event(said["visit"] + A_DAY, _reported(said, lead))
                yield Event(said["visit"] + 12 * A_DAY, _answered(said, lead[said["name"]]))


def _load(stage: Stage) -> None:
    for text in shipped().values():
        actions.load_framework(by=stage.actor("helen"), text=text)


def _opens(title: str) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        actions.make_round(
            by=stage.actor("helen"),
            title=title,
            says="The ninth theme only. Two councils challenge each other: a day each way.",
            framework=Framework.objects.get(key="culture-and-sport"),
            mode=ChallengeRound.Mode.PAIRS,
            opens_on=OPENS[title],
            closes_on=CLOSES[title],
            agreed_by=CLOSES[title],
        )

    return happens


def _begins(said: Told, member: Member) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        by = stage.actor(member.key)
        made = actions.begin_assessment(
            by=by,
            organisation=stage.organisations[said["name"]],
            framework=FrameworkVersion.objects.get(framework__key="culture-and-sport"),
            title=f"Efficiency of culture and sport in {said['name']}",
            reason="The budget for next year is a tenth smaller.",
        )
        scoped = actions.edit_scope(
            by=by,
            assessment=made,
            changes={
                "themes": [THEME],
                "services": ["arts", "museums", "sport", "parks"],
                "in_scope": "Arts, museum, leisure and parks, with the trust that runs some of it.",
                "left_out": "The other eight themes: they follow when this one has led to a plan.",
                "partners": "The leisure trust and two sports clubs",
                "sponsor": "The corporate director for communities",
            },
        )
        actions.open_scoring(by=by, assessment=scoped)

    return happens


def _asks(said: Told, member: Member, beside: Sequence[Member]) -> Callable[[Stage], None]:
    """Colleagues and councillors score on their own, each a little otherwise."""

    def happens(stage: Stage) -> None:
        found = assessment(stage, said)
        asked = [each for each in beside if each.key in stage.accounts and each.left is None]
        people = [stage.people[each.key] for each in asked[:COLLEAGUES]]
        actions.invite_people(by=stage.actor(member.key), assessment=found, people=people)
        for person in people:
            _scores(stage, said, found, person)

    return happens


def _scores(stage: Stage, said: Told, found: Assessment, person: Person) -> None:
    chance = Random(person.name)  # noqa: S311  (a story, not a secret)
    row = Respondent._base_manager.get(assessment=found, person=person)
    by = stage.actor(next(key for key, each in stage.people.items() if each == person))
    levels = [max(1, min(4, level + chance.choice((-1, 0, 0, 0, 1)))) for level in said["own"]]
    answers = {
        criterion.pk: Said(value=level)
        for criterion, level in zip(criteria(found), levels, strict=True)
    }
    handed = actions.save_answers(by=by, respondent=row, answers=answers)
    actions.submit_answers(by=by, respondent=handed)


def _agrees(said: Told, member: Member) -> Callable[[Stage], None]:
    """Scoring ends, each level is agreed with its reason, and the body enters the round."""

    def happens(stage: Stage) -> None:
        by, chance = stage.actor(member.key), Random(said["name"])  # noqa: S311
        closed = actions.close_scoring(by=by, assessment=assessment(stage, said))
        for criterion, words, level in _judged(closed, said["own"]):
            actions.save_judgement(
                by=by,
                assessment=closed,
                criterion=criterion,
                changes={
                    "value": level,
                    "why": words["why"][level - 1],
                    "strengths": words["strengths"][0] if level > 2 else "",
                    "areas": chance.choice(words["areas"]) if level < 4 else "",
                    "agreed": True,
                },
            )
            if level > 1:  # of what is hardly done there is nothing to show
                actions.add_evidence(
                    by=by,
                    assessment=closed,
                    criteria=[criterion],
                    title=f"Papers on {criterion.title.lower()}",
                    url=f"https://papers.example/{criterion.key}",
                )
        agreed = actions.agree_assessment(by=by, assessment=closed)
        entered = ChallengeRound.objects.get(title=round_of(said))
        actions.enter(by=by, assessment=agreed, round=entered, lead=by.person)

    return happens


def _pairs(title: str) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        by = stage.actor("helen")
        paired = actions.pair_round(by=by, round=ChallengeRound.objects.get(title=title))
        actions.confirm_pairing(by=by, round=paired)

    return happens


def _accepts(said: Told, lead: dict[str, Member]) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        found = challenge(stage, said)
        for member in (lead[said["name"]], lead[found.challenger.name]):
            found = actions.accept_challenge(by=stage.actor(member.key), challenge=found)
        day = {"visit_on": said["visit"], "visit_at": f"The town hall in {said['name']}"}
        actions.set_visit(by=stage.actor(lead[said["name"]].key), challenge=found, **day)

    return happens


def _shows(said: Told, member: Member) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        found = challenge(stage, said)
        actions.open_challenge(
            by=stage.actor(member.key), challenge=found, judgements=True, evidence=True
        )

    return happens


def _visited(said: Told, lead: dict[str, Member]) -> Callable[[Stage], None]:
    """The peers come, score each criterion, and both agree where they differ."""

    def happens(stage: Stage) -> None:
        found = challenge(stage, said)
        by = stage.actor(lead[found.challenger.name].key)
        actions.record_visit(by=by, challenge=found, visited_on=said["visit"])
        found = challenge(stage, said)
        for (criterion, words, level), own in zip(
            _judged(found.assessment, said["peer"]), said["own"], strict=True
        ):
            why = words["why"][level - 1] if level != own else "What we saw fits what you say."
            actions.score_criterion(
                by=by,
                challenge=found,
                criterion=criterion,
                changes={"level": level, "reason": why},
            )
            if level != own:
                actions.agree_score(
                    by=by, challenge=found, criterion=criterion, level=min(level, own),
                    why="Both of us read the level again, word by word.",
                )  # fmt: skip

    return happens


def _reported(said: Told, lead: dict[str, Member]) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        found = challenge(stage, said)
        by, judged = (
            stage.actor(lead[found.challenger.name].key),
            _judged(found.assessment, said["peer"]),
        )
        best = max(judged, key=lambda each: each[2])
        worst = min(judged, key=lambda each: each[2])
        actions.write_summary(
            by=by,
            challenge=found,
            summary=f"A candid assessment. Most is to be gained in {worst[0].title.lower()}.",
        )
        for kind, (criterion, words, _) in (
            (Finding.Kind.STRENGTH, best),
            (Finding.Kind.AREA, worst),
        ):
            text = words["strengths" if kind == Finding.Kind.STRENGTH else "areas"][0]
            actions.add_finding(
                by=by, challenge=challenge(stage, said), kind=kind, words=text, criterion=criterion
            )
        actions.report_challenge(by=by, challenge=challenge(stage, said))

    return happens


def _answered(said: Told, member: Member) -> Callable[[Stage], None]:
    def happens(stage: Stage) -> None:
        found, by = challenge(stage, said), stage.actor(member.key)
        for finding in Finding._base_manager.filter(challenge=found):
            actions.answer_finding(
                by=by, finding=finding, answer=Finding.Answer.ACCEPTED,
                why="We found the same ourselves and take it into the plan.",
            )  # fmt: skip
        actions.answer_report(by=by, challenge=challenge(stage, said))

    return happens


def assessment(stage: Stage, said: Told) -> Assessment:
    """The assessment of a body."""
    body = stage.organisations[said["name"]]
    found: Assessment = Assessment._base_manager.get(organisation=body)
    return found


def challenge(stage: Stage, said: Told) -> Challenge:
    """The challenge of which a body is the host."""
    rows = Challenge._base_manager.select_related("challenger", "assessment")
    found: Challenge = rows.get(host=stage.organisations[said["name"]])
    return found


def criteria(found: Assessment) -> list[Criterion]:
    """The five criteria of the ninth theme, in their order."""
    rows = found.framework.criteria.filter(theme__key=THEME).order_by("position")
    return list(rows)


def _judged(found: Assessment, levels: list[int]) -> list[tuple[Criterion, Told, int]]:
    """Each criterion with what the story has to say of it, and its level."""
    words = {each["key"]: each for each in told()["criteria"]}
    return [
        (each, words[each.key], level) for each, level in zip(criteria(found), levels, strict=True)
    ]
