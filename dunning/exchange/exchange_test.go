package exchange_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
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
	"github.com/creance/creance/internal/deptest"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{
		deptest.Module + "policy/":  "files carry facts, not decisions",
		deptest.Module + "penalty/": "files carry facts, not claims",
	})
}

const isoInvoices = `id,client,issued,due,amount,net,currency,doubtful,doubtful_from,kind,booked
F-1,C1,2026-01-15,2026-02-28,1200.00,1000.00,,no,,invoice,
F-2,C1,2026-02-01,,-120.50,,EUR,yes,,,2026-02-03
F-3,C2,2026-03-01,2026-04-30,15000,,JPY,,,,
F-4,C2,2025-11-20,2025-12-20,80.00,,,yes,2026-06-30,carried,2026-01-01
P-1,C2,2026-03-02,,-7.00,,,,,on-account,
N-1,C2,2026-01-01,,12.00,,,,,opening,
X-1,C2,2026-03-04,,3.00,,,,,suspense,
`

const frenchInvoices = "\uFEFFNuméro;Client;Date;Échéance;Montant_TTC;Montant_HT;Devise;Douteux;Douteux_depuis;Nature;Comptabilisation\r\n" +
	"F-1;C1;15/01/2026;28/02/2026;1 200,00;1 000,00;;non;;facture;\r\n" +
	"F-2;C1;01/02/2026;;-120,50;;EUR;oui;;;03/02/2026\r\n" +
	"F-3;C2;01/03/2026;30/04/2026;15000;;JPY;;;;\r\n" +
	"F-4;C2;20/11/2025;20/12/2025;80,00;;;oui;30/06/2026;reprise;01/01/2026\r\n" +
	"P-1;C2;02/03/2026;;-7,00;;;;;acompte;\r\n" +
	"N-1;C2;01/01/2026;;12,00;;;;;à-nouveau;\r\n" +
	"X-1;C2;04/03/2026;;3,00;;;;;attente;\r\n"

// The same facts written by a program and by a French spreadsheet.
func TestFormatsSayTheSame(t *testing.T) {
	iso, err := exchange.Invoices("iso.csv", strings.NewReader(isoInvoices), exchange.ISO())
	require.NoError(t, err)
	french, err := exchange.Invoices("fr.csv", strings.NewReader(frenchInvoices), exchange.French())
	require.NoError(t, err)
	require.Len(t, iso, 7)
	assert.Equal(t, wire(t, iso...), wire(t, french...))
	assert.Equal(t, "2026-02-28", french[0].Due.String())
	assert.Equal(t, "1200.00", french[0].Amount.StringFixed(2))
	assert.True(t, french[1].Doubtful)
	assert.Equal(t, "2026-02-03", french[1].Booked.String())
	assert.Equal(t, dunning.Carried, french[3].Kind)
	assert.Equal(t, "2026-01-01", french[3].BookedOn().String())
	assert.Equal(t, "2026-06-30", french[3].DoubtfulFrom.String())
	assert.Equal(t, []dunning.DocumentKind{dunning.OnAccount, dunning.Opening, dunning.Suspense},
		[]dunning.DocumentKind{french[4].Kind, french[5].Kind, french[6].Kind})
}

func wire(t *testing.T, invoices ...*dunning.Invoice) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, exchange.WriteJSON(&b, []dunning.Account{{Client: dunning.Client{ID: "C"}, Invoices: invoices}}))
	return b.String()
}

func TestProblemsComeAllAtOnceWithTheirPlace(t *testing.T) {
	_, err := exchange.Invoices("bad.csv", strings.NewReader(
		"id,client,issued,amount\n"+
			"F-1,C1,2026-02-30,12.00\n"+
			"F-2,C1,2026-02-01,1e9999\n"+
			"F-3,C1,2026-02-01\n"+
			",C1,2026-02-01,10\n"+
			"F-5,C1,01/02/2026,10\n"), exchange.ISO())
	problems := problemsOf(t, err)
	var places []string
	for _, p := range problems.List {
		places = append(places, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Column))
	}
	assert.Equal(t, []string{"2:8 issued", "3:19 amount", "4:0 ", "5:1 id", "6:8 issued"}, places)
	assert.Contains(t, err.Error(), `bad.csv:2:8: issued: date "2026-02-30" is not in the calendar: that month has 28 days`)
	_, found := errors.AsType[*exchange.Problem](err)
	assert.True(t, found)
}

