"""A network in which one person is everywhere: in letters, files, reports, lists and the cache."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache

from culturefirst.bulletins import actions as bulletins
from culturefirst.bulletins.models import Subscriber
from culturefirst.collaboration import actions as sharing
from culturefirst.collaboration.models import DatingDay, DayMeeting, Delegate, Party, Sitting
from culturefirst.discussions import actions as discussions
from culturefirst.discussions.models import Forum, Thread
from culturefirst.events.models import Booking, CalendarKey, Feedback, Pledge, Speaker
from culturefirst.events.tests.booked import an_event, book
from culturefirst.improvement import models as improvement
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.coming_back import CameBack
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.suppression import Suppression
from culturefirst.kit.uploads import checked
from culturefirst.library.tests.make import news, published
from culturefirst.measures.core import Question, Window, ids
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions
from culturefirst.network import models as m
from culturefirst.network.looking import looked
from culturefirst.network.sessions import DEVICE, SessionStore
from culturefirst.programme import actions as programme
from culturefirst.programme.models import Target
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reports.freezing import freeze_report
from culturefirst.surveys import envelopes
from culturefirst.surveys.tests import make as surveys
from tests.privacy.canaries import Canaries

BEGAN, YESTERDAY = date(2010, 4, 1), date(2011, 9, 18)


@dataclass
class Network:
    """Helen runs it; Anne is to be forgotten, Bob is not."""

    helen: m.User
    anne: m.User
    bob: m.User
    hers: Canaries
    his: Canaries


def build(settings: Any, var: Path) -> Network:
    """Everything that a network holds of Anne and of Bob, alike."""
    settings.VAR, settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH = var, var / "files", var / "mail"
    team = body("Culture First", "network")
    helen = member("Helen Marsh", "helen@example.org", team, "manager")
    council = body("Ipswich Borough Council", "district")
    made = Network(
        helen,
        member("Anne", "anne@example.org", council),
        member("Bob", "bob@example.org", council),
        Canaries("zqanne"),
        Canaries("zqbob"),
    )
    museums = actions.add_topic(by=helen, name="Museums")
    group = actions.add_group(by=helen, name="Museums forum", kind="forum")
    for user, words in ((made.anne, made.hers), (made.bob, made.his)):
        _rows(user, helen, museums, group)
        words.fill(user.person)
        _follow(user.email, m.User.objects.get(pk=user.pk).email)
    made.anne, made.bob = (m.User.objects.get(pk=each.pk) for each in (made.anne, made.bob))
    for user in (made.anne, made.bob):
        _texts(user, helen, group)
        _done_about(user, helen)
    outbox.deliver()
    _left_in_the_outbox(made.anne, helen)
    return made


def _follow(old: str, new: str) -> None:
    """Let what was found by the address be found by the one with a word in it."""
    EmailAddress.objects.filter(email=old).update(email=new)
    m.Invitation.objects.filter(email=old).update(email=new)
    Subscriber.objects.filter(email=old).update(email=new)
    for model in (CameBack, Suppression):
        model._base_manager.filter(digest=digest_of(old)).update(digest=digest_of(new))
    Message.objects.filter(to=old).update(to=new)
    for each in m.InvitationList.objects.filter(rows__icontains=old):
        each.rows = [row | {"email": new} for row in each.rows]
        each.save()


def body(name: str, kind: str) -> m.Organisation:
    return actions.add_organisation(by=SYSTEM, name=name, kind=kind, joined_on=BEGAN)


def member(name: str, email: str, at: m.Organisation, role: str = "officer") -> m.User:
    person = actions.add_person(by=SYSTEM, name=name, email=email)
    actions.appoint(
        by=SYSTEM, person=person, title="Officer", role=role, organisation=at, starts=BEGAN
    )
    return actions.open_account(by=SYSTEM, person=person, email=email, on=BEGAN)


def _rows(user: m.User, helen: m.User, museums: m.Topic, group: m.Group) -> None:
    """A row of each kind that is held of somebody; what stands in them is put there after."""
    person, now, wall = user.person, clock.now(), clock.wall()
    kept = actions.give_consent(by=user, person=person, topic=museums, wording="Yes", source="here")
    m.Consent.objects.filter(pk=kept.pk).update(withdrawn_at=now, withdrawn_source="here")
    looked(helen, [person], "Address")
    m.GroupMember.objects.create(group=group, person=person, why="Please", starts=BEGAN)
    m.ActiveDay.objects.create(user=user, on=date(2011, 9, 1))
    m.Joining.objects.create(
        source="asked", state="joined", digest=f"d{user.pk}", email=user.email, name="x",
        title="x", role="officer", organisation=person.posts.get().organisation, asked_at=now,
        expires_at=now, person=person,
    )  # fmt: skip
    m.Invitation.objects.create(
        digest=f"i{user.pk}", email=user.email, name="x", organisation="x", expires_at=now
    )
    rows = [{"row": 2, "name": "x", "email": user.email}]
    m.InvitationList.objects.create(by=helen.person, name="A team.csv", rows=rows, at=now)
    _discuss(user, helen)
    _meet(user, helen)
    _share(user, helen)
    _assess(user)
    _survey(user, helen)
    before = m.Person.objects.create(name=f"Old {person.name}", merged_into=person)
    m.Merge.objects.create(kept_as=person, merged=before, by=helen.person, at=now)
    FormKey.objects.create(by=user.pk, key="k", request_hash="h", at=wall)
    Job.objects.create(
        task="kit.nothing", says="x", state="done", asked_by=user.pk, run_after=wall,
        asked_at=wall, finished_at=wall, key=f"job {user.pk}",
    )  # fmt: skip
    outbox.send(key=f"m{user.pk}", to=user.email, subject="x", text="x", html="x", kind="notice")
    Message.objects.filter(to=user.email).update(state=Message.State.FAILED)
    _came_back(user)
    _signed_in(user)
    Subscriber.objects.create(email=user.email, wording="x", asked_at=now, confirmed_at=now)


def _signed_in(user: m.User) -> None:
    """Where somebody is signed in by a device that is named."""
    session = SessionStore()
    session[SESSION_KEY], session[DEVICE] = str(user.pk), "x"
    session.save()


def _came_back(user: m.User) -> None:
    """A letter that nobody took, and an address that is written to again."""
    letter, at = Message.objects.get(key=f"m{user.pk}"), clock.wall()
    digest = digest_of(user.email)
    CameBack.objects.create(letter=letter, digest=digest, kind="soft", says="x", at=at)
    outbox.suppress(user.email, reason="bounces", why="x", letter=letter)
    outbox.lift(user.email, why="x")


def _discuss(user: m.User, helen: m.User) -> None:
    """What somebody asks, puts to it, reports and is told of."""
    forum = Forum._base_manager.first() or discussions.open_forum(by=helen)
    file = checked("notes.txt", b"x")
    thread = discussions.start_thread(by=user, forum=forum, title="x", text="x", uploads=[file])
    said = discussions.reply(by=helen, thread=thread, text="Ask somebody.")
    discussions.raise_concern(by=user, contribution=said, why="x")


def _meet(user: m.User, helen: m.User) -> None:
    """Where somebody goes and speaks, what they need there, think of it and will do next."""
    event, person, day = an_event(made_by=helen.person), user.person, clock.today()
    booking = book(user, event, dietary="x", access="x")
    Feedback._base_manager.create(booking=booking, overall=4, best="x", better="x", on=day)
    Pledge._base_manager.create(
        event=event, person=person, words="x", came_of_it="x", made_on=day, due_on=day
    )
    Speaker.objects.create(event=event, person=person, name="x")
    _sit(booking, helen)
    CalendarKey.objects.create(person=person, digest=f"c{user.pk}", made_at=clock.now())


def _sit(booking: Booking, helen: m.User) -> None:
    """Whom somebody met at a table on that day, and what they kept of it."""
    assert booking.organisation is not None
    at = {"rounds": 1, "tables": 1, "first_at": booking.event.starts_at}
    day = DatingDay._base_manager.create(event=booking.event, **at)
    team = helen.person.posts.get().organisation
    own, other = (
        Party._base_manager.create(day=day, organisation=each)
        for each in (booking.organisation, team)
    )
    Delegate._base_manager.create(party=own, booking=booking)
    meeting = DayMeeting._base_manager.create(day=day, round=1, table=1, a=own, b=other)
    Sitting._base_manager.create(
        meeting=meeting, party=own, round=1, note="x", ticked_by=booking.person
    )


def _share(user: m.User, helen: m.User) -> None:
    """What somebody offers for their council, asks of another's, and turns down."""
    said: dict[str, Any] = {"title": "x", "arrangement": "space"}
    team, council = (who.person.posts.get().organisation for who in (helen, user))
    theirs = sharing.publish_listing(
        by=helen, organisation=team, side="need", contact=helen.person, **said
    )
    own = sharing.publish_listing(
        by=user, organisation=council, side="offer", contact=user.person, **said
    )
    sharing.introduce(by=user, listing=theirs, organisation=council, words="x", own=own)
    sharing.dismiss_match(by=user, listing=own, other=theirs)
    sharing.draft_initiative(by=user, title="x", partners=[(council, user.person)])


