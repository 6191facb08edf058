"""Where councils are, roughly: the centre of each area, for how far people would travel."""
