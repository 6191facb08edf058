"""Questions over what people are asked, a file for each noun."""
