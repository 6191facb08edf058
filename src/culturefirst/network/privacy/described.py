"""The network's records about people, in plain words."""

from culturefirst.kit import clock
from culturefirst.kit.holdings import HOLDINGS, Holding, Whom
from culturefirst.network import models as m
from culturefirst.network.privacy import accounts, derived


def _be_nobody(whom: Whom) -> None:
    derived.erase(m.Person, whom)
    keys = [person.pk for person in whom.people]
    m.Person.objects.filter(pk__in=keys).update(name=m.Person.ERASED, erased_on=clock.today())


def _forget_merges(whom: Whom) -> None:
    """One that was taken back has the values of both, so it goes with either."""
    derived.erase(m.Merge, whom)
    m.Merge.objects.filter(merged__in=whom.people).delete()


RUNS = "While the network runs."
FIGURES = "While the network runs: figures of past years stand on the dates, without your name."

for each in (
    Holding(
        "Your name and how to reach you",
        "So that members of the network can find each other and work together.",
        "Until you are erased; people with neither post nor account are looked at after two years.",
        m.Person,
        erase=_be_nobody,
    ),
    Holding(
        "The words by which you are found", "So that a search finds you.", "As your name.",
        m.PersonWord,
    ),
    Holding(
        "The posts you hold and held", "What you may do here follows from them.", FIGURES, m.Post
    ),
    Holding(
        "Your account", "So that you can sign in.", FIGURES, m.User, erase=accounts.close
    ),
    Holding(
        "Since when you are a registered user, and when you left and came back",
        "To count registered users.",
        FIGURES,
        m.Registration,
    ),
    Holding(
        "Where you are signed in",
        "So that you can use your account, and end what is not yours.",
        "Twelve hours.",
        m.Session,
        erase=accounts.end_sessions,
    ),
    Holding(
        "The days on which you used this site",
        "To count active users; nobody's days are shown.",
        "25 months.",
        m.ActiveDay,
    ),
    Holding(
        "Groups you are in, were in or asked to join", "So that a group knows its members.",
        FIGURES, m.GroupMember,
    ),
    Holding(
        "How you came in", "So that it can be seen who let you in.",
        "As long as your account.", m.Joining,
    ),
    Holding("Topics you follow", "So that others who work on them find you.",
            "Until you take them back.", m.Interest),
    Holding(
        "What you agreed to be written to about, in which words",
        "You are written to about nothing else, and can see that you agreed.",
        "Six years after you took it back.",
        m.Consent,
    ),
    Holding(
        "Who looked at your address and telephone number", "So that you can see it.",
        "Two years.", m.Look,
    ),
    Holding(
        "Records of you that were made one", "So that a mistake can be put right.",
        RUNS, m.Merge, erase=_forget_merges,
    ),
    Holding(
        "That somebody looked at your name beside a similar one",
        "So that two people are not taken for one.", "While both are known here.", m.NotTheSame,
    ),
    Holding("Named audiences that you made", "They are the network's own.", RUNS, m.Audience),
    Holding("Papers that you put up", "They are their group's own.",
            "While the group keeps them; 90 days after they were withdrawn.", m.Paper),
    Holding("Lists of invitations that you sent", "Whoever sends one answers for it.",
            "Its rows for 30 days.", m.InvitationList),
    Holding("Lists of organisations that you brought", "Whoever brings one answers for it.",
            RUNS, m.OrganisationList),
):  # fmt: skip
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
