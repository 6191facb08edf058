"""Places, organisations, people and their posts, accounts, groups, joining, audiences."""

from culturefirst.network.models.accounts import ActiveDay, Invitation, Registration, User
from culturefirst.network.models.audiences import Audience
from culturefirst.network.models.base import (
    MEMBERS_ROLES,
    MembersRecords,
    OpenRecords,
    Role,
)
from culturefirst.network.models.bringing import OrganisationList
from culturefirst.network.models.groups import Group, GroupBody, GroupMember, Paper
from culturefirst.network.models.joining import InvitationList, Joining
from culturefirst.network.models.organisations import (
    BoundaryCode,
    FormerPlace,
    MailDomain,
    Membership,
    Organisation,
    OrganisationName,
    OrganisationWord,
    Service,
    ServiceRun,
    Succession,
)
from culturefirst.network.models.people import (
    Merge,
    NotTheSame,
    Person,
    PersonWord,
    Post,
    PostTitle,
    PostTitleWord,
)
from culturefirst.network.models.places import SubRegion
from culturefirst.network.models.privacy import Erasure, Look, NameRemoved, Unsettled
from culturefirst.network.models.sessions import Session
from culturefirst.network.models.topics import Consent, Interest, Topic

__all__ = [
    "MEMBERS_ROLES",
    "ActiveDay",
    "Audience",
    "BoundaryCode",
    "Consent",
    "Erasure",
    "FormerPlace",
    "Group",
    "GroupBody",
    "GroupMember",
    "Interest",
    "Invitation",
    "InvitationList",
    "Joining",
    "Look",
    "MailDomain",
    "MembersRecords",
    "Membership",
    "Merge",
    "NameRemoved",
    "NotTheSame",
    "OpenRecords",
    "Organisation",
    "OrganisationList",
    "OrganisationName",
    "OrganisationWord",
    "Paper",
    "Person",
    "PersonWord",
    "Post",
    "PostTitle",
    "PostTitleWord",
    "Registration",
    "Role",
    "Service",
    "ServiceRun",
    "Session",
    "SubRegion",
    "Succession",
    "Topic",
    "Unsettled",
    "User",
]
