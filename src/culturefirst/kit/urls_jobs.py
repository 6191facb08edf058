"""The kit's own addresses (``kit.urls`` is the helper that makes addresses)."""

from culturefirst.kit import letters, suppressed, views
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.outbox.doubts import see_letters
from culturefirst.kit.policy import signed_in
from culturefirst.kit.urls import page

urlpatterns = [
    page("jobs/<int:pk>/", views.job, policy=signed_in, name="job"),
    page("letters/", acts_once(letters.letters), policy=see_letters, name="letters"),
    page(
        "letters/suppressed/",
        acts_once(suppressed.suppressed),
        policy=see_letters,
        name="suppressed",
    ),
]
