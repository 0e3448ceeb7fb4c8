package main

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/dunning/terms"
)

// An Account is all that the database knows of one client.
type Account struct {
	dunning.Account
	Party letter.Party // name and addresses
}

// loadAccount reads one client. These queries are what you change to read
// tables of your own; everything else works on dunning.Account.
//
// What the database holds is checked here: a date that is none and a currency
// that nobody knows are listed, with their place, and the client is left to
// somebody who can correct them.
func loadAccount(ctx context.Context, tx *sql.Tx, id string) (*Account, error) {
	l := &loader{ctx: ctx, tx: tx, id: id, account: &Account{}, invoices: map[string]*dunning.Invoice{}}
	l.client()
	l.readInvoices()
	l.settlements()
	l.disputes()
	l.promises()
	l.holds()
	l.history()
	if l.err != nil {
		return nil, fmt.Errorf("client %q: %w", id, l.err)
	}
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	return l.account, nil
}

type loader struct {
	ctx      context.Context
	tx       *sql.Tx
	id       string
	account  *Account
	invoices map[string]*dunning.Invoice
	problems dunning.Problems
	err      error // of the database: the first
}

func (l *loader) client() {
	var kind, street, city string
	var agreed, since, insolvency sql.Null[string]
	var limit, insured int64
	c, p := &l.account.Client, &l.account.Party
	row := l.tx.QueryRowContext(l.ctx, `SELECT name, kind, terms, since, credit_limit, insured, insolvency,
		siren, salutation, email, phone, street, city FROM clients WHERE id = $1`, l.id)
	l.err = row.Scan(&c.Name, &kind, &agreed, &since, &limit, &insured, &insolvency,
		&p.SIREN, &p.Salutation, &p.Email, &p.Phone, &street, &city)
	of := fmt.Sprintf("client %q", l.id)
	c.ID, p.Name = l.id, c.Name
	c.Kind = choice(l, of, "kind", kind, dunning.Business, dunning.Public, dunning.Consumer)
	c.Terms = l.terms(of, agreed)
	c.Since, c.Insolvency = l.day(of, "since", since), l.day(of, "insolvency", insolvency)
	c.CreditLimit, c.Insured = l.amount(of, "credit_limit", limit, "EUR"), insured == 1
	c.EmailMissing = p.Email == ""
	for _, line := range []string{street, city} {
		if line != "" {
			p.Address = append(p.Address, line)
		}
	}
}

func (l *loader) readInvoices() {
	l.each(func(rows *sql.Rows) error {
		inv := &dunning.Invoice{Client: l.id}
		var kind string
		var issued, delivered, due, agreed sql.Null[string]
		var amount int64
		if err := rows.Scan(&inv.ID, &kind, &inv.Currency, &issued, &delivered, &due, &agreed, &amount); err != nil {
			return err
		}
		of := fmt.Sprintf("invoice %q", inv.ID)
		inv.Kind = choice(l, of, "kind", kind, dunning.Ordinary, dunning.OnAccount)
		inv.Issued, inv.Delivered, inv.Due = l.day(of, "issued", issued), l.day(of, "delivered", delivered), l.day(of, "due", due)
		inv.Terms = l.account.Client.Terms
		if agreed.Valid {
			inv.Terms = l.terms(of, agreed)
		}
		inv.Amount = l.amount(of, "amount", amount, inv.Currency)
		l.invoices[inv.ID] = inv
		l.account.Invoices = append(l.account.Invoices, inv)
		return nil
	}, `SELECT number, kind, currency, issued, delivered, due, terms, amount FROM invoices WHERE client = $1 ORDER BY number`)
}

func (l *loader) settlements() {
	l.each(func(rows *sql.Rows) error {
		var number, kind string
		var on sql.Null[string]
		var amount int64
		s := dunning.Settlement{}
		if err := rows.Scan(&s.Ref, &number, &on, &amount, &kind); err != nil {
			return err
		}
		of := fmt.Sprintf("settlement %q", s.Ref)
		inv := l.invoices[number]
		s.Date, s.Amount = l.day(of, "paid_on", on), l.amount(of, "amount", amount, inv.Currency)
		s.Kind = choice(l, of, "kind", kind, dunning.Payment, dunning.CreditNote, dunning.Returned, dunning.Discount, dunning.WriteOff, dunning.Adjustment)
		inv.Settlements = append(inv.Settlements, s)
		return nil
	}, `SELECT s.id, s.invoice, s.paid_on, s.amount, s.kind FROM settlements s
		JOIN invoices i ON i.number = s.invoice WHERE i.client = $1 ORDER BY s.paid_on, s.id`)
}

