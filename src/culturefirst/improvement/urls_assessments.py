"""Addresses of self-assessments."""

from django.urls import URLPattern

from culturefirst.improvement.policy import (
    answer_alone,
    begin_assessment,
    lead_assessment,
    see_assessments,
    work_on_assessment,
)
from culturefirst.improvement.views import (
    answers,
    assess_evidence,
    assess_people,
    assessments,
    judging,
    records,
    results,
)
from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import View, page

ALL = "improve/assessments/"
ONE = f"{ALL}<int:pk>/"
MINE = "improve/scores/<int:pk>/"
LINK = "improve/asked/<str:token>/"
PARTS = (
    ("overview", "", ""),
    ("theme", "_theme", "themes/<slug:theme>/"),
    ("save", "_save", "save/<int:criterion>/"),
    ("submit", "_submit", "hand-in/"),
    ("take_back", "_take_back", "take-back/"),
    ("decline", "_decline", "decline/"),
    ("word", "_word", "word/"),
    ("bring", "_bring", "bring/"),
    ("brought", "_brought", "bring/<int:record>/"),
)
MEMBER, GUEST = answers.MEMBER | records.MEMBER, answers.GUEST | records.GUEST


def _one(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    """A page of one assessment; whose it is, the view asks."""
    return page(f"{ONE}{route}", view, policy=policy, name=f"assessment{name}")


def _led(route: str, view: View, name: str) -> URLPattern:
    return _one(route, view, lead_assessment, name)


def _worked(route: str, view: View, name: str) -> URLPattern:
    return _one(route, view, work_on_assessment, name)


urlpatterns: list[URLPattern] = [
    page(ALL, assessments.assessments, policy=see_assessments, name="assessments"),
    page(f"{ALL}new/", assessments.new, policy=begin_assessment, name="assessment_new"),
    _one("", assessments.assessment, see_assessments, ""),
    _led("scope/", assessments.scope, "_scope"),
    _led("open/", assessments.open_, "_open"),
    _led("close/", assessments.close, "_close"),
    _led("agree/", assessments.agree, "_agree"),
    _led("reopen/", assessments.reopen, "_reopen"),
    _led("withdraw/", assessments.withdraw, "_withdraw"),
    _led("release/", assessments.release, "_release"),
    _led("take-back/", assessments.take_back, "_take_back"),
    _worked("people/", assess_people.people, "_people"),
    _led("people/team/", assess_people.add_member, "_member_add"),
    _led("people/team/<int:member>/out/", assess_people.take_out_member, "_member_out"),
    _worked("people/ask/", assess_people.invite, "_invite"),
    _worked("people/ask-a-guest/", assess_people.invite_guest, "_invite_guest"),
    _worked("people/remind/", assess_people.remind, "_remind"),
    _worked("people/<int:respondent>/let-off/", assess_people.let_off, "_let_off"),
    _worked("criteria/", judging.overview, "_criteria"),
    _worked("criteria/<slug:key>/", judging.criterion, "_criterion"),
    _worked("evidence/", assess_evidence.evidence, "_evidence"),
    _worked("evidence/new/", assess_evidence.add, "_evidence_add"),
    _worked("evidence/<int:piece>/", assess_evidence.edit, "_evidence_edit"),
    _worked("evidence/<int:piece>/withdraw/", assess_evidence.withdraw, "_evidence_withdraw"),
    _worked("evidence/<int:piece>/restore/", assess_evidence.restore, "_evidence_restore"),
    _one("evidence/<int:piece>/file/", assess_evidence.file, see_assessments, "_evidence_file"),
    _worked("word/", records.word, "_word"),
    _worked("bring/", records.bring, "_bring"),
    _worked("bring/<int:record>/", records.brought, "_brought"),
    _one("result/", results.shown, see_assessments, "_result"),
    _one("result/csv/", results.csv, see_assessments, "_result_csv"),
    _one("result/excel/", results.excel, see_assessments, "_result_excel"),
    *(
        page(f"{MINE}{route}", MEMBER[view], policy=answer_alone, name=f"answers{name}")
        for view, name, route in PARTS
    ),
    # Whose link it is, the page asks; nobody can make one up.
    *(
        page(f"{LINK}{route}", GUEST[view], policy=anybody, name=f"guest_answers{name}")
        for view, name, route in PARTS
    ),
]
