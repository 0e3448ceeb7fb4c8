package main

import (
	"bytes"
	"io"
	"path/filepath"
)

func writeText(w io.Writer, r *report, p screen) error {
	var b bytes.Buffer
	write := func(text string, style func(string) string) {
		for _, line := range fold(text, p.width) {
			b.WriteString(style(line) + "\n")
		}
	}
	write(r.heading(), p.strong)
	write(r.unit(), p.dim)
	if r.demo {
		write(r.demoNotice(), p.dim)
	}
	for _, warning := range r.warnings() {
		write(warning, p.alert)
	}
	for _, s := range r.sections() {
		b.WriteString("\n" + p.title(s.title) + "\n")
		if s.table != nil {
			s.table.write(&b, p)
		}
		for _, note := range s.notes {
			for i, line := range fold(note, p.width-4) {
				indent := "  "
				if i > 0 {
					indent = "    "
				}
				if s.alert {
					line = p.alert(line)
				}
				b.WriteString(indent + line + "\n")
			}
		}
	}
	b.WriteString("\n")
	write(r.disclaimer(), p.dim)
	_, err := w.Write(b.Bytes())
	return err
}

func (r *report) heading() string {
	return r.say("Comptes clients de ", "Customer accounts of ") + filepath.Base(r.name) + r.say(" au ", " on ") + r.day(r.asOf)
}

func (r *report) unit() string {
	return r.say("Montants en euros, TTC", "Amounts in euros, VAT included")
}

func (r *report) demoNotice() string {
	return r.say("Grand livre inventé : clients, factures et montants n’existent pas. Le vôtre : -fec FICHIER",
		"An invented ledger: no such clients, invoices or amounts. Yours: -fec FILE")
}

func (r *report) disclaimer() string {
	return r.say("Calculs vérifiables, pas un conseil juridique.", "Figures that can be checked, not legal advice.")
}
