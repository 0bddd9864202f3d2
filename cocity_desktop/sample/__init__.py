"""The sample house: a made-up year of work that shows every step, built by the same use cases as a real one."""
