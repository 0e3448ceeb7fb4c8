package terms_test

import (
	"errors"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "dunning":        "the receivable is built on its terms, not the other way round",
		deptest.Module + "dunning/":       "the due date of the contract is not rolled, and no ceiling bears on it",
		deptest.Module + "penalty":        "terms need no rate",
		deptest.Module + "aging":          "terms need no balance",
		deptest.Module + "kpi":            "terms need no figures",
		deptest.Module + "policy":         "policy decides on what others computed",
		deptest.Module + "internal/minor": "no amount is computed here",
		"regexp":                          "wordings are read in linear time, word by word",
	})
}

func TestZeroIsTheLegalDefault(t *testing.T) {
	var none terms.Terms
	assert.True(t, none.IsZero())
	assert.False(t, none.Agreed())
	assert.Equal(t, terms.Delivery, none.Base())
	assert.Equal(t, "2026-03-17", none.Due(date.New(2026, 2, 15)).String())
	assert.False(t, terms.Net(0).IsZero())
	assert.NotEqual(t, none, terms.Net(30).From(terms.Delivery), "agreed is not the same as by default")
	assert.Equal(t, terms.Net(0).On(10), none.On(10))
	assert.Equal(t, terms.Net(0).From(terms.Order), none.From(terms.Order))
	paid := none.By(terms.Transfer)
	assert.False(t, paid.Agreed())
	assert.False(t, paid.IsZero())
}

func TestSameAgreementSameValue(t *testing.T) {
	assert.Equal(t, terms.EndOfMonth(0), terms.EndOfMonthThen(0))
	assert.Equal(t, terms.Net(0), terms.Months(0))
	assert.Equal(t, terms.EndOfMonth(0), terms.EndOfMonthAfter(0))
	assert.True(t, terms.OnReceipt().Immediate())
	assert.False(t, terms.EndOfMonth(0).Immediate())
	a, err := terms.Net(30).WithDiscounts(terms.Discount{Percent: terms.OnePercent, Days: 8})
	require.NoError(t, err)
	b, err := terms.Parse("30 jours, escompte 1 % sous 8 jours")
	require.NoError(t, err)
	assert.True(t, a == b)
	back, err := a.WithDiscounts()
	require.NoError(t, err)
	assert.True(t, back == terms.Net(30), "nothing more has one form")
}

func TestOutOfBounds(t *testing.T) {
	for name, v := range map[string]terms.Terms{
		"negative": terms.Net(-1), "very negative": terms.Net(-1 << 40), "long": terms.Net(terms.MaxDays + 1), "wraps": terms.Net(1<<16 + 30),
		"after": terms.EndOfMonthThen(-5), "months": terms.Months(terms.MaxMonths + 1), "day 0": terms.Net(30).On(0), "day 32": terms.EndOfMonth(30).On(10, 32),
		"base": terms.Net(3).From(9), "method": terms.Net(3).By(99),
	} {
		err := v.Validate()
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "payment terms: ")
		assert.Zero(t, v.Due(date.New(2026, 1, 1)), name)
		assert.Empty(t, v.Derive(date.New(2026, 1, 1)).Steps)
		assert.Equal(t, "conditions invalides", v.String())
	}
	both := terms.EndOfMonthThen(-5).On(40)
	assert.Len(t, both.Validate().(interface{ Unwrap() []error }).Unwrap(), 2, "all problems at once")
	assert.NoError(t, terms.Net(terms.MaxDays).Validate())
	assert.Zero(t, terms.Net(30).Due(0))
	assert.Zero(t, terms.Net(30).Due(-400))
	assert.Zero(t, terms.Net(30).Due(1<<62))
	assert.Equal(t, "unknown", terms.Base(77).String())
	assert.Equal(t, "unknown", terms.Method(77).String())
	assert.Equal(t, "receipt", terms.Receipt.String())
	assert.Equal(t, "direct-debit", terms.DirectDebit.String())
}

