package say_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		"go.yaml.in/":                 "a sentence knows no file",
		"github.com/expr-lang/":       "a sentence knows no expression",
		deptest.Module + "dunning":    "a sentence knows nothing of what it is about",
		deptest.Module + "policytest": "it stands below",
	})
}

func TestBoth(t *testing.T) {
	kind := say.Both("un montant", "an amount")
	text := say.Both("%s est %s d’au plus %d décimales", "%s is %s with at most %d decimals", say.Name("é\u00a0\"x\""), kind, 2)
	assert.Equal(t, `« é\u00a0\"x\" » est un montant d’au plus 2 décimales`, text.In(law.French), "what cannot be seen is shown")
	assert.Equal(t, `"é\u00a0\"x\"" is an amount with at most 2 decimals`, text.In(law.English))
	long := say.Both("%s", "%s", say.Name(strings.Repeat("é", 50)))
	assert.Equal(t, "« "+strings.Repeat("é", 40)+"… »", long.In(law.French))
	assert.Equal(t, say.Text{"x", "x"}, say.Code("x"))
}

// Every sentence of the packages that report mistakes is written out in both
// languages where it is said, with the same arguments.
func TestEverySentenceIsThereTwice(t *testing.T) {
	count := 0
	for _, dir := range []string{".", "../lang", "../yamlread", "../../policy", "../../policy/policytest", "../../dunning/fec"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		require.NoError(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			src, err := os.ReadFile(file)
			require.NoError(t, err)
			set := token.NewFileSet()
			syntax, err := parser.ParseFile(set, file, src, 0)
			require.NoError(t, err)
			ast.Inspect(syntax, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || !isBoth(call.Fun) {
					return true
				}
				count++
				sentence(t, set.Position(call.Pos()).String(), call)
				return true
			})
		}
	}
	assert.Greater(t, count, 200, "the sentences were not found")
}

func isBoth(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name == "Both"
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		return ok && x.Name == "say" && f.Sel.Name == "Both"
	}
	return false
}

// highFrench are the signs before which French leaves a space; code such as
// `policy: relance` has none.
var highFrench = regexp.MustCompile(`[^ ](;|\?|»)|«[^ ]`)

func sentence(t *testing.T, place string, call *ast.CallExpr) {
	var texts [2]string
	for i := range texts {
		literal, ok := call.Args[i].(*ast.BasicLit)
		if !ok {
			return // put together of sentences that are checked
		}
		text, err := strconv.Unquote(literal.Value)
		require.NoError(t, err)
		texts[i] = text
	}
	args := make([]any, len(call.Args)-2)
	for i := range args {
		args[i] = 7
	}
	if call.Ellipsis.IsValid() {
		return
	}
	for _, text := range texts {
		assert.NotEmpty(t, text, place)
		written := strings.NewReplacer("%!s(int=7)", "", "%!q(int=7)", "").Replace(fmt.Sprintf(text, args...))
		assert.NotContains(t, written, "%!", "%s: %s", place, text)
	}
	if words := regexp.MustCompile(`%\S+|\W`).ReplaceAllString(texts[1], ""); len(words) > 20 {
		assert.NotEqual(t, texts[0], texts[1], "%s is not translated", place)
	}
	assert.False(t, highFrench.MatchString(texts[0]), "%s: %s", place, texts[0])
}

func TestPlainly(t *testing.T) {
	for text, want := range map[string]string{
		"150,00": "150.00", "1 500,00 €": "1_500.00", "1\u202f500,00\u00a0€": "1_500.00", "1.500,00": "1_500.00", "1.500.000": "1_500_000",
		"1500": "1_500", "20 €": "20", "5.00 EUR": "5.00", "30 jours": "30", "7j": "7", "40%": "0.4", "40 %": "0.4", "12,5 %": "0.125",
		"100 %": "1", "0,5": "0.5", "010": "10", "00": "0", "-5,00": "-5.00", "1'500.00": "1_500.00", "1,500,000": "1_500_000",
		"1.500": "", "1,500": "", "": "", "vingt": "", "1e3": "", "0x10": "", "5 $": "", "1 2 3,00,00": "",
	} {
		assert.Equal(t, want, say.Plainly(text), text)
	}
}

func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"31/12/2026": "2026-12-31", "1/2/2026": "2026-02-01", "31.12.2026": "2026-12-31", "31-12-2026": "2026-12-31", "2026/12/31": "2026-12-31",
		"2026-12-31": "", "31/02/2026": "", "12/31/2026": "", "31/12/26": "", "1er janvier 2026": "", "": "",
	} {
		assert.Equal(t, want, say.Day(text), text)
	}
}

// NoDay says in English what dunning.ParseDate says, and the same in French.
func TestNoDay(t *testing.T) {
	for text, french := range map[string]string{
		"2026-02-30": "la date « 2026-02-30 » n’existe pas : ce mois compte 28 jours",
		"2026-00-10": "le mois de « 2026-00-10 » n’est pas entre 01 et 12",
		"1899-12-31": "l’année de « 1899-12-31 » n’est pas entre 1900 et 2999",
		"3000-01-01": "l’année de « 3000-01-01 » n’est pas entre 1900 et 2999",
		"31/12/2026": "« 31/12/2026 » n’est pas une date écrite AAAA-MM-JJ",
		"hier":       "« hier » n’est pas une date écrite AAAA-MM-JJ",
	} {
		_, err := dunning.ParseDate(text)
		require.Error(t, err)
		message, fix := say.NoDay(text)
		assert.Equal(t, err.Error(), message.In(law.English))
		assert.Equal(t, french, message.In(law.French))
		assert.NotEmpty(t, fix.In(law.French))
	}
	_, fix := say.NoDay("31/12/2026")
	assert.Equal(t, "écrivez 2026-12-31", fix.In(law.French))
}

func TestSuggest(t *testing.T) {
	facts := []string{"overdue", "outstanding", "days_overdue", "disputed"}
	for name, want := range map[string]string{
		"overdeu": `did you mean "overdue"?`, // neighbours swapped
		"over":    "known: overdue, outstanding, days_overdue, disputed",
		"dispute": `did you mean "disputed"?`,
		"dispuuu": "known: overdue, outstanding, days_overdue, disputed",
	} {
		assert.Equal(t, want, say.Suggest(name, facts).In(law.English), name)
	}
	channels := []string{"email", "sms", "phone", "letter", "registered_letter", "bailiff"}
	for name, want := range map[string]string{
		"Courriel": "email", "téléphone": "phone", "lettre": "letter", "lettre recommandée": "registered_letter", "LRAR": "registered_letter", "fax": "",
	} {
		assert.Equal(t, want, say.Nearest(name, channels), name)
	}
	assert.Equal(t, "vouliez-vous dire « phone » ?", say.Suggest("téléphone", channels).In(law.French))
	assert.Empty(t, say.Suggest("zzzzzz", append(facts, "a1", "a2", "a3", "a4", "a5")))
	assert.Empty(t, say.Suggest("x", nil))
}
