package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning/fec"
)

// ranks are the sorts of findings in the order in which they matter: what must be
// checked before anybody is chased, how money was allocated, and the rest. A sort
// that is not here comes after the first group.
var ranks = [][]fec.FindingCode{
	{fec.NoCustomers, fec.ToExplain, fec.LetterOutside, fec.NoAuxiliary, fec.OpeningTwice, fec.UnbalancedEntry, fec.LeftOnAccount,
		fec.ForeignKept, fec.PaymentReturned, fec.NearbyAccount, fec.OpeningBalance, fec.OpeningDated, fec.DoubtfulAccounts},
	{fec.LetterPartial, fec.SettledByRef, fec.SettledByAmount, fec.SettledOldest, fec.SettledEarly},
	{fec.DatedLater, fec.ZeroLine, fec.MissingColumns, fec.ShortLines, fec.LostCharacters},
}

// rank is the place of a sort of findings; less comes first.
func rank(code fec.FindingCode) int {
	const unknown = 99 // the end of the first group
	for i, group := range ranks {
		if at := slices.Index(group, code); at >= 0 {
			return i*(unknown+1) + at
		}
	}
	return unknown
}

// manyFindings are the words for several findings of one sort. The others come
// once in a file, or few times.
var manyFindings = map[fec.FindingCode][2]string{
	fec.ToExplain:       {"débits qui ne sont pas des ventes, à justifier", "debits that are no sales, to be explained"},
	fec.LetterOutside:   {"lettrages sans règlement dans ce fichier, à vérifier avant toute relance", "letter groups without a settlement in this file, to be checked before any reminder"},
	fec.NoAuxiliary:     {"comptes collectifs, dont les clients ne sont pas distingués", "collective accounts, whose clients are not told apart"},
	fec.OpeningTwice:    {"ouvertures après d’autres écritures, peut-être comptées deux fois", "openings after other entries, maybe counted twice"},
	fec.LeftOnAccount:   {"crédits non affectés", "credits on account, not allocated"},
	fec.ForeignKept:     {"écritures en devise, lues pour leurs montants en euros", "entries in a foreign currency, read for their amounts in euros"},
	fec.PaymentReturned: {"règlements repris par un débit (impayés ou remboursements)", "payments taken back by a debit (returned or refunded)"},
	fec.NearbyAccount:   {"comptes voisins, hors comptes clients", "nearby accounts, not among the customers"},
	fec.LetterPartial:   {"lettrages non soldés, dont le reste est affecté comme s’il n’était pas lettré", "letter groups that do not balance, the rest being allocated as without a letter"},
	fec.SettledByRef:    {"règlements non lettrés, affectés par leur référence ou leur libellé", "settlements without letter, allocated by their reference or label"},
	fec.SettledByAmount: {"règlements non lettrés, affectés par leur montant", "settlements without letter, allocated by their amount"},
	fec.SettledOldest:   {"règlements non lettrés, affectés aux dettes les plus anciennes (art. 1342-10 C. civ.)", "settlements without letter, allocated to the oldest debts (art. 1342-10 C. civ.)"},
	fec.SettledEarly:    {"règlements datés d’avant leur document", "settlements dated before their document"},
	fec.DatedLater:      {"pièces datées d’après leur écriture, dont part l’échéance", "documents dated after their entry, from which the due date counts"},
	fec.ZeroLine:        {"lignes de montant nul, non utilisées", "lines without amount, not used"},
}

func (r *report) known() section {
	s := section{title: r.say("À savoir sur tout le fichier, quel que soit le jour", "What to know about the whole file, whatever the day")}
	l := r.ledger
	lettered := r.say("aucun lettrage", "no letter")
	if l.Groups > 0 {
		lettered = r.count(l.Groups, "groupe lettré", "groupes lettrés", "lettered group", "lettered groups") +
			r.say(", dont ", ", ") + r.count(l.Partial, "déséquilibré", "déséquilibrés", "unbalanced", "unbalanced")
	}
	s.notes = append(s.notes, fmt.Sprintf(r.say("%s sur %d, du %s au %s ; %s.", "%s of %d, from %s to %s; %s."),
		r.count(len(l.Lines), "ligne de compte client", "lignes de comptes clients", "customer line", "customer lines"), l.Format.Lines, r.day(l.From), r.day(l.Until), lettered))
	groups := map[fec.FindingCode][]fec.Finding{}
	var order []fec.FindingCode
	for _, f := range l.Findings {
		if groups[f.Code] == nil {
			order = append(order, f.Code)
		}
		groups[f.Code] = append(groups[f.Code], f)
	}
	slices.SortStableFunc(order, func(a, b fec.FindingCode) int { return cmp.Compare(rank(a), rank(b)) })
	for _, code := range order {
		s.notes = append(s.notes, r.findings(groups[code])...)
	}
	return s
}

// findings are those of one sort: each of a few, and one line for many.
func (r *report) findings(group []fec.Finding) (notes []string) {
	const few = 3
	words, ok := manyFindings[group[0].Code]
	if len(group) > few && ok {
		return []string{r.many(group, few, words[r.lang&1])}
	}
	for _, f := range group {
		notes = append(notes, r.finding(f))
	}
	return notes
}

// many says how many findings there are, what they add up to, and where the first
// of them stand.
func (r *report) many(group []fec.Finding, few int, words string) string {
	sum := decimal.Decimal{}
	var lines []string
	for i, f := range group {
		sum = sum.Add(f.Amount)
		if i < few {
			lines = append(lines, fmt.Sprint(f.Line))
		}
	}
	text := fmt.Sprint(len(group), " ", words)
	if !sum.IsZero() {
		text += r.say(" : ", ": ") + r.money(sum) + r.say(" en tout", " together")
	}
	return text + r.say(" (lignes ", " (lines ") + strings.Join(lines, ", ") + "…)"
}

// finding is one in words, its client under the name that the tables show too.
func (r *report) finding(f fec.Finding) string {
	text, name := f.In(r.lang), r.names[f.Client]
	if name == "" || name == f.Client {
		return text
	}
	for _, word := range []string{"client ", "compte ", "account "} {
		code := word + f.Client
		text = strings.Replace(text, code, code+" ("+name+")", 1)
	}
	return text
}