// A wrong cell on one line does not hide what is wrong with another.
func TestWrongCellsAndWrongInvoicesComeTogether(t *testing.T) {
	_, err := exchange.Invoices("bad.csv", strings.NewReader(
		"id,client,issued,amount\nF-1,C1,never,1\nF-2,C1,2026-01-01,1.001\nF-1,C1,2026-01-01,1\n"), exchange.ISO())
	assert.ErrorContains(t, err, `bad.csv:2:8: issued: date "never"`)
	assert.ErrorContains(t, err, "bad.csv:3: amount: has more decimals than its currency")
	assert.ErrorContains(t, err, "stands already on line 2")
}

func TestRefusedFiles(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		f    exchange.Format
		want string
	}{
		"empty":                {"", exchange.ISO(), "is empty"},
		"wrong separator":      {"id;client;issued;amount\n", exchange.ISO(), "unknown column"},
		"misspelt column":      {"id,client,issued,amount,deu\n", exchange.ISO(), `unknown column "deu"`},
		"column twice":         {"id,client,issued,amount,id\n", exchange.ISO(), "stands twice"},
		"no amount":            {"id,client,issued\n", exchange.ISO(), "missing from the header"},
		"open quote":           {"id,client,issued,amount\n\"F-1,C1,2026-01-01,1\n", exchange.ISO(), "bad.csv:"},
		"same number twice":    {isoInvoices + "F-1,C1,2026-01-15,2026-02-28,1200.00,,,,,,\n", exchange.ISO(), "stands already on line 2"},
		"cents of a cent":      {"id,client,issued,amount\nF-1,C1,2026-01-01,1.001\n", exchange.ISO(), "has more decimals than its currency"},
		"point in French":      {"id;client;date;amount\nF;C;01/01/2026;1.5\n", exchange.French(), "declares a decimal comma"},
		"two commas":           {"id;client;date;amount\nF;C;01/01/2026;1,5,0\n", exchange.French(), "is not a plain decimal"},
		"American date":        {"id;client;date;amount\nF;C;12/31/2026;1,5\n", exchange.French(), "has a month outside 1-12"},
		"ISO date in French":   {"id;client;date;amount\nF;C;2026-12-31;1,5\n", exchange.French(), "is not written DD/MM/YYYY"},
		"a cell of a million":  {"id,client,issued,amount\n" + strings.Repeat("9", 1e6) + ",C,2026-01-01,1\n", exchange.ISO(), "has 1000000 bytes"},
		"not UTF-8":            {"id,client,issued,amount\nF\xe9,C,2026-01-01,1\n", exchange.ISO(), "is not UTF-8"},
		"booked never":         {"id,client,issued,booked,amount\nF,C,2026-01-01,2026-02-30,1\n", exchange.ISO(), "bad.csv:2:16: booked: date"},
		"doubtful from when":   {"id,client,issued,amount,doubtful,doubtful_from\nF,C,2026-01-01,1,yes,soon\n", exchange.ISO(), "bad.csv:2:22: doubtful_from: date"},
		"from a day, or not":   {"id,client,issued,amount,doubtful_from\nF,C,2026-01-01,1,2026-01-02\n", exchange.ISO(), "bad.csv:2: doubtful_from: is given for a document that is not doubtful"},
		"no such document":     {"id,client,issued,amount,kind\nF,C,2026-01-01,1,avoir\n", exchange.ISO(), `bad.csv:2:18: kind: "avoir" is none of invoice (facture)`},
		"neither yes nor no":   {"id,client,issued,amount,doubtful\nF,C,2026-01-01,1,perhaps\n", exchange.ISO(), "neither yes"},
		"terms not understood": {"id,client,issued,amount,terms\nF,C,2026-01-01,1,quand vous pourrez\n", exchange.ISO(), "terms"},
	} {
		_, err := exchange.Invoices("bad.csv", strings.NewReader(c.text), c.f)
		if assert.Error(t, err, name) {
			assert.Contains(t, err.Error(), c.want, name)
			assert.Less(t, len(err.Error()), 1000, name)
		}
	}
}

func TestProblemsAreCapped(t *testing.T) {
	text := "id,client,issued,amount\n"
	for i := range 250 {
		text += fmt.Sprintf("F-%d,C,never,1\n", i)
	}
	_, err := exchange.Invoices("bad.csv", strings.NewReader(text), exchange.ISO())
	problems := problemsOf(t, err)
	assert.Len(t, problems.List, 100)
	assert.Equal(t, 150, problems.More)
	assert.True(t, strings.HasSuffix(err.Error(), "and 150 more"))
}

