"""The sign-in library's addresses, each behind a policy of ours, and without what we do not use."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RegexPattern, RoutePattern

from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import View, guarded


def library(
    prefix: str,
    patterns: Sequence[URLPattern | URLResolver],
    *,
    policies: Mapping[str, Policy],
    unused: frozenset[str] = frozenset(),
    instead: Mapping[str, View] = {},
) -> list[URLPattern]:
    """The patterns of ``policies`` under ``prefix``, flattened, each with its policy.

    ``instead`` gives views of ours for some of the names. Raises ``ValueError`` for an address
    that is neither given a policy nor said to be unused, so that a new release of the library
    cannot open a door by itself.
    """
    found = list(_flat(patterns))
    undecided = {pattern.name for _, pattern in found} - set(policies) - unused
    if undecided:
        raise ValueError(f"No policy says who may open {', '.join(sorted(map(str, undecided)))}.")
    return [
        _guarded(
            f"{prefix}{start}",
            pattern,
            policies[str(pattern.name)],
            instead.get(str(pattern.name), pattern.callback),
        )
        for start, pattern in found
        if pattern.name in policies
    ]


def _flat(
    patterns: Sequence[URLPattern | URLResolver], start: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _flat(pattern.url_patterns, f"{start}{pattern.pattern}")
        else:
            yield start, pattern


def _guarded(start: str, pattern: URLPattern, policy: Policy, view: View) -> URLPattern:
    asked = guarded(view, policy)
    return URLPattern(_under(start, pattern), asked, pattern.default_args, pattern.name)


def _under(start: str, pattern: URLPattern) -> RoutePattern | RegexPattern:
    """The same address below ``start``."""
    own = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern):
        whole = f"^{re.escape(start)}{own.removeprefix('^')}"
        return RegexPattern(whole, name=pattern.name, is_endpoint=True)
    return RoutePattern(f"{start}{own}", name=pattern.name, is_endpoint=True)
