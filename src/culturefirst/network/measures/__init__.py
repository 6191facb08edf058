"""What can be counted of the network itself: users, bodies, posts, groups."""

from culturefirst.network.measures import bodies, groups, posts, users

__all__ = ["bodies", "groups", "posts", "users"]
