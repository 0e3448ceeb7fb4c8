package notice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/notice"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "penalty": "the caller brings the interest",
		deptest.Module + "policy":  "nothing here decides",
	})
}

var day = ledgertest.Day

func num(s string) decimal.Decimal {
	if s == "" {
		return decimal.Decimal{}
	}
	return decimal.RequireFromString(s)
}

func kind(t testing.TB, name string) dunning.ClientKind {
	t.Helper()
	for k := dunning.Business; k <= dunning.Consumer; k++ {
		if k.String() == name {
			return k
		}
	}
	t.Fatalf("no client kind %q", name)
	return 0
}

func codes(t *testing.T, found []notice.Finding) []string {
	t.Helper()
	list := []string{}
	for _, f := range found {
		list = append(list, f.Code)
		assert.NotEmpty(t, f.Field)
	}
	return list
}

func TestLawNotice(t *testing.T) {
	var cases []struct {
		Name, Article, Source string
		Given                 struct {
			Creditor, Debtor, Client, Date, Subject, Demand string
			CreditorAddress                                 string `yaml:"creditor_address"`
			DebtorAddress                                   string `yaml:"debtor_address"`
			Items                                           []struct{ Invoice, Issued, Due, Amount string }
			Interest, Indemnity, Total                      string
			Deadline                                        int
			Means, Consequence, Signature                   string
			Registered                                      bool
		}
		Expect []string
	}
	ledgertest.Read(t, "notice.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			g := c.Given
			n := notice.Notice{
				Creditor: notice.Party{Name: g.Creditor, Address: g.CreditorAddress}, Debtor: notice.Party{Name: g.Debtor, Address: g.DebtorAddress},
				Client: kind(t, g.Client), Date: day(t, g.Date), Subject: g.Subject, Demand: g.Demand,
				Interest: num(g.Interest), Indemnity: num(g.Indemnity), Total: num(g.Total), Deadline: g.Deadline,
				Means: g.Means, Consequence: g.Consequence, Signature: g.Signature, Registered: g.Registered,
			}
			for _, i := range g.Items {
				n.Items = append(n.Items, notice.Item{Invoice: i.Invoice, Issued: day(t, i.Issued), Due: day(t, i.Due), Amount: num(i.Amount)})
			}
			assert.Equal(t, c.Expect, codes(t, notice.Check(n)))
		})
	}
}

func TestLawAgency(t *testing.T) {
	var cases []struct {
		Name, Article, Source string
		Given                 struct {
			Agency, Activity, Creditor, Ground, Demand, Means, L1118, Date, Reference string
			AgencyAddress                                                             string `yaml:"agency_address"`
			CreditorAddress                                                           string `yaml:"creditor_address"`
			Principal, Interest, Other, Costs                                         string
			Titled                                                                    bool
		}
		Expect []string
	}
	ledgertest.Read(t, "agency.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			g := c.Given
			l := notice.AgencyLetter{
				Agency: notice.Party{Name: g.Agency, Address: g.AgencyAddress}, Creditor: notice.Party{Name: g.Creditor, Address: g.CreditorAddress},
				Activity: g.Activity, Ground: g.Ground, Demand: g.Demand, Means: g.Means, L1118: g.L1118, Date: day(t, g.Date), Reference: g.Reference,
				Principal: num(g.Principal), Interest: num(g.Interest), Other: num(g.Other), Costs: num(g.Costs), Titled: g.Titled,
			}
			assert.Equal(t, c.Expect, codes(t, l.Check()))
		})
	}
}

func TestLawEffects(t *testing.T) {
	var cases []struct {
		Name, Article, Source, Given string
		Expect                       map[string]bool
	}
	ledgertest.Read(t, "effects.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			got := map[string]bool{}
			for _, e := range notice.Effects(kind(t, c.Given)) {
				got[e.Code] = e.Does
				checkBasis(t, e.Code, e.Basis)
				assert.NotEqual(t, e.Text(law.French), e.Text(law.English))
			}
			assert.Equal(t, c.Expect, got)
		})
	}
}

func checkBasis(t *testing.T, what string, b law.Basis) {
	t.Helper()
	assert.NotEmpty(t, b.Source, what)
	assert.NotZero(t, b.Confidence, what)
	assert.NotZero(t, b.Checked, what)
}

func TestChecklistIsWhole(t *testing.T) {
	list := notice.Checklist()
	require.NotEmpty(t, list)
	seen := map[string]bool{}
	for i, e := range list {
		assert.False(t, seen[e.Code])
		seen[e.Code] = true
		assert.NotZero(t, e.Weight)
		checkBasis(t, e.Code, e.Basis)
		assert.NotEqual(t, e.Text(law.French), e.Text(law.English))
		if i > 0 {
			assert.Less(t, list[i-1].Code, e.Code)
		}
	}
}

