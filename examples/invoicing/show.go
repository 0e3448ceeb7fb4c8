package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
)

// ShowAll lists the actions: what waits for a person first, what is done last.
func (o *Office) ShowAll(ctx context.Context, w io.Writer) error {
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tSTATE\tDAY\tCLIENT\tSTEP\tAMOUNT\tNOTE")
	err := o.Look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(rows *sql.Rows) error {
			var id, state, day, client, step, currency, note string
			var amount int64
			if err := rows.Scan(&id, &state, &day, &client, &step, &currency, &amount, &note); err != nil {
				return err
			}
			digits, _ := dunning.CurrencyDigits(currency)
			note = strings.Join(strings.Fields(note), " ") // in one line
			_, err := fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s %s\t%s\n", id[:8], state, day, client, step,
				decimal.New(amount, -digits).StringFixed(digits), currency, note)
			return err
		}, `SELECT a.id, a.state, COALESCE(a.sent_on, a.written_on), c.name, a.step, a.currency, a.amount, a.note
			FROM actions a JOIN clients c ON c.id = a.client
			ORDER BY CASE a.state WHEN 'refused' THEN 0 WHEN 'waiting' THEN 1 WHEN 'sending' THEN 2 WHEN 'planned' THEN 3 WHEN 'sent' THEN 4 ELSE 5 END,
				COALESCE(a.sent_on, a.written_on), c.name, a.id`)
	})
	if err != nil {
		return err
	}
	return t.Flush()
}

// ShowOne shows an action: why it was decided, and every text.
func (o *Office) ShowOne(ctx context.Context, prefix string, w io.Writer) error {
	id, _, err := o.find(ctx, prefix)
	if err != nil {
		return err
	}
	return o.Look(ctx, func(tx *sql.Tx) error {
		var state, reason, policy, note, by, ref string
		row := tx.QueryRowContext(ctx, `SELECT state, reason, policy, note, approved_by, ref FROM actions WHERE id = $1`, id)
		if err := row.Scan(&state, &reason, &policy, &note, &by, &ref); err != nil {
			return err
		}
		fmt.Fprintf(w, "action %s, %s\n%s\nunder the policy %s\n", id, state, reason, policy)
		for _, line := range [][2]string{{"note", note}, {"approved by", by}, {"registered letter", ref}} {
			if line[1] != "" {
				fmt.Fprintf(w, "%s: %s\n", line[0], line[1])
			}
		}
		return each(ctx, tx, func(rows *sql.Rows) error {
			var channel, recipient, subject, body, state, problem string
			if err := rows.Scan(&channel, &recipient, &subject, &body, &state, &problem); err != nil {
				return err
			}
			fmt.Fprintf(w, "\n--- %s to %s, %s\n", channel, recipient, state)
			if problem != "" {
				fmt.Fprintln(w, "problem:", problem)
			}
			_, err := fmt.Fprintf(w, "%s\n\n%s\n", subject, strings.TrimRight(body, "\n"))
			return err
		}, `SELECT channel, recipient, subject, body, state, error FROM outbox WHERE action = $1 ORDER BY ordinal`, id)
	})
}
