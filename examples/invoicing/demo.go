package main

import (
	_ "embed" // the invented clients
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/policy"
)

//go:embed demo.sql
var demoData string

// demo plays two nights on invented clients in a new SQLite file, with the same
// calls as the commands, and says what to look at.
func demo(c *command) error {
	if err := c.flags.Parse(c.args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "creance-invoicing-")
	if err != nil {
		return err
	}
	file, folder := filepath.Join(dir, "demo.db"), filepath.Join(dir, "outgoing")
	o, err := openOffice(c.ctx, file, policy.StandardDocument())
	if err != nil {
		return err
	}
	defer o.Close()
	if _, err := o.ExecContext(c.ctx, demoData); err != nil {
		return err
	}
	say := func(format string, a ...any) { fmt.Fprintf(c.out, format+"\n", a...) }
	say("Ten invented clients are in %s.", file)

	monday := date.New(2026, 11, 23)
	night := func(day date.Date) error {
		say("\n%s, night: the policy decides.", day)
		n, err := o.Nightly(c.ctx, day, func(client string, p Plan, err error) {
			if err != nil {
				say("  %s is not decided: %v", client, err)
				return
			}
			say("  %s  %s", client, p.Why)
		})
		say("  %s", n)
		return err
	}
	if err := night(monday); err != nil {
		return err
	}

	say("\n%s, morning: the commune pays before anything has left; then what is planned is sent.", monday)
	if _, err := o.ExecContext(c.ctx, `INSERT INTO settlements (id, invoice, paid_on, amount) VALUES ('B-1003', 'F-2026-082', '2026-11-23', 432000)`); err != nil {
		return err
	}
	post, err := o.Send(c.ctx, Delivery{Mail: Folder(folder), Desk: Folder(folder), Day: monday, Lease: time.Minute, Now: time.Now})
	if err != nil {
		return err
	}
	say("  %s: the reminder to the commune was not needed any more", post)
	for _, problem := range post.Problems {
		say("  %s", problem)
	}
	if err := night(monday + 1); err != nil {
		return err
	}

	say("\nWhere things stand:\n")
	if err := o.ShowAll(c.ctx, c.out); err != nil {
		return err
	}
	notice := ""
	row := o.QueryRowContext(c.ctx, `SELECT substr(id, 1, 8) FROM actions WHERE step = 'mise-en-demeure' AND state = 'waiting'`)
	if err := row.Scan(&notice); err != nil {
		return err
	}
	say(`
What to look at next, from the folder examples/invoicing:

  ls %[2]s                     what was sent, one file each
  go run . show -db %[1]s %[3]s
  go run . approve -db %[1]s -day 2026-11-24 -ref "1A 234 567 8901 2" %[3]s
  go run . show -db %[1]s %[3]s    now with its text, the formal notice
  go run . send -db %[1]s -day 2026-11-24 -folder %[2]s
  go run . nightly -db %[1]s -day 2026-12-01 -v

README.md says how to do this with your own database.`, file, folder, notice)
	return nil
}
