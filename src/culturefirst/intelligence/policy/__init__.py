"""Who may do what with evidence, a file for each noun."""
