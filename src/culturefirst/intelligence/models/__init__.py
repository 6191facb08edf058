"""Assets, the people of small areas, and studies of the two."""
