-- What an invoicing application already has. Yours has other names: the queries
-- of ledger.go are the only place that knows these tables.
--
-- The same SQL runs on SQLite and PostgreSQL. Amounts are whole cents (minor
-- units of the currency), days are ISO 8601 text.

CREATE TABLE clients (
	id           TEXT PRIMARY KEY,
	name         TEXT NOT NULL,
	kind         TEXT NOT NULL DEFAULT 'business' CHECK (kind IN ('business', 'public', 'consumer')),
	terms        TEXT,                        -- agreed payment terms: '45 jours fin de mois'
	since        TEXT,                        -- first dealing
	credit_limit BIGINT NOT NULL DEFAULT 0,   -- cents of EUR, 0: none
	insured      INTEGER NOT NULL DEFAULT 0 CHECK (insured IN (0, 1)),
	insolvency   TEXT,                        -- day of the judgment
	siren        TEXT NOT NULL DEFAULT '',
	salutation   TEXT NOT NULL DEFAULT '',
	email        TEXT NOT NULL DEFAULT '',
	phone        TEXT NOT NULL DEFAULT '',
	street       TEXT NOT NULL DEFAULT '',
	city         TEXT NOT NULL DEFAULT ''
);

CREATE TABLE invoices (
	number    TEXT PRIMARY KEY,
	client    TEXT NOT NULL REFERENCES clients,
	kind      TEXT NOT NULL DEFAULT 'invoice' CHECK (kind IN ('invoice', 'on-account')),
	currency  TEXT NOT NULL DEFAULT 'EUR',
	issued    TEXT NOT NULL,
	delivered TEXT,
	due       TEXT,                           -- NULL: derived from the terms
	terms     TEXT,                           -- NULL: those of the client
	amount    BIGINT NOT NULL                 -- VAT included; negative for a credit note
);
CREATE INDEX invoices_client ON invoices (client);

CREATE TABLE settlements (
	id      TEXT PRIMARY KEY,
	invoice TEXT NOT NULL REFERENCES invoices,
	paid_on TEXT NOT NULL,
	amount  BIGINT NOT NULL,
	kind    TEXT NOT NULL DEFAULT 'payment' CHECK (kind IN ('payment', 'credit-note', 'returned', 'discount', 'write-off', 'adjustment'))
);
CREATE INDEX settlements_invoice ON settlements (invoice);

CREATE TABLE promises (
	id      TEXT PRIMARY KEY,
	client  TEXT NOT NULL REFERENCES clients,
	invoice TEXT REFERENCES invoices,         -- NULL: the whole account
	made_on TEXT NOT NULL,
	pay_by  TEXT NOT NULL,
	amount  BIGINT NOT NULL DEFAULT 0         -- cents of EUR, 0: everything due
);
CREATE INDEX promises_client ON promises (client);

CREATE TABLE disputes (
	id        TEXT PRIMARY KEY,
	invoice   TEXT NOT NULL REFERENCES invoices,
	starts_on TEXT NOT NULL,
	ends_on   TEXT,                           -- first day it is closed; NULL while open
	amount    BIGINT NOT NULL DEFAULT 0,      -- 0: the whole invoice
	reason    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX disputes_invoice ON disputes (invoice);

CREATE TABLE holds (
	id        TEXT PRIMARY KEY,
	client    TEXT NOT NULL REFERENCES clients,
	invoice   TEXT REFERENCES invoices,       -- NULL: the whole account
	starts_on TEXT NOT NULL,
	ends_on   TEXT,
	reason    TEXT NOT NULL DEFAULT '',
	owner     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX holds_client ON holds (client);
