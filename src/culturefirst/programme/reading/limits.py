"""How much of a document is looked at for meaning; how much is read, the kit limits."""

# A longer line is kept as it is printed, but no dates and numbers are looked for in it.
LINE_CHARACTERS = 1_000
# So are the lines of targets and progress beyond these, in the whole document.
ANALYSED_LINES = 2_000
