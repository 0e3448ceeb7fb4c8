package fec

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// Nature says what a customer line records, as its entry (écriture) shows it.
type Nature uint8

const (
	Transfer       Nature = iota // between accounts, rounding, anything else (OD)
	Sale                         // a debit: an invoice; a credit: a credit note
	Money                        // a credit: a payment; a debit: money paid back or returned (impayé)
	BroughtForward               // à-nouveau
	Allowance                    // escompte accordé (665)
	Loss                         // passage en perte (654)
	endNature
)

var natureNames = [...]string{"transfer", "sale", "money", "brought-forward", "allowance", "loss"}

// String is "transfer", "sale", "money", "brought-forward", "allowance" or "loss".
func (n Nature) String() string {
	if n >= endNature {
		return "unknown"
	}
	return natureNames[n]
}

// An entry (écriture) gathers what its lines show together: the counterpart of
// a customer line tells what it is, whatever its journal is called.
//
// Lines of one number and several dates are entries of their own, since numbers may
// start again each month; but a month of takings may be booked as one entry, day
// by day, and then only the whole balances.
type entry struct {
	sum       minor.Sum // debits less credits of all its lines
	vat       minor.Sum // of those on 4457
	seen      traits
	customers int32 // customer lines
	line      int32 // first customer line
	number    int32 // index in reader.numbers
}

// balances reports whether an entry balances, by itself or with those of its number.
func (r *reader) balances(e *entry) bool { return e.sum.IsZero() || r.numbers[e.number].IsZero() }

// traits are accounts seen, with their side.
type traits uint16

const (
	sold     traits = 1 << iota // revenue or 4457 credited
	unsold                      // revenue or 4457 debited
	moneyIn                     // class 5 debited, or an advance (4191) used up
	moneyOut                    // class 5 credited
	loss                        // 654 or 6714 debited
	discount                    // 665 debited
	another                     // any other account that is neither a customer nor class 7
)

// see notes an account that is not a customer's.
func (e *entry) see(account string, amount int64) {
	bySide := func(debited, credited traits) {
		if amount > 0 {
			e.seen |= debited
		} else if amount < 0 {
			e.seen |= credited
		}
	}
	switch {
	case revenue(account):
		bySide(unsold, sold)
	case strings.HasPrefix(account, "4457"):
		bySide(unsold, sold)
		e.vat.Add(amount)
	case strings.HasPrefix(account, "5"):
		bySide(moneyIn, moneyOut)
		e.seen |= another
	case strings.HasPrefix(account, "4191"):
		bySide(moneyIn, another)
		e.seen |= another
	case strings.HasPrefix(account, "654"), strings.HasPrefix(account, "6714"):
		bySide(loss, another)
		e.seen |= another
	case strings.HasPrefix(account, "665"):
		bySide(discount, another)
		e.seen |= another
	case !strings.HasPrefix(account, "7"):
		e.seen |= another
	}
}

// revenue reports whether an account records what a firm invoices: 70, rents,
// fees and subscriptions (75, without 758, where rounding goes), and what a
// fixed asset was sold for (775).
func revenue(account string) bool {
	return strings.HasPrefix(account, "70") || strings.HasPrefix(account, "775") ||
		strings.HasPrefix(account, "75") && !strings.HasPrefix(account, "758")
}

// nature is what a customer line of the entry records. Where the counterpart
// is silent the journal speaks; where there is no counterpart at all (books
// kept in single entry, an extract of customer accounts), a debit is taken for
// an invoice and a credit for a payment.
func (e *entry) nature(debit bool, journal JournalKind) Nature {
	has := func(t traits) bool { return e.seen&t != 0 }
	switch {
	case journal == OpeningJournal:
		return BroughtForward
	case debit && has(sold):
		return Sale
	case debit && has(moneyOut):
		return Money
	case !debit && has(moneyIn):
		return Money
	case !debit && has(unsold):
		return Sale
	case !debit && has(discount):
		return Allowance
	case !debit && has(loss):
		return Loss
	case journal == SalesJournal:
		return Sale
	case journal == MoneyJournal:
		return Money
	case e.seen == 0 && !e.sum.IsZero() && debit:
		return Sale
	case e.seen == 0 && !e.sum.IsZero():
		return Money
	}
	return Transfer
}

// decreed is the nature of a line in a journal whose kind the options set.
func decreed(journal JournalKind) Nature {
	return [...]Nature{Transfer, Sale, Money, BroughtForward}[journal]
}

// net is the amount without VAT of a sale on so many customer lines: they and the
// VAT of an entry that has only sales beside them. Zero where that cannot be told.
func (e *entry) net(amount int64, lines int32) decimal.Decimal {
	if e.customers != lines || e.seen&another != 0 || !e.sum.IsZero() {
		return decimal.Decimal{}
	}
	net := e.vat // VAT is a credit when the client is debited
	net.Add(amount)
	n, err := minor.Of(net.Decimal(2), 2)
	if err != nil || n > 0 != (amount > 0) {
		return decimal.Decimal{}
	}
	return minor.Decimal(n, 2)
}
