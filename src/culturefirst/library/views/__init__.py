"""Pages of the website that Wagtail does not serve itself."""
