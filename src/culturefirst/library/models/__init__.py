"""Pages of the website, by kind; their files and pictures."""

from culturefirst.library.models.base import (
    Entry,
    EntryService,
    EntryTopic,
    LearnPage,
    SectionPage,
)
from culturefirst.library.models.case_studies import CaseStudyPage
from culturefirst.library.models.files import File, Picture, Rendition
from culturefirst.library.models.kinds import Kind
from culturefirst.library.models.news import BriefingPage, NewsPage, PolicyPage
from culturefirst.library.models.resources import ResourcePage
from culturefirst.library.models.visits import Visit

__all__ = [
    "BriefingPage",
    "CaseStudyPage",
    "Entry",
    "EntryService",
    "EntryTopic",
    "File",
    "Kind",
    "LearnPage",
    "NewsPage",
    "Picture",
    "PolicyPage",
    "Rendition",
    "ResourcePage",
    "SectionPage",
    "Visit",
]
