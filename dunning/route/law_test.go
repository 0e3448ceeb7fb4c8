package route_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/route"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

var day = ledgertest.Day

func num(s string) decimal.Decimal {
	if s == "" {
		return decimal.Decimal{}
	}
	return decimal.RequireFromString(s)
}

func tri(b *bool) route.Tri {
	switch {
	case b == nil:
		return route.Unknown
	case *b:
		return route.Yes
	}
	return route.No
}

var (
	people   = map[string]route.Person{"merchant": route.Merchant, "professional": route.Professional, "consumer": route.Consumer, "association": route.Association, "public": route.Public}
	triNames = map[route.Tri]string{route.Unknown: "unknown", route.Yes: "yes", route.No: "no"}
)

type given struct {
	Principal, Interest, Costs, Currency string
	Creditor, Debtor                     string
	ClaimSource                          string `yaml:"claim_source"`
	Due                                  string
	Invoiced, Contested, Serious         *bool
	Consents, Attempt, Arbitration       *bool
	TimeBarred                           *bool `yaml:"time_barred"`
	Titled                               *bool
	AlsaceMoselle                        bool  `yaml:"alsace_moselle"`
	EconomicCourt                        *bool `yaml:"economic_court"`
	Large                                *bool
	Issued, Served                       string
	Opening, Published, Arose            string
	Abroad                               bool
	AsOf                                 string `yaml:"as_of"`
}

func (g given) claim(t *testing.T) route.Claim {
	creditor, known := people[g.Creditor]
	require.True(t, known)
	debtor, known := people[g.Debtor]
	require.True(t, known)
	c := route.Claim{
		Principal: num(g.Principal), Interest: num(g.Interest), Costs: num(g.Costs), Currency: g.Currency,
		Creditor: creditor, Debtor: debtor, Due: day(t, g.Due), Invoiced: tri(g.Invoiced),
		Contested: tri(g.Contested), SeriousDispute: tri(g.Serious), DebtorConsents: tri(g.Consents), SettlementTried: tri(g.Attempt),
		Arbitration: tri(g.Arbitration), TimeBarred: tri(g.TimeBarred), Titled: tri(g.Titled),
		AlsaceMoselle: g.AlsaceMoselle, EconomicCourt: tri(g.EconomicCourt), LargeClaimant: tri(g.Large),
		OrderIssued: day(t, g.Issued), OrderServed: day(t, g.Served),
		Opening: day(t, g.Opening), Published: day(t, g.Published), Arose: day(t, g.Arose), Abroad: g.Abroad,
	}
	source, known := map[string]route.Source{"": route.Contract, "bill": route.Bill, "tort": route.Tort}[g.ClaimSource]
	require.True(t, known)
	c.Source = source
	return c
}

func TestLaw(t *testing.T) {
	var cases []struct {
		Name, Article, Source string
		Given                 given
		Expect                struct {
			Verdicts   map[string]string
			Reasons    map[string][]string
			NotReasons map[string][]string `yaml:"not_reasons"`
			Lawyer     map[string]string
			Court      map[string]string
			Actors     map[string][]string
			Deadlines  map[string]map[string]string
			Charges    map[string]map[string]string
		}
	}
	ledgertest.Read(t, "routes.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			a, err := route.For(c.Given.claim(t), day(t, c.Given.AsOf))
			require.NoError(t, err)
			checkAnswer(t, a)
			find := func(code string) route.Route {
				r, found := a.Route(code)
				require.True(t, found, code)
				return r
			}
			for code, want := range c.Expect.Verdicts {
				assert.Equal(t, want, find(code).Verdict.String(), "%s %v", code, find(code).Reasons)
			}
			for code, want := range c.Expect.Reasons {
				for _, w := range want {
					assert.Contains(t, reasonCodes(find(code)), w, code)
				}
			}
			for code, want := range c.Expect.NotReasons {
				for _, w := range want {
					assert.NotContains(t, reasonCodes(find(code)), w, code)
				}
			}
			for code, want := range c.Expect.Lawyer {
				assert.Equal(t, want, triNames[find(code).Lawyer], code)
			}
			for code, want := range c.Expect.Court {
				assert.Equal(t, want, find(code).Court, code)
			}
			for code, want := range c.Expect.Actors {
				assert.Equal(t, want, find(code).Actors, code)
			}
			for code, want := range c.Expect.Deadlines {
				got := map[string]date.Date{}
				for _, d := range find(code).Deadlines {
					got[d.Code] = d.Date
				}
				for name, last := range want {
					assert.Contains(t, got, name)
					assert.Equal(t, day(t, last), got[name], name)
				}
			}
			for code, want := range c.Expect.Charges {
				got := map[string]string{}
				for _, x := range find(code).Charges {
					got[x.Code] = triNames[x.Due]
				}
				assert.Equal(t, want, got, code)
			}
		})
	}
}

func reasonCodes(r route.Route) []string {
	list := []string{}
	for _, x := range r.Reasons {
		list = append(list, x.Code)
	}
	return list
}

// checkAnswer walks what every answer must carry: all routes in their order,
// words in two languages, a ground for each reason, and no verdict "closed" on
// memory alone.
func checkAnswer(t *testing.T, a route.Answer) {
	t.Helper()
	codes := []string{}
	for _, r := range a.Routes {
		codes = append(codes, r.Code)
		assert.NotZero(t, r.Verdict)
		assert.NotZero(t, r.Confidence)
		assert.NotEmpty(t, r.Actors)
		assert.NotEqual(t, r.Text(law.French), r.Text(law.English))
		assert.NotEmpty(t, r.Reasons)
		for _, x := range r.Reasons {
			checkBasis(t, x.Code, x.Basis)
			assert.NotEqual(t, x.Text(law.French), x.Text(law.English), x.Code)
			assert.True(t, x.Basis.InForce(a.AsOf), "%s on %s", x.Code, a.AsOf)
			if x.Basis.Confidence == law.Memory {
				assert.NotEqual(t, route.Closed, x.Verdict, x.Code)
			}
		}
		for _, d := range r.Deadlines {
			checkBasis(t, d.Code, d.Basis)
			assert.Positive(t, d.Days+d.Months)
			assert.NotEqual(t, d.Text(law.French), d.Text(law.English), d.Code)
		}
		for _, c := range r.Charges {
			checkBasis(t, c.Code, c.Basis)
			assert.NotEqual(t, c.Text(law.French), c.Text(law.English), c.Code)
		}
	}
	assert.Equal(t, []string{"formal-notice", "mediation", "arbitration", "agency", "small-claims", "uncontested",
		"payment-order", "interim", "merits", "enforcement", "proof-of-claim"}, codes)
}

func checkBasis(t *testing.T, what string, b law.Basis) {
	t.Helper()
	assert.NotEmpty(t, b.Source, what)
	assert.NotZero(t, b.Confidence, what)
	assert.NotZero(t, b.Checked, what)
}
