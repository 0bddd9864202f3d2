CREATE TABLE houses (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	city TEXT NOT NULL,
	district INTEGER,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	regulation_code TEXT NOT NULL,
	is_sample INTEGER NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE staff (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	email TEXT NOT NULL,
	active INTEGER NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE people (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	given_name TEXT NOT NULL,
	family_name TEXT NOT NULL,
	languages TEXT NOT NULL,
	needs TEXT NOT NULL,
	fiscal_code TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE privacy_notices (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	version TEXT NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	retention_months INTEGER,
	PRIMARY KEY (id)
)
;
CREATE TABLE places (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	nature TEXT NOT NULL,
	strand TEXT,
	address TEXT NOT NULL,
	city TEXT NOT NULL,
	district INTEGER,
	quarter TEXT NOT NULL,
	latitude REAL,
	longitude REAL,
	geometry TEXT,
	cadastre TEXT NOT NULL,
	owner TEXT NOT NULL,
	constraints TEXT NOT NULL,
	state_of_use TEXT NOT NULL,
	description TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE regulation_templates (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	content TEXT NOT NULL,
	content_sha256 TEXT NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE agenda_templates (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	name TEXT NOT NULL,
	meeting_kind TEXT NOT NULL,
	planned_minutes INTEGER NOT NULL,
	PRIMARY KEY (id)
)
;
CREATE TABLE change (
	change_id TEXT NOT NULL,
	hlc TEXT NOT NULL,
	device TEXT NOT NULL,
	actor TEXT NOT NULL,
	label TEXT NOT NULL,
	subject TEXT NOT NULL,
	at TEXT NOT NULL,
	mode TEXT NOT NULL,
	reverses TEXT,
	first_op TEXT NOT NULL,
	last_op TEXT NOT NULL,
	PRIMARY KEY (change_id),
	UNIQUE (hlc)
)
 WITHOUT ROWID
;
CREATE TABLE blob (
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (sha256)
)
;
CREATE TABLE meta (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID
;
CREATE TABLE draft (
	"key" TEXT NOT NULL,
	text TEXT NOT NULL,
	saved_at TEXT NOT NULL,
	PRIMARY KEY ("key")
)
 WITHOUT ROWID
;
CREATE TABLE search_item (
	item INTEGER NOT NULL,
	kind TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (item),
	UNIQUE (entity_id)
)
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
	PRIMARY KEY (id),
	FOREIGN KEY(representative_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_groups_representative_id ON groups (representative_id, alive) WHERE "representative_id" IS NOT NULL
;
CREATE TABLE consents (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	person_id TEXT NOT NULL,
	notice_id TEXT,
	consent_kind TEXT NOT NULL,
	given_on TEXT NOT NULL,
	channel TEXT NOT NULL,
	withdrawn_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(notice_id) REFERENCES privacy_notices (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_consents_person_id ON consents (person_id, alive)
;
CREATE INDEX ix_consents_notice_id ON consents (notice_id, alive) WHERE "notice_id" IS NOT NULL
;
CREATE TABLE processes (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	title TEXT NOT NULL,
	place_id TEXT,
	form TEXT NOT NULL,
	regulation_code TEXT NOT NULL,
	state TEXT NOT NULL,
	facilitator_id TEXT,
	summary TEXT NOT NULL,
	opened_on TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(facilitator_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_processes_place_id ON processes (place_id, alive) WHERE "place_id" IS NOT NULL
;
CREATE INDEX ix_processes_facilitator_id ON processes (facilitator_id, alive) WHERE "facilitator_id" IS NOT NULL
;
CREATE TABLE agenda_template_items (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	template_id TEXT NOT NULL,
	title TEXT NOT NULL,
	position INTEGER NOT NULL,
	planned_minutes INTEGER NOT NULL,
	parent_id TEXT,
	wanted_outcome TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(template_id) REFERENCES agenda_templates (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(parent_id) REFERENCES agenda_template_items (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_agenda_template_items_parent_id ON agenda_template_items (parent_id, alive) WHERE "parent_id" IS NOT NULL
;
CREATE INDEX ix_agenda_template_items_template_id ON agenda_template_items (template_id, alive)
;
CREATE TABLE operation (
	op_id TEXT NOT NULL,
	change_id TEXT NOT NULL,
	hlc TEXT NOT NULL,
	kind TEXT NOT NULL,
	entity_id TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	base TEXT,
	restores TEXT,
	PRIMARY KEY (op_id),
	FOREIGN KEY(change_id) REFERENCES change (change_id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID
;
CREATE UNIQUE INDEX ix_operation_head ON operation (entity_id, field, hlc)
;
CREATE TABLE memberships (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	group_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	role TEXT NOT NULL,
	duty TEXT NOT NULL,
	since TEXT,
	until TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_memberships_group_id ON memberships (group_id, alive)
;
CREATE INDEX ix_memberships_person_id ON memberships (person_id, alive)
;
CREATE TABLE partnerships (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	group_id TEXT NOT NULL,
	partner_id TEXT NOT NULL,
	is_lead INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_partnerships_group_id ON partnerships (group_id, alive)
;
CREATE INDEX ix_partnerships_partner_id ON partnerships (partner_id, alive)
;
CREATE TABLE contact_points (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	contact_kind TEXT NOT NULL,
	value TEXT NOT NULL,
	person_id TEXT,
	group_id TEXT,
	note TEXT NOT NULL,
	preferred INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_contact_points_person_id ON contact_points (person_id, alive) WHERE "person_id" IS NOT NULL
;
CREATE INDEX ix_contact_points_group_id ON contact_points (group_id, alive) WHERE "group_id" IS NOT NULL
;
CREATE TABLE participations (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	group_id TEXT NOT NULL,
	role TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_participations_process_id ON participations (process_id, alive)
;
CREATE INDEX ix_participations_group_id ON participations (group_id, alive)
;
CREATE TABLE history_steps (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	history_kind TEXT NOT NULL,
	from_state TEXT,
	to_state TEXT,
	happened_on TEXT NOT NULL,
	by_id TEXT,
	description TEXT NOT NULL,
	reason TEXT NOT NULL,
	reference TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(by_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_history_steps_by_id ON history_steps (by_id, alive) WHERE "by_id" IS NOT NULL
;
CREATE INDEX ix_history_steps_process_id ON history_steps (process_id, alive)
;
CREATE TABLE opinions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	opinion_kind TEXT NOT NULL,
	office TEXT NOT NULL,
	subject TEXT NOT NULL,
	asked_on TEXT,
	due_on TEXT,
	received_on TEXT,
	reference TEXT NOT NULL,
	outcome TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_opinions_due_on ON opinions (due_on) WHERE "due_on" IS NOT NULL
;
CREATE INDEX ix_opinions_process_id ON opinions (process_id, alive)
;
CREATE TABLE pacts (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	template_id TEXT NOT NULL,
	title TEXT NOT NULL,
	draft INTEGER NOT NULL,
	state TEXT NOT NULL,
	starts_on TEXT,
	ends_on TEXT,
	signed_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(template_id) REFERENCES regulation_templates (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_pacts_process_id ON pacts (process_id, alive)
;
CREATE INDEX ix_pacts_template_id ON pacts (template_id, alive)
;
CREATE TABLE meetings (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	title TEXT NOT NULL,
	meeting_kind TEXT NOT NULL,
	starts_at TEXT NOT NULL,
	planned_minutes INTEGER NOT NULL,
	venue TEXT NOT NULL,
	called_by TEXT NOT NULL,
	state TEXT NOT NULL,
	opened_at TEXT,
	closed_at TEXT,
	on_paper INTEGER NOT NULL,
	room_language TEXT NOT NULL,
	step_reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_meetings_starts_at ON meetings (starts_at)
;
CREATE INDEX ix_meetings_process_id ON meetings (process_id, alive)
;
CREATE TABLE articles (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	pact_id TEXT NOT NULL,
	heading TEXT NOT NULL,
	number INTEGER NOT NULL,
	title TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(pact_id) REFERENCES pacts (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_articles_pact_id ON articles (pact_id, alive)
;
CREATE TABLE deliveries (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	pact_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	sealed_at TEXT NOT NULL,
	file_name TEXT NOT NULL,
	file_size INTEGER NOT NULL,
	file_sha256 TEXT NOT NULL,
	tag_manifest_sha512 TEXT NOT NULL,
	content_code TEXT NOT NULL,
	file_code TEXT NOT NULL,
	overrides TEXT,
	handed_over_on TEXT,
	handed_over_how TEXT,
	received_on TEXT,
	protocol TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(pact_id) REFERENCES pacts (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_deliveries_pact_id ON deliveries (pact_id, alive)
;
CREATE TABLE attendances (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	meeting_id TEXT NOT NULL,
	person_id TEXT,
	group_id TEXT,
	label TEXT NOT NULL,
	head_count INTEGER NOT NULL,
	arrived_at TEXT NOT NULL,
	left_at TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_attendances_group_id ON attendances (group_id, alive) WHERE "group_id" IS NOT NULL
;
CREATE INDEX ix_attendances_person_id ON attendances (person_id, alive) WHERE "person_id" IS NOT NULL
;
CREATE INDEX ix_attendances_meeting_id ON attendances (meeting_id, alive)
;
CREATE TABLE minutes (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	meeting_id TEXT NOT NULL,
	text TEXT NOT NULL,
	state TEXT NOT NULL,
	approved_on TEXT,
	approved_by TEXT NOT NULL,
	locked_at TEXT,
	locked_by TEXT NOT NULL,
	locked_sha256 TEXT NOT NULL,
	step_reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_minutes_meeting_id ON minutes (meeting_id, alive)
;
CREATE TABLE reports (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	pact_id TEXT NOT NULL,
	period_from TEXT NOT NULL,
	period_to TEXT NOT NULL,
	due_on TEXT,
	delivered_on TEXT,
	activities TEXT NOT NULL,
	objectives TEXT NOT NULL,
	resources_used TEXT NOT NULL,
	problems TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(pact_id) REFERENCES pacts (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_reports_due_on ON reports (due_on) WHERE "due_on" IS NOT NULL
;
CREATE INDEX ix_reports_pact_id ON reports (pact_id, alive)
;
CREATE TABLE article_versions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	article_id TEXT NOT NULL,
	version INTEGER NOT NULL,
	number INTEGER NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	made_at TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(article_id) REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_article_versions_article_id ON article_versions (article_id, alive)
;
CREATE TABLE replies (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	delivery_id TEXT NOT NULL,
	source TEXT NOT NULL,
	office TEXT NOT NULL,
	protocol TEXT NOT NULL,
	replied_on TEXT NOT NULL,
	received_at TEXT NOT NULL,
	note TEXT NOT NULL,
	file_sha256 TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(delivery_id) REFERENCES deliveries (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_replies_delivery_id ON replies (delivery_id, alive)
;
CREATE TABLE minutes_paragraphs (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	minutes_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	role TEXT NOT NULL,
	source TEXT NOT NULL,
	generated TEXT NOT NULL,
	text TEXT NOT NULL,
	proposed TEXT NOT NULL,
	has_proposal INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(minutes_id) REFERENCES minutes (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_minutes_paragraphs_minutes_id ON minutes_paragraphs (minutes_id, alive)
;
CREATE TABLE minutes_additions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	minutes_id TEXT NOT NULL,
	text TEXT NOT NULL,
	added_at TEXT NOT NULL,
	added_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(minutes_id) REFERENCES minutes (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_minutes_additions_minutes_id ON minutes_additions (minutes_id, alive)
;
CREATE TABLE sentences (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	article_id TEXT NOT NULL,
	paragraph INTEGER NOT NULL,
	position INTEGER NOT NULL,
	text TEXT NOT NULL,
	origin TEXT NOT NULL,
	written_by TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(article_id) REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_sentences_article_id ON sentences (article_id, alive)
;
CREATE TABLE reply_items (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	reply_id TEXT NOT NULL,
	article_id TEXT NOT NULL,
	article_number INTEGER NOT NULL,
	verdict TEXT NOT NULL,
	text TEXT NOT NULL,
	reason TEXT NOT NULL,
	choice TEXT NOT NULL,
	choice_reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(reply_id) REFERENCES replies (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(article_id) REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_reply_items_article_id ON reply_items (article_id, alive)
;
CREATE INDEX ix_reply_items_reply_id ON reply_items (reply_id, alive)
;
CREATE TABLE agenda_items (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	meeting_id TEXT NOT NULL,
	title TEXT NOT NULL,
	position INTEGER NOT NULL,
	planned_minutes INTEGER NOT NULL,
	parent_id TEXT,
	owner TEXT NOT NULL,
	wanted_outcome TEXT NOT NULL,
	background TEXT NOT NULL,
	state TEXT NOT NULL,
	started_at TEXT,
	ended_at TEXT,
	carried_from_id TEXT,
	reply_item_id TEXT,
	extra_minutes INTEGER NOT NULL,
	paused_at TEXT,
	paused_seconds INTEGER NOT NULL,
	translation TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(parent_id) REFERENCES agenda_items (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(carried_from_id) REFERENCES agenda_items (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(reply_item_id) REFERENCES reply_items (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_agenda_items_reply_item_id ON agenda_items (reply_item_id, alive) WHERE "reply_item_id" IS NOT NULL
;
CREATE INDEX ix_agenda_items_meeting_id ON agenda_items (meeting_id, alive)
;
CREATE INDEX ix_agenda_items_parent_id ON agenda_items (parent_id, alive) WHERE "parent_id" IS NOT NULL
;
CREATE INDEX ix_agenda_items_carried_from_id ON agenda_items (carried_from_id, alive) WHERE "carried_from_id" IS NOT NULL
;
CREATE TABLE entries (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	meeting_id TEXT NOT NULL,
	agenda_item_id TEXT,
	entry_kind TEXT NOT NULL,
	text TEXT NOT NULL,
	said_at TEXT NOT NULL,
	group_id TEXT,
	person_id TEXT,
	themes TEXT NOT NULL,
	outcome TEXT NOT NULL,
	outcome_reason TEXT NOT NULL,
	place_id TEXT,
	latitude REAL,
	longitude REAL,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(agenda_item_id) REFERENCES agenda_items (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_entries_place_id ON entries (place_id, alive) WHERE "place_id" IS NOT NULL
;
CREATE INDEX ix_entries_agenda_item_id ON entries (agenda_item_id, alive) WHERE "agenda_item_id" IS NOT NULL
;
CREATE INDEX ix_entries_group_id ON entries (group_id, alive) WHERE "group_id" IS NOT NULL
;
CREATE INDEX ix_entries_meeting_id ON entries (meeting_id, alive)
;
CREATE INDEX ix_entries_person_id ON entries (person_id, alive) WHERE "person_id" IS NOT NULL
;
CREATE TABLE decisions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	entry_id TEXT NOT NULL,
	method TEXT NOT NULL,
	in_favour INTEGER NOT NULL,
	fine INTEGER NOT NULL,
	with_reservation INTEGER NOT NULL,
	stand_aside INTEGER NOT NULL,
	against INTEGER NOT NULL,
	present INTEGER NOT NULL,
	presence TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(entry_id) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_decisions_entry_id ON decisions (entry_id, alive)
;
CREATE TABLE commitments (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	process_id TEXT NOT NULL,
	entry_id TEXT,
	party_kind TEXT NOT NULL,
	group_id TEXT,
	party_name TEXT NOT NULL,
	what TEXT NOT NULL,
	due_on TEXT,
	recurrence TEXT NOT NULL,
	starts_on TEXT,
	money_cents INTEGER,
	hours INTEGER,
	materials TEXT NOT NULL,
	heading TEXT NOT NULL,
	status TEXT NOT NULL,
	agreed_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(entry_id) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_commitments_entry_id ON commitments (entry_id, alive) WHERE "entry_id" IS NOT NULL
;
CREATE INDEX ix_commitments_process_id ON commitments (process_id, alive)
;
CREATE INDEX ix_commitments_group_id ON commitments (group_id, alive) WHERE "group_id" IS NOT NULL
;
CREATE INDEX ix_commitments_due_on ON commitments (due_on) WHERE "due_on" IS NOT NULL
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
	PRIMARY KEY (id),
	FOREIGN KEY(process_id) REFERENCES processes (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting_id) REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(entry_id) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(place_id) REFERENCES places (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
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
CREATE TABLE reservations (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	decision_id TEXT NOT NULL,
	group_id TEXT,
	raised_by TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(decision_id) REFERENCES decisions (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(group_id) REFERENCES groups (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_reservations_decision_id ON reservations (decision_id, alive)
;
CREATE INDEX ix_reservations_group_id ON reservations (group_id, alive) WHERE "group_id" IS NOT NULL
;
CREATE TABLE commitment_steps (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	commitment_id TEXT NOT NULL,
	from_status TEXT NOT NULL,
	to_status TEXT NOT NULL,
	at TEXT NOT NULL,
	by_id TEXT,
	reason TEXT NOT NULL,
	old_due_on TEXT,
	new_due_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(commitment_id) REFERENCES commitments (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(by_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_commitment_steps_commitment_id ON commitment_steps (commitment_id, alive)
;
CREATE INDEX ix_commitment_steps_by_id ON commitment_steps (by_id, alive) WHERE "by_id" IS NOT NULL
;
CREATE TABLE source_links (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	sentence_id TEXT NOT NULL,
	entry_id TEXT,
	commitment_id TEXT,
	decision_id TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(sentence_id) REFERENCES sentences (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(entry_id) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(commitment_id) REFERENCES commitments (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(decision_id) REFERENCES decisions (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_source_links_entry_id ON source_links (entry_id, alive) WHERE "entry_id" IS NOT NULL
;
CREATE INDEX ix_source_links_commitment_id ON source_links (commitment_id, alive) WHERE "commitment_id" IS NOT NULL
;
CREATE INDEX ix_source_links_sentence_id ON source_links (sentence_id, alive)
;
CREATE INDEX ix_source_links_decision_id ON source_links (decision_id, alive) WHERE "decision_id" IS NOT NULL
;
CREATE VIRTUAL TABLE search USING fts5(title, body, content='search_item', content_rowid='item', tokenize='trigram')
;
