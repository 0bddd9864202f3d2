"""The names of the formats and where their files lie: what both the reader and the writer must agree on."""

from __future__ import annotations

FORMAT = "cocity-consegna/1"
PACT_FORMAT = "cocity-patto/1"
PROCESS_FORMAT = "cocity-percorso/1"
REPLY_FORMAT = "cocity-risposta/1"

PACT_PATH = "data/patto.json"
PROCESS_PATH = "data/percorso.json"
ATTACHMENTS = "data/allegati/"
TAG_MANIFEST = "tagmanifest-sha512.txt"
PAYLOAD_MANIFEST = "manifest-sha512.txt"
