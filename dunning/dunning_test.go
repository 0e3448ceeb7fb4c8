package dunning_test

import (
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	reasons := map[string]string{
		"github.com/expr-lang/expr": "only policy has an expression language",
		"go.yaml.in/yaml/v3":        "only policy reads YAML",
		"encoding/json":             "facts are read by dunning/exchange",
	}
	for _, above := range []string{"penalty", "aging", "kpi", "policy", "dunning/fec", "dunning/einvoice", "dunning/letter", "dunning/exchange", "dunning/plan"} {
		reasons[deptest.Module+above] = "it stands on this package"
	}
	deptest.Pure(t, reasons)
}

func day(s string) date.Date {
	d, err := dunning.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// hostile is a number that fills the memory when it is compared or written out.
var hostile = decimal.New(1, 1<<30)

// sample is an invoice of 1 200 euros with due date, issued on 1 June 2026.
func sample(settlements ...dunning.Settlement) *dunning.Invoice {
	return &dunning.Invoice{
		ID: "F-1", Client: "C-1", Issued: day("2026-06-01"), Due: day("2026-07-01"),
		Amount: dec("1200.00"), Net: dec("1000.00"), Settlements: settlements,
	}
}

func on(d, amount string, kind ...dunning.SettlementKind) dunning.Settlement {
	s := dunning.Settlement{Date: day(d), Amount: dec(amount)}
	if len(kind) > 0 {
		s.Kind = kind[0]
	}
	return s
}
