package dunning_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

func TestProblemsInFrench(t *testing.T) {
	inv := dunning.Invoice{
		ID: "F-12", Currency: "EURO", Issued: date.New(2026, 1, 5), Amount: decimal.New(100, 0),
		Settlements: []dunning.Settlement{{Date: date.New(2026, 2, 1), Amount: decimal.New(-5, 0)}, {Amount: decimal.New(1, -3)}},
		Instalments: []dunning.Instalment{{Due: date.New(2026, 2, 1), Amount: decimal.New(99, 0)}},
	}
	ps, ok := inv.Validate().(dunning.Problems)
	require.True(t, ok)
	assert.Equal(t, ps.Error(), ps.Text(law.English))
	assert.Equal(t, strings.Join([]string{
		"facture « F-12 » : currency « EURO » n’est pas un code ISO 4217 ; écrivez « EUR », ou laissez vide pour des euros",
		"facture « F-12 » : settlements[0].amount « -5 » est négatif ; écrivez-le positif ; c’est la nature du règlement qui donne le sens (un rejet augmente le solde)",
		"facture « F-12 » : settlements[1].date manque",
		"facture « F-12 » : settlements[1].amount « 0.001 » a plus de décimales que sa devise ; cette devise a 2 décimales",
		"facture « F-12 » : instalments « 99 » ne font pas au total le montant de 100",
	}, "\n"), ps.Text(law.French))
	other := dunning.Problem{Of: "options", Field: "x", What: "is odd"}
	assert.Equal(t, "options : x is odd", other.Text(law.French), "what has no French is not lost")
}

// Every sentence that the sources report has its French: those of the calls that
// take a sentence, by the arguments that are one.
func TestEveryProblemHasItsFrench(t *testing.T) {
	found := 0
	for file, from := range map[string]int{
		"validate.go": 2, "../policy/file.go": 2, "../policy/computed.go": 2, "../policy/portfolio.go": 2,
		"../policy/simulate.go": 2, "../policy/replay.go": 2, "../policy/diff.go": 2, "../policy/ledger.go": 2,
	} {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		check := func(e ast.Expr) {
			lit, ok := e.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return
			}
			text, err := strconv.Unquote(lit.Value)
			require.NoError(t, err)
			if text == "" {
				return
			}
			found++
			p := dunning.Problem{Of: "account", Field: "x", What: text}
			assert.NotEqual(t, "compte : x "+text, p.Text(law.French), "%s: %s has no French", file, text)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := ""
				switch f := n.Fun.(type) {
				case *ast.SelectorExpr:
					name = f.Sel.Name
				case *ast.Ident:
					name = f.Name
				}
				if (name == "report" || name == "say") && len(n.Args) > from {
					for _, arg := range n.Args[from:] {
						check(arg)
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "What" || key.Name == "Fix") {
					check(n.Value)
				}
			}
			return true
		})
	}
	assert.Greater(t, found, 40)
}