func TestParts(t *testing.T) {
	v, err := terms.Parse("30 % à la commande, solde à 45 jours fin de mois")
	require.NoError(t, err)
	parts := v.Parts()
	require.Len(t, parts, 2)
	assert.Equal(t, terms.Part{Share: 30 * terms.OnePercent, Terms: terms.Net(0).From(terms.Order)}, parts[0])
	assert.Equal(t, terms.Part{Share: 70 * terms.OnePercent, Terms: terms.EndOfMonth(45)}, parts[1])
	again, err := terms.InParts(parts...)
	require.NoError(t, err)
	assert.True(t, again == v)
	assert.Equal(t, terms.EndOfMonth(45).Due(date.New(2025, 4, 10)), v.Due(date.New(2025, 4, 10)))
	assert.Equal(t, "30 % à la commande, 70 % à 45 jours fin de mois à compter de la livraison", v.From(terms.Delivery).String())
	one, err := terms.InParts(terms.Part{Share: 100 * terms.OnePercent, Terms: terms.Net(30)})
	require.NoError(t, err)
	assert.True(t, one == terms.Net(30))
	assert.Nil(t, one.Parts())

	half := terms.Part{Share: 50 * terms.OnePercent, Terms: terms.Net(30)}
	for name, bad := range map[string][]terms.Part{
		"none": nil, "too many": make([]terms.Part, 13), "half": {half}, "more": {half, half, half},
		"zero share":    {{Share: 0, Terms: terms.Net(3)}, half, half},
		"nested":        {half, {Share: 50 * terms.OnePercent, Terms: v}},
		"own method":    {half, {Share: 50 * terms.OnePercent, Terms: terms.Net(3).By(terms.Card)}},
		"out of bounds": {half, {Share: 50 * terms.OnePercent, Terms: terms.Net(-3)}},
	} {
		_, err := terms.InParts(bad...)
		assert.Error(t, err, name)
	}
}

func TestDiscounts(t *testing.T) {
	ok := terms.Discount{Percent: 22_500, Days: 14}
	v, err := terms.Net(30).WithDiscounts(ok, terms.Discount{Percent: terms.OnePercent, Condition: terms.BeforeDue})
	require.NoError(t, err)
	assert.Equal(t, "30 jours, escompte 2,25 % sous 14 jours, escompte 1 % avant échéance", v.String())
	assert.Equal(t, "2.25", ok.Percent.Decimal().String())
	assert.Equal(t, "-0,5 %", terms.Percent(-5000).String())
	for name, bad := range map[string]terms.Discount{
		"zero": {}, "negative": {Percent: -1}, "all": {Percent: 100 * terms.OnePercent}, "days": {Percent: 1, Days: -1},
		"condition": {Percent: 1, Condition: 9}, "unspecified with days": {Percent: 1, Condition: terms.NotSpecified, Days: 3},
	} {
		same, err := v.WithDiscounts(bad)
		assert.Error(t, err, name)
		assert.True(t, same == v)
	}
	_, err = v.WithDiscounts(ok, ok, ok, ok, ok)
	assert.Error(t, err)
}

func TestDerivation(t *testing.T) {
	d := terms.EndOfMonth(45).Derive(date.New(2025, 4, 10))
	assert.Equal(t, "2025-05-31", d.Due.String())
	assert.Equal(t, []terms.Step{
		{Code: terms.FromEvent, On: date.New(2025, 4, 10)},
		{Code: terms.AddDays, N: 45, On: date.New(2025, 5, 25)},
		{Code: terms.ToEndOfMonth, On: date.New(2025, 5, 31)},
	}, d.Steps)
	require.Len(t, d.Readings, 2)
	assert.Equal(t, terms.OtherReading{Name: "B", Official: true, Terms: terms.EndOfMonthThen(45), Due: date.New(2025, 6, 14), Gap: 14}, d.Readings[0])
	assert.Equal(t, terms.OtherReading{Name: "C", Terms: terms.MonthAndHalf(), Due: date.New(2025, 6, 15), Gap: 15}, d.Readings[1])
	for lang, want := range map[law.Lang]string{
		law.French:  "date de facture : 10 avril 2025 ; + 45 jours : 25 mai 2025 ; fin de mois : 31 mai 2025 ; méthode B (« fin de mois 45 jours ») : 14 juin 2025, +14 j ; méthode C (« 1 mois fin de mois le 15 », usage non officiel) : 15 juin 2025, +15 j",
		law.English: "invoice date: 10 April 2025; + 45 days: 25 May 2025; end of month: 31 May 2025; method B (“fin de mois 45 jours”): 14 June 2025, +14 days; method C (“1 mois fin de mois le 15”, an unofficial usage): 15 June 2025, +15 days",
	} {
		assert.Equal(t, want, spaces(d.Text(lang)))
	}
	assert.Equal(t, "livraison : 1er mai 2025 ; délai légal de 30 jours (art. L441-10 I C. com.) : 31 mai 2025", spaces(terms.Terms{}.Derive(date.New(2025, 5, 1)).Text(law.French)))
	assert.Equal(t, "order: 5 May 2025; + 2 months: 5 July 2025; end of month: 31 July 2025; next 10 after the end of month: 10 August 2025",
		spaces(terms.EndOfMonthAfter(2).On(10).From(terms.Order).Derive(date.New(2025, 5, 5)).Text(law.English)))
	assert.Equal(t, "date de facture : 5 mai 2025 ; fin de décade : 10 mai 2025 ; + 30 jours : 9 juin 2025 ; le 15 à partir de cette date : 15 juin 2025",
		spaces(terms.EndOfDecadeThen(30).On(15).Derive(date.New(2025, 5, 5)).Text(law.French)))
}

