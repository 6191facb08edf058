"""Pages of bulletins: writing and sending, the archive, and readers' own."""
