package letter_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/penalty"
)

func TestTemplateSyntaxInNamesIsInert(t *testing.T) {
	d := sample(t, letter.Reminder1, dunning.Business)
	d.Debtor.Salutation = `{{.Payment.IBAN}}{{template "invoices" .}}`
	d.Creditor.Name = "<script>alert(1)</script> %s %!d(MISSING)"
	m, err := letter.Default().Write(firm, d)
	require.NoError(t, err)
	assert.Contains(t, m.Body, `{{.Payment.IBAN}}{{template "invoices" .}},`)
	assert.Contains(t, m.Body, d.Creditor.Name)
}

// TestRefusedData: each wrong value is a problem at its place, and all come at
// once.
func TestRefusedData(t *testing.T) {
	huge := decimal.New(1, math.MaxInt32)
	for field, spoil := range map[string]func(*letter.Data){
		"creditor.name":                   func(d *letter.Data) { d.Creditor.Name = "Brun\r\nBcc: tous@example.org" },
		"debtor.name":                     func(d *letter.Data) { d.Debtor.Name = "a\u202eb" },
		"debtor.short":                    func(d *letter.Data) { d.Debtor.Short = "a\u2028b" },
		"debtor.salutation":               func(d *letter.Data) { d.Debtor.Salutation = "\xff\xfe" },
		"debtor.phone":                    func(d *letter.Data) { d.Debtor.Phone = strings.Repeat("0", 201) },
		"debtor.address":                  func(d *letter.Data) { d.Debtor.Address = make([]string, 7) },
		"debtor.address[0]":               func(d *letter.Data) { d.Debtor.Address = []string{"12 rue\tX"} },
		"debtor.email":                    func(d *letter.Data) { d.Debtor.Email = "a@b.fr, c@d.fr" },
		"debtor.siren":                    func(d *letter.Data) { d.Debtor.SIREN = "123456789" },
		"creditor.siren":                  func(d *letter.Data) { d.Creditor.SIREN = "7328" },
		"agent.name":                      func(d *letter.Data) { d.Agent.Party.Name = "\x00" },
		"agent.role":                      func(d *letter.Data) { d.Agent.Role = 9 },
		"place":                           func(d *letter.Data) { d.Place = "a\n" },
		"signatory":                       func(d *letter.Data) { d.Signatory = "a\n" },
		"role":                            func(d *letter.Data) { d.Role = "a\n" },
		"registered_ref":                  func(d *letter.Data) { d.RegisteredRef = "a\n" },
		"currency":                        func(d *letter.Data) { d.Currency = "EURO" },
		"client":                          func(d *letter.Data) { d.Client = 7 },
		"payment.iban":                    func(d *letter.Data) { d.Payment.IBAN = "FR1420041010050500013M02607" },
		"payment.bic":                     func(d *letter.Data) { d.Payment.BIC = "PSST" },
		"payment.link":                    func(d *letter.Data) { d.Payment.Link = "javascript:alert(1)" },
		"payment.holder":                  func(d *letter.Data) { d.Payment.Holder = "a\n" },
		"payment.other":                   func(d *letter.Data) { d.Payment.Other = "a\n" },
		"payment.reference":               func(d *letter.Data) { d.Payment.Reference = "a\n" },
		"extra key":                       func(d *letter.Data) { d.Extra = map[string]string{"a\n": "b"} },
		"extra.a":                         func(d *letter.Data) { d.Extra = map[string]string{"a": "b\n"} },
		"extra":                           func(d *letter.Data) { d.Extra = extras(51) },
		"deadline":                        func(d *letter.Data) { d.Deadline = d.Date },
		"date":                            func(d *letter.Data) { d.Date = math.MaxInt32 },
		"invoices":                        func(d *letter.Data) { d.Invoices = make([]letter.Invoice, 501) },
		"invoices[0].id":                  func(d *letter.Data) { d.Invoices[0].ID = "" },
		"invoices[1].id":                  func(d *letter.Data) { d.Invoices[1] = d.Invoices[0] },
		"invoices[0].issued":              func(d *letter.Data) { d.Invoices[0].Issued = 0 },
		"invoices[0].due":                 func(d *letter.Data) { d.Invoices[0].Due = d.Date },
		"invoices[1].due":                 func(d *letter.Data) { d.Invoices[1].Due = 0 },
		"invoices[0].amount":              func(d *letter.Data) { d.Invoices[0].Amount = huge },
		"invoices[0].open":                func(d *letter.Data) { d.Invoices[0].Open = dec("1.234") },
		"invoices[1].open":                func(d *letter.Data) { d.Invoices[1].Open = decimal.Decimal{} },
		"invoices[0].disputed":            func(d *letter.Data) { d.Invoices[0].Disputed = dec("10000") },
		"statements[0].as_of":             func(d *letter.Data) { d.Statements[0].AsOf-- },
		"statements[0].currency":          func(d *letter.Data) { d.Statements[0].Currency = "USD" },
		"statements[0].invoice":           func(d *letter.Data) { d.Statements[0].Invoice = "autre" },
		"statements[1].invoice":           func(d *letter.Data) { d.Statements[1] = d.Statements[0] },
		"statements[0].payable":           func(d *letter.Data) { d.Invoices[0].Open = dec("10000.01") },
		"statements[0].total":             func(d *letter.Data) { d.Statements[0].Total = dec("1") },
		"statements[0].interest":          func(d *letter.Data) { d.Statements[0].Interest = huge },
		"statements[0].bases":             func(d *letter.Data) { d.Statements[0].Bases = nil },
		"statements[0].lines[0].interest": func(d *letter.Data) { d.Statements[0].Lines[0].Interest = huge },
		"statements[0].lines[0].rate":     func(d *letter.Data) { d.Statements[0].Lines[0].Rate = huge },
		"statements[0].lines[0].ground":   func(d *letter.Data) { d.Statements[0].Lines[0].Ground.Reference = "a\n" },
		"statements":                      func(d *letter.Data) { d.Statements[0].Lines = make([]penalty.Line, 1001) },
	} {
		d := sample(t, letter.FormalNotice, dunning.Business)
		spoil(&d)
		_, err := letter.Default().Write(notices[0], d)
		problems, ok := errors.AsType[dunning.Problems](err)
		require.True(t, ok, "%s: %v", field, err)
		var fields []string
		for _, p := range problems {
			fields = append(fields, p.Field)
			assert.Equal(t, "letter fr/formal-notice by registered_letter, formal", p.Of)
		}
		assert.Contains(t, fields, field)
		assert.Less(t, len(err.Error()), 400_000)
	}
}

