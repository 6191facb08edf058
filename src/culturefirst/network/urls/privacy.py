"""The addresses of privacy: the notice, one's own data, erasing, and what is kept how long."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import manage_network, own_account
from culturefirst.network.views import privacy as own
from culturefirst.network.views import retention as rules

urlpatterns = [
    page("privacy/", rules.privacy, policy=anybody, name="privacy"),
    page("privacy/retention/", rules.retention, policy=manage_network, name="retention"),
    page("account/privacy/", own.privacy_own, policy=own_account, name="privacy_own"),
    page(
        "account/privacy/everything/",
        own.privacy_everything,
        policy=own_account,
        name="privacy_everything",
    ),
    page(
        "account/privacy/download/",
        own.privacy_download,
        policy=own_account,
        name="privacy_download",
    ),
    page("account/privacy/erase/", own.privacy_erase, policy=own_account, name="privacy_erase"),
    page(
        "privacy/names/<int:pk>/",
        own.erased_names,
        policy=manage_network,
        name="erased_names",
    ),
    page("people/<int:pk>/erase/", own.person_erase, policy=manage_network, name="person_erase"),
]