def _assess(user: m.User) -> None:
    """A look that somebody leads, and scores on their own, with evidence."""
    person, today = user.person, clock.today()
    body = person.posts.get().organisation
    version = improvement.FrameworkVersion.objects.first() or a_framework()
    found = an_assessment(body, person, version, title="x", reason="x")
    row = improvement.Respondent._base_manager.create(
        assessment=found, person=person, invited_on=today
    )
    improvement.Answer._base_manager.create(
        respondent=row, criterion=version.criteria.first(), note="x", saved_at=clock.now()
    )
    improvement.Evidence._base_manager.create(
        assessment=found, kind="link", title="x", url="https://example.org/", added_by=person,
        added_on=today,
    )  # fmt: skip
    improvement.BroughtRecord._base_manager.create(
        assessment=found, name="x", rows=["x"], brought_by=person, brought_at=clock.now()
    )
    improvement.ComparisonGroup._base_manager.create(
        name="x", kind="nearest", traits=["x"], person=person, kept_on=today
    )


def _survey(user: m.User, helen: m.User) -> None:
    """A survey that they answered, and began to answer otherwise."""
    wave = surveys.asking(helen, user)
    surveys.answer(wave, user, improved="n", why_not="x")
    envelopes.begin(wave, surveys.invitation(wave, user))