func TestIBAN(t *testing.T) {
	for iban, good := range map[string]bool{
		"FR1420041010050500013M02606": true, "DE89 3704 0044 0532 0130 00": true, "BE68539007547034": true, "GB82WEST12345698765432": true,
		"DE88370400440532013000": false, "FR7630006000011234567890": false, "fr1420041010050500013M02606": false, "FR14": false, "": true,
		"GB82WEST12345698765423": false, strings.Repeat("A", 40): false,
	} {
		d := sample(t, letter.Reminder1, dunning.Business)
		d.Payment = letter.Payment{IBAN: iban, Other: "par chèque"}
		_, err := letter.Default().Write(firm, d)
		assert.Equal(t, good, err == nil, "%s: %v", iban, err)
	}
}

func extras(n int) map[string]string {
	m := map[string]string{}
	for i := range n {
		m[strings.Repeat("a", i+1)] = ""
	}
	return m
}

func TestRefusedByKind(t *testing.T) {
	for _, c := range []struct {
		kind  letter.Kind
		field string
		spoil func(*letter.Data)
	}{
		{letter.Preventive, "invoices[0].due", func(d *letter.Data) { d.Invoices[0].Due = d.Date - 1 }},
		{letter.Reminder1, "invoices", func(d *letter.Data) {
			d.Invoices = append(d.Invoices, letter.Invoice{ID: "A-1", Issued: d.Date, Due: d.Date, Amount: dec("-20000"), Open: dec("-20000")})
		}},
		{letter.FormalNotice, "deadline", func(d *letter.Data) { d.Deadline = d.Date + 7 }},
		{letter.FormalNotice, "deadline", func(d *letter.Data) { d.Deadline = d.Date + 31 }},
		{letter.FormalNotice, "payment.bic", func(d *letter.Data) { d.Payment.IBAN = "" }},
		{letter.PlanProposal, "plan", func(d *letter.Data) { d.Plan = d.Plan[:2] }},
		{letter.PlanProposal, "plan", func(d *letter.Data) { d.Plan = make([]letter.Instalment, 121) }},
		{letter.PlanProposal, "plan[1].due", func(d *letter.Data) { d.Plan[1].Due = d.Plan[0].Due }},
		{letter.PlanProposal, "plan[0].due", func(d *letter.Data) { d.Plan[0].Due = d.Date - 1 }},
		{letter.PlanProposal, "plan[0].amount", func(d *letter.Data) { d.Plan[0].Amount = dec("-1") }},
		{letter.PlanProposal, "plan[0].amount", func(d *letter.Data) { d.Plan[0].Amount = decimal.New(1, 1<<30) }},
		{letter.PromiseReceipt, "promise.amount", func(d *letter.Data) { d.Promise.Amount = dec("1000000") }},
		{letter.PromiseReceipt, "promise.for", func(d *letter.Data) { d.Promise.For = d.Promise.Made }},
		{letter.PromiseReceipt, "promise.made", func(d *letter.Data) { d.Promise.Made, d.Promise.For = d.Date+1, d.Date+2 }},
		{letter.PaymentReceipt, "receipt.amount", func(d *letter.Data) { d.Receipt.Amount = dec("-1") }},
		{letter.PaymentReceipt, "receipt.date", func(d *letter.Data) { d.Receipt.Date = d.Date + 1 }},
		{letter.DiscountOffer, "offer.discount", func(d *letter.Data) { d.Offer.Discount = dec("999999") }},
		{letter.DiscountOffer, "offer.until", func(d *letter.Data) { d.Offer.Until = d.Date }},
		{letter.PenaltyFreeze, "freeze.until", func(d *letter.Data) { d.Freeze.Until = d.Freeze.From }},
		{letter.PenaltyFreeze, "freeze.from", func(d *letter.Data) { d.Freeze.From = 1 << 30 }},
	} {
		d := sample(t, c.kind, dunning.Business)
		c.spoil(&d)
		for _, v := range letter.Default().Variants() {
			if v.Kind != c.kind {
				continue
			}
			_, err := letter.Default().Write(v, d)
			problems, ok := errors.AsType[dunning.Problems](err)
			require.True(t, ok, "%s %s: %v", v, c.field, err)
			assert.Equal(t, c.field, problems[0].Field, "%v", err)
		}
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	d := sample(t, letter.FormalNotice, dunning.Business)
	d.Creditor.Name, d.Place, d.Payment.BIC, d.Signatory = "a\nb", "c\nd", "?", ""
	_, err := letter.Default().Write(notices[0], d)
	problems, ok := errors.AsType[dunning.Problems](err)
	require.True(t, ok)
	assert.Len(t, problems, 3)
	incomplete, ok := errors.AsType[*letter.IncompleteError](err)
	require.True(t, ok, "what is missing is said with what is wrong")
	assert.True(t, incomplete.Has(letter.SignedBy))
}

// FuzzWrite: whatever a name says, a text is written with it, whole and on its
// line, or refused.
func FuzzWrite(f *testing.F) {
	f.Add("Menuiserie Tessier", "12 rue des Lices", int64(123456), 30)
	f.Add("{{.Total}}", "a\r\nb", int64(-1), -5)
	f.Add("é€😀", strings.Repeat("x", 300), int64(math.MaxInt64), math.MaxInt)
	base := sample(f, letter.FormalNotice, dunning.Consumer)
	base.Statements = nil
	set := letter.Default()
	variants := set.Variants()
	f.Fuzz(func(t *testing.T, name, line string, cents int64, days int) {
		d := base
		d.Debtor.Name, d.Debtor.Address, d.Debtor.Salutation = name, []string{line}, name
		d.Invoices = []letter.Invoice{{ID: line, Issued: today - 60, Due: today - date.Date(days), Amount: decimal.New(cents, -2), Open: decimal.New(cents, -2)}}
		v := variants[uint64(cents)%uint64(len(variants))]
		m, err := set.Write(v, d)
		if err != nil {
			assert.NotEmpty(t, err.Error())
			return
		}
		assert.NotContains(t, m.Subject, "\n")
		assert.NotContains(t, m.Body, "\r")
		if v.Channel == dunning.Letter && strings.TrimSpace(name) == name {
			assert.Contains(t, strings.Split(m.Body, "\n"), name)
		}
	})
}

// FuzzTemplates: a template is refused when the set is made, or it writes; it
// fails while writing only for a missing word or too much of it.
func FuzzTemplates(f *testing.F) {
	for _, body := range []string{
		"{{.Total}}", "{{range .Invoices}}{{.Number}}{{end}}", "{{with .Creditor}}{{.Name}}{{end}}", "{{$x := len .Plan}}{{if gt $x 1}}{{$x}}{{end}}",
		"{{.Extra.a}}", "{{template \"invoices\" .}}", "{{(.First).Number}}", "{{if and .Business .Public}}{{else if or .One .Paid}}{{end}}", "{{end}}{{define \"sms\"}}x",
		"{{range $i, $r := .Invoices}}{{if eq $i 1}}{{break}}{{end}}{{continue}}{{end}}", "{{\"a\" | eq \"b\" | not}}", "{{with $x := .Total}}{{$x}}{{.}}{{else with .Date}}{{.}}{{end}}",
		"{{$.Total}}{{- /* c */ -}}", "{{`raw`}}{{'a'}}{{1}}{{0x10}}{{true}}", "{{block \"b\" .First}}{{.Number}}{{end}}",
	} {
		f.Add(body)
	}
	d := sample(f, letter.Reminder1, dunning.Business)
	f.Fuzz(func(t *testing.T, body string) {
		set, err := letter.Default().With(map[string]string{file: `{{define "text/firm"}}` + body + `{{end}}`})
		if err != nil {
			_, ok := errors.AsType[letter.TemplateErrors](err)
			assert.True(t, ok)
			return
		}
		_, err = set.Write(firm, d)
		if err == nil {
			return
		}
		mistake, ok := errors.AsType[*letter.TemplateError](err)
		require.True(t, ok, "%v", err)
		missing := strings.Contains(mistake.What, "map has no entry")
		assert.True(t, missing || strings.Contains(mistake.What, "short write"), "the check let through: %v", err)
	})
}
