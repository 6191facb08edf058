"""What can be counted of evidence; each noun has a file of its own."""
