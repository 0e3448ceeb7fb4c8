package main

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/rickb777/date/v2"
)

// A Night is what the nightly run found.
type Night struct {
	Clients   int // looked at
	Planned   int // actions that leave with the next run of send
	Waiting   int // actions that wait for a person
	Withdrawn int // actions no longer decided
	Busy      int // clients with a message on its way, left alone
	Failed    int // clients whose data is wrong
}

// Nightly decides for every client and writes what follows. Each client is a
// short transaction of its own, so the run may be stopped at any point and
// started again; it never waits for the people who work, nor they for it.
//
// seen is told of each client once he is done; an error is that of the client's
// data, and the others are not kept waiting for it.
func (o *Office) Nightly(ctx context.Context, day date.Date, seen func(client string, p Plan, err error)) (Night, error) {
	var n Night
	for client, err := range o.clients(ctx) {
		if err != nil {
			return n, err
		}
		p, err := o.settle(ctx, client, day)
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		n.count(p, err)
		seen(client, p, err)
	}
	return n, nil
}

// settle brings one client up to date. Most need nothing, which a look without
// any lock tells; otherwise he is locked and looked at again.
func (o *Office) settle(ctx context.Context, client string, day date.Date) (Plan, error) {
	var p Plan
	err := o.Look(ctx, func(tx *sql.Tx) (err error) {
		p, err = o.plan(ctx, tx, client, day)
		return err
	})
	if err != nil || p.Empty() {
		return p, err
	}
	err = o.Transact(ctx, func(tx *sql.Tx) (err error) {
		if err := o.Lock(ctx, tx, client); err != nil {
			return err
		}
		if p, err = o.plan(ctx, tx, client, day); err != nil {
			return err
		}
		return p.apply(ctx, tx)
	})
	return p, err
}

// clients yields the clients who have an invoice, a page at a time: memory does
// not grow with their number, and no cursor stays open while work is done.
func (o *Office) clients(ctx context.Context) iter.Seq2[string, error] {
	return o.pages(ctx, `SELECT id FROM clients WHERE id > $1
		AND EXISTS (SELECT 1 FROM invoices WHERE client = clients.id) ORDER BY id LIMIT 200`)
}

// pages yields the ids of a query that takes up after the last one seen.
func (o *Office) pages(ctx context.Context, query string, args ...any) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for last := ""; ; {
			var page []string
			err := o.Look(ctx, func(tx *sql.Tx) error {
				return each(ctx, tx, func(rows *sql.Rows) error {
					var id string
					err := rows.Scan(&id)
					page = append(page, id)
					return err
				}, query, append([]any{last}, args...)...)
			})
			if err != nil {
				yield("", err)
				return
			}
			for _, id := range page {
				if !yield(id, nil) {
					return
				}
				last = id
			}
			if len(page) == 0 {
				return
			}
		}
	}
}

func (n *Night) count(p Plan, err error) {
	n.Clients++
	if err != nil {
		n.Failed++
		return
	}
	if p.Busy {
		n.Busy++
	}
	for _, d := range p.Drafts {
		if d.state == Planned {
			n.Planned++
		} else {
			n.Waiting++
		}
	}
	n.Withdrawn += len(p.Stale)
}

func (n Night) String() string {
	s := fmt.Sprintf("%d clients: %d actions planned, %d waiting for a person, %d withdrawn", n.Clients, n.Planned, n.Waiting, n.Withdrawn)
	if n.Busy > 0 {
		s += fmt.Sprintf(", %d clients left alone while a message is on its way", n.Busy)
	}
	if n.Failed > 0 {
		s += fmt.Sprintf(", %d CLIENTS NOT DECIDED because their data is wrong", n.Failed)
	}
	return s
}
