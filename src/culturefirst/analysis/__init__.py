"""Pure calculations on numpy and scipy: no Django, no database, no clock, no chance unseeded."""
