package fec

import (
	"strings"
	"unicode"

	"github.com/rickb777/date/v2"
)

// A Journal is one book of the file.
type Journal struct {
	Code  string
	Label string
	Kind  JournalKind
	Lines int // of all accounts

	sold, moved int // lines on sales or VAT accounts, and on class 5
	days        map[date.Date]int
}

// JournalKind says what a journal records.
type JournalKind uint8

const (
	OtherJournal   JournalKind = iota // operations diverses, achats, paie…
	SalesJournal                      // ventes
	MoneyJournal                      // banque, caisse
	OpeningJournal                    // à-nouveaux
	endJournalKind
)

var journalNames = [...]string{"other", "sales", "money", "opening"}

// String is "other", "sales", "money" or "opening".
func (k JournalKind) String() string {
	if k >= endJournalKind {
		return "unknown"
	}
	return journalNames[k]
}

// classify decides the kind of a journal: an opening journal by its name,
// since its entries touch every class; sales by a name that says so, since a shop
// books its takings there; else by what it books, since codes are free (the bank
// may be "C1"): money when at least a quarter of its lines stand on class 5, sales
// when a quarter stand on accounts 70 and 4457.
func (j *Journal) classify() JournalKind {
	switch {
	case j.opens() && j.inOneDay():
		return OpeningJournal
	case j.sold > 0 && (strings.Contains(words(j.Label), " VENTE ") || strings.Contains(words(j.Label), " VENTES ")):
		return SalesJournal
	case j.moved > 0 && 4*j.moved >= j.Lines:
		return MoneyJournal
	case j.sold > 0 && 4*j.sold >= j.Lines:
		return SalesJournal
	}
	return OtherJournal
}

// opens reports whether a journal is named as one of balances brought forward.
func (j *Journal) opens() bool {
	switch strings.TrimSpace(words(j.Code)) {
	case "AN", "ANO", "ANV", "ANX", "RAN", "A N", "ANOUV", "NOUV":
		return true
	}
	return broughtForward(j.Code) || broughtForward(j.Label)
}

// inOneDay reports whether most lines of a journal stand on one day of their year,
// as balances brought forward do. A journal that goes through the former year day
// by day ("à-nouveaux détaillés") holds its documents themselves.
func (j *Journal) inOneDay() bool {
	most := map[int]int{}
	for on, lines := range j.days {
		most[on.Year()] = max(most[on.Year()], lines)
	}
	together := 0
	for _, lines := range most {
		together += lines
	}
	return 2*together >= j.Lines
}

// broughtForward reports whether a label speaks of balances brought forward.
func broughtForward(label string) bool {
	w := words(label)
	for _, phrase := range []string{" A NOUVEAU ", " A NOUVEAUX ", " ANOUVEAU ", " ANOUVEAUX ", " REPORT NOUVEAU ", " REPORTS NOUVEAUX ", " SOLDE D OUVERTURE ", " BILAN D OUVERTURE "} {
		if strings.Contains(w, phrase) {
			return true
		}
	}
	return false
}

// words are the words of a label in capitals without accents, a space before
// and after each: looking for " RAN " does not find "FRANCE".
func words(label string) string {
	var b strings.Builder
	b.WriteByte(' ')
	gap := true
	for _, c := range unaccent.Replace(label) {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			if !gap {
				b.WriteByte(' ')
			}
			gap = true
			continue
		}
		b.WriteRune(unicode.ToUpper(c))
		gap = false
	}
	if !gap {
		b.WriteByte(' ')
	}
	return b.String()
}
