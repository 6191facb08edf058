"""Places as files say them: kinds, cells to values, coordinates, lists against what is here.

Nothing here changes a record: the actions do.
"""