func TestIgnoredColumns(t *testing.T) {
	f := exchange.ISO()
	f.Ignore = []string{"note"}
	got, err := exchange.Invoices("i.csv", strings.NewReader("id,client,note,issued,amount\nF,C,hello,2026-01-01,1\n"), f)
	require.NoError(t, err)
	assert.Equal(t, "F", got[0].ID)
}

func TestClients(t *testing.T) {
	clients, err := exchange.Clients("c.csv", strings.NewReader(
		"code;nom;type;conditions;depuis;plafond;assuré;procédure\n"+
			"C1;Mairie d'Exemple;public;30 jours;01/01/2020;10 000,00;oui;\n"+
			"C2;Client;;;;;;15/03/2026\n"), exchange.French())
	require.NoError(t, err)
	assert.Equal(t, dunning.Public, clients[0].Kind)
	assert.Equal(t, terms.Net(30), clients[0].Terms)
	assert.Equal(t, "10000.00", clients[0].CreditLimit.StringFixed(2))
	assert.True(t, clients[0].Insured)
	assert.Equal(t, "2026-03-15", clients[1].Insolvency.String())

	_, err = exchange.Clients("c.csv", strings.NewReader("id,kind\nC1,shop\nC2,\nC2,\n"), exchange.ISO())
	assert.ErrorContains(t, err, `"shop" is none of`)
	_, err = exchange.Clients("c.csv", strings.NewReader("id\nC2\nC2\n"), exchange.ISO())
	assert.ErrorContains(t, err, "stands already on line 2")
}

func accounts(t *testing.T, settlements string) ([]dunning.Account, error) {
	t.Helper()
	clients, err := exchange.Clients("c.csv", strings.NewReader("id\nC1\nC2\n"), exchange.ISO())
	require.NoError(t, err)
	invoices, err := exchange.Invoices("i.csv", strings.NewReader(
		"id,client,issued,amount\nF-1,C1,2026-01-01,100\nF-1,C2,2026-01-01,70\nF-2,C2,2026-01-01,50\n"), exchange.ISO())
	require.NoError(t, err)
	found, err := exchange.Settlements("s.csv", strings.NewReader("invoice,client,date,amount,kind,ref\n"+settlements), exchange.ISO())
	require.NoError(t, err)
	first, err := exchange.Accounts("s.csv", clients, invoices, found)
	again, _ := exchange.Accounts("s.csv", clients, invoices, found)
	assert.Equal(t, len(first), len(again))
	for _, inv := range invoices {
		assert.Empty(t, inv.Settlements, "the invoices given are not changed")
	}
	return first, err
}

func TestAccounts(t *testing.T) {
	got, err := accounts(t, "F-1,C1,2026-02-01,60,,VIR 1\nF-2,,2026-02-02,50,avoir,A-1\nF-1,C1,2026-02-03,60,returned,\n")
	require.NoError(t, err)
	d := date.New(2026, time.March, 1)
	assert.Equal(t, "100.00", got[0].Invoices[0].OpenAt(d).StringFixed(2))
	assert.Equal(t, "0.00", got[1].Invoices[1].OpenAt(d).StringFixed(2))
	assert.Equal(t, dunning.CreditNote, got[1].Invoices[1].Settlements[0].Kind)
}

func TestAccountsLoseNothingSilently(t *testing.T) {
	_, err := accounts(t, "F-1,,2026-02-01,60,,\nF-9,,2026-02-01,60,,\nF-2,C2,2026-02-01,-1,,\n")
	assert.ErrorContains(t, err, `s.csv:2: invoice: settles invoice "F-1", which 2 clients have; fill the client column`)
	assert.ErrorContains(t, err, `s.csv:3: invoice: settles invoice "F-9", which is in no list`)
	assert.ErrorContains(t, err, `s.csv:4: amount: of invoice "F-2" is negative; write it positive`)

	orphan := &dunning.Invoice{ID: "F-3", Client: "nobody"}
	_, err = exchange.Accounts("s.csv", nil, []*dunning.Invoice{orphan}, nil)
	assert.ErrorContains(t, err, `invoice "F-3" is of client "nobody", who is in no list`)
	_, err = exchange.Settlements("s.csv", strings.NewReader("invoice,date,amount,kind\nF,2026-01-01,1,gift\n"), exchange.ISO())
	assert.ErrorContains(t, err, `"gift" is none of`)
}

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
	_, err = exchange.ReadJSON("a.json", strings.NewReader(`[{"client":{"id":"C"},"history":[`+strings.Repeat(`1,`, 200_000)+`1]}]`))
	assert.Equal(t, 199_901, problemsOf(t, err).More)
}

