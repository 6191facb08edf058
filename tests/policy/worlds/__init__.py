"""What stands in the addresses of one noun each: every module makes its own records.

``given(by=, officer=)`` makes them through actions and gives the arguments of each address by its
name. ``hidden()``, where there is one, is asked afterwards and gives, by role ("officer"), the
arguments of addresses whose record people in that role may not know of; the tests then want the
answer for a missing record, byte for byte.
"""
