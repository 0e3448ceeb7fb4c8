package fec

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

// Options say how to read a file. The zero value is right for a common one.
type Options struct {
	Customers []string // prefixes of the customer accounts; nil: 411
	Doubtful  []string // prefixes of the doubtful ones, which win over Customers; nil: 416, empty and not nil: none

	Terms       terms.Terms            // payment terms of every client; zero: the legal 30 days
	ClientTerms map[string]terms.Terms // by client, where they differ from Terms

	Journals   map[string]JournalKind // what a journal is, by JournalCode, where the entries mislead
	Allocation Allocation             // of what the file leaves unlettered; zero: OldestFirst
	Charset    Charset                // "": decided on the bytes
	Foreign    Foreign                // customer entries in a foreign currency; zero: refused
}

// An Allocation is a rule for credits that no letter ties to a debit.
// Whatever the rule, lettered groups go first, and balances are the same: only
// the documents on which they stand differ. Each use of the rule is reported.
type Allocation uint8

const (
	// OldestFirst settles what is evident (see Evident), then the debt that
	// fell due first, as the law does for a debtor who did not say what he
	// paid (art. 1342-10 C. civ.; debts due on one day follow the file, and
	// the debtor's greater interest in one of them is not seen in a ledger).
	// It is the default because the worst fault of a reminder is to reach
	// somebody who has paid: under this rule nothing is open while money of
	// the same client lies unused, save what is lettered with another file.
	OldestFirst Allocation = iota
	// Evident settles a debit where only one can be meant: the only open one
	// of the client with the credit's PieceRef, if the credit is not greater;
	// those of earlier days that its EcritureLib names, if they make up its
	// amount; or the only one open for exactly the credit's amount, not later
	// than it, while no other credit has that amount. The rest stays on account.
	Evident
	// Unallocated leaves every unlettered credit on account.
	Unallocated
	endAllocation
)

// Basis is the ground of the rule.
func (a Allocation) Basis() law.Basis {
	if a == OldestFirst {
		return law.Basis{Article: "art. 1342-10 C. civ.", Source: "aurelienbamde.com, imputation des paiements; the article's third test is left out",
			Confidence: law.Judgment, From: date.New(2016, 10, 1), Checked: date.New(2026, 11, 22)}
	}
	return law.Basis{Source: "what the lines themselves say; no text decides", Confidence: law.Judgment, Checked: date.New(2026, 11, 22)}
}

// Foreign says what to do with customer entries whose Idevise is not the euro.
type Foreign uint8

const (
	// RefuseForeign makes them errors. Debit and Credit are in euros by law
	// (art. L123-22 C. com.), but the client owes the foreign amount: a
	// reminder in euros would claim another sum than the invoice.
	RefuseForeign Foreign = iota
	// KeepEuros reads the euro amounts of the ledger and reports each entry
	// as a finding. Balances reconcile with the ledger; claims are estimates.
	KeepEuros
	endForeign
)

// Validate reports all that is wrong with the options, as [dunning.Problems].
func (o Options) Validate() error {
	var ps dunning.Problems
	report := func(field, value, what, fix string) {
		ps = append(ps, &dunning.Problem{Of: "options", Field: field, Value: value, What: what, Fix: fix})
	}
	for field, prefixes := range map[string][]string{"customers": o.Customers, "doubtful": o.Doubtful} {
		for _, p := range prefixes {
			if strings.TrimSpace(p) == "" {
				report(field, p, "has an empty prefix, which is that of every account", "give account numbers: 411")
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(o.Journals)) {
		if o.Journals[code] >= endJournalKind {
			report("journals", code, "has an unknown kind", "")
		}
	}
	if o.Allocation >= endAllocation {
		report("allocation", fmt.Sprint(uint8(o.Allocation)), "is no rule", "")
	}
	if o.Foreign >= endForeign {
		report("foreign", fmt.Sprint(uint8(o.Foreign)), "is no rule", "")
	}
	if !slices.Contains([]Charset{AutoCharset, UTF8, ISO8859_15, Windows1252, CP850}, o.Charset) {
		report("charset", string(o.Charset), "is not read", "use UTF8, ISO8859_15, Windows1252 or CP850")
	}
	slices.SortStableFunc(ps, func(a, b *dunning.Problem) int { return strings.Compare(a.Field, b.Field) })
	return ps.Err()
}

// withDefaults fills in the account prefixes.
func (o Options) withDefaults() Options {
	if o.Customers == nil {
		o.Customers = []string{"411"}
	}
	if o.Doubtful == nil {
		o.Doubtful = []string{"416"}
	}
	return o
}

// termsOf are the payment terms of a client.
func (o Options) termsOf(client string) terms.Terms {
	if t, ok := o.ClientTerms[client]; ok {
		return t
	}
	return o.Terms
}
