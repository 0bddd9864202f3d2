CREATE TABLE attachments_0004 AS SELECT * FROM attachments
;
DROP TABLE attachments
;
CREATE TABLE attachments (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	role TEXT NOT NULL,
	caption TEXT NOT NULL,
	added_at TEXT NOT NULL,
	process_id TEXT,
	meeting_id TEXT,
	entry_id TEXT,
	place_id TEXT,
	group_id TEXT,
	position INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(entry_id) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
INSERT INTO attachments (id, alive, name, media_type, sha256, size, role, caption, added_at, process_id, meeting_id, entry_id, place_id, group_id, position)
    SELECT id, alive, name, media_type, sha256, size, role, caption, added_at, process_id, meeting_id, entry_id, place_id, group_id, 0 FROM attachments_0004
;
DROP TABLE attachments_0004
;
CREATE INDEX ix_attachments_process_id ON attachments (process_id, alive) WHERE "process_id" IS NOT NULL
;
CREATE INDEX ix_attachments_entry_id ON attachments (entry_id, alive) WHERE "entry_id" IS NOT NULL
;
CREATE INDEX ix_attachments_meeting_id ON attachments (meeting_id, alive) WHERE "meeting_id" IS NOT NULL
;
CREATE INDEX ix_attachments_place_id ON attachments (place_id, alive) WHERE "place_id" IS NOT NULL
;
CREATE INDEX ix_attachments_group_id ON attachments (group_id, alive) WHERE "group_id" IS NOT NULL
;
