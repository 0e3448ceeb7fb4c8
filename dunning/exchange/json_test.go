package exchange_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/dunning/terms"
)

func full() []dunning.Account {
	d := func(m time.Month, day int) date.Date { return date.New(2026, m, day) }
	amount := decimal.RequireFromString
	return []dunning.Account{{
		Client: dunning.Client{ID: "C1", Name: "Boulangerie", Kind: dunning.Consumer, Terms: terms.EndOfMonth(45), Since: d(1, 1), CreditLimit: amount("500"), Insured: true, Insolvency: d(9, 1), EmailMissing: true},
		Invoices: []*dunning.Invoice{{
			ID: "F-1", Client: "C1", Currency: "EUR", Issued: d(1, 2), Booked: d(1, 5), Due: d(3, 31), Ordered: d(1, 1), Delivered: d(1, 2), Received: d(1, 3), Terms: terms.Net(30),
			Amount: amount("120.40"), Net: amount("100.33"), Doubtful: true, DoubtfulFrom: d(6, 30),
			Settlements: []dunning.Settlement{{Date: d(4, 1), Amount: amount("20"), Kind: dunning.Returned, Ref: "x"}},
			Instalments: []dunning.Instalment{{Due: d(3, 31), Amount: amount("60.20")}, {Due: d(4, 30), Amount: amount("60.20")}},
			Disputes:    []dunning.Dispute{{From: d(2, 1), Until: d(2, 9), Amount: amount("5"), Reason: "colis"}},
		}, {ID: "P-1", Client: "C1", Kind: dunning.OnAccount, Issued: d(5, 1), Amount: amount("-3")},
			{ID: "F-0", Client: "C1", Kind: dunning.Carried, Issued: date.New(2025, time.December, 1), Booked: d(1, 1), Amount: amount("7.50")}},
		Promises: []dunning.Promise{{Invoice: "F-1", Made: d(4, 2), For: d(4, 9), Amount: amount("10")}},
		Holds:    []dunning.Hold{{Invoice: "F-1", From: d(4, 2), Until: d(4, 9), Reason: "geste", Owner: "Paul"}},
		History:  dunning.History{{Date: d(4, 3), Step: "relance-1", Channel: dunning.RegisteredLetter, Invoice: "F-1", Policy: "standard@3", Ref: "1A"}},
	}}
}

func TestJSONRoundTrip(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, exchange.WriteJSON(&first, full()))
	read, err := exchange.ReadJSON("a.json", bytes.NewReader(first.Bytes()))
	require.NoError(t, err)
	require.NoError(t, exchange.WriteJSON(&second, read))
	assert.Equal(t, first.String(), second.String())
	assert.Equal(t, full()[0].History, read[0].History)
	assert.Equal(t, full()[0].Client.Terms, read[0].Client.Terms)
	for i, inv := range read[0].Invoices {
		want := full()[0].Invoices[i]
		assert.Equal(t, want.Kind, inv.Kind)
		assert.Equal(t, want.Booked, inv.Booked)
		assert.Equal(t, want.DoubtfulFrom, inv.DoubtfulFrom)
	}
}

func TestJSONRefusals(t *testing.T) {
	for text, want := range map[string]string{
		`[`:                                     "a.json:1:2: ends before the array of accounts does",
		``:                                      "a.json:1:1: ends before",
		`[]x`:                                   "a.json:1:3: something follows",
		`[] []`:                                 "a.json:1:4: something follows",
		`{}`:                                    "a.json:1:1: is an object where an array is expected",
		`[{"client":{"id":"a","id":"b"}}]`:      "a.json:1:22: [0].client.id: stands twice",
		`[{"client":{"ID":"a"}}]`:               `[0].client.ID: unknown field "ID"; the names are id, name, kind`,
		"[{\"client\":{\"id\":\"caf\xe9\"}}]":   "a.json:1:22: is not UTF-8",
		`[{"client":{"id":"a"},}]`:              "a.json:1:23: invalid character",
		`[{"cleint":{}}]`:                       `unknown field "cleint"`,
		`[{"client":{}}]`:                       "a.json:1:12: [0].client.id: is empty",
		`[{"client":{"id":1}}]`:                 "is a number where a string is expected",
		`[{"client":{"id":"C","kind":"shop"}}]`: "is none of business public consumer",
		`[{"client":{"id":"C","terms":"bientôt"}}]`:                                               "[0].client.terms",
		`[{"client":{"id":"C"},"invoices":[{"id":"F","issued":"2026-02-30","amount":"1e9999"}]}]`: "[0].invoices[0].amount",
		`[{"client":{"id":"C"},"invoices":[{"id":"F","issued":"2026-02-28","amount":"1.234"}]}]`:  "has more decimals",
		`[{"client":{"id":"C"},"history":[{"date":"2026-02-28","channel":"pigeon"}]}]`:            "[0].history[0].channel",
	} {
		_, err := exchange.ReadJSON("a.json", strings.NewReader(text))
		assert.ErrorContains(t, err, want, text)
	}
}

