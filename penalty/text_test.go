package penalty_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

func onDelivery(t *testing.T) terms.Terms { t.Helper(); return terms.Net(30).From(terms.Delivery) }

// plain turns typographic spaces into plain ones, so that a test can be read.
func plain(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func TestTexts(t *testing.T) {
	contract := func(f penalty.Formula, floor penalty.Floor) penalty.Rule {
		r := penalty.Contract(f)
		r.Floor = floor
		return r
	}
	consumer := penalty.Consumer()
	consumer.Notice, consumer.Enforceable = day(t, "2026-01-31"), day(t, "2026-03-10")
	below := penalty.Above(penalty.ECB, dec("-0.5"))
	for name, c := range map[string]struct {
		rule            penalty.Rule
		french, english string // of the last line
	}{
		"statutory": {penalty.B2B(), "10 000,00 × 12,40 % × 31/365 = 105,32 (taux de refinancement de la BCE 2,40 % au 1er juillet 2026 + 10 points)",
			"10,000.00 × 12.40% × 31/365 = 105.32 (ECB rate 2.40% on 1 July 2026 + 10 points)"},
		"fixed":   {contract(penalty.Fixed(dec("12.5")), penalty.KeepAndWarn), "taux convenu 12,50 %", "agreed rate 12.50%"},
		"monthly": {contract(penalty.PerMonth(dec("1.5")), penalty.KeepAndWarn), "taux convenu 1,50 % par mois × 12", "agreed rate 1.50% a month × 12"},
		"times":   {contract(penalty.TimesLegal(4), penalty.KeepAndWarn), "4 × taux légal (créancier professionnel) 2,75 %", "4 × legal rate (professional creditor) 2.75%"},
		"minus":   {contract(below, penalty.KeepAndWarn), "2,40 % au 1er juillet 2026 − 0,5 points", "2.40% on 1 July 2026 − 0.5 points"},
		"raised":  {contract(penalty.Fixed(dec("2")), penalty.RaiseToFloor), "à la place du taux convenu", "instead of the agreed rate"},
		"judged":  {consumer, "+ 5 points (art. L313-3 C. mon. fin.)", "+ 5 points (art. L313-3 C. mon. fin.)"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := penalty.Compute(invoice(t, "10000", "2026-01-31"), c.rule, day(t, "2026-07-31"))
			require.NoError(t, err)
			last := s.Lines[len(s.Lines)-1]
			assert.Contains(t, plain(last.Text(law.French)), c.french)
			assert.Contains(t, plain(last.Text(law.English)), c.english)
		})
	}
	own := penalty.Ground{Reference: "my-index", Percent: dec("1.23456"), Day: day(t, "2026-01-01"), Times: 1}
	assert.Equal(t, "my-index 1,23456 % au 1er janvier 2026", plain(own.Text(law.French)))
}

func TestFindingTexts(t *testing.T) {
	codes := map[penalty.Code]bool{}
	collect := func(inv *dunning.Invoice, rule penalty.Rule, asOf string) {
		t.Helper()
		s, err := penalty.Compute(inv, rule, day(t, asOf))
		require.NoError(t, err)
		for _, f := range s.Findings {
			codes[f.Code] = true
			for _, lang := range []law.Lang{law.French, law.English} {
				text := f.Text(lang)
				assert.NotEmpty(t, text, f.Code)
				assert.NotContains(t, text, "%!")
				assert.True(t, strings.HasSuffix(text, "."), text)
			}
			assert.NotEqual(t, f.Text(law.French), f.Text(law.English))
		}
	}
	late := invoice(t, "10000", "2026-01-31")
	rule := penalty.B2B()
	collect(invoice(t, "-1", "2026-01-31"), rule, "2026-03-31")
	opening := invoice(t, "1", "2026-01-31")
	opening.Kind = dunning.Opening
	collect(opening, rule, "2026-03-31")
	collect(late, penalty.Consumer(), "2026-03-31")
	collect(late, penalty.Contract(penalty.Fixed(dec("1"))), "2027-03-31")
	raise := penalty.Contract(penalty.Fixed(dec("1")))
	raise.Floor = penalty.RaiseToFloor
	collect(late, raise, "2026-03-31")
	rule.Insolvency = day(t, "2026-01-31")
	collect(late, rule, "2026-03-31")
	rule.Insolvency = day(t, "2025-01-31")
	collect(late, rule, "2026-03-31")
	rule = penalty.B2B()
	rule.Waived = penalty.WaiveAll
	rule.Freezes = []penalty.Freeze{{From: day(t, "2026-02-10"), Until: day(t, "2026-02-20")}}
	collect(late, rule, "2026-03-31")
	collect(paid(t, invoice(t, "10", "2026-01-31"), "2026-02-28", "100"), penalty.B2B(), "2026-03-31")
	collect(paid(t, invoice(t, "10000", "2026-01-31"), "2026-03-31", "10000"), penalty.B2B(), "2026-05-31")
	collect(invoice(t, "10000", "2012-12-15"), penalty.B2BFrom2009(), "2013-03-31")
	waived := penalty.B2B()
	waived.Waived = penalty.WaiveInterest
	collect(invoice(t, "10000", "2026-11-30"), waived, "2027-03-31")
	long, deferred := penalty.Contract(penalty.Fixed(dec("12"))), invoice(t, "10000", "2026-01-31")
	long.Insolvency, long.AfterOpening, deferred.Issued = day(t, "2026-02-15"), penalty.InterestRunsOn, day(t, "2025-01-31")
	collect(deferred, long, "2026-03-31")
	assert.Len(t, codes, 16, "each code has a text: %v", codes)
	s, err := penalty.Compute(paid(t, invoice(t, "10000", "2026-01-31"), "2026-03-31", "10000"), penalty.B2B(), day(t, "2026-05-31"))
	require.NoError(t, err)
	assert.Equal(t, "Facture soldée au compte client ; les paiements ayant d’abord couvert les intérêts, 196,40 € de principal restent dus et ne portent plus intérêt à partir du 1er avril 2026.", plain(s.Findings[0].Text(law.French)))
}
