"""How much of a document is read: beyond these it is refused before it is unpacked."""

FILE_BYTES = 20 * 1024 * 1024
ZIP_ENTRIES = 2_000
UNPACKED_BYTES = 100 * 1024 * 1024
UNPACKING_RATIO = 100
XML_DEPTH = 200
XML_ELEMENTS = 2_000_000
TABLE_NESTING = 4
ROWS = 20_000
COLUMNS = 200
CELLS = 200_000
CELL_CHARACTERS = 20_000
PARAGRAPHS = 20_000
DOCUMENT_CHARACTERS = 1_000_000
SHEET_CHARACTERS = 4_000_000  # of a list that is kept as rows: long, and of short cells
