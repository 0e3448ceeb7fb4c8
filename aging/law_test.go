package aging_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

// A lawCase is one case of testdata/law.
type lawCase struct {
	Name, Article, Source string
	Given                 struct {
		AsOf     string `yaml:"as_of"`
		UpTo     []int  `yaml:"up_to"`
		Basis    string
		Invoices []ledgertest.Entry
		Table    *struct {
			From, Turnover, Tax string
			Model               int
			Unrecorded          []ledgertest.Entry
		}
	}
	Expect struct {
		Rows             map[string]string
		tableExpectation `yaml:",inline"`
	}
}

type tableExpectation struct {
	Amounts, Percents, Shares              []string
	Invoices                               []int
	Disputed, Unrecorded, Undated, Credits string
}

func TestLawCases(t *testing.T) {
	n := 0
	ledgertest.Cases(t, func(file string, c lawCase) {
		n++
		t.Run(file+"/"+c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			if c.Given.Table != nil {
				assert.Equal(t, c.Expect.tableExpectation, c.table(t))
			} else {
				assert.Equal(t, c.Expect.Rows, c.rows(t))
			}
		})
	})
	assert.GreaterOrEqual(t, n, 30)
}

func (c lawCase) rows(t *testing.T) map[string]string {
	b := aging.Buckets{UpTo: c.Given.UpTo}
	if c.Given.Basis == "issue" {
		b.Basis = aging.FromIssue
	}
	r, err := aging.Of(ledgertest.Day(t, c.Given.AsOf), b, slices.Values(ledgertest.Invoices(t, c.Given.Invoices)))
	require.NoError(t, err)
	rows := map[string]string{}
	for _, row := range r.Balance("").Clients {
		rows[row.Client] = strings.ReplaceAll(cells(row), ".00", "")
	}
	assert.True(t, r.Balance("").Identity.Holds())
	return rows
}

func (c lawCase) request(t *testing.T) aging.Statutory {
	given := c.Given.Table
	s := aging.Statutory{From: ledgertest.Day(t, given.From), Until: ledgertest.Day(t, c.Given.AsOf) + 1, Legal: "30 jours",
		Unrecorded: ledgertest.Invoices(t, given.Unrecorded)}
	if given.Turnover != "" {
		s.Turnover = dec(given.Turnover)
	}
	if given.Model == 2 {
		s.Model = aging.DuringYear
	}
	if given.Tax == "HT" {
		s.Tax = dunning.HT
	}
	return s
}

func (c lawCase) table(t *testing.T) tableExpectation {
	table, err := c.request(t).Table(slices.Values(ledgertest.Invoices(t, c.Given.Invoices)))
	require.NoError(t, err)
	got := tableExpectation{
		Invoices:   []int{table.ZeroDay.Invoices, table.Total.Invoices},
		Disputed:   listed(table.Disputed),
		Unrecorded: listed(table.NotRecorded),
		Undated:    listed(table.Undated),
		Credits:    listed(table.Credits),
	}
	for _, col := range slices.Concat([]aging.Column{table.ZeroDay.Column}, table.Tranches[:], []aging.Column{table.Total.Column}) {
		got.Amounts = append(got.Amounts, col.Amount.String())
		got.Percents = append(got.Percents, col.Percent.StringFixed(2))
	}
	if table.Request.Model == aging.DuringYear {
		got.Shares = []string{table.ZeroDay.InvoicesPercent.StringFixed(2), table.Total.InvoicesPercent.StringFixed(2)}
	}
	return got
}

func listed(e aging.Exclusion) string {
	if len(e.Invoices) == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s", strings.Join(e.Invoices, " "), e.Amount)
}

// example is the worked example of the reference material.
func example(t *testing.T) aging.StatutoryTable {
	var table aging.StatutoryTable
	ledgertest.Cases(t, func(_ string, c lawCase) {
		if c.Name == "the worked example" {
			s := c.request(t)
			s.Contractual, s.Legal = "30 jours fin de mois", "60 jours nets"
			var err error
			table, err = s.Table(slices.Values(ledgertest.Invoices(t, c.Given.Invoices)))
			require.NoError(t, err)
		}
	})
	return table
}

func TestTheTableRestsOnLaw(t *testing.T) {
	table := example(t)
	assert.Equal(t, law.Agreed, table.Basis.Confidence)
	assert.Contains(t, table.Basis.Article, "D441-6")
	assert.Equal(t, law.Memory, table.Layout.Confidence, "which cells are filled is known from memory only, and says so")
	assert.True(t, table.Basis.InForce(day("2026-12-31")))
}