// TestThousands: blanks stand between thousands or nowhere.
func TestThousands(t *testing.T) {
	for cell, want := range map[string]string{
		"1 234,56": "1234.56", "1\u00a0234\u202f567,8": "1234567.8", "-12 345": "-12345", "1234,5": "1234.5", "+1 000,00": "1000", "0,5": "0.5",
		"12 34,56": "", "1234 567,00": "", "1 2": "", "1  234": "", "1 234,5 6": "", "- 5": "", "1,234,567": "", ",5": "", "1 234.5": "", "1 234 €": "",
	} {
		invoices, err := exchange.Invoices("f.csv", strings.NewReader("id;client;date;amount\nF;C;01/01/2026;"+cell+"\n"), exchange.French())
		if want == "" {
			assert.ErrorContains(t, err, "f.csv:2:16: amount: ", cell)
			continue
		}
		require.NoError(t, err, cell)
		assert.Equal(t, want, invoices[0].Amount.String(), cell)
	}
}

// TestExcelCharset: Excel's plain CSV is not UTF-8, which is said at the header
// or read when it is declared.
func TestExcelCharset(t *testing.T) {
	const ansi = "num\xe9ro;client;date;\xe9ch\xe9ance;montant_ttc\r\nF-1;Caf\xe9 \x9cuvre;01/02/2026;03/03/2026;1\xa0200,50\r\n"
	_, err := exchange.Invoices("f.csv", strings.NewReader(ansi), exchange.French())
	assert.EqualError(t, err, `f.csv:1: column 1 of the header is not UTF-8; save the file as UTF-8 ("CSV UTF-8" in Excel), or set Format.Windows1252`)
	declared := exchange.French()
	declared.Windows1252 = true
	invoices, err := exchange.Invoices("f.csv", strings.NewReader(ansi), declared)
	require.NoError(t, err)
	assert.Equal(t, "Café œuvre", invoices[0].Client)
	assert.Equal(t, "1200.5", invoices[0].Amount.String())
	_, err = exchange.Invoices("f.csv", strings.NewReader("id;client;date;amount\nF\x81;C;01/01/2026;1\n"), declared)
	assert.ErrorContains(t, err, "f.csv:2:1: id: is not Windows-1252")
}

func TestSheetForFrenchExcel(t *testing.T) {
	var b bytes.Buffer
	s := exchange.NewSheet(&b, exchange.French(), "client", "@ouvert", "échéance", "jours")
	s.Row("=HYPERLINK(\"x\")", decimal.RequireFromString("-1234.5"), date.New(2026, 11, 3), 12)
	s.Row("Durand; fils", decimal.RequireFromString("0.125"), date.Date(0), true)
	require.NoError(t, s.Close())
	assert.Equal(t, "\uFEFFclient;'@ouvert;échéance;jours\r\n"+
		"\"'=HYPERLINK(\"\"x\"\")\";-1234,50;03/11/2026;12\r\n"+
		"\"Durand; fils\";0,125;;true\r\n", b.String())
}

func TestSheetReportsTheWriter(t *testing.T) {
	file, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer file.Close()
	s := exchange.NewSheet(file, exchange.French(), "a")
	s.Row("b")
	assert.Error(t, s.Close(), "a file open for reading")
}

func problemsOf(t *testing.T, err error) *exchange.Problems {
	t.Helper()
	problems, ok := errors.AsType[*exchange.Problems](err)
	require.True(t, ok, "%v", err)
	return problems
}

func FuzzInvoices(f *testing.F) {
	f.Add(isoInvoices, false)
	f.Add(frenchInvoices, true)
	f.Fuzz(func(t *testing.T, text string, french bool) {
		format := exchange.ISO()
		if french {
			format = exchange.French()
		}
		got, err := exchange.Invoices("f.csv", strings.NewReader(text), format)
		if err != nil {
			return
		}
		for _, inv := range got {
			if err := inv.Validate(); err != nil {
				t.Fatal(err)
			}
		}
		// What a spreadsheet gave crosses as JSON.
		text = wire(t, got...)
		again, err := exchange.ReadJSON("f.json", strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if back := wire(t, again[0].Invoices...); back != text {
			t.Fatalf("%s\n%s", text, back)
		}
	})
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

func ExampleInvoices() {
	file := strings.NewReader("Numéro;Client;Date;Conditions;Montant_TTC\n" +
		"F-101;Durand;31/03/2026;30 jours fin de mois;1 200,50\n")
	invoices, err := exchange.Invoices("factures.csv", file, exchange.French())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(invoices[0].ID, invoices[0].Amount, invoices[0].DueDate())
	// Output: F-101 1200.5 2026-04-30
}
