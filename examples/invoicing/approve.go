package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/rickb777/date/v2"
)

// An Approval is a person's word that an action may leave.
type Approval struct {
	ID  string // of the action, or its first characters
	By  string
	Ref string // number of the registered letter, when there is one
	Day date.Date
}

// errNotReady undoes the approval of an action that still lacks something.
var errNotReady = errors.New("not ready")

// Approve lets an action leave that waits for a person, or that was refused. Its
// texts are written again, of today; when the client has paid a part since the
// night the amount is another one, and the approval is not taken.
func (o *Office) Approve(ctx context.Context, a Approval) error {
	id, client, err := o.find(ctx, a.ID)
	if err != nil {
		return err
	}
	var state State
	var note string
	err = o.Transact(ctx, func(tx *sql.Tx) error {
		if err := o.Lock(ctx, tx, client); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, `UPDATE actions SET state = 'waiting', approved_by = $1, ref = CASE WHEN $2 = '' THEN ref ELSE $2 END
			WHERE id = $3 AND state IN ('waiting', 'refused')`, a.By, a.Ref, id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			row := tx.QueryRowContext(ctx, `SELECT state FROM actions WHERE id = $1`, id)
			if err := row.Scan(&state); err != nil {
				return err
			}
			return fmt.Errorf("action %s does not wait for anybody: it is %s", id, state)
		}
		p, err := o.plan(ctx, tx, client, a.Day)
		if err != nil {
			return err
		}
		if err := p.apply(ctx, tx); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT state, note FROM actions WHERE id = $1`, id).Scan(&state, &note); err != nil {
			return err
		}
		if p.Busy {
			return fmt.Errorf("action %s: another message to this client is on its way; run send first", id)
		}
		if state == Waiting {
			return errNotReady
		}
		return nil
	})
	switch {
	case errors.Is(err, errNotReady):
		if note == "to be approved" {
			note = "the amount has changed since it was written; run nightly and look at it again"
		}
		return fmt.Errorf("action %s is not approved: %s", id, note)
	case err == nil && state == Withdrawn:
		return fmt.Errorf("action %s is withdrawn: %s", id, note)
	}
	return err
}

// find is the action whose id begins with some characters.
func (o *Office) find(ctx context.Context, prefix string) (id, client string, err error) {
	found := 0
	err = o.Look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			found++
			return rows.Scan(&id, &client)
		}, `SELECT id, client FROM actions WHERE id >= $1 AND substr(id, 1, length($1)) = $1 ORDER BY id LIMIT 2`, prefix)
	})
	switch {
	case err != nil:
		return "", "", err
	case found == 0 || prefix == "":
		return "", "", fmt.Errorf("no action has an id that begins with %q: show lists them", prefix)
	case found > 1:
		return "", "", fmt.Errorf("several actions have an id that begins with %q: give more of it", prefix)
	}
	return id, client, nil
}
