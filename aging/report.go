package aging

import (
	"cmp"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/minor"
)

// A Report is the aged balance at the end of one day.
type Report struct {
	AsOf     date.Date
	Buckets  Buckets   // with the bounds written out
	Balances []Balance // one for each currency with something open, by code
}

// Balance is the one of a currency, "" being EUR. When nothing is open in it,
// the balance has no clients and its columns are zero.
func (r Report) Balance(currency string) Balance {
	if currency == "" {
		currency = "EUR"
	}
	for _, b := range r.Balances {
		if b.Currency == currency {
			return b
		}
	}
	digits, ok := minor.Digits(currency)
	if !ok {
		digits = 2
	}
	return balance(currency, digits, nil, firstBucket+r.Buckets.Len())
}

// A Balance is the aged balance in one currency.
type Balance struct {
	Currency string // ISO 4217
	Clients  []Row  // clients with an open document, by identifier
	Total    Row    // the sum of the clients; its Client is ""
	Identity Identity
}

// Against compares the columns with the balance of the customer accounts that
// the caller read in the ledger.
func (b Balance) Against(ledgerBalance decimal.Decimal) Identity {
	columns := b.Total.columns()
	return Identity{Columns: columns, Ledger: ledgerBalance, Difference: columns.Sub(ledgerBalance)}
}

// A Row is one line of the table, amounts in the currency of its balance.
//
//	NotDue + Unknown + the sum of Overdue + Credits = Open
type Row struct {
	Client    string
	Documents int       // with something open, credits included
	Oldest    date.Date // earliest due date with something owed; 0 when none is known

	NotDue  decimal.Decimal   // due on the as-of day or later
	Overdue []decimal.Decimal // one for each bucket
	Unknown decimal.Decimal   // owed, due date not known
	Credits decimal.Decimal   // owed to the client: zero or negative
	Open    decimal.Decimal   // the balance of the documents

	Disputed decimal.Decimal // memo: contested on the as-of day, within the columns
	Doubtful decimal.Decimal // memo: of doubtful clients (account 416), within the columns
}

// Late is the sum of the buckets. With [FromIssue] it is all that is owed.
func (r Row) Late() decimal.Decimal {
	sum := decimal.Decimal{}
	for _, n := range r.Overdue {
		sum = sum.Add(n)
	}
	return sum
}

func (r Row) columns() decimal.Decimal {
	return r.Late().Add(r.NotDue).Add(r.Unknown).Add(r.Credits)
}

// An Identity is the check that an aged balance adds up: the sum of its columns
// (not due, overdue, due date unknown, credits) is the balance of the ledger.
type Identity struct {
	Columns    decimal.Decimal // sum of the columns
	Ledger     decimal.Decimal // balance of the documents, or the one given to Against
	Difference decimal.Decimal // Columns - Ledger
}

// Holds reports whether the difference is zero.
func (i Identity) Holds() bool { return i.Difference.IsZero() }

// Result is the aged balance of what was added so far. It changes nothing: more
// may be added afterwards.
func (a *Accumulator) Result() (Report, error) {
	if err := a.check(); err != nil {
		return Report{}, err
	}
	report := Report{AsOf: a.asOf, Buckets: a.buckets.normal()}
	rows := a.sorted()
	for start := 0; start < len(rows); {
		end := start
		for end < len(rows) && rows[end].currency == rows[start].currency {
			end++
		}
		report.Balances = append(report.Balances, balance(rows[start].currency, rows[start].digits, rows[start:end], len(rows[start].near)))
		start = end
	}
	return report, nil
}

// sorted are the rows by currency, then client, whatever order they came in.
func (a *Accumulator) sorted() []*row {
	rows := slices.Clone(a.table.rows)
	slices.SortFunc(rows, func(x, y *row) int {
		return cmp.Or(cmp.Compare(x.currency, y.currency), cmp.Compare(x.client, y.client))
	})
	return rows
}

func balance(currency string, digits int32, rows []*row, columns int) Balance {
	total := row{digits: digits, near: make([]int64, columns)}
	b := Balance{Currency: currency, Clients: make([]Row, len(rows))}
	for i, r := range rows {
		b.Clients[i] = r.decimals()
		total.merge(r)
	}
	b.Total = total.decimals()
	b.Identity = b.Against(b.Total.Open)
	return b
}

func (r *row) decimals() Row {
	amount := func(place int) decimal.Decimal { return r.sum(place).Decimal(r.digits) }
	out := Row{
		Client: r.client, Documents: int(r.documents), Oldest: r.oldest,
		NotDue: amount(notDue), Unknown: amount(unknown), Credits: amount(credits), Open: amount(ledger),
		Disputed: amount(disputed), Doubtful: amount(doubtful),
	}
	for place := firstBucket; place < len(r.near); place++ {
		out.Overdue = append(out.Overdue, amount(place))
	}
	return out
}
