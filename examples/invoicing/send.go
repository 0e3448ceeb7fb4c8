package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
)

// A Sender hands one message over: to a mail server, a printer, a telephone
// operator. It returns nil once the message was accepted, and a *Refusal when it
// certainly was not. Any other error means that nobody knows: the same message
// will come again with the same id, and who receives it can tell.
type Sender interface {
	Send(ctx context.Context, id string, m Message) error
}

// A Refusal says that a message was not accepted.
type Refusal struct {
	Final  bool // it never will be: no such address
	Reason string
}

func (r *Refusal) Error() string { return r.Reason }

// A Delivery is one run over the outbox.
type Delivery struct {
	Mail  Sender           // e-mail
	Desk  Sender           // everything else: somebody prints, calls, posts
	Day   date.Date        // that enters the history
	Lease time.Duration    // how long an action stays with a run that was interrupted
	Now   func() time.Time // for the lease
}

// A Post is what a run did.
type Post struct {
	Sent      int // actions whose messages have all left
	Withdrawn int // no longer decided when their turn came
	Refused   int // for good
	Later     int // refused for now, or nobody knows: the next run tries again
	Problems  []string
}

func (p Post) String() string {
	return fmt.Sprintf("%d actions sent, %d withdrawn or held back, %d refused, %d to be tried again", p.Sent, p.Withdrawn, p.Refused, p.Later)
}

// Send delivers what is planned. An action is claimed in one transaction,
// handed over outside any, and marked in another: a message leaves at least
// once, and twice only when the program died between the two. Its id, the
// Message-ID of the e-mail, is then the same.
func (o *Office) Send(ctx context.Context, d Delivery) (Post, error) {
	const most = 5 // actions in a row that come back: the server has a problem, not the messages
	var p Post
	inARow := 0
	planned := o.pages(ctx, `SELECT id FROM actions WHERE id > $1
		AND (state = 'planned' OR state = 'sending' AND claimed_until <= $2) ORDER BY id LIMIT 200`, stamp(d.Now()))
	for id, err := range planned {
		if err != nil {
			return p, err
		}
		state, problem := o.sendOne(ctx, id, d)
		if ctx.Err() != nil {
			return p, ctx.Err()
		}
		if problem != nil {
			p.Problems = append(p.Problems, fmt.Sprintf("action %s: %v", id, problem))
		}
		switch state {
		case Sent:
			p.Sent++
		case Refused:
			p.Refused++
		case Withdrawn:
			p.Withdrawn++
		default:
			p.Later++
			if inARow++; inARow == most {
				return p, fmt.Errorf("stopped after %d actions in a row could not be delivered: %w", most, problem)
			}
			continue
		}
		inARow = 0
	}
	return p, nil
}

// sendOne claims an action and delivers it, and says where it stands then and
// what went wrong. Withdrawn stands for all that does not leave today.
func (o *Office) sendOne(ctx context.Context, id string, d Delivery) (State, error) {
	c := claim{id: id, day: d.Day}
	if err := o.QueryRowContext(ctx, `SELECT client FROM actions WHERE id = $1`, id).Scan(&c.client); err != nil {
		return "", err
	}
	if ok, err := o.take(ctx, &c, d); err != nil {
		return "", err
	} else if !ok {
		return Withdrawn, nil
	}
	return o.deliver(ctx, c, d)
}

// A claim is the right of this run to send an action.
type claim struct {
	id, client string
	day        date.Date
	fresh      bool // never handed over before: what is refused has certainly not left
}

