"""What the network's tests share."""

from culturefirst.kit.tests.conftest import queued

__all__ = ["queued"]
