package fec

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A Ledger is what a file says of its customers. For every day d, each client,
// and accounts 411 and 416 apart, the open balances of the documents add up to
// the debits less the credits of the lines dated d or before:
//
//	Σ invoice.OpenAt(d) == ledger.Balance(d)
//
// to the cent. Dates are EcritureDate, the date of the ledger.
type Ledger struct {
	Name   string
	Format Format

	From, Until date.Date // first and last EcritureDate of the file; 0 when it has no line
	Lines       []Line    // of the customer accounts, in the order of the file
	Journals    []Journal // of the whole file, by code

	Debit, Credit decimal.Decimal // of Lines, in euros

	Accounts []dunning.Account // one for each client, by its ID
	Groups   int               // lettered groups of a client
	Partial  int               // of those, how many do not balance in this file
	Findings []Finding         // what is odd, by line

	openings openings
	source   map[*dunning.Invoice]int // index in Lines of the line a document comes from
}

// Format says how the file was written.
type Format struct {
	Charset   Charset
	BOM       bool // UTF-8 byte order mark
	Separator byte
	LineEnd   LineEnd // of the first line; "" when the file has no line end
	Quoted    bool
	Columns   []string // as the file names them
	Lines     int      // with data, of all accounts
}

// A Line is one line of a customer account.
type Line struct {
	Number      int    // in the file, the header being 1
	Journal     string // JournalCode
	Entry       string // EcritureNum
	Date        date.Date
	Account     string // CompteNum
	AccountName string // CompteLib
	Client      string // CompAuxNum, else IdClient, else CompteNum
	ClientName  string // CompAuxLib, else CompteLib where the account is the client
	Ref         string // PieceRef
	RefDate     date.Date
	Label       string // EcritureLib
	Debit       decimal.Decimal
	Credit      decimal.Decimal
	Letter      string
	LetterDate  date.Date
	Doubtful    bool // on a doubtful account (416)

	Nature Nature
	Use    Use

	entry         int32
	debit, credit int64     // cents
	origin        date.Date // of a line brought forward: its own date; 0 when it has none
}

// amount is positive for what the client owes.
func (l *Line) amount() int64 { return l.debit - l.credit }

// Use says what became of a line. The zero value is none: every line has one.
type Use uint8

const (
	AsDocument   Use = iota + 1 // an invoice, a credit note, money on account
	AsSettlement                // it settled documents, or took a settlement back
	AsBoth                      // it settled documents, and the rest is one
	NotUsed                     // its amount is zero; a finding says so
)

var useNames = [...]string{"none", "document", "settlement", "both", "not-used"}

// String is "document", "settlement", "both" or "not-used".
func (u Use) String() string {
	if int(u) >= len(useNames) {
		return "unknown"
	}
	return useNames[u]
}

// Invoices yields the documents of all clients: invoices, credit notes, money
// on account, opening balances, entries to be explained.
func (l *Ledger) Invoices() iter.Seq[*dunning.Invoice] {
	return func(yield func(*dunning.Invoice) bool) {
		for i := range l.Accounts {
			for _, inv := range l.Accounts[i].Invoices {
				if !yield(inv) {
					return
				}
			}
		}
	}
}

// Balance is the debits less the credits of the lines dated d or before, in
// euros, straight from the lines: what the documents must add up to. With
// prefixes, only accounts that begin with one of them count: Balance(d, "411").
func (l *Ledger) Balance(d date.Date, prefixes ...string) decimal.Decimal {
	var sum minor.Sum
	for i := range l.Lines {
		line := &l.Lines[i]
		starts := func(prefix string) bool { return strings.HasPrefix(line.Account, prefix) }
		if line.Date <= d && (len(prefixes) == 0 || slices.ContainsFunc(prefixes, starts)) {
			sum.Add(line.amount())
		}
	}
	return sum.Decimal(2)
}

// Source is the line that a document of this ledger comes from; false for any
// other invoice.
func (l *Ledger) Source(inv *dunning.Invoice) (Line, bool) {
	i, ok := l.source[inv]
	if !ok {
		return Line{}, false
	}
	return l.Lines[i], true
}

// ledger makes the accounts from what the reader kept.
func (r *reader) ledger(name string, text decoder) *Ledger {
	l := &Ledger{
		Name: name,
		Format: Format{
			Charset: text.set, BOM: r.chars.bom, Separator: r.cols.separator, LineEnd: r.lines.crlf,
			Quoted: r.cols.quoted, Columns: r.cols.names, Lines: r.count,
		},
		From:   r.from,
		Until:  r.until,
		Lines:  r.kept,
		source: map[*dunning.Invoice]int{},
	}
	for i, c := range l.Format.Columns {
		l.Format.Columns[i] = text.decode(c)
	}
	kinds := map[string]JournalKind{}
	for _, code := range slices.Sorted(maps.Keys(r.journals)) {
		j := r.journals[code]
		j.Code, j.Label = text.decode(j.Code), text.decode(j.Label)
		if kind, set := r.o.Journals[j.Code]; set {
			j.Kind = kind
		} else {
			j.Kind = j.classify()
		}
		j.days = nil
		kinds[code] = j.Kind
		l.Journals = append(l.Journals, *j)
	}
	var debits, credits minor.Sum
	for i := range l.Lines {
		line := &l.Lines[i]
		line.Nature = r.natureOf(line, kinds[line.Journal], text)
		for _, s := range []*string{&line.Journal, &line.Entry, &line.Account, &line.AccountName, &line.Client, &line.ClientName, &line.Ref, &line.Label, &line.Letter} {
			*s = text.decode(*s)
		}
		if line.Client == "" {
			line.Client = line.Account
			line.ClientName = cmp.Or(line.ClientName, line.AccountName)
		}
		line.Ref = strings.Join(strings.Fields(line.Ref), " ")
		line.Debit, line.Credit = minor.Decimal(line.debit, 2), minor.Decimal(line.credit, 2)
		debits.Add(line.debit)
		credits.Add(line.credit)
	}
	l.Debit, l.Credit = debits.Decimal(2), credits.Decimal(2)
	l.readOpenings()
	r.findInFile(l, text)
	l.settle(r.o, r.entries)
	slices.SortStableFunc(l.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Account, b.Account))
	})
	return l
}

// natureOf is what the line records; line and journal are not decoded yet.
func (r *reader) natureOf(line *Line, journal JournalKind, text decoder) Nature {
	if kind, set := r.o.Journals[text.decode(line.Journal)]; set {
		return decreed(kind)
	}
	if journal == OtherJournal && broughtForward(text.decode(line.Label)) {
		return BroughtForward
	}
	return r.entries[line.entry].nature(line.amount() > 0, journal)
}
