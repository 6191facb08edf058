"""Charts drawn on the server as plain SVG, each with the table that equals it."""
