CREATE TABLE people_0001 AS SELECT * FROM people
;
DROP TABLE people
;
CREATE TABLE people (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	given_name TEXT NOT NULL,
	family_name TEXT NOT NULL,
	languages TEXT NOT NULL,
	needs TEXT NOT NULL,
	needs_time TEXT NOT NULL,
	needs_access TEXT NOT NULL,
	needs_translation TEXT NOT NULL,
	fiscal_code TEXT NOT NULL,
	note TEXT NOT NULL,
	retain_until TEXT,
	erased_number INTEGER,
	PRIMARY KEY (id)
)
;
INSERT INTO people (id, alive, given_name, family_name, languages, needs, fiscal_code, note, needs_time, needs_access, needs_translation)
    SELECT id, alive, given_name, family_name, languages, needs, fiscal_code, note, '', '', '' FROM people_0001
;
DROP TABLE people_0001
;
CREATE INDEX ix_people_erased_number ON people (erased_number) WHERE "erased_number" IS NOT NULL
;
CREATE INDEX ix_people_retain_until ON people (retain_until) WHERE "retain_until" IS NOT NULL
;
CREATE TABLE groups_0001 AS SELECT * FROM groups
;
DROP TABLE groups
;
CREATE TABLE groups (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	group_kind TEXT NOT NULL,
	decision_making TEXT NOT NULL,
	fiscal_code TEXT NOT NULL,
	vat_number TEXT NOT NULL,
	runts_number TEXT NOT NULL,
	address TEXT NOT NULL,
	district INTEGER,
	description TEXT NOT NULL,
	themes TEXT NOT NULL,
	languages TEXT NOT NULL,
	representative_id TEXT,
	representation_proof TEXT NOT NULL,
	registered_on TEXT,
	retain_until TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(representative_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
)
;
INSERT INTO groups (id, alive, name, group_kind, decision_making, fiscal_code, vat_number, runts_number, address, district, description, themes, languages, representative_id, representation_proof, registered_on)
    SELECT id, alive, name, group_kind, decision_making, fiscal_code, vat_number, runts_number, address, district, description, themes, languages, representative_id, representation_proof, registered_on FROM groups_0001
;
DROP TABLE groups_0001
;
CREATE INDEX ix_groups_representative_id ON groups (representative_id, alive) WHERE "representative_id" IS NOT NULL
;
CREATE INDEX ix_groups_retain_until ON groups (retain_until) WHERE "retain_until" IS NOT NULL
;
CREATE TABLE import_maps (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	target TEXT NOT NULL,
	signature TEXT NOT NULL,
	source TEXT NOT NULL,
	meaning TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE imported_rows (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	source TEXT NOT NULL,
	row_key TEXT NOT NULL,
	record_kind TEXT NOT NULL,
	record_id TEXT NOT NULL,
	"values" TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE INDEX ix_imported_rows_record_id ON imported_rows (record_id)
;
CREATE INDEX ix_imported_rows_source ON imported_rows (source)
;
CREATE TABLE merges (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	record_kind TEXT NOT NULL,
	kept_id TEXT NOT NULL,
	gone_id TEXT NOT NULL,
	reasons TEXT NOT NULL,
	merged_on TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE INDEX ix_merges_gone_id ON merges (gone_id)
;
CREATE INDEX ix_merges_kept_id ON merges (kept_id)
;
CREATE TABLE distinctions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	record_kind TEXT NOT NULL,
	first_id TEXT NOT NULL,
	second_id TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE saved_filters (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	page TEXT NOT NULL,
	name TEXT NOT NULL,
	question TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE export_notes (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	export_kind TEXT NOT NULL,
	made_at TEXT NOT NULL,
	by_id TEXT,
	file_name TEXT NOT NULL,
	records INTEGER NOT NULL,
	with_people INTEGER NOT NULL,
	person_id TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(by_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_export_notes_by_id ON export_notes (by_id, alive) WHERE "by_id" IS NOT NULL
;
CREATE INDEX ix_export_notes_person_id ON export_notes (person_id, alive) WHERE "person_id" IS NOT NULL
;
CREATE TABLE erasures (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	number INTEGER NOT NULL,
	person_id TEXT NOT NULL,
	erased_on TEXT NOT NULL,
	by_id TEXT,
	"left" TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(by_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_erasures_by_id ON erasures (by_id, alive) WHERE "by_id" IS NOT NULL
;
CREATE INDEX ix_erasures_person_id ON erasures (person_id, alive)
;
