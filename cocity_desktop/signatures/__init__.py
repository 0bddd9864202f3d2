"""Signed files judged without a network: PAdES inside a PDF, CAdES around it (pyHanko)."""
