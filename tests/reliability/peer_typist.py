"""The peer's process: the backend of Anki (a note taker known for not losing notes) under the same hand and the same kill.

    PYTHON -m tests.reliability.peer_typist COLLECTION TELL

Runs in an interpreter of its own that has `anki` (AGPL-3.0: a peer to be measured with, no part of this app). A note
counts as saved when `Collection.add_note` has returned. What is typed before Enter is kept nowhere: Anki keeps a
note's fields when it is added.
"""

from __future__ import annotations

import json
import os
import random
import select
import sys
import time

from anki.collection import Collection

from tests.reliability.sentences import sentences


def tell(descriptor: int, what: str, **facts: object) -> None:
    """One line, whole, in one write."""
    os.write(descriptor, json.dumps({"what": what, "at": time.monotonic(), **facts}).encode() + b"\n")


def opened(path: str, descriptor: int) -> Collection:
    """The collection, and what a person finds in it."""
    began = time.monotonic()
    collection = Collection(path)
    notes = collection.db.list("SELECT sfld FROM notes ORDER BY id")
    checked = collection.db.scalar("PRAGMA integrity_check")
    faults = "" if checked == "ok" else str(checked)
    took = time.monotonic() - began
    tell(descriptor, "visible", entries=notes, line="", waiting=[], questions=0, faults=faults, took=took)
    return collection


def type_on(collection: Collection, descriptor: int, every: float, seed: int, letters: int) -> None:
    """Key after key until killed; Enter adds the note."""
    kind = collection.models.by_name("Basic")
    deck = collection.decks.id("Default")
    due = time.monotonic()
    for sentence in sentences(random.Random(seed), letters):
        for letter in sentence + "\n":
            due += every
            select.select([], [], [], max(due - time.monotonic(), 0))
            tell(descriptor, "key", key=letter)
        note = collection.new_note(kind)
        note["Front"] = sentence
        collection.add_note(note, deck)
        tell(descriptor, "saved")


def run(path: str, descriptor: int) -> None:
    """Open, then wait for the order to type."""
    collection = opened(path, descriptor)
    order = json.loads(sys.stdin.readline())
    type_on(collection, descriptor, order["every_ms"] / 1000, order["seed"], order["letters"])


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
