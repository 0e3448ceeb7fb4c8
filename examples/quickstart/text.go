package main

import (
	"bytes"
	"io"
	"path/filepath"
)

func writeText(w io.Writer, r *report, p screen) error {
	var b bytes.Buffer
	b.WriteString(p.strong(r.heading()) + "\n")
	b.WriteString(p.dim(r.unit()) + "\n")
	if r.demo {
		b.WriteString(p.dim(r.demoNotice()) + "\n")
	}
	for _, warning := range r.warnings() {
		b.WriteString(p.alert(warning) + "\n")
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
	b.WriteString("\n" + p.dim(r.disclaimer()) + "\n")
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
