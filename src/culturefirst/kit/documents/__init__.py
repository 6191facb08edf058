"""Readers of strangers' files: plain rows and nothing else, within limits, faults as sentences.

Run them through ``kit.untrusted``, in the child that has little memory and little time. They know
nothing of what the rows mean, and need no Django.
"""
