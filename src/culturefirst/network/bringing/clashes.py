"""What the actions would refuse once the import is begun, told before it is begun.

The changes are gone through in the order in which they will be made, on a sketch of what stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from culturefirst.kit import clock
from culturefirst.kit.wording import day as said
from culturefirst.network.bringing.differences import Changed, Difference
from culturefirst.network.bringing.joined import Meant, meant
from culturefirst.network.bringing.known import Known
from culturefirst.network.bringing.rows import LINKS, Brought, Fault
from culturefirst.network.bringing.sketch import Sketch, Span

By = Mapping[str, Difference]


def clashes_of(new: Sequence[Brought], changed: Sequence[Changed], here: Known) -> Iterator[Fault]:
    """Every change that could not be made, with its row, its column and the remedy."""
    sketch = Sketch(new, changed, here)
    for each in changed:
        by = each.by_column
        yield from _renamed(each, by)
        yield from _moved(each, by)
        yield from _ended(each, by)
        yield from _linked(each, by, sketch)
        yield from _joined(each, by)
        yield from _coded(each, sketch)
        yield from _known_by(each, sketch)
        yield from _runs(each, by)


def _renamed(each: Changed, by: By) -> Iterator[Fault]:
    if "name" not in by:
        return
    today, body = clock.today(), each.body
    last = max((name.until for name in body.other_names.all() if name.until), default=None)
    if last is not None and last > today:
        says = f"Here it has a name until {said(last)}. Rename it on its page on the day it does."
        yield Fault(each.row, "name", says)
    elif body.founded_on is not None and body.founded_on > today:
        says = f"It is here as {body}, to be founded on {said(body.founded_on)}. Write that name."
        yield Fault(each.row, "name", says)


def _moved(each: Changed, by: By) -> Iterator[Fault]:
    """A body that had a sub-region moves to another one today."""
    body, today = each.body, clock.today()
    if "sub_region" not in by or body.sub_region is None:
        return
    last = max((place.ends for place in body.former_places.all()), default=None)
    if last is not None and last > today:
        says = f"It moves on {said(last)} already. Leave the cell empty."
        yield Fault(each.row, "sub_region", says)
    elif body.founded_on is not None and body.founded_on >= today:
        says = "It is not founded before today, so it cannot move. Correct it on its page."
        yield Fault(each.row, "sub_region", says)


def _ended(each: Changed, by: By) -> Iterator[Fault]:
    """The day on which it is dissolved, beside its founding, its membership, what took over."""
    body, founded, dissolved = each.body, _founded(each, by), _dissolved(each, by)
    column = "dissolved" if "dissolved" in by else "founded"
    if founded is not None and dissolved is not None and dissolved < founded:
        says = f"It was founded on {said(founded)} and dissolved on {said(dissolved)}. Correct one."
        yield Fault(each.row, column, says)
    if "dissolved" not in by:
        return
    for passed in body.successors.all():
        over = f"{passed.successor} took over on {said(passed.on)}"
        says = f"{over}. Take that back on its page first."
        yield Fault(each.row, "dissolved", says)
        return
    if dissolved and any(_lasts(ends, dissolved) for _, ends in _memberships(each)[-1:]):
        says = f"It is still a member on {said(dissolved)}. Give the day on which it left too."
        yield Fault(each.row, "dissolved", says)


def _joined(each: Changed, by: By) -> Iterator[Fault]:
    """Membership is set right while the body is still said to end when it was until now."""
    said_of = _membership(each)
    if not ({"joined", "left"} & by.keys()) or said_of is None:
        return
    column = "joined" if "joined" in by else "left"
    starts, founded, gone = said_of.starts, _founded(each, by), each.body.dissolved_on
    if "founded" in by and gone is not None and founded is not None and founded > gone:
        says = f"It is here as dissolved on {said(gone)}. First bring its days without membership."
        yield Fault(each.row, "founded", says)
    elif founded is not None and starts < founded:
        says = f"It was founded on {said(founded)}. Give a day of joining that is not before."
        yield Fault(each.row, column, says)
    elif gone is not None and starts >= gone:
        says = f"It was dissolved on {said(gone)}, so it cannot join. Leave the cell empty."
        yield Fault(each.row, column, says)
    elif gone is not None and _corrects(said_of) and _lasts(said_of.ends, gone):
        says = f"It was dissolved on {said(gone)}. Give a day of leaving by then."
        yield Fault(each.row, "left", says)


def _membership(each: Changed) -> Meant | None:
    said_of = meant(each.brought.said, list(each.body.memberships.all()))
    return said_of if said_of is not None and said_of.differs else None


def _corrects(said_of: Meant) -> bool:
    """Whether days that are here are changed, and not only an end is given to what lasts."""
    now = said_of.now
    ended = now is not None and now.ends is None and now.starts == said_of.starts
    return now is not None and not (ended and said_of.ends is not None)


def _lasts(ends: date | None, day: date) -> bool:
    return ends is None or ends > day


def _runs(each: Changed, by: By) -> Iterator[Fault]:
    if "services" not in by:
        return
    body, today, founded = each.body, clock.today(), _founded(each, by)
    if by["services"].value and founded is not None and founded > today:
        says = f"It is founded on {said(founded)}, so it runs nothing yet. Leave the cell empty."
        yield Fault(each.row, "services", says)
        return
    for run in body.services.all():
        ends, dissolved = _end_of(run.ends, each, by), _dissolved(each, by)
        begun = run.starts is None or run.starts <= today
        days = [day for day in (run.starts, ends) if day is not None and day > today]
        if days and not (begun and ends is not None and ends == dissolved):
            says = f"{run} is known to change on {said(max(days))}. Change them on its page."
            yield Fault(each.row, "services", says)
            return


def _end_of(ends: date | None, each: Changed, by: By) -> date | None:
    """When a service or a domain ends once the day on which its body does is put right."""
    was, now = each.body.dissolved_on, _dissolved(each, by)
    if "dissolved" not in by:
        return ends
    if ends is None or ends == was or (now is not None and ends >= now):
        return now
    return ends


def _known_by(each: Changed, sketch: Sketch) -> Iterator[Fault]:
    for domain in sketch.coming_back(each):
        sketch.domains.setdefault(domain, each.body.name)
    for difference in each.differences:
        if difference.column != "mail_domains":
            continue
        holder = sketch.domains.setdefault(difference.value, each.body.name)
        if holder != each.body.name:
            says = f"{difference.value} is {holder}'s again by this file. Correct one of the two."
            yield Fault(each.row, "mail_domains", says)


def _linked(each: Changed, by: By, sketch: Sketch) -> Iterator[Fault]:
    for link in LINKS:
        if link not in by:
            continue
        above = by[link].value
        if sketch.would_circle(each.body, link, above):
            says = f"{above} stands below it, here or by this file. Correct one of the two."
            yield Fault(each.row, link, says)
        else:
            sketch.put_below(each.body, link, above)


def _coded(each: Changed, sketch: Sketch) -> Iterator[Fault]:
    for difference in each.differences:
        if difference.column != "gss_code":
            continue
        code, starts, ends = difference.value
        column = "gss_code" if code == each.brought.said.get("gss_code") else "later_gss_code"
        if says := sketch.coded(each.body, code, (starts, ends)):
            yield Fault(each.row, column, says)


def _founded(each: Changed, by: By) -> date | None:
    return by["founded"].value if "founded" in by else each.body.founded_on


def _dissolved(each: Changed, by: By) -> date | None:
    return by["dissolved"].value if "dissolved" in by else each.body.dissolved_on


def _memberships(each: Changed) -> list[Span]:
    """Its memberships as the file has them, the earliest first."""
    said_of = _membership(each)
    kept = [m for m in each.body.memberships.all() if said_of is None or m != said_of.now]
    spans: list[Span] = [(m.starts, m.ends) for m in kept]
    if said_of is not None:
        spans.append((said_of.starts, said_of.ends))
    return sorted(spans, key=lambda span: span[0] or date.min)
