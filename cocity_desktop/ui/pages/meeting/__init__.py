"""The meeting, live: what a facilitator types into while thirty people talk."""
