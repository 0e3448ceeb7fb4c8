package ceiling_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning/ceiling"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty/":         "a ceiling is about a date, not about interest",
		deptest.Module + "policy/":          "law does not know policies",
		deptest.Module + "dunning/calendar": "a week-end or a holiday moves no ceiling",
	})
}

// Cases are written for an accountant: see testdata/law.
type lawCase struct {
	Name, Article, Source string
	Given                 map[string]string
	Expect                map[string]string
}

func TestLaw(t *testing.T) {
	files, err := filepath.Glob("testdata/law/*.yaml")
	require.NoError(t, err)
	total := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		var cases []lawCase
		dec := yaml.NewDecoder(strings.NewReader(string(text)))
		dec.KnownFields(true)
		require.NoError(t, dec.Decode(&cases), file)
		for _, c := range cases {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml")+"/"+c.Name, func(t *testing.T) {
				require.NotEmpty(t, c.Article)
				require.NotEmpty(t, c.Source)
				check(t, c)
			})
			total++
		}
	}
	assert.GreaterOrEqual(t, total, 100)
}

func check(t *testing.T, c lawCase) {
	deal, due := ceiling.Deal{}, date.Date(0)
	var agreed *terms.Terms
	for field, value := range c.Given {
		switch field {
		case "échéance":
			due = day(t, value)
		case "conditions":
			parsed, err := terms.Parse(value)
			require.NoError(t, err)
			agreed = &parsed
		case "facture":
			deal.Issued = day(t, value)
		case "livraison":
			deal.Delivered = day(t, value)
		case "réception":
			deal.Received = day(t, value)
		case "réception non constatée":
			deal.ReceiptUnrecorded = value == "oui"
		case "secteur sans accord":
			deal.Default = one(t, map[string]ceiling.Default{"aussi": ceiling.SectorToo}, value)
		case "dédouanement":
			deal.Overseas, deal.Clearance = true, day(t, value)
		case "remise":
			deal.Overseas, deal.HandedOver = true, day(t, value)
		case "saison":
			deal.SeasonOpens = day(t, value)
		case "acheteur":
			deal.Buyer = one(t, buyers, value)
		case "secteur":
			deal.Sector = one(t, sectors, value)
		case "stipulé":
			deal.Stipulated = one(t, map[string]ceiling.Answer{"oui": ceiling.Yes, "non": ceiling.No}, value)
		case "lecture":
			deal.Reading = one(t, map[string]ceiling.Reading{"jours d'abord": ceiling.DaysFirst, "fin de mois d'abord": ceiling.MonthEndFirst}, value)
		case "périodique":
			deal.Periodic = value == "oui"
		case "export":
			deal.Export = value == "oui"
		case "grande entreprise":
			deal.Large = value == "oui"
		case "rien convenu":
			deal.NothingAgreed = value == "oui"
		default:
			t.Fatalf("unknown fact %q", field)
		}
	}
	v := ceiling.Check(due, deal)
	if agreed != nil {
		v = ceiling.CheckTerms(*agreed, deal)
	}
	require.NotEmpty(t, c.Expect)
	for field, want := range c.Expect {
		switch field {
		case "verdict":
			assert.Equal(t, want, v.Outcome.String())
		case "au plus tard":
			assert.Equal(t, want, v.Latest.String())
		case "jours de dépassement":
			assert.Equal(t, want, fmt.Sprint(v.DaysOver))
		case "il manque":
			assert.Equal(t, want, strings.Join(v.Missing, ", "))
		case "prudence":
			assert.Equal(t, want == "oui", v.Caution)
		case "fondement":
			assert.Equal(t, want, v.Basis.Article)
		case "départ":
			require.NotEmpty(t, v.Limits)
			assert.Equal(t, want, v.Limits[0].StartBasis.Article)
		case "amende":
			assert.Equal(t, want, v.Fine.Company.String())
		case "contradiction":
			invalid, ok := errors.AsType[*ceiling.InvalidDeal](v.Invalid)
			require.True(t, ok)
			require.Len(t, invalid.Problems, 1)
			assert.Equal(t, want, strings.Join(invalid.Problems[0].Fields, ", "))
		default:
			t.Fatalf("unknown expectation %q", field)
		}
	}
	if v.Outcome == ceiling.Lawful || v.Outcome == ceiling.Exceeds {
		assert.True(t, strings.HasPrefix(v.Basis.Article, strings.SplitN(c.Article, " +", 2)[0]) || v.Outcome == ceiling.Exceeds,
			"grounded on %q, the case on %q", v.Basis.Article, c.Article)
	}
	for _, lang := range []law.Lang{law.French, law.English} {
		assert.NotContains(t, v.Text(lang), "%!")
	}
}

