// Invoicing is a small invoicing application with a database, SQLite or
// PostgreSQL, that lets creance decide its reminders: a nightly run writes what
// the policy decides, a person approves what needs it, and a sender delivers.
//
//	go run .                                     the demonstration, on invented clients
//	go run . nightly -db my.db -day 2026-11-23   decide for every client
//	go run . show    -db my.db [ID]              what waits, what was sent, each text
//	go run . approve -db my.db [-ref NUMBER] ID  let one leave
//	go run . send    -db my.db -smtp HOST:PORT   deliver
//
// The database is a file, or "postgres://user@host/name" for PostgreSQL.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/smtp"
	"os"
	"os/signal"
	"os/user"
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/policy"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "invoicing:", err)
		}
		stop()
		os.Exit(1)
	}
}

// run is the command line, one command at a time.
func run(ctx context.Context, args []string, w io.Writer) error {
	name := "demo"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	commands := map[string]func(*command) error{"demo": demo, "nightly": nightly, "show": show, "approve": approve, "send": send}
	do, ok := commands[name]
	if !ok {
		return fmt.Errorf("no command %q: demo, nightly, show, approve or send", name)
	}
	return do(&command{ctx: ctx, args: args, out: w, flags: flag.NewFlagSet(name, flag.ContinueOnError)})
}

// A command is what the commands have in common.
type command struct {
	ctx              context.Context
	args             []string
	out              io.Writer
	flags            *flag.FlagSet
	dsn, day, policy string
}

// office reads the flags and opens the database.
func (c *command) office() (*Office, date.Date, error) {
	c.flags.StringVar(&c.dsn, "db", "", "the database: a SQLite file, or postgres://user@host/name (required)")
	c.flags.StringVar(&c.day, "day", "", "the day to decide for, YYYY-MM-DD (default: today)")
	c.flags.StringVar(&c.policy, "policy", "", "the dunning policy, YAML (default: the standard French one)")
	if err := c.flags.Parse(c.args); err != nil {
		return nil, 0, err
	}
	if c.dsn == "" {
		return nil, 0, errors.New("give the database with -db")
	}
	day := date.Today()
	if c.day != "" {
		var err error
		if day, err = dunning.ParseDate(c.day); err != nil {
			return nil, 0, fmt.Errorf("-day: %w", err)
		}
	}
	doc := policy.StandardDocument()
	if c.policy != "" {
		src, err := os.ReadFile(c.policy)
		if err != nil {
			return nil, 0, err
		}
		if doc, err = policy.Parse(c.policy, src); err != nil {
			return nil, 0, err
		}
	}
	o, err := openOffice(c.ctx, c.dsn, doc)
	return o, day, err
}

func nightly(c *command) error {
	verbose := c.flags.Bool("v", false, "say each client when he is done")
	o, day, err := c.office()
	if err != nil {
		return err
	}
	defer o.Close()
	night, err := o.Nightly(c.ctx, day, func(client string, p Plan, err error) {
		if err != nil {
			fmt.Fprintf(os.Stderr, "client %s is not decided: %v\n", client, err)
		}
		if *verbose {
			fmt.Fprintf(c.out, "%s %s\n", client, p.Why)
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, night)
	if night.Failed > 0 {
		return fmt.Errorf("%d clients were not decided", night.Failed)
	}
	return nil
}

func show(c *command) error {
	o, _, err := c.office()
	if err != nil {
		return err
	}
	defer o.Close()
	if id := c.flags.Arg(0); id != "" {
		return o.ShowOne(c.ctx, id, c.out)
	}
	return o.ShowAll(c.ctx, c.out)
}

func approve(c *command) error {
	by := c.flags.String("by", "", "who approves (default: the user of this computer)")
	ref := c.flags.String("ref", "", "number of the registered letter")
	o, day, err := c.office()
	if err != nil {
		return err
	}
	defer o.Close()
	if *by == "" {
		me, err := user.Current()
		if err != nil {
			return fmt.Errorf("give your name with -by: %w", err)
		}
		*by = me.Username
	}
	id := c.flags.Arg(0)
	if err := o.Approve(c.ctx, Approval{ID: id, By: *by, Ref: *ref, Day: day}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "action %s leaves with the next run of send\n", id)
	return err
}

func send(c *command) error {
	server := c.flags.String("smtp", "", "mail server, HOST:PORT (default: e-mails go to the folder too)")
	login := c.flags.String("user", "", "login at the mail server; its password is read from SMTP_PASSWORD")
	folder := c.flags.String("folder", "outgoing", "where letters, calls and tasks are put, one file each")
	lease := c.flags.Duration("lease", 10*time.Minute, "how long an interrupted run keeps others from its last action")
	o, day, err := c.office()
	if err != nil {
		return err
	}
	defer o.Close()
	d := Delivery{Mail: Folder(*folder), Desk: Folder(*folder), Day: day, Lease: *lease, Now: time.Now}
	if *server != "" {
		host, _, err := net.SplitHostPort(*server)
		if err != nil {
			return fmt.Errorf("-smtp: %w", err)
		}
		creditor := o.House.Letterhead.Creditor
		m := &Mailer{Server: *server, From: mail.Address{Name: creditor.Name, Address: creditor.Email}, Patience: time.Minute}
		if *login != "" {
			m.Auth = smtp.PlainAuth("", *login, os.Getenv("SMTP_PASSWORD"), host)
		}
		d.Mail = m
	}
	post, err := o.Send(c.ctx, d)
	for _, problem := range post.Problems {
		fmt.Fprintln(os.Stderr, problem)
	}
	fmt.Fprintln(c.out, post)
	return err
}
