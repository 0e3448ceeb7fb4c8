package dunning_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
)

func TestOpenAt(t *testing.T) {
	for name, c := range map[string]struct {
		invoice *dunning.Invoice
		on      string
		want    string
	}{
		"before it is issued":              {sample(), "2026-05-31", "0.00"},
		"on its day":                       {sample(), "2026-06-01", "1200.00"},
		"a deposit before it is issued":    {sample(on("2026-05-20", "200")), "2026-05-25", "-200.00"},
		"the deposit once issued":          {sample(on("2026-05-20", "200")), "2026-06-01", "1000.00"},
		"the day before the payment":       {sample(on("2026-07-01", "1200")), "2026-06-30", "1200.00"},
		"the day of the payment":           {sample(on("2026-07-01", "1200")), "2026-07-01", "0.00"},
		"paid in part":                     {sample(on("2026-07-01", "1000")), "2026-12-31", "200.00"},
		"paid too much":                    {sample(on("2026-07-01", "1300")), "2026-12-31", "-100.00"},
		"returned":                         {sample(on("2026-07-01", "1200"), on("2026-07-10", "1200", dunning.Returned)), "2026-07-10", "1200.00"},
		"the day before the return":        {sample(on("2026-07-01", "1200"), on("2026-07-10", "1200", dunning.Returned)), "2026-07-09", "0.00"},
		"returned with costs":              {sample(on("2026-07-01", "1200"), on("2026-07-10", "1212", dunning.Returned)), "2026-07-10", "1212.00"},
		"credit note, discount, write-off": {sample(on("2026-06-10", "100", dunning.CreditNote), on("2026-06-11", "24", dunning.Discount), on("2026-06-12", "6.01", dunning.WriteOff)), "2026-06-12", "1069.99"},
		"adjustment upwards":               {sample(on("2026-06-10", "-0.01", dunning.Adjustment)), "2026-06-12", "1200.01"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, c.invoice.OpenAt(day(c.on)).StringFixed(2))
			n, err := c.invoice.OpenMinorAt(day(c.on))
			require.NoError(t, err)
			assert.Equal(t, c.want, decimal.New(n, -2).StringFixed(2))
		})
	}
}

// An invoice of December that the books carry from 1 January: balances count by
// the books, everything else by the date of the document.
func TestBookedLater(t *testing.T) {
	forward := sample(on("2027-01-20", "200"))
	forward.Booked = day("2027-01-01")
	assert.Equal(t, day("2027-01-01"), forward.BookedOn())
	assert.Equal(t, sample().Issued, sample().BookedOn())
	assert.Equal(t, "0.00", forward.OpenAt(day("2026-12-31")).StringFixed(2))
	assert.Equal(t, "1200.00", forward.OpenAt(day("2027-01-01")).StringFixed(2))
	assert.Equal(t, "1000.00", forward.OpenAt(day("2027-01-20")).StringFixed(2))
	assert.Equal(t, sample().DueDate(), forward.DueDate(), "terms count from the document")
	_, settled := forward.SettledOn(day("2026-12-31"))
	assert.False(t, settled, "not in the books yet")

	early := sample(on("2026-12-20", "1200"))
	early.Booked = day("2027-01-01")
	last, settled := early.SettledOn(day("2027-01-01"))
	assert.True(t, settled)
	assert.Equal(t, day("2026-12-20"), last, "a payment is what it is on its day, booked or not")
	late := sample(on("2026-12-20", "1200"), on("2026-12-30", "1200", dunning.Returned), on("2027-01-10", "1200"))
	late.Booked = day("2027-01-01")
	last, settled = late.SettledOn(day("2027-02-01"))
	assert.True(t, settled)
	assert.Equal(t, day("2027-01-10"), last, "returned, then paid again")

	early.Kind = dunning.Carried
	for d, want := range map[string]string{"2026-12-25": "0.00", "2027-01-01": "0.00"} {
		assert.Equal(t, want, early.OpenAt(day(d)).StringFixed(2), "the books take both over on 1 January")
	}
	assert.Equal(t, "0.00", early.Claim().OpenAt(day("2026-12-20")).StringFixed(2))
	assert.Equal(t, "1200.00", early.Claim().OpenAt(day("2026-12-19")).StringFixed(2), "owed until it was paid")

	thirds := sample()
	thirds.Booked, thirds.Amount = day("2027-01-01"), dec("0.333")
	assert.Equal(t, "0", thirds.OpenAt(day("2026-12-31")).String())
	for range thirds.OpenParts(day("2026-12-31")) {
		t.Error("nothing is open yet")
	}
}