var buyers = map[string]ceiling.Buyer{
	"entreprise": ceiling.Firm, "État": ceiling.Authority, "hôpital": ceiling.Health,
	"entreprise publique": ceiling.PublicUndertaking, "particulier": ceiling.Consumer,
}

var sectors = map[string]ceiling.Sector{
	"produits périssables": ceiling.PerishableFood, "contrats de culture": ceiling.GrowingContracts, "bétail": ceiling.Livestock,
	"alcools": ceiling.ExcisedDrinks, "vin": ceiling.Wine, "transport": ceiling.Transport, "espaces verts": ceiling.GreenSpaces,
	"matériel agricole": ceiling.FarmEquipment, "ski": ceiling.SnowSports, "cuir": ceiling.Leather,
	"horlogerie": ceiling.Watches, "jouets": ceiling.Toys, "livres": ceiling.Books,
}

func one[T any](t *testing.T, of map[string]T, name string) T {
	t.Helper()
	v, ok := of[name]
	require.True(t, ok, "unknown %q", name)
	return v
}

func day(t *testing.T, s string) date.Date {
	t.Helper()
	d, err := date.Parse(time.DateOnly, s)
	require.NoError(t, err)
	return d
}

// The shares computed over the 1 461 invoice dates of 2025-2028 and published
// in the reference of the law: the ceiling of a label depends on the date.
func TestSharesOfFourYears(t *testing.T) {
	share := func(agreed terms.Terms, deal ceiling.Deal) (beyond60, beyondAll int) {
		for d := date.New(2025, 1, 1); d < date.New(2029, 1, 1); d++ {
			deal.Issued = d
			due := agreed.Due(d)
			if due > d+60 {
				beyond60++
			}
			if ceiling.Check(due, deal).Outcome == ceiling.Exceeds {
				beyondAll++
			}
		}
		return beyond60, beyondAll
	}
	contract := ceiling.Deal{Stipulated: ceiling.Yes}
	percent := func(n int) string { return fmt.Sprintf("%.1f", 100*float64(n)/1461) }

	over, _ := share(terms.EndOfMonth(45), contract)
	assert.Equal(t, "47.4", percent(over), "45 days end of month beyond 60 days, method A")
	over, all := share(terms.EndOfMonthThen(45), contract)
	assert.Equal(t, "47.4", percent(over), "method B")
	assert.Zero(t, all, "and never beyond the derogation")
	over, all = share(terms.EndOfMonth(60), contract)
	assert.Equal(t, "96.7", percent(over), "60 days end of month beyond 60 days")
	assert.Equal(t, "49.3", percent(all), "and beyond 60 days and both readings of the derogation: published rounded, 49")
	_, all = share(terms.EndOfMonth(30).On(15), contract)
	assert.Equal(t, "28.7", percent(all), "30 days end of month the 15th")
	over, all = share(terms.EndOfMonth(30).On(10), contract)
	assert.Equal(t, "31.0", percent(over), "30 days end of month the 10th beyond 60 days")
	assert.Equal(t, "0.5", percent(all), "and beyond the derogation")
	for _, v := range []terms.Terms{terms.EndOfMonth(45), terms.EndOfMonthThen(45)} {
		sum, least, most := 0, 100, 0
		for d := date.New(2025, 1, 1); d < date.New(2029, 1, 1); d++ {
			days := int(v.Due(d) - d)
			sum, least, most = sum+days, min(least, days), max(most, days)
		}
		assert.Equal(t, "59.73", fmt.Sprintf("%.2f", float64(sum)/1461), "average of %s", v)
		assert.Equal(t, []int{45, 75}, []int{least, most}, v.String())
	}
}

