package ledgertest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
)

// An Entry is a document as a YAML case writes it. The due date is the issue
// date when it is left out; write "unknown" for terms that count from a date
// the document does not have.
type Entry struct {
	ID, Client, Currency, Kind string
	Issued, Booked, Due        string
	Amount, Net                string
	Doubtful                   bool
	Settlements                []Event
	Instalments                []Event
	Disputes                   []Event
}

// An Event is a settlement {date, amount, kind}, an instalment {date, amount} or
// a dispute {date, until, amount}.
type Event struct{ Date, Until, Amount, Kind string }

// Cases decodes every file of testdata/law into values of the caller's type and
// calls each with the file it stands in.
func Cases[C any](t *testing.T, each func(file string, c C)) {
	t.Helper()
	files, err := filepath.Glob("testdata/law/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/law: %v", err)
	}
	for _, file := range files {
		var cases []C
		Read(t, filepath.Base(file), &cases)
		for _, c := range cases {
			each(filepath.Base(file), c)
		}
	}
}

// Read decodes one file of testdata/law. A field that the type does not have
// fails the test: a misspelt expectation would pass unseen.
func Read[C any](t *testing.T, file string, into *[]C) {
	t.Helper()
	in, err := os.Open(filepath.Join("testdata/law", file))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	d := yaml.NewDecoder(in)
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if len(*into) == 0 {
		t.Fatalf("%s: no cases", file)
	}
}

// Invoices turns the entries of a case into valid documents.
func Invoices(t *testing.T, entries []Entry) []*dunning.Invoice {
	t.Helper()
	var invoices []*dunning.Invoice
	for i, e := range entries {
		if e.ID == "" {
			e.ID = fmt.Sprintf("F%d", i+1)
		}
		inv := e.invoice(t)
		if err := inv.Validate(); err != nil {
			t.Fatal(err)
		}
		invoices = append(invoices, inv)
	}
	return invoices
}

func (e Entry) invoice(t *testing.T) *dunning.Invoice {
	t.Helper()
	inv := &dunning.Invoice{
		ID: e.ID, Client: e.Client, Currency: e.Currency, Doubtful: e.Doubtful,
		Issued: Day(t, e.Issued), Booked: Day(t, e.Booked), Amount: amount(t, e.Amount), Net: amount(t, e.Net),
	}
	switch e.Due {
	case "":
		inv.Due = inv.Issued
	case "unknown":
		inv.Terms = terms.Net(30).From(terms.Receipt)
	default:
		inv.Due = Day(t, e.Due)
	}
	inv.Kind = named(t, e.Kind, dunning.Ordinary, dunning.OnAccount, dunning.Opening, dunning.Suspense, dunning.Carried)
	for _, s := range e.Settlements {
		kind := named(t, s.Kind, dunning.Payment, dunning.CreditNote, dunning.Returned, dunning.Discount, dunning.WriteOff, dunning.Adjustment)
		inv.Settlements = append(inv.Settlements, dunning.Settlement{Date: Day(t, s.Date), Amount: amount(t, s.Amount), Kind: kind})
	}
	for _, p := range e.Instalments {
		inv.Instalments = append(inv.Instalments, dunning.Instalment{Due: Day(t, p.Date), Amount: amount(t, p.Amount)})
	}
	for _, p := range e.Disputes {
		inv.Disputes = append(inv.Disputes, dunning.Dispute{From: Day(t, p.Date), Until: Day(t, p.Until), Amount: amount(t, p.Amount)})
	}
	return inv
}

// Day reads a date of a case; "" is no date.
func Day(t testing.TB, s string) date.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := dunning.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func amount(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	if s == "" {
		return decimal.Decimal{}
	}
	d, err := dunning.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// named finds the kind of that name; "" is the first.
func named[K interface {
	comparable
	fmt.Stringer
}](t *testing.T, name string, kinds ...K) K {
	t.Helper()
	if name == "" {
		return kinds[0]
	}
	i := slices.IndexFunc(kinds, func(k K) bool { return k.String() == name })
	if i < 0 {
		t.Fatalf("no kind is named %q", name)
	}
	return kinds[i]
}