// TestJSONProblemsComeAllAtOnce: numbers where strings are expected, unknown
// names and names that stand twice, each at its place; then what is wrong with
// the values.
func TestJSONProblemsComeAllAtOnce(t *testing.T) {
	_, err := exchange.ReadJSON("a.json", strings.NewReader(`[
 {"client": {"id": 7, "insured": "yes"},
  "invoices": [{"id": "F", "issued": "2026-02-01", "amount": 12.5, "paid": {"on": [1]}}],
  "invoices": null, "holds": {}}
]`))
	assert.Equal(t, strings.Join([]string{
		`a.json:2:20: [0].client.id: is a number where a string is expected; write it between quotes`,
		`a.json:2:34: [0].client.insured: is a string where true or false is expected`,
		`a.json:3:62: [0].invoices[0].amount: is a number where a string is expected; write it between quotes`,
		`a.json:3:68: [0].invoices[0].paid: unknown field "paid"; the names are id, currency, kind, issued, booked, due, terms, ordered, delivered, received, amount, net, doubtful, doubtful_from, settlements, instalments, disputes`,
		`a.json:4:3: [0].invoices: stands twice; keep one of them`,
		`a.json:4:30: [0].holds: is an object where an array is expected`,
	}, "\n"), err.Error())

	_, err = exchange.ReadJSON("a.json", strings.NewReader(`[{"client": {"id": "C"}},
 {"client": {"id": "D", "since": "hier"}, "invoices": [
  {"id": "F-1", "issued": "2026-01-01", "amount": "1.00"},
  {"id": "F-11", "issued": "2026-13-01",
   "amount": "1,00"}]}]`))
	var places []string
	for _, p := range problemsOf(t, err).List {
		places = append(places, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Column))
	}
	assert.Equal(t, []string{"2:34 [1].client.since", "4:28 [1].invoices[1].issued", "5:14 [1].invoices[1].amount"}, places)

	// What does not hold together has the place of its value as well.
	_, err = exchange.ReadJSON("a.json", strings.NewReader(`[{"client": {"id": "C"}, "invoices": [
  {"id": "F-1", "issued": "2026-01-01", "booked": "2026-01-05",
   "doubtful_from": "2026-06-30", "amount": "1.00"}]}]`))
	assert.EqualError(t, err, `a.json:3:21: [0].invoices[0].doubtful_from: is given for a document that is not doubtful; say that it is doubtful too`)

	// Thousands of mistakes on one line take no longer than reading it.
	_, err = exchange.ReadJSON("a.json", strings.NewReader(`[{"client":{"id":"C"},"history":[`+strings.Repeat(`1,`, 20_000)+`1]}]`))
	assert.Equal(t, 19_901, problemsOf(t, err).More)
}

func FuzzReadJSON(f *testing.F) {
	var b bytes.Buffer
	if err := exchange.WriteJSON(&b, full()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Fuzz(func(t *testing.T, text string) {
		accounts, err := exchange.ReadJSON("f.json", strings.NewReader(text))
		if err != nil {
			return
		}
		var first, second bytes.Buffer
		if err := exchange.WriteJSON(&first, accounts); err != nil {
			t.Fatal(err)
		}
		again, err := exchange.ReadJSON("f.json", bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, first.String())
		}
		if err := exchange.WriteJSON(&second, again); err != nil || first.String() != second.String() {
			t.Fatalf("not stable: %v", err)
		}
	})
}
