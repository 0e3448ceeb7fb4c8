package main

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/policy"
)

// A place is what a hold is about: an invoice, or "" for all of a client.
type place struct{ client, invoice string }

// holdWords are what the reader of ledgers says of an invoice it puts on hold:
// why, and what such invoices are called, in French and in English.
type holdWords struct{ why, one, many [2]string }

// readerHolds are the words for the reasons of the reader.
var readerHolds = map[string]holdWords{
	fec.HoldLetteredOutside: {
		why:  [2]string{"lettrage avec une écriture absente du fichier", "lettered with an entry that is not in the file"},
		one:  [2]string{"facture lettrée avec un règlement absent de ce fichier", "invoice lettered with a settlement that is not in this file"},
		many: [2]string{"factures lettrées avec un règlement absent de ce fichier", "invoices lettered with a settlement that is not in this file"},
	},
	fec.HoldRetention: {
		why:  [2]string{"retenue de garantie, échéance à fixer", "retention money, due date to be set"},
		one:  [2]string{"retenue de garantie, échéance à fixer", "retention, due date to be set"},
		many: [2]string{"retenues de garantie, échéances à fixer", "retentions, due dates to be set"},
	},
	fec.HoldCollective: {
		why:  [2]string{"compte collectif, client à identifier", "collective account, client to be identified"},
		one:  [2]string{"facture d’un compte collectif, client à identifier", "invoice of a collective account, client to be identified"},
		many: [2]string{"factures de comptes collectifs, clients à identifier", "invoices of collective accounts, clients to be identified"},
	},
}

// wordsOf are the words of a hold; a reason that has none speaks for itself.
func wordsOf(reason string) holdWords {
	if w, ok := readerHolds[reason]; ok {
		return w
	}
	return holdWords{
		why:  [2]string{reason, reason},
		one:  [2]string{"facture suspendue à la lecture (" + reason + ")", "invoice put on hold when read (" + reason + ")"},
		many: [2]string{"factures suspendues à la lecture (" + reason + ")", "invoices put on hold when read (" + reason + ")"},
	}
}

// heldByReader is the reason of the hold that the reader put on an invoice or on
// its client and that stands on the day of the report; "" when there is none.
func (r *report) heldByReader(inv *dunning.Invoice) string {
	for _, h := range r.holds[inv.Client] {
		if (h.Invoice == "" || h.Invoice == inv.ID) && h.OpenOn(r.asOf) {
			return h.Reason
		}
	}
	return ""
}

// hold gives the account as it is chased: with a hold on each open invoice that is
// too old to be enforced. It notes the reasons that are not decisions of the firm.
func (r *report) hold(account *dunning.Account) *dunning.Account {
	client := account.Client.ID
	for _, h := range r.holds[client] {
		if h.OpenOn(r.asOf) {
			r.reasons[place{client, h.Invoice}] = wordsOf(h.Reason).why[r.lang&1]
		}
	}
	held := *account
	held.Holds = slices.Clip(account.Holds)
	for _, inv := range account.Invoices {
		if l := limitOf(inv, account.Client.Kind, r.asOf); l.barred && inv.OpenAt(r.asOf).IsPositive() {
			why := r.barredSince(l)
			held.Holds = append(held.Holds, dunning.Hold{Invoice: inv.ID, From: r.asOf, Reason: why})
			r.reasons[place{client, inv.ID}] = why
		}
	}
	return &held
}

// spoken is a reason why nothing is sent, or several, in words that say more than
// the policy knows: why a file is on hold, and what nothing is owed for. A reason
// of the code OnHold is its detail alone.
func (r *report) spoken(account *dunning.Account, d policy.Decision, b policy.Blocker) []policy.Blocker {
	var texts []string
	switch b.Code {
	case policy.Held:
		texts = r.heldTexts(account, d, b)
	case policy.NothingOpen:
		texts = r.nothingOpen(d)
	}
	if len(texts) == 0 {
		return []policy.Blocker{b}
	}
	list := make([]policy.Blocker, len(texts))
	for i, text := range texts {
		list[i] = policy.Blocker{Code: policy.OnHold, Detail: text, LiftsOn: b.LiftsOn}
	}
	return list
}

// heldTexts are the reasons of the holds behind a blocker: that of the whole
// account, else those of its invoices. None leaves the words of the policy.
func (r *report) heldTexts(account *dunning.Account, d policy.Decision, b policy.Blocker) (texts []string) {
	client := account.Client.ID
	for _, h := range account.Holds {
		if h.Invoice != "" || !h.OpenOn(r.asOf) || h.Reason != b.Detail {
			continue
		}
		if why := r.reasons[place{client, ""}]; why != "" && slices.Contains(r.holds[client], h) {
			return []string{why}
		}
		return nil // a decision of the firm
	}
	for _, g := range r.leftBy(account, d, func(c policy.Code) bool { return c == policy.Held }) {
		texts = append(texts, r.few(g.invoices)+r.say(" : ", ": ")+g.why)
	}
	return texts
}

// nothingOpen says what stands behind a file that owes nothing: none for a client
// who has no debt at all.
func (r *report) nothingOpen(d policy.Decision) (texts []string) {
	debits, covered := unexplained(d), false
	for _, l := range d.Left {
		covered = covered || l.Code == policy.SetOff
	}
	if debits.IsPositive() {
		texts = append(texts, r.toExplain(debits))
	}
	if covered && r.overdue(d.Client).GreaterThan(debits) {
		texts = append(texts, r.say("ses crédits couvrent ce qui est échu", "the client’s credits cover what is overdue"))
	} else if covered {
		texts = append(texts, r.say("ses crédits couvrent ce qu’il doit", "the client’s credits cover what he owes"))
	}
	return texts
}

// unexplained is what a client owes on debits that are no sale.
func unexplained(d policy.Decision) (sum decimal.Decimal) {
	for _, l := range d.Left {
		if l.Code == policy.Unexplained {
			sum = sum.Add(l.Amount)
		}
	}
	return sum
}

func (r *report) toExplain(debits decimal.Decimal) string {
	return r.say("débits à justifier : ", "debits to be explained: ") + r.money(debits)
}
