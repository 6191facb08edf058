"""The address of leaving the network."""

from culturefirst.kit.urls import page
from culturefirst.network.policy import own_account
from culturefirst.network.views import leaving as views

urlpatterns = [page("account/leave/", views.leave, policy=own_account, name="account_leave")]
