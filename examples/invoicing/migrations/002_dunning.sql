-- What dunning adds: copy these two tables.

-- One row for each decision, for ever. Its key is the identifier that the policy
-- gives: the same every night until the step has been sent. Rows in state 'sent'
-- are the history that later decisions start from.
CREATE TABLE actions (
	id            TEXT PRIMARY KEY,
	client        TEXT NOT NULL REFERENCES clients,
	invoice       TEXT NOT NULL,
	step          TEXT NOT NULL,
	label         TEXT NOT NULL,
	policy        TEXT NOT NULL,
	reason        TEXT NOT NULL,              -- the decision in words
	currency      TEXT NOT NULL,
	amount        BIGINT NOT NULL,
	written_on    TEXT NOT NULL,              -- the day of its texts
	manual        INTEGER NOT NULL CHECK (manual IN (0, 1)),
	state         TEXT NOT NULL CHECK (state IN ('waiting', 'planned', 'sending', 'sent', 'refused', 'withdrawn')),
	note          TEXT NOT NULL DEFAULT '',   -- what it waits for, why it was refused or withdrawn
	approved_by   TEXT NOT NULL DEFAULT '',
	ref           TEXT NOT NULL DEFAULT '',   -- number of the registered letter
	claimed_until TEXT NOT NULL DEFAULT '',   -- while sending: when another run may take it up
	sent_on       TEXT,
	channel       TEXT NOT NULL DEFAULT ''    -- the first that carried it
);
CREATE INDEX actions_client ON actions (client);
CREATE INDEX actions_open ON actions (state, id) WHERE state IN ('waiting', 'planned', 'sending', 'refused');

-- What is to leave, written in the same transaction as its action.
CREATE TABLE outbox (
	action    TEXT NOT NULL REFERENCES actions,
	channel   TEXT NOT NULL,                  -- 'none': a task for somebody of the house
	ordinal   INTEGER NOT NULL,
	recipient TEXT NOT NULL,
	subject   TEXT NOT NULL,
	body      TEXT NOT NULL,
	state     TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'refused')),
	attempts  INTEGER NOT NULL DEFAULT 0,     -- that failed
	error     TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (action, channel)
);
