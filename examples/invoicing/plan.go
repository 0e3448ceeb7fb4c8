package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/policy"
)

// State is where an action stands.
type State string

const (
	Waiting   State = "waiting"   // for a person: to approve it, or to correct what its text lacks
	Planned   State = "planned"   // leaves with the next run of send
	Sending   State = "sending"   // handed to a sender; nobody knows yet whether it left
	Sent      State = "sent"      // accepted: part of the history
	Refused   State = "refused"   // every channel refused it for good; approve sends it again
	Withdrawn State = "withdrawn" // no longer decided: paid, promised, disputed…
)

// An action is a row of the table, as far as a plan needs it.
type action struct {
	id         string
	state      State
	writtenOn  date.Date
	amount     decimal.Decimal
	note       string
	approvedBy string
	ref        string
	reason     string // in words; none when it was read from the database
	messages   []Message
}

// A draft is an action as today's decision wants it.
type draft struct {
	policy.Decision
	action
}

// A Plan is what has to be written so that the database says what the policy
// decides for one client on one day.
type Plan struct {
	Client string
	Drafts []draft  // new, or to be written again
	Stale  []string // to be withdrawn
	Why    string   // they are stale: the decision of the day
	Busy   bool     // a message is with a sender: the client is left alone until it is known what became of it
}

// Empty reports whether nothing has to be written.
func (p Plan) Empty() bool { return len(p.Drafts) == 0 && len(p.Stale) == 0 }

// plan compares what the policy decides with what the database holds. It writes
// nothing; the same facts give the same plan, and once it is applied an empty
// one.
func (o *Office) plan(ctx context.Context, tx *sql.Tx, client string, day date.Date) (Plan, error) {
	p := Plan{Client: client}
	known, err := actionsOf(ctx, tx, client)
	if err != nil {
		return p, err
	}
	if slices.ContainsFunc(known, func(a action) bool { return a.state == Sending }) {
		p.Busy = true
		return p, nil
	}
	account, err := loadAccount(ctx, tx, client)
	if err != nil {
		return p, err
	}
	files, err := o.Policy.Facts(&account.Account, day)
	if err != nil {
		return p, err
	}
	for _, facts := range files {
		d, err := o.Policy.Decide(facts)
		if err != nil {
			return p, err
		}
		if p.Why == "" {
			p.Why = o.Policy.Labelled(d).Text(language)
		}
		if d.None() {
			continue
		}
		old := action{id: d.ID}
		if i := slices.IndexFunc(known, func(a action) bool { return a.id == d.ID }); i >= 0 {
			old = known[i]
			known = slices.Delete(known, i, i+1)
		}
		if old.state == Refused || old.state == Sent { // sent already: a day of the past is asked for
			continue
		}
		wanted := o.draft(account, d, old)
		if !wanted.same(old) {
			p.Drafts = append(p.Drafts, draft{d, wanted})
		}
	}
	for _, a := range known {
		if a.state == Waiting || a.state == Planned || a.state == Refused {
			p.Stale = append(p.Stale, a.id)
		}
	}
	return p, nil
}

// draft writes the texts of a decision. An approval holds for an amount: when
// the client has paid a part meanwhile, somebody looks again.
func (o *Office) draft(account *Account, d policy.Decision, old action) action {
	a := action{id: d.ID, state: Planned, writtenOn: d.AsOf, amount: d.Amount, ref: old.ref, reason: o.Policy.Labelled(d).Text(language)}
	if old.amount.Equal(d.Amount) {
		a.approvedBy = old.approvedBy
	}
	if d.Review == policy.Manual && a.approvedBy == "" {
		a.state, a.note = Waiting, "to be approved"
	}
	var err error
	if a.messages, err = o.House.Write(account, d, a.ref); err != nil {
		a.state, a.note, a.messages = Waiting, err.Error(), nil
		if lacks, ok := errors.AsType[*letter.IncompleteError](err); ok && len(lacks.Missing) == 1 && lacks.Has(letter.RegisteredMail) {
			a.note = "to be approved with the number of its registered letter"
		}
	}
	return a
}

