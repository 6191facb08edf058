"""Addresses of studies of supply and demand, and their scenarios."""

from culturefirst.intelligence.policy.studies import (
    keep_scenario,
    keep_study,
    make_studies,
    see_studies,
)
from culturefirst.intelligence.views import (
    askings,
    scenarios,
    studies,
    study_briefs,
    study_downloads,
    study_map,
    study_report,
    study_siting,
    what_if,
    what_if_map,
)
from culturefirst.kit.urls import page

ALL = "evidence/studies/"
ONE = f"{ALL}<int:pk>/"
SCENARIO = "evidence/scenarios/<int:pk>/"
BRIEF = "evidence/briefs/<int:pk>/"

urlpatterns = [
    page(ALL, studies.studies, policy=see_studies, name="studies"),
    page(f"{ALL}new/", studies.new, policy=make_studies, name="study_new"),
    page(f"{ALL}several/", askings.several, policy=make_studies, name="study_several"),
    page(f"{ALL}several/<int:pk>/", askings.asking, policy=see_studies, name="asking"),
    page(ONE, study_report.study, policy=see_studies, name="study"),
    page(f"{ONE}map.svg", study_map.picture, policy=see_studies, name="study_map"),
    page(f"{ONE}told/<slug:part>/", study_report.part, policy=see_studies, name="study_part"),
    page(
        f"{ONE}as/<slug:form>/", study_downloads.download, policy=see_studies, name="study_download"
    ),
    page(f"{ONE}edit/", studies.edit, policy=keep_study, name="study_edit"),
    page(f"{ONE}work-out/", studies.work_out, policy=keep_study, name="study_work_out"),
    page(f"{ONE}publish/", studies.publish, policy=keep_study, name="study_publish"),
    page(f"{ONE}take-back/", studies.take_back, policy=keep_study, name="study_take_back"),
    page(f"{ONE}remove/", studies.remove, policy=keep_study, name="study_remove"),
    page(f"{ONE}what-if/", what_if.page, policy=make_studies, name="what_if"),
    page(
        f"{ONE}what-if/answer/",
        what_if.answer,
        policy=make_studies,
        name="what_if_answer",
    ),
    page(f"{ONE}what-if/map.svg", what_if_map.picture, policy=make_studies, name="what_if_map"),
    page(f"{ONE}siting/", study_siting.siting, policy=make_studies, name="siting"),
    page(f"{ONE}beside/", scenarios.beside, policy=see_studies, name="scenarios_beside"),
    page(f"{ONE}brief/", study_briefs.issue, policy=make_studies, name="brief_issue"),
    page(SCENARIO, scenarios.scenario, policy=see_studies, name="scenario"),
    page(f"{SCENARIO}excel/", scenarios.scenario_excel, policy=see_studies, name="scenario_excel"),
    page(
        f"{SCENARIO}throw-away/",
        scenarios.throw_away,
        policy=keep_scenario,
        name="scenario_throw_away",
    ),
    page(BRIEF, study_briefs.brief, policy=see_studies, name="study_brief"),
    page(f"{BRIEF}pdf/", study_briefs.paper, policy=see_studies, name="study_brief_pdf"),
]
