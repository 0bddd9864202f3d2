CREATE TABLE pact_versions (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	pact_id TEXT NOT NULL,
	name TEXT NOT NULL,
	note TEXT NOT NULL,
	made_at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	seen TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(pact_id) REFERENCES pacts (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_pact_versions_pact_id ON pact_versions (pact_id, alive)
;
CREATE TABLE article_comments (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	article_id TEXT NOT NULL,
	text TEXT NOT NULL,
	"by" TEXT NOT NULL,
	at TEXT NOT NULL,
	resolved INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(article_id) REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_article_comments_article_id ON article_comments (article_id, alive)
;
CREATE TABLE article_variants (
	id TEXT NOT NULL,
	alive INTEGER DEFAULT 1 NOT NULL,
	article_id TEXT NOT NULL,
	text TEXT NOT NULL,
	"by" TEXT NOT NULL,
	at TEXT NOT NULL,
	note TEXT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(article_id) REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE INDEX ix_article_variants_article_id ON article_variants (article_id, alive)
;
