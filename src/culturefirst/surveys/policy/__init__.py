"""Who may do what with what people are asked, a file for each noun."""
