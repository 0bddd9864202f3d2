CREATE TABLE person_line (
	item INTEGER NOT NULL, 
	entity_id TEXT NOT NULL, 
	sort_key TEXT NOT NULL, 
	initials TEXT NOT NULL, 
	words TEXT NOT NULL, 
	shape TEXT NOT NULL, 
	district INTEGER, 
	languages TEXT NOT NULL, 
	themes TEXT NOT NULL, 
	noticed INTEGER NOT NULL, 
	PRIMARY KEY (item), 
	UNIQUE (entity_id)
)
;
CREATE INDEX ix_person_line_district ON person_line (district) WHERE district IS NOT NULL
;
CREATE INDEX ix_person_line_initials ON person_line (initials) WHERE initials <> ''
;
CREATE INDEX ix_person_line_languages ON person_line (languages) WHERE languages <> ''
;
CREATE UNIQUE INDEX ix_person_line_name ON person_line (sort_key, entity_id)
;
CREATE INDEX ix_person_line_noticed ON person_line (noticed)
;
CREATE INDEX ix_person_line_shape ON person_line (shape) WHERE shape <> ''
;
CREATE INDEX ix_person_line_themes ON person_line (themes) WHERE themes <> ''
;
CREATE TABLE group_line (
	item INTEGER NOT NULL, 
	entity_id TEXT NOT NULL, 
	sort_key TEXT NOT NULL, 
	initials TEXT NOT NULL, 
	words TEXT NOT NULL, 
	shape TEXT NOT NULL, 
	district INTEGER, 
	languages TEXT NOT NULL, 
	themes TEXT NOT NULL, 
	noticed INTEGER NOT NULL, 
	PRIMARY KEY (item), 
	UNIQUE (entity_id)
)
;
CREATE INDEX ix_group_line_district ON group_line (district) WHERE district IS NOT NULL
;
CREATE INDEX ix_group_line_initials ON group_line (initials) WHERE initials <> ''
;
CREATE INDEX ix_group_line_languages ON group_line (languages) WHERE languages <> ''
;
CREATE UNIQUE INDEX ix_group_line_name ON group_line (sort_key, entity_id)
;
CREATE INDEX ix_group_line_noticed ON group_line (noticed)
;
CREATE INDEX ix_group_line_shape ON group_line (shape) WHERE shape <> ''
;
CREATE INDEX ix_group_line_themes ON group_line (themes) WHERE themes <> ''
;
CREATE TABLE place_line (
	item INTEGER NOT NULL, 
	entity_id TEXT NOT NULL, 
	sort_key TEXT NOT NULL, 
	initials TEXT NOT NULL, 
	words TEXT NOT NULL, 
	shape TEXT NOT NULL, 
	district INTEGER, 
	languages TEXT NOT NULL, 
	themes TEXT NOT NULL, 
	noticed INTEGER NOT NULL, 
	PRIMARY KEY (item), 
	UNIQUE (entity_id)
)
;
CREATE INDEX ix_place_line_district ON place_line (district) WHERE district IS NOT NULL
;
CREATE INDEX ix_place_line_initials ON place_line (initials) WHERE initials <> ''
;
CREATE INDEX ix_place_line_languages ON place_line (languages) WHERE languages <> ''
;
CREATE UNIQUE INDEX ix_place_line_name ON place_line (sort_key, entity_id)
;
CREATE INDEX ix_place_line_noticed ON place_line (noticed)
;
CREATE INDEX ix_place_line_shape ON place_line (shape) WHERE shape <> ''
;
CREATE INDEX ix_place_line_themes ON place_line (themes) WHERE themes <> ''
;
CREATE VIRTUAL TABLE person_words USING fts5(words, content='person_line', content_rowid='item', tokenize='trigram')
;
INSERT INTO person_words (person_words, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE group_words USING fts5(words, content='group_line', content_rowid='item', tokenize='trigram')
;
INSERT INTO group_words (group_words, rank) VALUES ('secure-delete', 1)
;
CREATE VIRTUAL TABLE place_words USING fts5(words, content='place_line', content_rowid='item', tokenize='trigram')
;
INSERT INTO place_words (place_words, rank) VALUES ('secure-delete', 1)
;
