"""Files of areas, people, segments and rates: read, understood, compared with what is here."""