func (l *loader) disputes() {
	l.each(func(rows *sql.Rows) error {
		var id, number string
		var from, until sql.Null[string]
		var amount int64
		d := dunning.Dispute{}
		if err := rows.Scan(&id, &number, &from, &until, &amount, &d.Reason); err != nil {
			return err
		}
		of := fmt.Sprintf("dispute %q", id)
		inv := l.invoices[number]
		d.From, d.Until, d.Amount = l.day(of, "starts_on", from), l.day(of, "ends_on", until), l.amount(of, "amount", amount, inv.Currency)
		inv.Disputes = append(inv.Disputes, d)
		return nil
	}, `SELECT d.id, d.invoice, d.starts_on, d.ends_on, d.amount, d.reason FROM disputes d
		JOIN invoices i ON i.number = d.invoice WHERE i.client = $1 ORDER BY d.id`)
}

func (l *loader) promises() {
	l.each(func(rows *sql.Rows) error {
		var id string
		var number, made, by sql.Null[string]
		var amount int64
		if err := rows.Scan(&id, &number, &made, &by, &amount); err != nil {
			return err
		}
		of := fmt.Sprintf("promise %q", id)
		l.account.Promises = append(l.account.Promises, dunning.Promise{
			Invoice: number.V, Made: l.day(of, "made_on", made), For: l.day(of, "pay_by", by), Amount: l.amount(of, "amount", amount, "EUR"),
		})
		return nil
	}, `SELECT id, invoice, made_on, pay_by, amount FROM promises WHERE client = $1 ORDER BY id`)
}

func (l *loader) holds() {
	l.each(func(rows *sql.Rows) error {
		var id string
		var number, from, until sql.Null[string]
		h := dunning.Hold{}
		if err := rows.Scan(&id, &number, &from, &until, &h.Reason, &h.Owner); err != nil {
			return err
		}
		of := fmt.Sprintf("hold %q", id)
		h.Invoice, h.From, h.Until = number.V, l.day(of, "starts_on", from), l.day(of, "ends_on", until)
		l.account.Holds = append(l.account.Holds, h)
		return nil
	}, `SELECT id, invoice, starts_on, ends_on, reason, owner FROM holds WHERE client = $1 ORDER BY id`)
}

// history is what was really sent: a letter that waits in the outbox is none.
func (l *loader) history() {
	l.each(func(rows *sql.Rows) error {
		var id, channel string
		var on sql.Null[string]
		a := dunning.Action{}
		if err := rows.Scan(&id, &on, &a.Step, &channel, &a.Invoice, &a.Policy, &a.Ref); err != nil {
			return err
		}
		of := fmt.Sprintf("action %q", id)
		a.Date = l.day(of, "sent_on", on)
		a.Channel, _ = dunning.ParseChannel(channel)
		l.account.History = append(l.account.History, a)
		return nil
	}, `SELECT id, sent_on, step, channel, invoice, policy, ref FROM actions WHERE client = $1 AND state = 'sent' ORDER BY sent_on, id`)
}

// each runs a query about the client and reads its rows.
func (l *loader) each(read func(*sql.Rows) error, query string) {
	if l.err == nil {
		l.err = each(l.ctx, l.tx, read, query, l.id)
	}
}

func each(ctx context.Context, tx *sql.Tx, read func(*sql.Rows) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (l *loader) wrong(of, field, value, what string) {
	l.problems = append(l.problems, &dunning.Problem{Of: of, Field: field, Value: value, What: what})
}

// day reads a date; NULL is the absent one. Columns of type DATE would come as
// times of day in some zone: select them as text.
func (l *loader) day(of, field string, text sql.Null[string]) date.Date {
	if !text.Valid {
		return 0
	}
	d, err := dunning.ParseDate(text.V)
	if err != nil {
		l.wrong(of, field, text.V, err.Error())
	}
	return d
}

func (l *loader) terms(of string, text sql.Null[string]) terms.Terms {
	if !text.Valid {
		return terms.Terms{}
	}
	t, err := terms.Parse(text.V)
	if err != nil {
		l.wrong(of, "terms", text.V, err.Error())
	}
	return t
}

// amount turns minor units into a decimal, exactly.
func (l *loader) amount(of, field string, minor int64, currency string) decimal.Decimal {
	digits, ok := dunning.CurrencyDigits(currency)
	if !ok {
		l.wrong(of, field, currency, "is in no currency of ISO 4217")
	}
	return decimal.New(minor, -digits)
}

// choice finds a word of the database among the values it may stand for.
func choice[T fmt.Stringer](l *loader, of, field, word string, values ...T) T {
	for _, v := range values {
		if v.String() == word {
			return v
		}
	}
	if l.err == nil {
		l.wrong(of, field, word, fmt.Sprintf("is none of %v", values))
	}
	return values[0]
}