def _texts(user: m.User, helen: m.User, group: m.Group) -> None:
    """Others' texts that name them: a programme with a frozen report, letters, papers, a reason."""
    name, address = user.person.name, user.email
    target = printed.Target(f"Ask {name}", "count", 4, "talks", due=date(2011, 6, 1))
    row = printed.Activity("Talk", targets=[target], leads=[name], notes=[f"Write to {address}"])
    told = printed.Document(
        title=f"Year of {name}", starts=date(2011, 4, 1), ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Talk", [printed.Programme("1.1", "Talk", [row])])],
    )  # fmt: skip
    _told_to_many(user, helen)
    year = programme.create_programme(by=helen, document=told)
    held = Target.objects.get(text=f"Ask {name}")
    programme.comment(by=helen, target=held, why=f"{name} was away.", next=f"Ask {name}.")
    freeze_report(by=helen, work_programme=year)
    page = f"Work Programme\n\tActivity\tTargets\tLead\n\tTalk\tHold 2 talks by June 12\t{name}\n"
    programme.receive_document(by=helen, name=f"{name}.txt", content=page.encode())
    actions.edit_group(by=helen, group=group, changes={"terms": f"{group.terms} {name}, {address}"})
    group.refresh_from_db()
    thread = Thread._base_manager.get(started_by=user.person)
    discussions.reply(by=helen, thread=thread, text=f"**{name}** knows, at {address}")
    paper = checked("minutes.txt", f"Minutes taken by {name}".encode())
    made = actions.add_paper(by=helen, group=group, title=f"Of {name}", upload=paper)
    m.Paper._base_manager.filter(pk=made.pk).update(added_by=user.person)
    outbox.send(
        key=f"about {address}", to=helen.email, subject=f"Of {name}", text=f"{name}, {address}",
        html=f"<p>{name}</p>", kind="notice",
    )  # fmt: skip


def _told_to_many(user: m.User, helen: m.User) -> None:
    """A bulletin and a page of the website that name them, both sent or published."""
    name = user.person.name
    topic = m.Topic.objects.get(name="Museums")
    question = {"all": {"role": ["manager"]}, "none": {}}
    audience = actions.save_audience(by=helen, name=f"Of {user.pk}", question=question)
    actions.give_consent(by=helen, person=helen.person, topic=topic, wording="Yes", source="here")
    drawn = bulletins.write_bulletin(
        by=helen, title=f"No {user.pk}", heading="News", intro=f"{name} told us.",
        audience=audience, topic=topic,
    )  # fmt: skip
    bulletins.add_item(by=helen, bulletin=drawn, heading=f"Ask {name}", words=user.email)
    bulletins.send_bulletin(by=helen, bulletin=bulletins.freeze_bulletin(by=helen, bulletin=drawn))
    published(
        news(f"{name} opens it", body=[("text", f"<p>Write to {name}, {user.email}.</p>")]), helen
    )


def _done_about(user: m.User, helen: m.User) -> None:
    """What the trail keeps: why something was done about somebody, in words without their name."""
    mark, end = user.email.partition("@")[0], date(2011, 9, 19)
    post = user.person.posts.get()
    actions.end_post(by=helen, post=post, on=end, reason=f"The illness of {mark}x")


def _left_in_the_outbox(anne: m.User, helen: m.User) -> None:
    """What waits to go, what pages keep in mind, what the programs keep beside the tables."""
    outbox.send(key="waits", to=anne.email, subject="x", text=anne.person.name, kind="notice")
    for user, key in ((anne, anne.pk), (helen, helen.pk)):
        session = SessionStore()
        session[SESSION_KEY] = str(key)
        if user == anne:
            session["asked_for"] = f"{anne.email}/x"
        session["_messages"] = f"{anne.person.name} was appointed by {user}."
        session.save()
    cache.set("chart", f"<svg>{anne.person.name}</svg>", None)
    (Path(clock_var()) / "culturefirst-error.log").write_text(f"Fault: {anne.email} refused\n")


def clock_var() -> str:
    from django.conf import settings

    return str(settings.VAR)


def counted() -> dict[str, object]:
    """Every figure of the past with the records behind it."""
    window = Window(date(2011, 4, 1), YESTERDAY)
    asked = [Question(key, window) for key in sorted(MEASURES.entries())]
    rows = [sorted(ids(MEASURES[each.key].rows(window, {}))) for each in asked]
    found = figures(asked)
    return {each.key: (f, r) for each, f, r in zip(asked, found, rows, strict=True)}
