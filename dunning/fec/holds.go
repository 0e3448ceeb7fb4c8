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

// pooled reports whether a line names nobody: a reminder to the collective account,
// to "Clients divers" or to the takings of the month would reach no one who owes it.
func (l *Line) pooled() bool {
	name := strings.Fields(words(l.ClientName))
	if l.Client == l.Account {
		return len(strings.TrimRight(l.Account, "0")) <= 3 || len(name) > 0 && (name[0] == "CLIENT" || name[0] == "CLIENTS")
	}
	return manyClients(name) || takings(name)
}

func manyClients(name []string) bool {
	if len(name) == 0 || name[0] != "CLIENT" && name[0] != "CLIENTS" {
		return false
	}
	return len(name) == 1 || slices.Contains([]string{"DIVERS", "DE", "PASSAGE", "COMPTOIR", "COMPTANT", "OCCASIONNELS", "PARTICULIERS", "INTERNET", "WEB"}, name[1])
}

func takings(name []string) bool {
	if len(name) == 0 || name[0] != "RECETTE" && name[0] != "RECETTES" {
		return false
	}
	return len(name) == 1 || slices.Contains([]string{"CB", "CARTE", "CARTES", "CHQ", "CHEQUE", "CHEQUES", "ESPECE", "ESPECES", "DU", "JOURNALIERE", "JOURNALIERES"}, name[1])
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