// A due date a day later is never more lawful.
func TestVerdictIsMonotone(t *testing.T) {
	rank := []ceiling.Outcome{ceiling.Lawful, ceiling.CannotTell, ceiling.Exceeds}
	for _, stipulated := range []ceiling.Answer{ceiling.Unknown, ceiling.Yes, ceiling.No} {
		for _, sector := range []ceiling.Sector{ceiling.General, ceiling.Wine, ceiling.SnowSports, ceiling.Toys, ceiling.PerishableFood} {
			deal := ceiling.Deal{Issued: date.New(2026, 1, 20), Delivered: date.New(2026, 1, 18), Sector: sector, Stipulated: stipulated}
			if sector == ceiling.Wine {
				deal.Overseas, deal.HandedOver = true, date.New(2026, 1, 19)
			}
			last := 0
			for due := deal.Issued; due < deal.Issued+200; due++ {
				now := slices.Index(rank, ceiling.Check(due, deal).Outcome)
				require.GreaterOrEqual(t, now, last, "%v %v %s", stipulated, sector, due)
				last = now
			}
			assert.Equal(t, ceiling.Exceeds, rank[last])
		}
	}
}

func TestEveryAnswerIsGrounded(t *testing.T) {
	for b := ceiling.Firm; b <= ceiling.Consumer; b++ {
		for s := ceiling.General; s <= ceiling.Books; s++ {
			deal := ceiling.Deal{Buyer: b, Sector: s, Issued: date.New(2026, 1, 1), Delivered: date.New(2026, 1, 1), Received: date.New(2026, 1, 2)}
			switch b {
			case ceiling.Firm:
				deal.Overseas, deal.Clearance, deal.Stipulated = true, date.New(2026, 1, 9), ceiling.Yes
			case ceiling.Consumer:
				deal.Sector = ceiling.General
			}
			v := ceiling.Check(date.New(2026, 3, 1), deal)
			require.NoError(t, v.Invalid)
			grounded(t, v.Basis)
			for _, l := range v.Limits {
				grounded(t, l.Basis)
				assert.Equal(t, l.StartBasis.Article != "", s <= ceiling.Wine && b == ceiling.Firm)
			}
			if v.Outcome == ceiling.Exceeds && b == ceiling.Firm {
				grounded(t, v.Fine.Basis)
			}
		}
	}
}

func grounded(t *testing.T, b law.Basis) {
	t.Helper()
	assert.NotEmpty(t, b.Article)
	assert.NotEmpty(t, b.Source)
	assert.Contains(t, []law.Confidence{law.Agreed, law.Single}, b.Confidence, b.Article)
	assert.NotZero(t, b.From)
	assert.NotZero(t, b.Checked)
}

// Every contradiction is refused alone, and all of them at once.
func TestContradictions(t *testing.T) {
	day := date.New(2026, 1, 10)
	for fields, deal := range map[string]ceiling.Deal{
		"Buyer":                           {Buyer: 99},
		"Sector":                          {Sector: 99},
		"Stipulated":                      {Stipulated: 9},
		"Reading":                         {Reading: 9},
		"NothingAgreed, Stipulated":       {NothingAgreed: true, Stipulated: ceiling.Yes},
		"NothingAgreed, Reading":          {NothingAgreed: true, Reading: ceiling.DaysFirst},
		"Stipulated, Reading":             {Stipulated: ceiling.No, Reading: ceiling.MonthEndFirst},
		"Buyer, Overseas, Export":         {Buyer: ceiling.Authority, Overseas: true},
		"Overseas, Export":                {Overseas: true, Export: true},
		"Export, Sector":                  {Export: true, Sector: ceiling.Toys},
		"Overseas, Clearance, HandedOver": {Clearance: day},
		"Clearance, HandedOver":           {Overseas: true, Clearance: day, HandedOver: day + 1},
		"SeasonOpens, Sector":             {SeasonOpens: day},
		"Received, Issued":                {Issued: day, Received: day - 1},
	} {
		invalid, ok := errors.AsType[*ceiling.InvalidDeal](deal.Validate())
		require.True(t, ok, fields)
		require.Len(t, invalid.Problems, 1, fields)
		assert.Equal(t, fields, strings.Join(invalid.Problems[0].Fields, ", "))
		v := ceiling.Check(day+30, deal)
		assert.Equal(t, ceiling.CannotTell, v.Outcome, fields)
		assert.Equal(t, invalid, v.Invalid)
		assert.Contains(t, v.Text(law.French), invalid.Problems[0].Text(law.French))
		assert.Contains(t, v.Text(law.English), invalid.Problems[0].Text(law.English))
	}
	consumer := ceiling.Deal{Buyer: ceiling.Consumer, Periodic: true, Received: day, Issued: day + 1}
	assert.EqualError(t, consumer.Validate(), "deal: Buyer: a consumer has no periodic invoice, no sector and no stipulated derogation; Received, Issued: an invoice cannot be received before it is issued")
	assert.NoError(t, ceiling.Deal{}.Validate(), "nothing known is no contradiction")
	assert.NoError(t, ceiling.Deal{NothingAgreed: true, Delivered: day, Stipulated: ceiling.No}.Validate())
}

