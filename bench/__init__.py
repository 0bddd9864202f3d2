"""Measurements that the project promises to keep an eye on; `make bench` prints them."""
