"""Addresses of surveys: keeping them, and answering them."""

from culturefirst.kit.urls import page
from culturefirst.surveys.policy.surveys import answer_survey, keep_survey, see_surveys
from culturefirst.surveys.views import answering, results, surveys, waves, writing

ALL = "surveys/"
ONE = f"{ALL}<int:pk>/"
WAVE = f"{ALL}waves/<int:pk>/"
KEY = f"{WAVE}asks/<slug:key>/"

urlpatterns = [
    page(ALL, surveys.surveys, policy=see_surveys, name="surveys"),
    page(f"{ALL}new/", surveys.new, policy=keep_survey, name="survey_new"),
    page(ONE, surveys.survey, policy=see_surveys, name="survey"),
    page(f"{ONE}edit/", surveys.edit, policy=keep_survey, name="survey_edit"),
    page(f"{ONE}remove/", surveys.remove, policy=keep_survey, name="survey_remove"),
    page(f"{ONE}begin/", waves.new, policy=keep_survey, name="wave_new"),
    page(WAVE, waves.wave, policy=keep_survey, name="wave"),
    page(f"{WAVE}edit/", waves.edit, policy=keep_survey, name="wave_edit"),
    page(f"{WAVE}open/", waves.open_it, policy=keep_survey, name="wave_open"),
    page(f"{WAVE}close/", waves.close, policy=keep_survey, name="wave_close"),
    page(f"{WAVE}remove/", waves.remove, policy=keep_survey, name="wave_remove"),
    page(f"{WAVE}others/", waves.others, policy=keep_survey, name="wave_others"),
    page(f"{WAVE}remind/", waves.remind, policy=keep_survey, name="wave_remind"),
    page(f"{WAVE}routes/", writing.ways, policy=keep_survey, name="wave_routes"),
    page(f"{WAVE}try/", writing.try_it, policy=keep_survey, name="wave_try"),
    page(f"{WAVE}sections/add/", writing.section, policy=keep_survey, name="section_new"),
    page(f"{WAVE}sections/<slug:key>/", writing.section, policy=keep_survey, name="section_edit"),
    page(
        f"{WAVE}sections/<slug:section>/add/",
        writing.question,
        policy=keep_survey,
        name="question_new",
    ),
    page(
        f"{WAVE}sections/<slug:section>/<slug:key>/",
        writing.question,
        policy=keep_survey,
        name="question_edit",
    ),
    page(f"{KEY}move/", writing.move, policy=keep_survey, name="asked_move"),
    page(f"{KEY}remove/", writing.remove, policy=keep_survey, name="asked_remove"),
    page(f"{WAVE}results/", results.results, policy=keep_survey, name="wave_results"),
    page(
        f"{WAVE}results/<slug:key>/", results.question, policy=keep_survey, name="result_question"
    ),
    page(f"{WAVE}tells/", results.finding, policy=keep_survey, name="finding_whole"),
    page(f"{WAVE}tells/<slug:key>/", results.finding, policy=keep_survey, name="finding"),
    page(f"{WAVE}publish/", results.publish, policy=keep_survey, name="wave_publish"),
    page(f"{WAVE}told/", results.published, policy=see_surveys, name="wave_told"),
    page(f"{WAVE}answer/", answering.mine, policy=answer_survey, name="survey_mine"),
    page(f"{ALL}thanks/", answering.thanks, policy=answer_survey, name="survey_thanks"),
    page(f"{ALL}l/<str:secret>/", answering.link, policy=answer_survey, name="survey_link"),
    page(f"{ALL}a/<str:secret>/", answering.answer, policy=answer_survey, name="survey_answer"),
    page(f"{ALL}a/<str:secret>/send/", answering.send, policy=answer_survey, name="survey_send"),
]
