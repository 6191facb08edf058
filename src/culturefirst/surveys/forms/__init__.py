"""The forms of surveys and polls."""
