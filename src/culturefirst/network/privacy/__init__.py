"""What is held about people: described, exported, erased. Found by ``kit.holdings`` by its name."""

from importlib import import_module

for name in ("described", "machinery"):
    import_module(f"{__name__}.{name}")
