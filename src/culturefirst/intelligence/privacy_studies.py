"""What studies hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.intelligence.models import Asking, Brief, Scenario, Study, StudyRun
from culturefirst.kit.holdings import HOLDINGS, Holding

KEPT = "While the study is kept; without your name once you are erased."

for each in (
    Holding("Studies that you made", "So that others know whom to ask.", KEPT, Study),
    Holding(
        "Studies that you had worked out",
        "So that it is known who answers for figures.",
        KEPT,
        StudyRun,
    ),
    Holding(
        "Several studies that you asked for at once",
        "So that others know whom to ask.",
        KEPT,
        Asking,
    ),
    Holding("Scenarios that you kept", "So that you can change and remove them.", KEPT, Scenario),
    Holding(
        "Briefs that you issued",
        "So that whoever is handed one knows whom to ask.",
        "As long as briefs are kept; without your name once you are erased.",
        Brief,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