// take claims an action. It is decided once more first: a client who paid this
// morning gets no reminder of last night. What another run has claimed and not
// finished is taken over as it is, for it may have left.
func (o *Office) take(ctx context.Context, c *claim, d Delivery) (taken bool, err error) {
	err = o.Transact(ctx, func(tx *sql.Tx) error {
		if err := o.Lock(ctx, tx, c.client); err != nil {
			return err
		}
		var state State
		if err := tx.QueryRowContext(ctx, `SELECT state FROM actions WHERE id = $1`, c.id).Scan(&state); err != nil {
			return err
		}
		taken, c.fresh = false, state == Planned
		if c.fresh {
			p, err := o.plan(ctx, tx, c.client, d.Day)
			if err != nil || p.Busy {
				return err
			}
			if err := p.apply(ctx, tx); err != nil {
				return err
			}
		}
		done, err := tx.ExecContext(ctx, `UPDATE actions SET state = 'sending', claimed_until = $1
			WHERE id = $2 AND (state = 'planned' OR state = 'sending' AND claimed_until <= $3)`,
			stamp(d.Now().Add(d.Lease)), c.id, stamp(d.Now()))
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		taken = n == 1
		return err
	})
	return taken, err
}

// deliver hands over the messages of a claimed action that have not left yet.
func (o *Office) deliver(ctx context.Context, c claim, d Delivery) (state State, problem error) {
	var queued []Message
	err := o.Look(ctx, func(tx *sql.Tx) (err error) {
		queued, err = messages(ctx, tx, c.id, "queued")
		return err
	})
	if err != nil {
		return "", err
	}
	for _, m := range queued {
		sender := d.Desk
		if m.Channel == dunning.Email {
			sender = d.Mail
		}
		failed := sender.Send(ctx, c.id, m)
		// What became of the message is written even when the run is told to stop.
		if state, err = o.record(context.WithoutCancel(ctx), c, m.Channel, failed); err != nil {
			return "", err
		}
		if failed != nil {
			problem = failed
		}
		if refusal, ok := errors.AsType[*Refusal](failed); failed != nil && !(ok && refusal.Final) {
			break // the rest of the action waits for this one
		}
	}
	return state, problem
}

// record writes what became of a message, and of its action with it: sent when
// nothing is left in the outbox and something was accepted.
func (o *Office) record(ctx context.Context, c claim, channel dunning.Channel, failed error) (state State, err error) {
	refusal, certain := errors.AsType[*Refusal](failed)
	err = o.Transact(ctx, func(tx *sql.Tx) error {
		if err := o.Lock(ctx, tx, c.client); err != nil {
			return err
		}
		to, note := "sent", ""
		if failed != nil {
			to, note = "queued", failed.Error()
			if certain && refusal.Final {
				to = "refused"
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE outbox SET state = $1, error = $2, attempts = attempts + $3 WHERE action = $4 AND channel = $5`,
			to, note, bit(failed != nil), c.id, channel.String())
		if err != nil {
			return err
		}
		var queued, sent int
		row := tx.QueryRowContext(ctx, `SELECT COUNT(CASE WHEN state = 'queued' THEN 1 END), COUNT(CASE WHEN state = 'sent' THEN 1 END) FROM outbox WHERE action = $1`, c.id)
		if err := row.Scan(&queued, &sent); err != nil {
			return err
		}
		switch {
		case queued == 0 && sent > 0:
			state = Sent
			_, err = tx.ExecContext(ctx, `UPDATE actions SET state = 'sent', sent_on = $1, note = $2, claimed_until = '', channel =
				(SELECT channel FROM outbox WHERE action = $3 AND state = 'sent' ORDER BY ordinal LIMIT 1) WHERE id = $3`, c.day.String(), note, c.id)
		case queued == 0:
			state = Refused
			_, err = tx.ExecContext(ctx, `UPDATE actions SET state = 'refused', note = $1, claimed_until = '' WHERE id = $2`, note, c.id)
		case certain && c.fresh && sent == 0:
			// Nothing has left: the action may still change or be withdrawn.
			state = Planned
			_, err = tx.ExecContext(ctx, `UPDATE actions SET state = 'planned', claimed_until = '' WHERE id = $1`, c.id)
		default:
			state = Sending
			if failed != nil { // give it back to the next run at once
				_, err = tx.ExecContext(ctx, `UPDATE actions SET claimed_until = '' WHERE id = $1`, c.id)
			}
		}
		return err
	})
	return state, err
}

// stamp is a moment as the database holds it; stamps compare as texts.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
