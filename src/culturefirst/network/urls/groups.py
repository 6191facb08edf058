"""The addresses of groups, their members and papers."""

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page
from culturefirst.network.policy import add_groups, admit, keep_group, keep_papers, see_members
from culturefirst.network.views import group_deeds as deeds
from culturefirst.network.views import group_members as members
from culturefirst.network.views import group_papers as papers
from culturefirst.network.views import groups as views

ONE = "groups/<slug:slug>/"
MEMBER = f"{ONE}members/<int:pk>/"
PAPER = f"{ONE}papers/<int:pk>/"

urlpatterns = [
    page("groups/", views.groups, policy=anybody, name="groups"),
    page("groups/add/", deeds.group_add, policy=add_groups, name="group_add"),
    page(ONE, views.group, policy=anybody, name="group"),
    page(f"{ONE}changes/", views.group_changes, policy=see_members, name="group_changes"),
    page(f"{ONE}edit/", deeds.group_edit, policy=keep_group, name="group_edit"),
    page(f"{ONE}end/", deeds.group_end, policy=keep_group, name="group_end"),
    page(f"{ONE}reopen/", deeds.group_reopen, policy=keep_group, name="group_reopen"),
    page(f"{ONE}bodies/add/", deeds.body_add, policy=keep_group, name="group_body_add"),
    page(f"{ONE}bodies/<int:pk>/end/", deeds.body_end, policy=keep_group, name="group_body_end"),
    page(f"{ONE}join/", members.join, policy=see_members, name="group_join"),
    page(f"{ONE}leave/", members.leave, policy=see_members, name="group_leave"),
    page(f"{ONE}members/add/", members.add, policy=keep_group, name="group_member_add"),
    page(MEMBER, members.member, policy=keep_group, name="group_member"),
    page(f"{MEMBER}remove/", members.remove, policy=keep_group, name="group_member_remove"),
    page(f"{MEMBER}let-in/", members.let_in, policy=admit, name="group_member_let_in"),
    page(f"{MEMBER}decline/", members.decline, policy=admit, name="group_member_decline"),
    page(f"{ONE}papers/add/", papers.add, policy=keep_papers, name="group_paper_add"),
    page(PAPER, papers.paper, policy=see_members, name="group_paper"),
    page(f"{PAPER}edit/", papers.edit, policy=keep_papers, name="group_paper_edit"),
    page(f"{PAPER}withdraw/", papers.withdraw, policy=keep_papers, name="group_paper_withdraw"),
    page(f"{PAPER}restore/", papers.restore, policy=keep_papers, name="group_paper_restore"),
]
