"""What can be counted of improvement; each noun's measures are in a file of its own."""
