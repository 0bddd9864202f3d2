"""The window: pages, widgets and models over use cases and views."""
