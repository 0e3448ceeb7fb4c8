package exchange_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
)

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
