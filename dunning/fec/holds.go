package fec

import (
	"slices"
	"strings"
)

// Reasons of the holds that a ledger asks for by itself, as [dunning.Hold] has them.
const (
	HoldCollective      = "Compte collectif : client à identifier"                       // of a client: see NoAuxiliary
	HoldLetteredOutside = "Lettrée avec une écriture absente du fichier"                 // of an invoice: see LetterOutside
	HoldRetention       = "Retenue de garantie : le grand livre n’en dit pas l’échéance" // of an invoice on 4117
)

// Words that follow CLIENTS and RECETTES in the names of accounts that gather many,
// "" being none.
var (
	manyClients = []string{"", "DIVERS", "DE", "PASSAGE", "COMPTOIR", "COMPTANT", "OCCASIONNELS", "PARTICULIERS", "INTERNET", "WEB"}
	takings     = []string{"", "CB", "CARTE", "CARTES", "CHQ", "CHEQUE", "CHEQUES", "ESPECE", "ESPECES", "DU", "JOURNALIERE", "JOURNALIERES"}
)

// pooled reports whether a line names nobody: a reminder to the collective account,
// to "Clients divers" or to the takings of the month would reach no one who owes it.
func (l *Line) pooled() bool {
	name := append(strings.Fields(words(l.ClientName)), "", "")
	first, second := name[0], name[1]
	clients := first == "CLIENT" || first == "CLIENTS"
	switch {
	case l.Client == l.Account:
		return clients || len(strings.TrimRight(l.Account, "0")) <= 3
	case clients:
		return slices.Contains(manyClients, second)
	case first == "RECETTE", first == "RECETTES":
		return slices.Contains(takings, second)
	}
	return false
}

// findPooled tells accounts that gather clients without naming them.
func (l *Ledger) findPooled(find func(Finding)) {
	pooled := map[string]*Finding{}
	for i := range l.Lines {
		line := &l.Lines[i]
		if !line.pooled() {
			continue
		}
		f := pooled[line.Client]
		if f == nil {
			f = &Finding{Code: NoAuxiliary, Line: line.Number, Client: line.Client, Account: line.Account}
			pooled[line.Client] = f
		}
		f.Count++
	}
	for _, f := range pooled {
		find(*f)
	}
}
