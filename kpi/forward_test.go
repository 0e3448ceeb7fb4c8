package kpi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
)

// carried is an invoice of last year that the books bring forward on 1 April,
// the first day of the quarter.
func carried(settlements ...dunning.Settlement) *dunning.Invoice {
	inv := invoice("C1", "500")
	inv.Kind, inv.Issued, inv.Booked, inv.Due = dunning.Carried, day("2025-11-10"), quarter.From, day("2025-12-10")
	inv.Settlements = settlements
	return inv
}

// What is brought forward on the first day was owed at the start: the opening
// balance holds it, it is no sale, and what comes in on it is recovered.
func TestBroughtForwardIsTheOpeningBalance(t *testing.T) {
	r := result(t, quarter, carried(dunning.Settlement{Date: day("2026-04-20"), Amount: dec("200")}), invoice("F1", "300"))
	assert.Equal(t, "500.00", r.Opening.StringFixed(2))
	assert.Equal(t, "600.00", r.Receivables.StringFixed(2))
	assert.Equal(t, "300.00", r.Sales.StringFixed(2))
	assert.Equal(t, "200.00", r.Collected.StringFixed(2))
	for code, want := range map[kpi.Code]string{
		kpi.RecoveryRate:         "40.00",  // 200 of 500 due at the start
		kpi.DSOAverage:           "166.83", // (500 + 600) / 2 × 91 / 300
		kpi.CollectionEfficiency: "25.00",  // (500 + 300 − 600) / (500 + 300 − 0)
		kpi.DaysToPay:            "161.00", // from 10 November to 20 April
		kpi.PaymentDelay:         "131.00",
	} {
		for f, err := range r.Figures() {
			if f.Code == code {
				require.NoError(t, err)
				assert.Equal(t, want, f.Value.StringFixed(2), string(code))
			}
		}
	}
	assert.Equal(t, r.Receivables, r.Opening.Add(r.Sales).Sub(r.Collected), "what came in is all that explains the rest")
}

// A credit note of the period on an invoice of last year takes off this
// period's sales, as in the books.
func TestCreditNoteOnABroughtForwardInvoice(t *testing.T) {
	r := result(t, quarter, carried(dunning.Settlement{Date: day("2026-05-20"), Amount: dec("120"), Kind: dunning.CreditNote}), invoice("F1", "300"))
	assert.Equal(t, "180.00", r.Sales.StringFixed(2))
	assert.Equal(t, "680.00", r.Receivables.StringFixed(2))
	assert.Equal(t, r.Receivables, r.Opening.Add(r.Sales).Sub(r.Collected))
}

// Without a date of its own it is in the opening balance all the same, less what
// the opening entry takes off it; when it fell due is not known.
func TestOpeningBalanceWithoutDocuments(t *testing.T) {
	opening := invoice("O1", "500")
	opening.Kind, opening.Issued, opening.Due = dunning.Opening, quarter.From, 0
	opening.Settlements = []dunning.Settlement{
		{Date: quarter.From, Amount: dec("120"), Kind: dunning.Adjustment},
		{Date: quarter.From + 1, Amount: dec("30"), Kind: dunning.Adjustment},
		{Date: quarter.From - 1, Amount: dec("10"), Kind: dunning.Adjustment}, // in the balance of that day already
	}
	r := result(t, quarter, opening, invoice("F1", "300"))
	assert.Equal(t, "370.00", r.Opening.StringFixed(2))
	_, err := r.RecoveryRate()
	assert.Error(t, err)
}

// A claim that became doubtful within the period is a receivable at its start
// and none at its end; its sale is one sale.
func TestMadeDoubtfulWithinThePeriod(t *testing.T) {
	old := invoice("D1", "500")
	old.Issued, old.Due, old.Doubtful, old.DoubtfulFrom = day("2026-01-10"), day("2026-02-10"), true, day("2026-05-01")
	r := result(t, quarter, old, invoice("F1", "300"))
	assert.Equal(t, "500.00", r.Opening.StringFixed(2))
	assert.Equal(t, "300.00", r.Receivables.StringFixed(2))
	assert.Equal(t, "300.00", r.Sales.StringFixed(2))
}

// Sales and money count by the day the books carry them, delays by the date of
// the document.
func TestBookedInAnotherPeriod(t *testing.T) {
	late := invoice("F1", "300")
	late.Issued, late.Booked = day("2026-03-28"), day("2026-04-02")
	money := invoice("V1", "-50")
	money.Kind, money.Booked = dunning.OnAccount, day("2026-07-02")
	r := result(t, quarter, late, money)
	assert.Equal(t, "300.00", r.Sales.StringFixed(2))
	assert.True(t, r.Collected.IsZero())
	assert.True(t, r.Opening.IsZero())

	// Paid in time on 20 March and booked on 2 April: the second quarter counts it,
	// by the day of the money.
	late.Due, late.Settlements = day("2026-03-31"), []dunning.Settlement{{Date: day("2026-03-20"), Amount: dec("300")}}
	r = result(t, quarter, late)
	onTime, err := r.PaidOnTime()
	require.NoError(t, err)
	assert.Equal(t, "100.00", onTime.Value.StringFixed(2))
	first := result(t, kpi.Period{From: day("2026-01-01"), Until: quarter.From}, late)
	_, err = first.PaidOnTime()
	assert.Error(t, err, "the books of March do not have it: it counts once")

	never := invoice("F2", "1")
	never.Booked = 7
	assert.Error(t, kpi.New(quarter).Add(never), "a day before 1900")
}
