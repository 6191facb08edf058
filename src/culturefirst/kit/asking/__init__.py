"""What is asked and what was answered, as plain data: no database here."""