// Every limit says itself in both languages, with its last day and its article.
func TestLimitTexts(t *testing.T) {
	v := ceiling.Check(date.New(2026, 3, 12), ceiling.Deal{Issued: date.New(2026, 1, 10)})
	var french, english []string
	for _, l := range v.Limits {
		french, english = append(french, plain(l.Text(law.French))), append(english, plain(l.Text(law.English)))
	}
	assert.Equal(t, []string{
		"« 60 jours » : jusqu’au 11 mars 2026, admis (art. L441-10 I C. com.)",
		"« 45 jours fin de mois » : jusqu’au 28 février 2026, admis si le fait manquant le permet (art. L441-10 I C. com.)",
		"« fin de mois 45 jours » : jusqu’au 17 mars 2026, admis si le fait manquant le permet (art. L441-10 I C. com.)",
	}, french)
	assert.Equal(t, "“fin de mois 45 jours”: until 17 March 2026, admitted if the missing fact allows it (art. L441-10 I C. com.)", english[2])
	ski := ceiling.Check(date.New(2026, 3, 12), ceiling.Deal{Sector: ceiling.SnowSports, Stipulated: ceiling.No, Delivered: date.New(2026, 1, 1), SeasonOpens: date.New(2026, 12, 1)})
	assert.Equal(t, "« 60 jours + 30 jours » : jusqu’à une date inconnue, admis (art. L441-11 II 7° C. com.)", plain(ski.Limits[len(ski.Limits)-3].Text(law.French)))
	assert.Contains(t, ski.Limits[1].Text(law.French), "non admis")
}

func TestUnknownValues(t *testing.T) {
	assert.Equal(t, ceiling.CannotTell, ceiling.Check(date.New(2026, 1, 1), ceiling.Deal{Buyer: 99}).Outcome)
	assert.Equal(t, ceiling.CannotTell, ceiling.Check(date.New(2026, 1, 1), ceiling.Deal{Sector: 99}).Outcome)
	assert.Equal(t, "cannot-tell", ceiling.Outcome(99).String())
}

func TestTexts(t *testing.T) {
	deal := ceiling.Deal{Issued: date.New(2026, 1, 10), Stipulated: ceiling.Yes}
	exceeds := ceiling.Check(date.New(2026, 3, 31), deal)
	assert.Contains(t, plain(exceeds.Text(law.French)), "dépasse de 14 jours le plafond légal du 17 mars 2026 (art. L441-10 I C. com.)")
	assert.Contains(t, plain(exceeds.Text(law.English)), "14 days beyond the legal ceiling")
	lawful := ceiling.Check(date.New(2026, 3, 17), deal)
	assert.Contains(t, lawful.Text(law.French), "une seule des deux lectures officielles")
	assert.Contains(t, lawful.Text(law.English), "only one of the two official readings")
	deal.Stipulated = ceiling.Unknown
	assert.Contains(t, ceiling.Check(date.New(2026, 3, 17), deal).Text(law.French), "si le contrat prévoit expressément la dérogation")
	assert.Contains(t, ceiling.Check(date.New(2026, 3, 17), deal).Text(law.English), "whether the contract expressly provides")
	consumer := ceiling.Check(date.New(2026, 3, 17), ceiling.Deal{Buyer: ceiling.Consumer})
	assert.Contains(t, consumer.Text(law.French), "Aucun plafond")
	assert.Contains(t, consumer.Text(law.English), "No legal ceiling")
}

// plain makes the no-break spaces of French typography plain.
var plain = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace

func ExampleCheck() {
	// "60 jours fin de mois" on an invoice of 10 January 2026.
	due := terms.EndOfMonth(60).Due(date.New(2026, time.January, 10))
	v := ceiling.Check(due, ceiling.Deal{Issued: date.New(2026, time.January, 10), Stipulated: ceiling.Yes})
	fmt.Println(v.Due, v.Outcome, v.Latest, v.DaysOver)
	// Output: 2026-03-31 exceeds 2026-03-17 14
}
