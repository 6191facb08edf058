"""The picture of a case study, put up by whoever writes it."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload
from culturefirst.library.actions.writing import keep, not_waiting
from culturefirst.library.drafts import draft_of, picture_in
from culturefirst.library.models import CaseStudyPage, Picture
from culturefirst.library.policy import write_case_study

SHORT = 200


@action("put a picture into a case study", allow=write_case_study, on="page")
def put_picture(
    *, by: Any, page: CaseStudyPage, upload: Upload, alternative: str, caption: str = ""
) -> CaseStudyPage:
    """Put it in the place of the one that is there; it says what it shows."""
    not_waiting(page)
    if not alternative.strip():
        raise DomainError("Say what the picture shows, for whoever cannot see it.")
    picture = Picture(title=alternative[:SHORT], alternative=alternative, uploaded_by_user=by)
    picture.file = ImageFile(ContentFile(upload.content), upload.stored_name)
    picture._set_image_file_metadata()
    picture.save()
    block = {
        "picture": picture,
        "alternative": alternative,
        "decorates": False,
        "caption": caption,
    }
    return _with(page, [("picture", block)], by)


@action("took a picture out of a case study", allow=write_case_study, on="page")
def take_picture_out(*, by: Any, page: CaseStudyPage) -> CaseStudyPage:
    """Show it no more; the file stays among the website's pictures."""
    not_waiting(page)
    if picture_in(draft_of(page)) is None:
        raise DomainError("There is no picture to take out.")
    return _with(page, [], by)


def _with(page: CaseStudyPage, first: list[tuple[str, Any]], by: Any) -> CaseStudyPage:
    """The draft with this for its first picture; whatever else it holds stays."""
    draft = draft_of(page)
    blocks = [(block.block_type, block.value) for block in draft.body]
    at = next((n for n, (kind, _) in enumerate(blocks) if kind == "picture"), None)
    if at is not None:
        del blocks[at]
    return keep(draft, {"body": [*first, *blocks]}, by)
