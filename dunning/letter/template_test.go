package letter_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
)

const file = "fr/reminder-1.tmpl"

var firm = letter.Variant{Kind: letter.Reminder1, Channel: dunning.Email, Tone: letter.Firm}

// with is the shipped set with one block of text.
func with(t testing.TB, body string) *letter.Set {
	t.Helper()
	set, err := letter.Default().With(map[string]string{file: `{{define "text/firm"}}` + body + `{{end}}`})
	require.NoError(t, err)
	return set
}

func TestOverride(t *testing.T) {
	set := with(t, `L'échéance : {{.First.Due}} ; {{if eq .Channel "email"}}courriel{{else}}lettre{{end}}
{{range $i, $e := .Invoices}}{{if $i}}, {{end}}{{$e.Number}}{{if not .Part}}!{{end}}{{else}}rien{{end}}
{{with .Creditor}}{{.Short}}{{end}} {{$n := len .Invoices}}{{$n}} {{if and .Business (gt $n 1)}}plusieurs{{end}} {{(.Debtor).Name}} {{$.Extra.portal}}`)
	d := sample(t, letter.Reminder1, dunning.Business)
	d.Extra = map[string]string{"portal": "https://exemple.fr/{{.Total}}"}
	m, err := set.Write(firm, d)
	require.NoError(t, err)
	assert.Contains(t, m.Body, "L’échéance\u00a0: 31\u00a0mai 2026\u00a0; courriel\nF-2026-118, F-2026-141!\nAtelier Brun 2 plusieurs Menuiserie Tessier SAS https://exemple.fr/{{.Total}}\n")
	before, err := letter.Default().Write(firm, d)
	require.NoError(t, err)
	assert.NotEqual(t, before.Body, m.Body, "the shipped set did not change")
	again, err := set.With(map[string]string{"fr/common.tmpl": `{{define "frame/email"}}{{.Text}} – {{template "pied" .}}{{end}}{{define "pied"}}{{.Creditor.Name}}{{end}}`})
	require.NoError(t, err)
	m, err = again.Write(firm, d)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(m.Body, "L’échéance") && strings.HasSuffix(m.Body, "– Atelier Brun SARL"), m.Body)
}

// TestTemplateErrors: each mistake is found when the set is made, at its line.
func TestTemplateErrors(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"{{.Totl}}", `:1:25: there is no field "Totl" in View; did you mean "Total"`},
		{"a\nb {{.First.Numero}}", `:2:11: there is no field "Numero" in InvoiceView; did you mean "Number"`},
		{"{{if false}}{{.Nope}}{{end}}", `there is no field "Nope"`},
		{"{{range .Invoices}}{{.Late.Days}}{{end}}", `a text has no field "Days"`},
		{"{{printf \"%s\" .Total}}", `:1: function "printf" not defined; the functions are and, or, not`},
		{"{{call .Total}}", `function "call" not defined`},
		{"{{.Total.String}}", `a text has no field "String"`},
		{"{{.Total 1}}", ".Total is no function"},
		{"{{.Total | .Date}}", ".Date is no function"},
		{"{{.Invoices}}", ".Invoices is a list, not a text"},
		{"{{.Business}}", ".Business is yes or no, not a text"},
		{"{{.Creditor}}", ".Creditor is PartyView, not a text"},
		{"{{.Extra}}", ".Extra is a set of words, not a text"},
		{"{{range .Total}}{{end}}", "range over .Total, which is a text"},
		{"{{range 1000000000}}{{end}}", "range over 1000000000, which is a number"},
		{"{{range .Extra}}{{end}}", "range over .Extra, which is a set of words"},
		{"{{if .Creditor}}{{end}}", ".Creditor is PartyView and always there"},
		{"{{if eq .Total 12}}{{end}}", "eq compares a text with a number"},
		{"{{if lt .Business true}}{{end}}", "lt cannot compare yes or no"},
		{"{{if eq .Invoices .Credits}}{{end}}", "eq cannot compare a list"},
		{"{{if eq .Total}}{{end}}", "eq takes 2 to 16 values, not 1"},
		{"{{if not .Business .Public}}{{end}}", "not takes 1 to 1 values, not 2"},
		{"{{len .Business}}", "len of yes or no"},
		{"{{1.5}}", "1.5 cannot be used here"},
		{"{{if eq nil .Total}}{{end}}", "nil cannot be used here"},
		{`{{template "nulle part" .}}`, `there is no block "nulle part"`},
		{`{{template "invoice" .}}`, `there is no block "invoice"; did you mean "invoices"`},
		{`{{template "text/firm" .}}`, `block "text/firm" calls itself: text/firm → text/firm`},
		{`{{template "a" .}}{{end}}{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{template "a" .}}`, `calls itself: text/firm → a → b → a`},
		{`{{template "a"}}{{end}}{{define "a"}}{{.Total}}`, "the block was called without a value"},
		{`{{template "a"}}{{end}}{{define "a"}}{{.}}`, "the block was called without a value"},
		{`{{template "a" .First}}{{end}}{{define "a"}}{{.Total}}`, `there is no field "Total" in InvoiceView`},
		{"{{$x := 1}}{{$x = .Total}}", "$x is a number and is given a text"},
		{"{{$x := .First}}{{range $x = .Invoices}}{{end}}", "use := in place of ="},
		{"{{range .Invoices}}{{range $.Invoices}}{{range $.Invoices}}x{{end}}{{end}}{{end}}", "repeats too much"},
		{"{{if}}{{end}}", "missing value for if"},
		{"{{.Total", "bad character U+007B"},
		{"{{.Total\n", "unexpected"},
		{"{{end}}{{end}}{{define \"x\"}}", "unexpected {{end}}"},
		{`{{end}}{{define "txt/firm"}}`, `block "txt/firm" is neither a known one nor called; did you mean "text/firm"`},
		{"{{end}}hors bloc{{define \"text/formal\"}}", "has words outside of all blocks"},
		{strings.Repeat("x", 70_000), "has more than 65536 bytes"},
		{strings.Repeat("(", 20_000), "unclosed left paren"},
		{"{{" + strings.Repeat("(", 20_000) + "}}", "max expression depth"},
	} {
		set, err := letter.Default().With(map[string]string{file: `{{define "text/firm"}}` + c.body + `{{end}}`})
		if c.want == "unclosed left paren" {
			assert.NoError(t, err, "parentheses in words are words")
			continue
		}
		assert.Nil(t, set, c.body)
		mistake, ok := errors.AsType[*letter.TemplateError](err)
		require.True(t, ok, "%.60s: %v", c.body, err)
		assert.Equal(t, file, mistake.File)
		assert.Contains(t, err.Error(), c.want)
		if !strings.Contains(c.want, "65536") && !strings.Contains(c.want, "too much") {
			assert.Positive(t, mistake.Line, c.body)
		}
	}
}