func TestTableAsCSV(t *testing.T) {
	var b strings.Builder
	require.NoError(t, example(t).WriteCSV(&b))
	assert.Equal(t, strings.ReplaceAll("\uFEFF"+`Article D. 441-6, I, 2° du code de commerce : factures émises non réglées à la date de clôture de l’exercice dont le terme est échu
Exercice du 01/01/2026 au 31/12/2026, montants TTC en EUR
(A) Tranches de retard de paiement;0 jour (indicatif);1 à 30 jours;31 à 60 jours;61 à 90 jours;91 jours et plus;Total (1 jour et plus)
Nombre de factures concernées;1;;;;;7
Montant total des factures concernées (TTC);12000,00;8400,00;4800,00;5760,00;7200,00;26160,00
Pourcentage du chiffre d’affaires de l’exercice (TTC);2,00 %;1,40 %;0,80 %;0,96 %;1,20 %;4,36 %
(B) Factures exclues du (A), créances litigieuses : 1, montant total (TTC) 5000,00 — L1
(B) Factures exclues du (A), créances non comptabilisées : 0, montant total (TTC) 0,00
(C) Délais de paiement de référence contractuels : 30 jours fin de mois
(C) Délais de paiement de référence légaux : 60 jours nets
art. L441-14 et D441-6 C. com. — décret 2021-211 du 24 février 2021, modèle de l’art. A441-2, arrêté du 20 mars 2017, annexe 4-1.
`, "\n", "\r\n"), b.String())
}

func TestTableAsHTML(t *testing.T) {
	var b strings.Builder
	require.NoError(t, example(t).WriteHTML(&b))
	for _, want := range []string{"<caption>Article D. 441-6, I, 2°", "<td>26\u202f160,00</td>", "<td>4,36 %</td>", "créances litigieuses : 1"} {
		assert.Contains(t, b.String(), want)
	}

	late := invoice("<b>F1</b>", "C", "100", "2026-06-15")
	late.Disputes = []dunning.Dispute{{From: day("2026-06-16")}}
	s := aging.Statutory{From: day("2026-01-01"), Until: day("2027-01-01"), Model: aging.DuringYear, Currency: "EUR", Legal: "<script>"}
	table, err := s.Table(slices.Values([]*dunning.Invoice{late, invoice("A1", "C", "-3", "2026-06-15"), {ID: "U1", Client: "C", Issued: asOf, Amount: dec("5"), Kind: dunning.Opening}}))
	require.NoError(t, err)
	b.Reset()
	require.NoError(t, table.WriteHTML(&b))
	assert.NotContains(t, b.String(), "<script>")
	assert.NotContains(t, b.String(), "<b>F1")
	for _, want := range []string{"Article D. 441-6, II", "Soldes créditeurs", "nombre total des factures émises"} {
		assert.Contains(t, b.String(), want)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestPrintingReportsTheWriter(t *testing.T) {
	assert.ErrorContains(t, example(t).WriteCSV(brokenPipe{}), "broken pipe")
	assert.ErrorContains(t, example(t).WriteHTML(brokenPipe{}), "broken pipe")
}

func TestStatutoryRequestsRefused(t *testing.T) {
	good := aging.Statutory{From: day("2026-01-01"), Until: day("2027-01-01"), Turnover: dec("1000"), Legal: "30 jours"}
	require.NoError(t, good.Validate())
	for field, spoil := range map[string]func(*aging.Statutory){
		"From":               func(s *aging.Statutory) { s.From = 0 },
		"Until":              func(s *aging.Statutory) { s.Until = s.From },
		"Model":              func(s *aging.Statutory) { s.Model = 7 },
		"Tax":                func(s *aging.Statutory) { s.Tax = 7 },
		"Currency":           func(s *aging.Statutory) { s.Currency = "euros" },
		"Turnover":           func(s *aging.Statutory) { s.Turnover = decimal.Zero },
		"Contractual, Legal": func(s *aging.Statutory) { s.Legal = "" },
	} {
		t.Run(field, func(t *testing.T) {
			s := good
			spoil(&s)
			_, err := s.Table(slices.Values([]*dunning.Invoice{}))
			bad, ok := errors.AsType[*aging.StatutoryError](err)
			require.True(t, ok)
			assert.Equal(t, field, bad.Field)
			assert.Contains(t, bad.Error(), field)
		})
	}
	for _, s := range []aging.Statutory{
		{From: good.From, Until: good.Until, Legal: "x", Turnover: dec("1e9999")},
		{From: good.From, Until: good.Until, Legal: "x", Turnover: dec("1e-9999")},
		{From: good.From, Until: good.Until, Legal: "x", Turnover: dec("1"), Model: aging.DuringYear},
	} {
		assert.ErrorContains(t, s.Validate(), "Turnover")
	}
}

func TestTableRefusesDocuments(t *testing.T) {
	s := aging.Statutory{From: day("2026-01-01"), Until: day("2027-01-01"), Tax: dunning.HT, Turnover: dec("1000"), Legal: "30 jours"}
	usd := invoice("F1", "C", "1", "2026-06-15")
	usd.Currency = "USD"
	unsound := invoice("F3", "C", "0.001", "2026-06-15")
	s.Unrecorded = []*dunning.Invoice{nil}
	table, err := s.Table(slices.Values([]*dunning.Invoice{usd, invoice("F2", "C", "1", "2026-06-15"), unsound}))
	assert.Zero(t, table)
	_, currency := errors.AsType[*dunning.CurrencyError](err)
	_, net := errors.AsType[*dunning.NetError](err)
	_, problem := errors.AsType[*dunning.Problem](err)
	assert.True(t, currency && net && problem, "all at once: %v", err)
	assert.ErrorContains(t, err, "nil invoice")

	empty := aging.Statutory{From: s.From, Until: s.Until, Model: aging.DuringYear, Legal: "30 jours"}
	_, err = empty.Table(slices.Values([]*dunning.Invoice{}))
	assert.ErrorContains(t, err, "no base")
}
