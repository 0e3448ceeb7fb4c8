package main

import (
	"fmt"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

func (r *report) claimed() section {
	interest, indemnity, total := sum(r.claims)
	t := &table{heads: []string{r.say("facture", "invoice"), r.say("client", "client"), r.say("échéance", "due"), ">" + r.say("retard", "days late"),
		">" + r.say("intérêts", "interest"), ">" + r.say("indemnité", "indemnity"), ">" + r.say("total", "total"), r.say("taux", "rates")}}
	const most = 25
	for i, c := range r.claims {
		if i == most {
			break
		}
		t.add(c.Invoice, r.client(c.client), r.day(c.Due), fmt.Sprint(c.DaysLate), r.amount(c.Interest), r.amount(c.Indemnity), r.amount(c.Total), r.rates(c))
	}
	s := section{title: r.say("Ce que la loi permet de réclamer", "What the law lets you claim"), table: t}
	if n := len(r.claims) - most; n > 0 {
		s.notes = append(s.notes, r.say("Plus ", "Besides ")+r.count(n, "autre facture, comptée dans le total.", "autres factures, comptées dans le total.", "more invoice, counted in the total.", "more invoices, counted in the total."))
	}
	t.total(r.say("total", "total"), r.count(len(r.claims), "facture", "factures", "invoice", "invoices"), "", "", r.amount(interest), r.amount(indemnity), r.amount(total), "")
	s.notes = append(s.notes, r.rules()...)
	s.notes = append(s.notes, r.uncounted()...)
	if e, ok := r.unknownRate(); ok {
		s.alert = true
		s.notes = append(s.notes, r.count(len(r.unpriced), "facture sans intérêts calculés : ", "factures sans intérêts calculés : ", "invoice without interest: ", "invoices without interest: ")+r.missingRate(e))
	} else if len(r.unpriced) > 0 {
		s.alert = true
		for _, err := range r.unpriced {
			s.notes = append(s.notes, err.Error())
		}
	}
	return s
}

// missingRate says which official rate is not known.
func (r *report) missingRate(e *penalty.RateError) string {
	if r.lang == law.English || e.KnownThrough == 0 {
		return e.Error()
	}
	return fmt.Sprintf("le taux applicable le %s n’est pas connu de cette version (du %s au %s).", r.day(e.Day), r.day(e.KnownFrom), r.day(e.KnownThrough))
}

// rates are the yearly rates of a claim in the order of its lines.
func (r *report) rates(c claim) string {
	var list []string
	for _, l := range c.Lines {
		rate := locale.Percent(l.Rate, 2, r.lang)
		if n := len(list); n == 0 || list[n-1] != rate {
			list = append(list, rate)
		}
	}
	if len(list) > 3 {
		list = []string{list[0], "…", list[len(list)-1]}
	}
	return strings.Join(list, ", ")
}

// rules say how the claims were counted, and between whom.
func (r *report) rules() []string {
	return []string{
		r.say(
			"Factures payées en retard comprises, factures annulées par avoir exclues. Intérêts par semestre et par règlement, jour de paiement inclus, sur 365 jours (art. L441-10 II C. com.) ; 40 € par facture (art. D441-5).",
			"Invoices paid late included, those that credit notes cancel left out. Interest by half-year and settlement, day of payment included, over 365 days (art. L441-10 II C. com.); €40 per invoice (art. D441-5)."),
		r.say(
			"Entre professionnels seulement (art. L441-10 C. com.) : dites avec -context quel client est un particulier ou un acheteur public, qui ont d’autres règles.",
			"Between professionals only (art. L441-10 C. com.): say with -context which client is a consumer or a public buyer; they have other rules."),
	}
}

// uncounted is what the total leaves out, and why.
func (r *report) uncounted() (notes []string) {
	out := r.say("Hors total : pénalités de ", "Not counted: penalties on ")
	if n := len(r.barred); n > 0 {
		notes = append(notes, out+r.count(n, "facture prescrite", "factures prescrites", "time-barred invoice", "time-barred invoices")+r.say(
			", sauf interruption que le grand livre ignore ; 5 ans entre commerçants (art. L110-4 C. com.), 2 ans contre un particulier, 4 ans contre une personne publique.",
			", unless interrupted in a way the ledger does not show; 5 years between merchants (art. L110-4 C. com.), 2 against a private person, 4 against a public body."))
	}
	held := map[string][]claim{} // by reason
	var order []string
	for _, c := range r.held {
		if held[c.hold] == nil {
			order = append(order, c.hold)
		}
		held[c.hold] = append(held[c.hold], c)
	}
	for _, hold := range order {
		_, _, total := sum(held[hold])
		w := wordsOf(hold)
		notes = append(notes, out+r.count(len(held[hold]), w.one[0], w.many[0], w.one[1], w.many[1])+" ("+r.money(total)+").")
	}
	without := r.say("Sans intérêts ni indemnité : ", "Without interest and indemnity: ")
	if b := r.blind; b.count > 0 {
		notes = append(notes, without+
			r.count(b.count, "solde à nouveau dont ce grand livre ne dit pas la date d’origine", "soldes à nouveau dont ce grand livre ne dit pas la date d’origine", "balance brought forward whose date this ledger does not say", "balances brought forward whose date this ledger does not say")+
			", "+r.money(b.open)+r.say(" encore dus.", " still owed."))
	}
	if b := r.suspense; b.count > 0 {
		notes = append(notes, without+
			r.count(b.count, "débit qui n’est pas une vente", "débits qui ne sont pas des ventes", "debit that is no sale", "debits that are no sales")+
			", "+r.money(b.open)+r.say(", à justifier avant toute relance.", ", to be explained before they are chased."))
	}
	return notes
}
