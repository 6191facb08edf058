"""Where figures and definitions are shown."""

from urllib.parse import urlencode

from django.urls import reverse

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.measures import views
from culturefirst.measures.core import EARLIEST, LATEST, Question

urlpatterns = [
    page("figures/<str:key>/", views.figure, policy=anybody, name="figure"),
    page("measures/", views.measures, policy=anybody, name="measures"),
]


def figure_url(question: Question) -> str:
    """The page of this very figure: its definition, its value and the records behind it."""
    window = question.window
    asked = {
        "from": "" if window.starts == EARLIEST else window.starts.isoformat(),
        "to": "" if window.ends == LATEST else window.ends.isoformat(),
        **{name: getattr(value, "pk", value) for name, value in question.scope.items()},
    }
    told = urlencode({name: value for name, value in asked.items() if value != ""})
    address = reverse("figure", args=[question.key])
    return f"{address}?{told}" if told else address
