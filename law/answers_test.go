package law_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/calendar"
	"github.com/creance/creance/dunning/ceiling"
	"github.com/creance/creance/dunning/einvoice"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/limitation"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/dunning/notice"
	"github.com/creance/creance/dunning/plan"
	"github.com/creance/creance/dunning/route"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

// The answers that the walk of grounds_test.go looks into, package by package.

func d(year, month, day int) date.Date {
	got, err := dunning.NewDate(year, month, day, "")
	if err != nil {
		panic(err)
	}
	return got
}

func amount(n int64) decimal.Decimal { return decimal.New(n, 0) }

func bill() *dunning.Invoice {
	return &dunning.Invoice{ID: "F-1", Issued: d(2025, 12, 1), Due: d(2025, 12, 31), Amount: amount(12_000), Net: amount(10_000)}
}

// statements are those of every rule, with all that may happen to a claim.
func statements(t *testing.T) (all []any) {
	rates := penalty.Official()
	for _, name := range []penalty.Series{penalty.GermanBase, penalty.AustrianBase, penalty.BankOfEngland} {
		var err error
		rates, err = rates.With("x.csv", fmt.Appendf(nil, "# series: %s\n# source: invented\n# checked: 2026-11-22\n# known-through: 2026-12-31\neffective,rate_percent,confidence,published,source\n2013-01-01,1,1,,x\n", name))
		require.NoError(t, err)
	}
	rules := []penalty.Rule{penalty.B2B(), penalty.B2BFrom2009(), penalty.PublicBuyer(), penalty.Consumer(), penalty.Contract(penalty.TimesLegal(2))}
	for _, floor := range []penalty.Floor{penalty.KeepAndWarn, penalty.RaiseToFloor, penalty.StatutoryInstead} {
		r := penalty.Contract(penalty.Fixed(amount(2)))
		r.Floor = floor
		rules = append(rules, r)
	}
	for _, code := range []string{"AT", "BE", "DE", "DE-CONSUMER", "ES", "GB", "IE", "IT", "IT-FOOD", "LU", "NL"} {
		p, err := penalty.ForCountry(code)
		require.NoError(t, err)
		p.Rule.Rates = rates
		rules = append(rules, p.Rule)
		all = append(all, p)
	}
	late, old, credit := bill(), bill(), bill()
	late.Settlements = []dunning.Settlement{{Date: d(2026, 3, 31), Amount: amount(20_000)}}
	old.Issued = d(2012, 12, 1)
	credit.Amount = amount(-1)
	exact, suspense := bill(), bill()
	exact.Settlements = []dunning.Settlement{{Date: d(2026, 3, 31), Amount: amount(12_000)}}
	suspense.Kind = dunning.Suspense
	codes := map[penalty.Code]bool{}
	for _, base := range rules {
		for _, change := range []func(*penalty.Rule){
			func(*penalty.Rule) {},
			func(r *penalty.Rule) { r.Notice, r.Enforceable = d(2026, 1, 15), d(2026, 2, 1) },
			func(r *penalty.Rule) { r.Insolvency = d(2026, 2, 15) },
			func(r *penalty.Rule) { r.Insolvency = d(2025, 11, 1) },
			func(r *penalty.Rule) { r.Insolvency = d(2025, 12, 15) },
			func(r *penalty.Rule) { r.Insolvency, r.AfterOpening = d(2026, 2, 15), penalty.InterestRunsOn },
			func(r *penalty.Rule) { r.CompoundFrom = d(2026, 2, 15) },
			func(r *penalty.Rule) { r.Freezes = []penalty.Freeze{{From: d(2026, 1, 1), Until: d(2026, 2, 1)}} },
			func(r *penalty.Rule) { r.Waived = penalty.WaiveAll },
			func(r *penalty.Rule) { r.Allocation = penalty.PrincipalFirst },
			func(r *penalty.Rule) { r.Path = penalty.FrozenAtStart },
		} {
			rule := base
			change(&rule)
			if rule.Validate() != nil {
				continue
			}
			for _, inv := range []*dunning.Invoice{bill(), late, old, credit, exact, suspense} {
				if inv == old && rule.Regime != penalty.Business {
					continue // other law governed it
				}
				if rule.Indemnity.Currency != "" {
					copied := *inv
					copied.Currency = rule.Indemnity.Currency
					inv = &copied
				}
				if rule.AfterOpening == penalty.InterestRunsOn {
					copied := *inv
					copied.Delivered = d(2024, 12, 1) // payment deferred by a year
					inv = &copied
				}
				s, err := penalty.Compute(inv, rule, d(2026, 10, 31))
				require.NoError(t, err)
				for _, f := range s.Findings {
					codes[f.Code] = true
				}
				all = append(all, s)
			}
		}
	}
	unknown := penalty.Contract(penalty.Fixed(amount(12)))
	s, err := penalty.Compute(bill(), unknown, d(2027, 3, 1))
	require.NoError(t, err)
	codes[s.Findings[0].Code] = true
	for _, c := range []penalty.Code{penalty.CreditDocument, penalty.UnknownDocuments, penalty.NoNotice, penalty.BelowFloor, penalty.FloorUnknown,
		penalty.RateReplaced, penalty.InterestStopped, penalty.InterestContinues, penalty.IndemnityRefused, penalty.IndemnityTooEarly, penalty.ClaimAfterOpening,
		penalty.Frozen, penalty.InterestWaived, penalty.IndemnityWaived, penalty.Residue, penalty.Overpaid} {
		assert.True(t, codes[c], "no statement has the finding %s", c)
	}
	return append(all, s)
}

