"""The pages of offers and needs."""