func TestDoubtfulOn(t *testing.T) {
	inv := sample()
	assert.False(t, inv.DoubtfulOn(day("2026-07-01")))
	inv.Doubtful = true
	assert.True(t, inv.DoubtfulOn(day("2026-07-01")), "since ever")
	inv.DoubtfulFrom = day("2026-07-02")
	assert.False(t, inv.DoubtfulOn(day("2026-07-01")))
	assert.True(t, inv.DoubtfulOn(day("2026-07-02")))
	require.NoError(t, inv.Validate())
	inv.Doubtful = false
	assert.ErrorContains(t, inv.Validate(), "doubtful_from")
}

func TestOpenAtOfCreditsAndOtherCurrencies(t *testing.T) {
	credit := sample()
	credit.Amount = dec("-50")
	assert.True(t, credit.IsCredit())
	assert.False(t, sample().IsCredit())
	assert.Equal(t, "-50.00", credit.OpenAt(day("2026-06-01")).StringFixed(2))
	assert.Equal(t, "EUR", credit.CurrencyCode())

	yen := sample()
	yen.Currency, yen.Amount = "JPY", dec("1000")
	n, err := yen.OpenMinorAt(day("2026-06-01"))
	require.NoError(t, err)
	assert.Equal(t, int64(1000), n)
	assert.Equal(t, "JPY", yen.CurrencyCode())
}

func TestOpenAtOfAnInvoiceThatValidateRefuses(t *testing.T) {
	thirds := sample(on("2026-06-10", "0.333"))
	assert.Equal(t, "1199.667", thirds.OpenAt(day("2026-06-10")).String(), "exact all the same")
	_, err := thirds.OpenMinorAt(day("2026-06-10"))
	assert.Error(t, err)

	fraction := sample()
	fraction.Amount = dec("0.001")
	_, err = fraction.OpenMinorAt(day("2026-06-10"))
	assert.Error(t, err)
	_, ok := fraction.SettledOn(day("2026-06-10"))
	assert.False(t, ok)

	coins := sample()
	coins.Currency = "gold"
	_, err = coins.OpenMinorAt(day("2026-06-10"))
	assert.Error(t, err)
	assert.Equal(t, "1200.00", coins.OpenAt(day("2026-06-10")).StringFixed(2))
}

func TestHostileAmountsEndAtOnce(t *testing.T) {
	inv := sample(dunning.Settlement{Date: day("2026-06-02"), Amount: hostile})
	inv.Amount, inv.Net = hostile, hostile
	inv.Instalments = []dunning.Instalment{{Due: day("2026-07-01"), Amount: hostile.Neg()}, {Due: day("2026-08-01"), Amount: hostile}}
	inv.Disputes = []dunning.Dispute{{From: day("2026-06-02"), Amount: hostile}}
	assert.True(t, inv.OpenAt(day("2026-07-01")).IsZero())
	assert.True(t, inv.DisputedAt(day("2026-07-01")).IsZero())
	assert.Error(t, inv.CheckNet())
	assert.Error(t, inv.Validate())
	assert.Less(t, len(inv.Validate().Error()), 4000)

	inv.Amount = dec("100")
	assert.Len(t, slices.Collect(inv.OpenParts(day("2026-07-01"))), 1)
	assert.Equal(t, "0.00", inv.DisputedAt(day("2026-07-01")).StringFixed(2))
}

// naive is OpenAt with decimals and without thought.
func naive(inv *dunning.Invoice, d date.Date) decimal.Decimal {
	open := decimal.Zero
	if d >= inv.BookedOn() {
		open = open.Add(inv.Amount)
	}
	for _, s := range inv.Settlements {
		switch {
		case s.Date > d:
		case s.Kind == dunning.Returned:
			open = open.Add(s.Amount)
		default:
			open = open.Sub(s.Amount)
		}
	}
	return open
}

// random is a valid invoice with up to n settlements.
func random(seed uint64, n int) *dunning.Invoice {
	r := rand.New(rand.NewPCG(seed, 7))
	inv := sample()
	inv.Amount = decimal.New(r.Int64N(200_000)-20_000, -2)
	inv.Net = decimal.Decimal{}
	if r.IntN(2) == 0 {
		inv.Booked = inv.Issued + date.Date(r.IntN(60)-10)
	}
	for range n {
		s := dunning.Settlement{
			Date:   inv.Issued + date.Date(r.IntN(60)-5),
			Amount: decimal.New(r.Int64N(100_000), -int32(r.IntN(3))),
			Kind:   dunning.SettlementKind(r.IntN(6)),
		}
		if s.Kind == dunning.Adjustment && r.IntN(2) == 0 {
			s.Amount = s.Amount.Neg()
		}
		inv.Settlements = append(inv.Settlements, s)
	}
	return inv
}

