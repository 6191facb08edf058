"""Search over whatever rooms offer in a module ``search.py``.

A room fills the register by name; what it saves is indexed in the same transaction::

    SEARCH.add(
        "network.group",
        Source(
            label="Group",
            plural="Groups",
            model=Group,
            visible=lambda user: Group.objects.visible_to(user),
            entry=lambda group: Entry(group.name, group.terms, reverse("group", args=[group.slug])),
        ),
    )

Who may find what is asked of ``visible`` each time somebody searches, and never copied. What is
changed by ``update`` or in bulk, which Django tells nobody of, is told by ``index(record)``.
"""

from culturefirst.kit.search.register import FACETS, SEARCH, Entry, Facet, Source
from culturefirst.kit.search.writing import forget, gathered, index

__all__ = ["FACETS", "SEARCH", "Entry", "Facet", "Source", "forget", "gathered", "index"]
