package ceiling_test

import (
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
		deptest.Module + "penalty/": "a ceiling is about a date, not about interest",
		deptest.Module + "policy/":  "law does not know policies",
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
}

// A due date a day later is never more lawful.
func TestVerdictIsMonotone(t *testing.T) {
	rank := []ceiling.Outcome{ceiling.Lawful, ceiling.CannotTell, ceiling.Exceeds}
	for _, stipulated := range []ceiling.Answer{ceiling.Unknown, ceiling.Yes, ceiling.No} {
		for _, sector := range []ceiling.Sector{ceiling.General, ceiling.Wine, ceiling.SnowSports, ceiling.Toys, ceiling.PerishableFood} {
			deal := ceiling.Deal{Issued: date.New(2026, 1, 20), Delivered: date.New(2026, 1, 18), Sector: sector, Stipulated: stipulated, Overseas: sector == ceiling.Wine, HandedOver: date.New(2026, 1, 19)}
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
			v := ceiling.Check(date.New(2026, 3, 1), ceiling.Deal{Buyer: b, Sector: s, Issued: date.New(2026, 1, 1), Delivered: date.New(2026, 1, 1), Received: date.New(2026, 1, 2), Export: true, Overseas: true, Clearance: date.New(2026, 1, 9), Stipulated: ceiling.Yes})
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

func TestUnknownValues(t *testing.T) {
	assert.Equal(t, ceiling.CannotTell, ceiling.Check(date.New(2026, 1, 1), ceiling.Deal{Buyer: 99}).Outcome)
	assert.Equal(t, ceiling.CannotTell, ceiling.Check(date.New(2026, 1, 1), ceiling.Deal{Sector: 99}).Outcome)
	assert.Equal(t, "cannot-tell", ceiling.Outcome(99).String())
}

func TestTexts(t *testing.T) {
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace
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

func ExampleCheck() {
	// "60 jours fin de mois" on an invoice of 10 January 2026.
	due := terms.EndOfMonth(60).Due(date.New(2026, time.January, 10))
	v := ceiling.Check(due, ceiling.Deal{Issued: date.New(2026, time.January, 10), Stipulated: ceiling.Yes})
	fmt.Println(v.Due, v.Outcome, v.Latest, v.DaysOver)
	// Output: 2026-03-31 exceeds 2026-03-17 14
}