func FuzzOpenAt(f *testing.F) {
	f.Add(uint64(1), uint8(3), int16(10))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, offset int16) {
		inv := random(seed, int(n%16))
		require.NoError(t, inv.Validate())
		d := inv.Issued + date.Date(offset%80)
		got, err := inv.OpenMinorAt(d)
		require.NoError(t, err)
		want := naive(inv, d)
		require.Equal(t, want.StringFixed(2), decimal.New(got, -2).StringFixed(2))
		require.Equal(t, want.StringFixed(2), inv.OpenAt(d).StringFixed(2))

		day, settled := inv.SettledOn(d)
		require.Equal(t, d >= inv.BookedOn() && !want.IsPositive(), settled)
		if settled {
			claim := *inv // open from its own day on, whenever the books have it
			claim.Booked = min(inv.Issued, inv.BookedOn())
			for at := day; at <= d; at++ {
				require.False(t, naive(&claim, at).IsPositive(), "settled without interruption")
			}
			require.True(t, day == claim.Booked || naive(&claim, day-1).IsPositive(), "not settled the day before")
		}
	})
}

func TestOpenMinorAtDoesNotAllocate(t *testing.T) {
	inv := sample(on("2026-06-10", "100"), on("2026-06-20", "1100"))
	d := day("2026-06-30")
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = inv.OpenMinorAt(d) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = inv.SettledOn(d) }))
}

func TestSettledOn(t *testing.T) {
	for name, c := range map[string]struct {
		invoice *dunning.Invoice
		asked   string
		want    string // "" when not settled
	}{
		"open":                       {sample(), "2026-12-31", ""},
		"not issued":                 {sample(), "2026-05-31", ""},
		"paid":                       {sample(on("2026-07-03", "1200")), "2026-12-31", "2026-07-03"},
		"paid that day":              {sample(on("2026-07-03", "1200")), "2026-07-03", "2026-07-03"},
		"paid the day after":         {sample(on("2026-07-03", "1200")), "2026-07-02", ""},
		"in two parts":               {sample(on("2026-07-20", "200"), on("2026-07-03", "1000")), "2026-12-31", "2026-07-20"},
		"paid twice":                 {sample(on("2026-07-03", "1200"), on("2026-08-03", "1200")), "2026-12-31", "2026-07-03"},
		"returned":                   {sample(on("2026-07-03", "1200"), on("2026-07-20", "1200", dunning.Returned)), "2026-12-31", ""},
		"before the return":          {sample(on("2026-07-03", "1200"), on("2026-07-20", "1200", dunning.Returned)), "2026-07-19", "2026-07-03"},
		"returned and paid again":    {sample(on("2026-07-03", "1200"), on("2026-07-20", "1200", dunning.Returned), on("2026-08-01", "1200")), "2026-12-31", "2026-08-01"},
		"returned and paid that day": {sample(on("2026-07-03", "1200"), on("2026-07-20", "1200", dunning.Returned), on("2026-07-20", "1200")), "2026-12-31", "2026-07-03"},
		"closed by credit note":      {sample(on("2026-07-03", "1200", dunning.CreditNote)), "2026-12-31", "2026-07-03"},
		"paid before it was issued":  {sample(on("2026-05-03", "1200")), "2026-12-31", "2026-06-01"},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := c.invoice.SettledOn(day(c.asked))
			assert.Equal(t, c.want != "", ok)
			if ok {
				assert.Equal(t, c.want, got.String())
			} else {
				assert.Zero(t, got)
			}
		})
	}
}

func TestSettlementEffect(t *testing.T) {
	assert.Equal(t, "-10.00", on("2026-06-01", "10").Effect().StringFixed(2))
	assert.Equal(t, "10.00", on("2026-06-01", "10", dunning.Returned).Effect().StringFixed(2))
	assert.Equal(t, "10.00", on("2026-06-01", "-10", dunning.Adjustment).Effect().StringFixed(2))
}

func TestCheckNet(t *testing.T) {
	assert.NoError(t, sample().CheckNet())
	free := sample()
	free.Amount, free.Net = decimal.Zero, decimal.Zero
	assert.NoError(t, free.CheckNet())
	exempt := sample()
	exempt.Net = exempt.Amount
	assert.NoError(t, exempt.CheckNet(), "no VAT at all")
	for _, net := range []string{"0", "-1000", "1200.01"} {
		inv := sample()
		inv.Net = dec(net)
		var bad *dunning.NetError
		require.ErrorAs(t, inv.CheckNet(), &bad)
		assert.Equal(t, "F-1", bad.Invoice)
		assert.Contains(t, bad.Error(), net)
	}
	assert.True(t, dunning.HT.Valid())
	assert.False(t, dunning.TaxBasis(2).Valid())
	assert.Contains(t, (&dunning.CurrencyError{Invoice: "F-1", Want: "EUR", Have: "USD"}).Error(), `"F-1" is in "USD" and not in EUR`)
}
