package aging

import (
	"encoding/csv"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// line is one line of the printed table: a label and six cells.
type line struct {
	Label string
	Cells [6]string
}

// sheet is the table in French words, for the two ways of printing it.
type sheet struct {
	Title, Subtitle string
	Head            [6]string
	Lines           []line   // (A)
	Excluded        []string // (B)
	Terms           []string // (C)
	Notes           []string
	Basis           string
}

var heads = [6]string{"0 jour (indicatif)", "1 à 30 jours", "31 à 60 jours", "61 à 90 jours", "91 jours et plus", "Total (1 jour et plus)"}

// WriteCSV writes the table in French for a spreadsheet: semicolons, decimal
// commas, UTF-8 with a byte-order mark. Errors are those of w.
func (t StatutoryTable) WriteCSV(w io.Writer) error {
	s := t.sheet(func(d decimal.Decimal) string { return strings.Replace(d.StringFixed(2), ".", ",", 1) })
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	out.UseCRLF = true
	rows := [][]string{{s.Title}, {s.Subtitle}, append([]string{"(A) Tranches de retard de paiement"}, s.Head[:]...)}
	for _, l := range s.Lines {
		rows = append(rows, append([]string{l.Label}, l.Cells[:]...))
	}
	for _, texts := range [][]string{s.Excluded, s.Terms, s.Notes, {s.Basis}} {
		for _, text := range texts {
			rows = append(rows, []string{text})
		}
	}
	return out.WriteAll(rows)
}

// WriteHTML writes the table in French as a <section> without style, to be
// placed in a page. Errors are those of w.
func (t StatutoryTable) WriteHTML(w io.Writer) error {
	return page.Execute(w, t.sheet(func(d decimal.Decimal) string { return locale.Number(d, 2, law.French) }))
}

var page = template.Must(template.New("D441-6").Parse(`<section class="d441-6" lang="fr">
<table>
<caption>{{.Title}}<br>{{.Subtitle}}</caption>
<thead><tr><th scope="col">(A) Tranches de retard de paiement</th>{{range .Head}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Lines}}<tr><th scope="row">{{.Label}}</th>{{range .Cells}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody>
</table>
{{range .Excluded}}<p>{{.}}</p>
{{end}}{{range .Terms}}<p>{{.}}</p>
{{end}}{{range .Notes}}<p><small>{{.}}</small></p>
{{end}}<p><small>{{.Basis}}</small></p>
</section>
`))

func (t StatutoryTable) sheet(number func(decimal.Decimal) string) sheet {
	s := sheet{
		Title: "Article D. 441-6, I, 2° du code de commerce : factures émises non réglées à la date de clôture de l’exercice dont le terme est échu",
		Head:  heads,
		Basis: fmt.Sprintf("%s — %s.", t.Basis.Article, t.Basis.Source),
	}
	base := "Pourcentage du chiffre d’affaires de l’exercice"
	if t.Request.Model == DuringYear {
		s.Title = "Article D. 441-6, II du code de commerce : factures émises ayant connu un retard de paiement au cours de l’exercice"
		base = "Pourcentage du montant total des factures émises dans l’année"
	}
	code := t.Request.Currency
	if code == "" {
		code = "EUR"
	}
	s.Subtitle = fmt.Sprintf("Exercice du %s au %s, montants %s en %s", locale.ShortDate(t.Request.From, law.French), locale.ShortDate(t.Request.Until-1, law.French), t.Request.Tax, code)

	count, amount, percent := line{Label: "Nombre de factures concernées"},
		line{Label: fmt.Sprintf("Montant total des factures concernées (%s)", t.Request.Tax)},
		line{Label: fmt.Sprintf("%s (%s)", base, t.Request.Tax)}
	columns := []Column{t.ZeroDay.Column}
	columns = append(append(columns, t.Tranches[:]...), t.Total.Column)
	for i, c := range columns {
		amount.Cells[i], percent.Cells[i] = number(c.Amount), number(c.Percent)+" %"
	}
	count.Cells[0], count.Cells[5] = fmt.Sprint(t.ZeroDay.Invoices), fmt.Sprint(t.Total.Invoices)
	s.Lines = []line{count, amount, percent}
	if t.Request.Model == DuringYear {
		share := line{Label: "Pourcentage du nombre total des factures émises dans l’année"}
		share.Cells[0], share.Cells[5] = number(t.ZeroDay.InvoicesPercent)+" %", number(t.Total.InvoicesPercent)+" %"
		s.Lines = []line{count, share, amount, percent}
	}

	listed := func(what string, e Exclusion, tax dunning.TaxBasis) string {
		text := fmt.Sprintf("%s : %d, montant total (%s) %s", what, len(e.Invoices), tax, number(e.Amount))
		if len(e.Invoices) > 0 {
			text += " — " + strings.Join(e.Invoices, ", ")
		}
		return text
	}
	s.Excluded = []string{
		listed("(B) Factures exclues du (A), créances litigieuses", t.Disputed, t.Request.Tax),
		listed("(B) Factures exclues du (A), créances non comptabilisées", t.NotRecorded, t.Request.Tax),
	}
	for _, c := range []struct{ what, terms string }{{"contractuels", t.Request.Contractual}, {"légaux", t.Request.Legal}} {
		if c.terms != "" {
			s.Terms = append(s.Terms, fmt.Sprintf("(C) Délais de paiement de référence %s : %s", c.what, c.terms))
		}
	}
	if len(t.Undated.Invoices) > 0 {
		s.Notes = append(s.Notes, listed("Factures sans date d’échéance connue, hors tableau", t.Undated, t.Request.Tax))
	}
	if len(t.Credits.Invoices) > 0 {
		s.Notes = append(s.Notes, listed("Soldes créditeurs, non déduits", t.Credits, t.Request.Tax))
	}
	return s
}
