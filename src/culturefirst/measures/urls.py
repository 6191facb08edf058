"""Where figures and definitions are shown."""
