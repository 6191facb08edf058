"""The addresses of one's own account, and of the first administrator's link."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import own_account
from culturefirst.network.views import accounts as views
from culturefirst.network.views import letting_through as letting

urlpatterns = [
    page("account/", views.account, policy=own_account, name="account"),
    page("account/name/", views.account_name, policy=own_account, name="account_name"),
    page("account/sessions/", views.account_sessions, policy=own_account, name="account_sessions"),
    page("accounts/let-through/", letting.let_through, policy=anybody, name="let_through"),
    page(
        "accounts/let-through/sent/",
        letting.let_through_sent,
        policy=anybody,
        name="let_through_sent",
    ),
    page(
        "accounts/let-through/<str:token>/",
        letting.let_through_link,
        policy=anybody,
        name="let_through_link",
    ),
    page(
        "administrator/<str:token>/",
        views.first_administrator,
        policy=anybody,
        name="first_administrator",
    ),
    # The library asks for this name.
    page("accounts/joining/", views.sign_up, policy=anybody, name="account_signup"),
]
