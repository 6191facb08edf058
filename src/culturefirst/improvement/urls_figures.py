"""Addresses of yearly figures and their comparison."""

from culturefirst.improvement.policy import (
    ask_about_figures,
    fill_returns,
    keep_collections,
    keep_groups,
    name_senders,
    see_figures,
    send_returns,
)
from culturefirst.improvement.views import (
    comparison,
    comparison_public,
    figure_collections,
    figure_groups,
    figure_questions,
    figure_section,
    figure_traits,
    figures,
    returns,
)
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

ALL = "improve/figures/"
DEFINED = f"{ALL}definitions/"
TRAITS = f"{ALL}traits/"
ONE = f"{ALL}<int:pk>/"
OWN = f"{ALL}returns/<int:pk>/"
TEAM = f"{ALL}sent/<int:pk>/"
COMPARED = f"{ONE}compare/"
GROUPS = f"{ALL}groups/"

urlpatterns = [
    page(ALL, figures.list_, policy=anybody, name="figures"),
    page(DEFINED, figures.definitions, policy=anybody, name="figures_definitions"),
    page(f"{DEFINED}load/", figures.load, policy=keep_collections, name="figures_load"),
    page(f"{DEFINED}<int:pk>/", figures.definition, policy=anybody, name="figures_definition"),
    page(TRAITS, figure_traits.traits, policy=see_figures, name="figures_traits"),
    page(f"{TRAITS}load/", figure_traits.load, policy=keep_collections, name="figures_traits_load"),
    page(f"{ALL}new/", figure_collections.new, policy=keep_collections, name="figures_new"),
    page(ONE, figures.collection, policy=see_figures, name="figures_collection"),
    page(f"{ONE}edit/", figure_collections.edit, policy=keep_collections, name="figures_edit"),
    page(
        f"{ONE}announce/",
        figure_collections.announce,
        policy=keep_collections,
        name="figures_announce",
    ),
    page(
        f"{ONE}withdraw/",
        figure_collections.withdraw,
        policy=keep_collections,
        name="figures_withdraw",
    ),
    page(f"{ONE}begin/", figures.begin, policy=fill_returns, name="figures_begin"),
    page(COMPARED, comparison.compare, policy=see_figures, name="figures_compare"),
    page(
        f"{COMPARED}<slug:key>/",
        comparison.indicator,
        policy=see_figures,
        name="figures_indicator",
    ),
    page(f"{ONE}keep-group/", figure_groups.keep, policy=keep_groups, name="figures_group_keep"),
    page(GROUPS, figure_groups.groups, policy=keep_groups, name="figures_groups"),
    page(
        f"{GROUPS}<int:pk>/drop/", figure_groups.drop, policy=keep_groups, name="figures_group_drop"
    ),
    page(f"{ONE}public/", comparison_public.public, policy=anybody, name="figures_public"),
    page(OWN, returns.one, policy=fill_returns, name="figures_return"),
    page(
        f"{OWN}section/<slug:key>/",
        figure_section.section,
        policy=fill_returns,
        name="figures_section",
    ),
    page(
        f"{OWN}section/<slug:key>/save/",
        figure_section.save_section,
        policy=fill_returns,
        name="figures_section_save",
    ),
    page(f"{OWN}send/", returns.send, policy=send_returns, name="figures_send"),
    page(f"{OWN}take-back/", returns.take_back, policy=send_returns, name="figures_take_back"),
    page(f"{OWN}sender/", returns.sender, policy=name_senders, name="figures_sender"),
    page(f"{OWN}workbook/", returns.as_workbook, policy=fill_returns, name="figures_workbook"),
    page(f"{OWN}bring/", returns.bring, policy=fill_returns, name="figures_bring"),
    page(
        f"{OWN}answer/<slug:key>/",
        figure_questions.reply,
        policy=fill_returns,
        name="figures_answer",
    ),
    page(f"{TEAM}ask/", figure_questions.ask, policy=ask_about_figures, name="figures_ask"),
    page(
        f"{TEAM}settle/<slug:key>/",
        figure_questions.settle,
        policy=ask_about_figures,
        name="figures_settle",
    ),
    page(
        f"{TEAM}accept/", figure_questions.accept, policy=ask_about_figures, name="figures_accept"
    ),
]
