"""The programme's records of what people said and froze, in plain words."""

from culturefirst.kit.holdings import HOLDINGS, Holding
from culturefirst.programme.models import Remark, Report

for each in (
    Holding(
        "What you said of targets",
        "So that readers of the programme know who said it and why.",
        "While the programme is kept; without your name once you are erased.",
        Remark,
    ),
    Holding(
        "Reports that you froze",
        "So that readers know who answers for a report.",
        "While the programme is kept; without your name once you are erased.",
        Report,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
