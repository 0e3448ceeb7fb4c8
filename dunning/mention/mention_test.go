package mention_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty": "the caller brings the rates; a text needs no table",
		deptest.Module + "policy":  "nothing here decides",
	})
}

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// rules are all kinds of rules that can be written.
func rules() []mention.Rule {
	var all []mention.Rule
	rates := []mention.Rate{
		{}, {Kind: mention.Fixed, Value: d("12")}, {Kind: mention.Fixed, Value: d("14.1234")},
		{Kind: mention.LegalMultiple, Value: d("3")}, {Kind: mention.LegalMultiple, Value: d("4.5")},
		{Kind: mention.ECBPlus, Value: d("12")}, {Kind: mention.ECBPlus, Value: d("11.5")},
	}
	discounts := []mention.Discount{
		{}, {Percent: d("2"), Days: 8}, {Percent: d("0.75")}, {Percent: d("2.5"), Yearly: true},
		{Percent: d("3"), Yearly: true, Days: 30}, {Percent: d("1"), Days: 1},
	}
	for _, rate := range rates {
		for _, disc := range discounts {
			for _, shown := range []decimal.Decimal{{}, d("12.4")} {
				all = append(all, mention.Rule{Rate: rate, Discount: disc, Shown: shown})
			}
		}
	}
	return append(all, mention.Rule{Client: dunning.Public})
}

// What is written is read back, in both languages and in any order of the notes.
func TestWrittenTextPassesItsOwnCheck(t *testing.T) {
	for i, r := range rules() {
		if i%ledgertest.Less != 0 {
			continue
		}
		for _, lang := range []law.Lang{law.French, law.English} {
			notes, err := r.Mentions(lang)
			require.NoError(t, err)
			for _, order := range [][3]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}} {
				text := notes[order[0]].Text + " " + notes[order[1]].Text + "\n" + notes[order[2]].Text
				got := mention.Check(text)
				assert.Empty(t, got.Findings, text)
				assert.True(t, got.OK())
				want := r.Rate
				if r.Client == dunning.Public {
					want = mention.Rate{Kind: mention.ECBPlus, Value: d("8")}
				}
				assert.Equal(t, want.Kind, got.Rate.Kind, text)
				assert.True(t, want.Value.Equal(got.Rate.Value), text)
				assert.True(t, got.DiscountFound)
				assert.True(t, r.Discount.Percent.Equal(got.Discount.Percent), text)
				assert.Equal(t, r.Discount.Days, got.Discount.Days, text)
				assert.Equal(t, r.Discount.Yearly, got.Discount.Yearly, text)
			}
		}
	}
}

func TestValidateReportsEverythingAtOnce(t *testing.T) {
	bad := mention.Rule{
		Client: 9, Rate: mention.Rate{Kind: mention.Fixed, Value: d("101")}, Shown: d("-1"),
		Discount: mention.Discount{Days: 400, Yearly: true},
	}
	_, err := bad.Mentions(law.French)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	var fields []string
	for _, e := range joined.Unwrap() {
		re, ok := errors.AsType[*mention.RuleError](e)
		require.True(t, ok)
		fields = append(fields, re.Field)
		assert.NotEmpty(t, re.Error())
	}
	assert.Equal(t, []string{"client", "rate", "shown", "discount days", "discount"}, fields)
	for _, rate := range []mention.Rate{
		{Value: d("1")}, {Kind: mention.Other}, {Kind: mention.Fixed}, {Kind: mention.ECBPlus, Value: d("1e50")},
		{Kind: mention.Fixed, Value: d("1.00001")},
	} {
		assert.Error(t, mention.Rule{Rate: rate}.Validate(), "%v", rate)
	}
}

func TestBelowFloor(t *testing.T) {
	// 2024-S1: legal rate 5.07 in the professional column, refinancing rate 4.50.
	legal, ecb := d("5.07"), d("4.50")
	assert.True(t, mention.Rate{Kind: mention.Fixed, Value: d("15.20")}.BelowFloor(legal, ecb))
	assert.False(t, mention.Rate{Kind: mention.Fixed, Value: d("15.21")}.BelowFloor(legal, ecb))
	assert.True(t, mention.Rate{Kind: mention.ECBPlus, Value: d("10")}.BelowFloor(legal, ecb), "ECB+10 as a contract rate")
	assert.False(t, mention.Rate{}.BelowFloor(legal, ecb), "the same as the legal default")
	assert.True(t, mention.Rate{Kind: mention.LegalMultiple, Value: d("2.9")}.BelowFloor(legal, ecb))
	assert.False(t, mention.Rate{Kind: mention.Other}.BelowFloor(legal, ecb))
}

func TestCheckIsBounded(t *testing.T) {
	long := strings.Repeat("pénalités 12 % ", 20_000) + "escompte néant"
	r := mention.Check(long)
	assert.True(t, r.RateFound)
	assert.False(t, r.DiscountFound, "beyond the bound")
}

func FuzzCheck(f *testing.F) {
	f.Add("Pénalités de retard : 12 %. Indemnité 40 €. Escompte néant.")
	f.Add("escompte 2 % \xff sous 8 jours, pas de pénalité, € 40 ht")
	f.Add("pénalités 9999.9999 % par mois œ’ \u202f trois fois le taux légal")
	f.Fuzz(func(t *testing.T, text string) {
		r := mention.Check(text)
		assert.Equal(t, fmt.Sprint(r), fmt.Sprint(mention.Check(text)))
		seen := map[string]bool{}
		for _, found := range r.Findings {
			assert.False(t, seen[found.Code], "reported once")
			seen[found.Code] = true
			assert.NotEmpty(t, found.Text(law.French))
		}
		if strings.Contains(strings.ToLower(text), "pénalité") {
			assert.False(t, seen["pmd-missing"] && len(text) < 1000)
		}
	})
}

// The notes of an invoice when nothing was agreed, for a French client.
func ExampleRule_Mentions() {
	notes, _ := mention.Rule{}.Mentions(law.English)
	for _, n := range notes {
		fmt.Println(n.Code, n.Text)
	}
	// Output:
	// PMD Late-payment penalties, due without reminder from the day after the payment date: interest rate applied by the European Central Bank to its most recent refinancing operation, plus 10 percentage points (art. L441-10 II C. com.).
	// PMT Fixed indemnity for recovery costs due in case of late payment: €40.00 per invoice (art. L441-10 II et D441-5 C. com.); further costs on proof.
	// AAB Discount for early payment: none.
}

func ExampleCheck() {
	report := mention.Check("Pénalités de retard : 1,5 % par mois. Indemnité de 40 € HT.")
	fmt.Println(report.Rate.Value, report.OK())
	for _, f := range report.Findings {
		fmt.Println(f.Code, f.Fault, f.Text(law.English))
	}
	// Output:
	// 18 false
	// pmd-monthly false Monthly rate: twelve times as much a year; state the yearly rate.
	// pmt-vat true The indemnity of 40 EUR is outside VAT: it is neither net nor gross.
	// aab-missing true Discount terms, or their absence, are not mentioned.
}