func (a action) same(b action) bool {
	return a.state == b.state && a.writtenOn == b.writtenOn && a.amount.Equal(b.amount) && a.note == b.note &&
		a.approvedBy == b.approvedBy && a.ref == b.ref && slices.Equal(a.messages, b.messages)
}

// actionsOf are the actions of a client, those withdrawn included: a payment
// that comes back brings them back.
func actionsOf(ctx context.Context, tx *sql.Tx, client string) ([]action, error) {
	var list []action
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var a action
		var day, currency string
		var amount int64
		if err := rows.Scan(&a.id, &a.state, &day, &currency, &amount, &a.note, &a.approvedBy, &a.ref); err != nil {
			return err
		}
		var err error
		a.writtenOn, err = dunning.ParseDate(day)
		digits, _ := dunning.CurrencyDigits(currency)
		a.amount = decimal.New(amount, -digits)
		list = append(list, a)
		return err
	}, `SELECT id, state, written_on, currency, amount, note, approved_by, ref
		FROM actions WHERE client = $1 ORDER BY id`, client)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i].state == Sent {
			continue // whatever they were
		}
		if list[i].messages, err = messages(ctx, tx, list[i].id, ""); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// messages are those of an action, in the order of the channels of its step;
// only those in a state unless it is "".
func messages(ctx context.Context, tx *sql.Tx, id, state string) ([]Message, error) {
	var list []Message
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var m Message
		var channel string
		if err := rows.Scan(&channel, &m.Recipient, &m.Subject, &m.Body); err != nil {
			return err
		}
		m.Channel, _ = dunning.ParseChannel(channel)
		list = append(list, m)
		return nil
	}, `SELECT channel, recipient, subject, body FROM outbox
		WHERE action = $1 AND ($2 = '' OR state = $2) ORDER BY ordinal`, id, state)
	return list, err
}

// apply writes a plan: the action and its messages in one transaction. An
// action that has been sent, or is with a sender, is never touched.
func (p Plan) apply(ctx context.Context, tx *sql.Tx) error {
	for _, d := range p.Drafts {
		digits, _ := dunning.CurrencyDigits(d.Currency)
		written, err := tx.ExecContext(ctx, `
			INSERT INTO actions (id, client, invoice, step, label, policy, reason, currency, amount, written_on, manual, state, note, approved_by, ref)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
			ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, policy = excluded.policy, label = excluded.label,
				amount = excluded.amount, written_on = excluded.written_on, manual = excluded.manual,
				state = excluded.state, note = excluded.note, approved_by = excluded.approved_by, ref = excluded.ref
			WHERE actions.state IN ('waiting', 'planned', 'withdrawn')`,
			d.ID, p.Client, d.Invoice, d.Step, d.Label, fmt.Sprintf("%s v%d", d.Policy, d.Version), d.reason,
			d.Currency, d.Amount.Shift(digits).IntPart(), d.writtenOn.String(), bit(d.Review == policy.Manual),
			string(d.state), d.note, d.approvedBy, d.ref)
		if err != nil {
			return err
		}
		if n, err := written.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			continue
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE action = $1`, d.ID); err != nil {
			return err
		}
		for i, m := range d.messages {
			_, err := tx.ExecContext(ctx, `INSERT INTO outbox (action, channel, ordinal, recipient, subject, body) VALUES ($1, $2, $3, $4, $5, $6)`,
				d.ID, m.Channel.String(), i, m.Recipient, m.Subject, m.Body)
			if err != nil {
				return err
			}
		}
	}
	for _, id := range p.Stale {
		if _, err := tx.ExecContext(ctx, `DELETE FROM outbox WHERE action = $1`, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE actions SET state = 'withdrawn', note = $1, approved_by = '' WHERE id = $2`, p.Why, id)
		if err != nil {
			return err
		}
	}
	return nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