// Over four years A and B never agree for 45 days; the counts are published.
func TestMethodsAAndBNeverAgree(t *testing.T) {
	later, earlier, most := 0, 0, 0
	for from := date.New(2025, 1, 1); from < date.New(2029, 1, 1); from++ {
		r := terms.EndOfMonth(45).Derive(from).Readings[0]
		require.NotZero(t, r.Gap)
		if r.Gap < 0 {
			later++
		} else {
			earlier++
		}
		most = max(most, r.Gap, -r.Gap)
	}
	assert.Equal(t, []int{699, 762, 17}, []int{later, earlier, most})
}

func TestDueAllocatesNothing(t *testing.T) {
	v := terms.EndOfMonth(45).On(10, 25)
	from := date.New(2025, 4, 10)
	var due date.Date
	assert.Zero(t, testing.AllocsPerRun(100, func() { due = v.Due(from) }))
	assert.NotZero(t, due)
}

func BenchmarkDue(b *testing.B) {
	v, from := terms.EndOfMonth(45), date.New(2025, 4, 10)
	for b.Loop() {
		v.Due(from)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		_, _ = terms.Parse("Virement à 45 jours fin de mois le 10")
	}
}

// spaces makes the no-break spaces of French typography plain.
func spaces(s string) string {
	out := []rune{}
	for _, r := range s {
		if r == '\u00a0' || r == '\u202f' {
			r = ' '
		}
		out = append(out, r)
	}
	return string(out)
}

// Everything that makes terms invalid is told in both languages.
func TestInvalidMessages(t *testing.T) {
	part := func(share terms.Percent, v terms.Terms) error {
		_, err := terms.InParts(terms.Part{Share: share, Terms: v}, terms.Part{Share: 100*terms.OnePercent - share, Terms: terms.Net(30)})
		return err
	}
	discount := func(list ...terms.Discount) error { _, err := terms.Net(30).WithDiscounts(list...); return err }
	_, short := terms.InParts(terms.Part{Share: 30 * terms.OnePercent, Terms: terms.Net(0)}, terms.Part{Share: 60 * terms.OnePercent, Terms: terms.Net(30)})
	_, noParts := terms.InParts()
	two := terms.Discount{Percent: 2 * terms.OnePercent}
	for french, err := range map[string]error{
		"le délai (3651) n’est pas entre 0 et 3650 jours":                                                   terms.Net(4000).Validate(),
		"le délai (121) n’est pas entre 0 et 120 mois":                                                      terms.Months(121).Validate(),
		"les jours après la fin de période (-1) ne sont pas entre 0 et 3650":                                terms.EndOfMonthThen(-4).Validate(),
		"un jour du mois n’est pas entre 1 et 31":                                                           terms.Net(30).On(32).Validate(),
		"9 n’est pas un point de départ":                                                                    terms.Net(30).From(9).Validate(),
		"99 n’est pas un moyen de paiement":                                                                 terms.Net(30).By(99).Validate(),
		"il y a 0 fractions, et il en faut de 1 à 12":                                                       noParts,
		"le pourcentage de 120 % n’est pas entre 0 et 100 %":                                                part(120*terms.OnePercent, terms.Net(0)),
		"la fraction n° 1 a ses propres fractions, escomptes ou moyen de paiement : mettez-les sur le tout": part(30*terms.OnePercent, terms.Net(0).By(terms.Card)),
		"les fractions font 90 % et non 100 %":                                                              short,
		"il y a 5 escomptes, et il en faut 4 au plus":                                                       discount(two, two, two, two, two),
		"9 n’est pas une condition d’escompte":                                                              discount(terms.Discount{Percent: terms.OnePercent, Condition: 9}),
		"les jours d’escompte (4000) ne sont pas entre 0 et 3650, ou l’escompte ne dit pas de délai":        discount(terms.Discount{Percent: terms.OnePercent, Days: 4000}),
	} {
		invalid, ok := errors.AsType[*terms.InvalidError](err)
		require.True(t, ok, "%s: %v", french, err)
		assert.Equal(t, "Conditions de paiement : "+french+".", invalid.Message(law.French))
		assert.Contains(t, invalid.Message(law.English), invalid.Problem)
	}
}
