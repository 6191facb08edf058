"""The pages of surveys and polls."""