func imputations(t *testing.T) (all []any) {
	shares, _, err := penalty.Impute(penalty.Receipt{Date: d(2026, 3, 1), Amount: amount(100)}, []*dunning.Invoice{bill()})
	require.NoError(t, err)
	return append(all, shares)
}

func ceilings() (all []any) {
	for sector := ceiling.General; sector < ceiling.General+20; sector++ {
		for buyer := ceiling.Firm; buyer < ceiling.Firm+6; buyer++ {
			for _, due := range []date.Date{d(2026, 1, 20), d(2026, 12, 31)} {
				deal := ceiling.Deal{Buyer: buyer, Sector: sector, Issued: d(2026, 1, 5), Delivered: d(2026, 1, 5), Received: d(2026, 1, 8)}
				v := ceiling.Check(due, deal)
				if v.Outcome == ceiling.CannotTell && len(v.Limits) == 0 {
					continue // unknown sector or buyer
				}
				deal.Overseas, deal.HandedOver = true, d(2026, 1, 6)
				all = append(all, v, ceiling.Check(due, deal))
			}
		}
	}
	return all
}

func limitations(t *testing.T) (all []any) {
	day := d(2022, 3, 1)
	for kind := limitation.Commercial; kind <= limitation.JudgmentInterest; kind++ {
		for event := limitation.Acknowledgment; event <= limitation.ExpertMeasure; event++ {
			for _, pending := range []bool{false, true} {
				c := limitation.Claim{Kind: kind, Due: day, Performed: day, Judged: day, Events: []limitation.Event{{Kind: event, Date: day + 20, Pending: pending}}}
				if a, err := c.At(day + 60); err == nil {
					all = append(all, a)
				}
			}
		}
	}
	c := limitation.Claim{Due: d(2010, 1, 1)}
	for y := 2014; y < 2030; y += 4 {
		c.Events = append(c.Events, limitation.Event{Kind: limitation.Acknowledgment, Date: d(y, 6, 1)})
	}
	a, err := c.At(d(2029, 1, 1))
	require.NoError(t, err)
	require.Greater(t, len(all), 100)
	return append(all, a)
}

func routes(t *testing.T) (all []any) {
	codes := map[string]bool{}
	for creditor := route.Merchant; creditor <= route.Public; creditor++ {
		for debtor := route.Merchant; debtor <= route.Public; debtor++ {
			for facts := range 64 {
				tri := func(n int) route.Tri { return route.Tri(facts >> n % 3) }
				c := route.Claim{Principal: amount([]int64{3_000, 60_000}[facts%2]), Creditor: creditor, Debtor: debtor, Source: route.Source(facts % 3),
					Due: d(2026, 3, 31), Invoiced: tri(0), SeriousDispute: route.Tri(facts % 2), DebtorConsents: tri(1), SettlementTried: tri(2),
					Arbitration: tri(3), TimeBarred: tri(4), Titled: tri(5), EconomicCourt: tri(1), LargeClaimant: tri(2), AlsaceMoselle: facts%7 == 6}
				c.Contested = c.SeriousDispute
				if facts%5 == 4 {
					c.Opening, c.Published, c.Arose = d(2026, 9, 1), d(2026, 9, 10), []date.Date{0, d(2026, 1, 1), d(2026, 10, 1)}[facts%3]
				}
				if facts%11 == 10 {
					c.OrderIssued, c.Currency, c.Due = d(2026, 4, 1), "USD", 0
				}
				for _, asOf := range []date.Date{d(2024, 1, 1), d(2026, 4, 15), d(2026, 11, 23)} {
					a, err := route.For(c, asOf)
					if err != nil {
						continue
					}
					for _, r := range a.Routes {
						for _, x := range r.Reasons {
							codes[x.Code] = true
							// What closes or opens a route is law on the day asked.
							assert.True(t, x.Basis.InForce(asOf), "%s on %s: %+v", x.Code, asOf, x.Basis)
						}
					}
					all = append(all, a)
				}
			}
		}
	}
	require.Greater(t, len(codes), 50, "most reasons were given")
	return append(all, route.Served(d(2026, 8, 31)), route.Served(d(2026, 9, 1)))
}

