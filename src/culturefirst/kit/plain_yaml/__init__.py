"""YAML that people write and share: taken apart with care, every fault told with its place."""
