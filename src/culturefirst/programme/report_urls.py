"""The addresses of downloads and reports, gathered by the room's ``urls``."""

from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.programme import policy
from culturefirst.programme.views import downloads, reports

# Anybody may read a current programme; each view fetches through ``visible_to``, so that a
# draft is not found by a stranger.
urlpatterns = [
    page(
        "programme/<int:pk>/download/<slug:form>/",
        downloads.programme_download,
        policy=anybody,
        name="programme_download",
    ),
    page("programme/<int:pk>/reports/", reports.reports, policy=anybody, name="reports"),
    page(
        "programme/<int:pk>/reports/freeze/",
        acts_once(reports.freeze),
        policy=policy.edit_programme,
        name="report_freeze",
    ),
    page("programme/reports/<int:pk>/", reports.report, policy=anybody, name="report"),
    page(
        "programme/reports/<int:pk>/print/<slug:form>/",
        reports.report_print,
        policy=anybody,
        name="report_print",
    ),
    page(
        "programme/reports/<int:pk>/restatement.json",
        reports.report_restatement,
        policy=anybody,
        name="report_restatement",
    ),
]
