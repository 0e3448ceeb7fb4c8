package docs_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/penalty"
)

// Statements of interest, computed by hand in testdata/decomptes.csv.
func TestStatements(t *testing.T) {
	in := csv.NewReader(open("decomptes.csv"))
	in.Comma = ';'
	rows, err := in.ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		t.Run(row[0], func(t *testing.T) {
			inv := &dunning.Invoice{ID: "F-1", Issued: day(row[1]) - 30, Due: day(row[1]), Amount: euros(row[2])}
			if row[3] != "" {
				inv.Settlements = []dunning.Settlement{{Date: day(row[3]), Amount: inv.Amount}}
			}
			s, err := penalty.Compute(inv, penalty.B2B(), day(row[4]))
			require.NoError(t, err)
			assert.Equal(t, euros(row[5]).StringFixed(2), s.Interest.StringFixed(2), row[7])
			assert.Equal(t, euros(row[6]).StringFixed(2), s.Indemnity.StringFixed(2))
		})
	}
}

// On every day of the file, the columns of the aged balance add up to the
// customer accounts, 411 and 416.
func TestLedgerAddsUp(t *testing.T) {
	ledger, err := fec.Read("ledger.txt", open("ledger.txt"), fec.Options{Terms: terms.Net(30)})
	require.NoError(t, err)
	addsUp(t, ledger)
}

func addsUp(t *testing.T, ledger *fec.Ledger) {
	for d := ledger.From; d <= ledger.Until; d++ {
		report, err := aging.Of(d, aging.Standard(), ledger.Invoices())
		require.NoError(t, err)
		check := report.Balance("EUR").Against(ledger.Balance(d))
		assert.True(t, check.Holds(), "on %s the aged balance is %s off", d, check.Difference)
	}
}

// The recipe holds on a ledger that moves a debt to account 416, where account
// 411 alone would not be what all documents add up to.
func TestLedgerWithDoubtfulDebtsAddsUp(t *testing.T) {
	demo, err := os.ReadFile("../examples/quickstart/demo.fec.txt")
	require.NoError(t, err)
	ledger, err := fec.Read("demo.fec.txt", bytes.NewReader(demo), fec.Options{Terms: terms.Net(30)})
	require.NoError(t, err)
	addsUp(t, ledger)
	require.False(t, ledger.Balance(ledger.Until, "416").IsZero())
	apart(t, ledger)
}

func apart(t *testing.T, ledger *fec.Ledger) {
	for d := ledger.From; d <= ledger.Until; d++ {
		ordinary, doubtful := aging.New(d, aging.Standard()), aging.New(d, aging.Standard())
		for inv := range ledger.Invoices() {
			if inv.DoubtfulOn(d) {
				require.NoError(t, doubtful.Add(inv))
			} else {
				require.NoError(t, ordinary.Add(inv))
			}
		}
		for account, sums := range map[string]*aging.Accumulator{"411": ordinary, "416": doubtful} {
			report, err := sums.Result()
			require.NoError(t, err)
			check := report.Balance("EUR").Against(ledger.Balance(d, account))
			assert.True(t, check.Holds(), "on %s accounts %s are %s off", d, account, check.Difference)
		}
	}
}

// day and euros read the cells of a French spreadsheet.
func day(cell string) date.Date {
	d, err := dunning.ParseDate(cell[6:] + "-" + cell[3:5] + "-" + cell[:2])
	check(err)
	return d
}

func euros(cell string) decimal.Decimal {
	d, err := dunning.ParseAmount(strings.NewReplacer(" ", "", ",", ".").Replace(cell))
	check(err)
	return d
}