func letters(t *testing.T) (all []any) {
	for client := dunning.Business; client <= dunning.Consumer; client++ {
		all = append(all, notice.Effects(client), notice.Check(notice.Notice{Client: client}))
		mentions, err := mention.Rule{Client: client, Discount: mention.Discount{Percent: amount(2)}}.Mentions(law.French)
		require.NoError(t, err)
		all = append(all, mentions)
	}
	all = append(all, notice.Checklist(), notice.AgencyLetter{}.Check())
	for _, text := range []string{"", "Aucune pénalité. Pas d'indemnité de recouvrement.", "Pénalités : taux BCE. Indemnité forfaitaire 40 € HT par relance. Escompte.",
		"Pénalités après mise en demeure : 1,5 % par mois. Escompte 2 %. Indemnité forfaitaire : 50 €", "Pénalités 1,5 fois le taux légal ; indemnité forfaitaire"} {
		all = append(all, mention.Check(text))
	}
	return all
}

func plans(t *testing.T) (all []any) {
	inv := bill()
	inv.Instalments = []dunning.Instalment{{Due: d(2026, 1, 31), Amount: amount(6_000)}, {Due: d(2026, 2, 28), Amount: amount(6_000)}}
	inv.Due = 0
	for _, c := range []plan.Clause{{}, {Waived: true}, {Notified: d(2026, 2, 10), Deadline: 8}} {
		f, err := c.At(inv, d(2026, 4, 1))
		require.NoError(t, err)
		all = append(all, f)
	}
	for _, base := range []plan.Discount{{Percent: amount(2)}, {Percent: amount(2), ProRata: true}} {
		r, err := base.At(bill(), d(2025, 12, 5))
		require.NoError(t, err)
		all = append(all, r)
	}
	return all
}

// reports are the tables, the key figures, the due dates and the calendars.
func reports(t *testing.T) (all []any) {
	table, err := aging.Statutory{From: d(2026, 1, 1), Until: d(2027, 1, 1), Turnover: amount(1), Legal: "60 jours"}.Table(slices.Values([]*dunning.Invoice{bill()}))
	require.NoError(t, err)
	all = append(all, table)
	for _, a := range []fec.Allocation{fec.OldestFirst, fec.Evident, fec.Unallocated} {
		all = append(all, a.Basis())
	}
	figures, err := kpi.New(kpi.Period{From: d(2026, 1, 1), Until: d(2027, 1, 1)}).Result()
	require.NoError(t, err)
	for f := range figures.Figures() {
		all = append(all, f.Basis())
	}
	for _, name := range calendar.Names() {
		c, known := calendar.ByName(name)
		require.True(t, known)
		if b, legal := c.Basis(); legal {
			all = append(all, b)
		}
	}
	inv := bill()
	inv.Due, inv.Terms, inv.Delivered = 0, terms.Terms{}, d(2025, 12, 1)
	due, err := inv.DeriveDue()
	require.NoError(t, err)
	example, err := os.ReadFile("../dunning/einvoice/testdata/example.xml")
	require.NoError(t, err)
	document, err := einvoice.Read("example.xml", bytes.NewReader(notes.ReplaceAll(example, nil)))
	require.NoError(t, err)
	require.NotEmpty(t, document.Findings, "the mentions are missing")
	return append(all, due, document.Findings)
}

// notes are the mentions of an e-invoice, in either syntax.
var notes = regexp.MustCompile(`(?s)<(?:cbc:Note|ram:IncludedNote)>.*?</(?:cbc:Note|ram:IncludedNote)>`)