func TestSumsThatNoCurrencyTakes(t *testing.T) {
	base := notice.Notice{Items: []notice.Item{{Amount: num("1")}}, Indemnity: num("40"), Total: num("41")}
	has := func(n notice.Notice, code, field string) {
		t.Helper()
		for _, f := range notice.Check(n) {
			if f.Code == code && f.Field == field {
				return
			}
		}
		t.Errorf("no %s at %s", code, field)
	}
	n := base
	n.Interest = num("-1")
	has(n, "bad-amount", "interest")
	n = base
	n.Total = num("41.001")
	has(n, "bad-amount", "total")
	n = base
	n.Currency = "euro"
	has(n, "unknown-currency", "currency")
	n = base
	n.Items = []notice.Item{{Amount: num("1e400")}}
	has(n, "bad-amount", "items[0].amount")
	n = base
	n.Items = []notice.Item{{Issued: date.New(2026, 2, 1), Due: date.New(2026, 1, 1)}}
	has(n, "due-before-issue", "items[0].issued")
	has(n, "no-amount", "items[0].amount")
	n.Subject = strings.Repeat("é", 400)
	has(n, "no-words", "subject")
	assert.NotEmpty(t, notice.AgencyLetter{Interest: num("-1"), Other: num("-1")}.Check())
}

func TestLastDay(t *testing.T) {
	received := date.New(2026, 11, 25)
	assert.Equal(t, date.New(2026, 12, 3), notice.Notice{Deadline: 8}.LastDay(received))
	assert.Zero(t, notice.Notice{}.LastDay(received))
	assert.Zero(t, notice.Notice{Deadline: 8}.LastDay(0))
}

// FuzzCheck: no letter panics, a code comes at most once per field, and mending
// the total mends the total.
func FuzzCheck(f *testing.F) {
	f.Add("Mise en demeure", "payez", int64(100000), int32(-2), int64(4000), int32(-2), 8, uint8(0))
	f.Add("", "\xff", int64(-1), int32(400), int64(1), int32(-9), -3, uint8(2))
	f.Fuzz(func(t *testing.T, subject, demand string, a int64, ae int32, b int64, be int32, deadline int, client uint8) {
		n := notice.Notice{
			Client: dunning.ClientKind(client), Subject: subject, Demand: demand, Deadline: deadline, Date: date.New(2026, 1, 1),
			Items: []notice.Item{{Invoice: "F", Amount: decimal.New(a, ae%1000)}}, Interest: decimal.New(b, be%1000), Total: decimal.New(1, 0),
		}
		seen := map[string]bool{}
		sound := true
		for _, found := range notice.Check(n) {
			key := found.Code + found.Field
			assert.False(t, seen[key], key)
			seen[key] = true
			sound = sound && found.Code != "bad-amount"
		}
		if !sound {
			return
		}
		n.Total = n.Items[0].Amount.Add(n.Interest)
		for _, found := range notice.Check(n) {
			assert.NotEqual(t, "wrong-total", found.Code)
		}
	})
}

// Before the letter leaves.
func ExampleCheck() {
	letter := notice.Notice{
		Creditor: notice.Party{Name: "Atelier Durand", Address: "Nantes"},
		Debtor:   notice.Party{Name: "SAS Martin", Address: "Rennes"},
		Date:     date.New(2026, 11, 23),
		Subject:  "Mise en demeure",
		Demand:   "Nous vous mettons en demeure de payer 1 040 € sous 5 jours.",
		Items:    []notice.Item{{Invoice: "F-118", Issued: date.New(2026, 8, 1), Due: date.New(2026, 8, 31), Amount: decimal.New(1000, 0)}},

		Indemnity: decimal.New(40, 0), Total: decimal.New(1040, 0),
		Deadline: 5, Means: "virement", Signature: "A. Durand", Registered: true,
	}
	for _, f := range notice.Check(letter) {
		fmt.Println(f.Code, f.Value, f.Text(law.English))
	}
	// Output:
	// deadline-short 5 The time to pay is under 8 days.
	// no-consequence  What follows without payment is not announced.
}

func ExampleEffects() {
	for _, e := range notice.Effects(dunning.Business) {
		fmt.Println(e.Does, e.Text(law.English))
	}
	// Output:
	// false It is not needed for late penalties, which run without reminder.
	// false It does not interrupt limitation.
	// true It proves that payment was asked for.
	// true It is needed before the term of instalments is lost, unless expressly waived.
	// false It gives no enforceable title.
}
