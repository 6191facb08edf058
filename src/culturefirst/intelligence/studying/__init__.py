"""What a study is worked out from, how it is worked out, and how it is told: no database here."""