func TestAllTemplateErrorsAtOnce(t *testing.T) {
	_, err := letter.Default().With(map[string]string{
		"fr/reminder-1.tmpl": "{{define \"text/firm\"}}{{.A1}}\n{{.B2}}{{end}}{{define \"frame/email\"}}{{.C3}}{{end}}",
		"en/common.tmpl":     `{{define "frame/email"}}{{.D4}}{{end}}{{define "orphan"}}{{end}}`,
		"fr/reminder-9.tmpl": "",
	})
	require.Error(t, err)
	assert.Equal(t, `fr/reminder-9.tmpl: is no file of a set; did you mean "fr/reminder-1.tmpl"`, err.Error(), "first the files")
	_, err = letter.Default().With(map[string]string{
		"fr/reminder-1.tmpl": "{{define \"text/firm\"}}{{.A1}}\n{{.B2}}{{end}}{{define \"frame/email\"}}{{.C3}}{{end}}",
		"en/common.tmpl":     `{{define "frame/email"}}{{.D4}}{{end}}{{define "orphan"}}{{end}}`,
	})
	all, ok := errors.AsType[letter.TemplateErrors](err)
	require.True(t, ok)
	var places []string
	for _, e := range all {
		places = append(places, fmt.Sprintf("%s:%d %.25s", e.File, e.Line, e.What))
	}
	assert.Equal(t, []string{
		`en/common.tmpl:1 there is no field "D4" in`, `en/common.tmpl:1 block "orphan" is neither`,
		`fr/reminder-1.tmpl:1 there is no field "A1" in`, `fr/reminder-1.tmpl:2 there is no field "B2" in`, `fr/reminder-1.tmpl:2 there is no field "C3" in`,
	}, places)
}

func TestMissingWordIsAnError(t *testing.T) {
	set := with(t, "Bonjour\n{{.Extra.portal}}")
	_, err := set.Write(firm, sample(t, letter.Reminder1, dunning.Business))
	mistake, ok := errors.AsType[*letter.TemplateError](err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, 2, mistake.Line)
	assert.Contains(t, mistake.What, `map has no entry for key "portal"`)
}

func TestOutputIsBounded(t *testing.T) {
	set := with(t, "{{range .Invoices}}{{range $.Lines}}"+strings.Repeat("x", 50_000)+"{{end}}{{end}}")
	_, err := set.Write(firm, sample(t, letter.Reminder1, dunning.Business))
	_, ok := errors.AsType[*letter.TemplateError](err)
	assert.True(t, ok, "%v", err)
}

func TestSubjectIsOneLine(t *testing.T) {
	set, err := letter.Default().With(map[string]string{file: "{{define \"subject\"}}Rappel\r\nBcc: tous@example.org\n{{.First.Number}}{{end}}"})
	require.NoError(t, err)
	m, err := set.Write(firm, sample(t, letter.Reminder1, dunning.Business))
	require.NoError(t, err)
	assert.Equal(t, "Rappel Bcc: tous@example.org F-2026-118", m.Subject)
}

func TestSetIsSharedByGoroutines(t *testing.T) {
	var group sync.WaitGroup
	texts := make([]string, 16)
	d := sample(t, letter.Reminder1, dunning.Business)
	for i := range texts {
		group.Go(func() {
			m, err := letter.Default().Write(firm, d)
			if err == nil {
				texts[i] = m.Body
			}
		})
	}
	group.Wait()
	for _, text := range texts {
		assert.Equal(t, texts[0], text)
		assert.NotEmpty(t, text)
	}
}
