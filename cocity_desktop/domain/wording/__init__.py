"""The language of the pact: Italian sentences of an act, made from what people promised and from what happened.

Pacts are Italian whatever language the window speaks, so nothing here is translated. Everything is pure and total: any
text gives a sentence. Where a wording is not understood for certain it stands as it was said, between «», in a frame
that is right for any words (ADR 0035).
"""
