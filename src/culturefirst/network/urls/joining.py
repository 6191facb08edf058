"""The addresses of joining, and of those who decide."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import decide_joining, keep_invitations
from culturefirst.network.views import deciding, invitations, joining

urlpatterns = [
    page("join/", joining.join, policy=anybody, name="join"),
    page("join/organisation/", joining.join_organisation, policy=anybody, name="join_organisation"),
    page(
        "join/new-organisation/",
        joining.join_new_organisation,
        policy=anybody,
        name="join_new_organisation",
    ),
    page("join/role/", joining.join_role, policy=anybody, name="join_role"),
    page("join/sent/", joining.join_sent, policy=anybody, name="join_sent"),
    page("join/waiting/", joining.join_waiting, policy=anybody, name="join_waiting"),
    page("join/<str:token>/", joining.join_confirm, policy=anybody, name="join_confirm"),
    page("joining/", deciding.joinings, policy=decide_joining, name="joinings"),
    page("joining/<int:pk>/", deciding.joining, policy=decide_joining, name="joining"),
    page(
        "joining/<int:pk>/let-in/",
        deciding.joining_let_in,
        policy=decide_joining,
        name="joining_let_in",
    ),
    page(
        "joining/<int:pk>/decline/",
        deciding.joining_decline,
        policy=decide_joining,
        name="joining_decline",
    ),
    page(
        "joining/<int:pk>/reopen/",
        deciding.joining_reopen,
        policy=decide_joining,
        name="joining_reopen",
    ),
    page(
        "joining/<int:pk>/remind/",
        deciding.joining_remind,
        policy=decide_joining,
        name="joining_remind",
    ),
    page(
        "joining/<int:pk>/withdraw/",
        deciding.joining_withdraw,
        policy=decide_joining,
        name="joining_withdraw",
    ),
    page("invitations/", invitations.invitations, policy=keep_invitations, name="invitations"),
    page(
        "invitations/new/",
        invitations.invitation_new,
        policy=keep_invitations,
        name="invitation_new",
    ),
    page(
        "invitations/example.csv",
        invitations.invitations_example,
        policy=keep_invitations,
        name="invitations_example",
    ),
    page(
        "invitations/<int:pk>/",
        invitations.invitation_list,
        policy=keep_invitations,
        name="invitation_list",
    ),
    page(
        "invitations/<int:pk>/correct/",
        invitations.invitation_list_correct,
        policy=keep_invitations,
        name="invitation_list_correct",
    ),
    page(
        "invitations/<int:pk>/send/",
        invitations.invitation_list_send,
        policy=keep_invitations,
        name="invitation_list_send",
    ),
    page(
        "invitations/<int:pk>/remind/",
        invitations.invitation_list_remind,
        policy=keep_invitations,
        name="invitation_list_remind",
    ),
    page(
        "invitations/<int:pk>/drop/",
        invitations.invitation_list_drop,
        policy=keep_invitations,
        name="invitation_list_drop",
    ),
]
