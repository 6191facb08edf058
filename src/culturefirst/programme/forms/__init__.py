"""The programme's forms, one subject a file."""
