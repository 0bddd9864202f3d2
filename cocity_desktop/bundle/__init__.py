"""The delivery format: a deterministic BagIt zip, its signature, the reader that lists every defect, the reply.

Specified in docs/bundle-format.md. Modules are imported one by one by whoever needs them: verifying must not wait
for what writing needs.
"""
