package policy

import (
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// codeTexts are the codes in words, French then English.
var codeTexts = map[Code][2]string{
	NothingOpen:    {"rien n’est dû", "nothing is owed"},
	NotEffective:   {"la politique n’est pas encore en vigueur", "the policy is not in force yet"},
	OtherCurrency:  {"la politique est dans une autre devise", "the policy is in another currency"},
	OnHold:         {"suspendu", "on hold"},
	Held:           {"suspendu par décision", "put on hold by somebody"},
	InDispute:      {"montant en litige", "disputed"},
	Promised:       {"promesse de paiement en cours", "a promise to pay is running"},
	NotReached:     {"étape à venir", "the step is still to come"},
	ConditionFalse: {"condition non remplie", "the condition does not hold"},
	Finished:       {"parcours terminé", "the last step has been sent"},
	NoStep:         {"aucune étape pour ce segment", "no step for this segment"},
	ContactDelay:   {"trop tôt après le dernier contact", "too soon after the last contact"},
	ClosedDay:      {"jour non ouvré", "not a business day"},
	BelowItem:      {"facture sous le minimum", "the invoice is below the minimum"},
	BelowAccount:   {"compte sous le minimum", "the account is below the minimum"},
	NoAddress:      {"aucun moyen de joindre le client", "no way to reach the client"},
	SetOff:         {"compensé par un avoir ou un acompte", "set off by a credit"},
	NoDueDate:      {"échéance inconnue", "the due date is not known"},
	Unexplained:    {"écriture en attente d’explication", "an entry still to be explained"},
}

// Text is the reason in words; the code itself when there are none.
func (c Code) Text(lang law.Lang) string {
	if t, ok := codeTexts[c]; ok {
		return t[lang&1]
	}
	return string(c)
}

// pick gives the French or the English text.
func pick(lang law.Lang, fr, en string) string {
	if lang == law.English {
		return en
	}
	return fr
}

// Text is the reason in one line, with its rule and the day it lifts:
// "promesse: Promesse de paiement en cours, jusqu'au 12 mars 2026".
func (b Blocker) Text(lang law.Lang) string {
	text, detail := b.Code.Text(lang), b.detail(lang)
	switch {
	case b.Code == OnHold && detail != "":
		text = detail
	case b.Rule != "":
		text = fmt.Sprintf("%s%s%s", b.Rule, pick(lang, " : ", ": "), text)
		if detail != "" {
			text += fmt.Sprintf(" (%s)", detail)
		}
	case detail != "":
		text += fmt.Sprintf(" (%s)", detail)
	}
	return text + from(b.LiftsOn, lang)
}

// detail is the detail as a reader expects it: amounts and days are data in the
// blocker, "5.00 EUR" and "2026-02-05".
func (b Blocker) detail(lang law.Lang) string {
	switch b.Code {
	case BelowItem, BelowAccount:
		number, currency, _ := strings.Cut(b.Detail, " ")
		if amount, err := dunning.ParseAmount(number); err == nil {
			return locale.Money(amount, currency, lang)
		}
	case ContactDelay:
		if day, err := dunning.ParseDate(b.Detail); err == nil {
			return locale.Date(day, lang)
		}
	case NotReached:
		return dayText(b.Detail, lang)
	}
	return b.Detail
}

func from(d date.Date, lang law.Lang) string {
	if d == 0 {
		return ""
	}
	return pick(lang, ", jusqu’au ", ", until ") + locale.Date(d, lang) + pick(lang, " exclu", " excluded")
}

// Text is the amount left and why, in one line.
func (l Left) Text(lang law.Lang) string {
	return fmt.Sprintf("%s%s%s%s%s", l.Invoice, pick(lang, " : ", ": "), locale.Number(l.Amount, 2, lang)+" ", l.Code.Text(lang), from(l.LiftsOn, lang))
}

// Text is the decision in one line: the step, its channels and amount, and why
// today; or that there is nothing to do, every reason, and when to look again.
func (d Decision) Text(lang law.Lang) string {
	var b strings.Builder
	if d.None() {
		b.WriteString(pick(lang, "Rien à envoyer : ", "Nothing to send: ") + d.Reason(lang) + ".")
		if d.Next != 0 {
			fmt.Fprintf(&b, pick(lang, " Prochaine action possible : %s (%s).", " Next possible: %s (%s)."), locale.Date(d.Next, lang), d.NextStep)
		}
		return b.String()
	}
	fmt.Fprintf(&b, "%s", d.Label)
	if len(d.Channels) > 0 {
		fmt.Fprintf(&b, pick(lang, " par %s", " by %s"), channelList(d.Channels, lang))
	}
	fmt.Fprintf(&b, pick(lang, " pour %s", " for %s"), locale.Money(d.Amount, d.Currency, lang))
	b.WriteString(pick(lang, " : ", ": ") + d.Reason(lang))
	if d.Deadline != 0 {
		fmt.Fprintf(&b, pick(lang, ", à payer au plus tard le %s", ", to be paid by %s"), locale.Date(d.Deadline, lang))
	}
	if d.Review == Manual {
		b.WriteString(pick(lang, ", à valider avant envoi", ", to be approved before it is sent"))
	}
	if d.Route != "" {
		fmt.Fprintf(&b, ", %s", d.Route)
	}
	b.WriteString(".")
	return b.String()
}

// Reason is why, in a few words: how late, what the day counts from and what was
// passed over; or, with nothing to do, every blocker.
func (d Decision) Reason(lang law.Lang) string {
	var parts []string
	if d.None() {
		for _, b := range d.Blockers {
			parts = append(parts, b.Text(lang))
		}
		return strings.Join(parts, pick(lang, " ; ", "; "))
	}
	switch {
	case d.DaysLate > 0:
		parts = append(parts, locale.Days(d.DaysLate, lang)+pick(lang, " de retard", " late"))
	case d.DaysLate == 0:
		parts = append(parts, pick(lang, "échéance aujourd’hui", "due today"))
	default:
		parts = append(parts, fmt.Sprintf(pick(lang, "échéance dans %s", "due in %s"), locale.Days(-d.DaysLate, lang)))
	}
	if d.After.Step != "" {
		parts = append(parts, fmt.Sprintf(pick(lang, "%s après %s du %s", "%s after %s of %s"),
			locale.Days(int(d.AsOf-d.After.On), lang), d.After.Step, locale.Date(d.After.On, lang)))
	}
	if len(d.Passed) > 0 {
		parts = append(parts, pick(lang, "sans ", "without ")+strings.Join(d.Passed, ", ")+pick(lang, ", dont le jour est passé", ", whose day has passed"))
	}
	return strings.Join(parts, ", ")
}

var channelTexts = map[string][2]string{
	"email": {"e-mail", "e-mail"}, "sms": {"SMS", "SMS"}, "phone": {"téléphone", "phone"}, "letter": {"lettre", "letter"},
	"registered_letter": {"lettre recommandée", "registered letter"}, "bailiff": {"commissaire de justice", "bailiff"},
}

func channelText(name string, lang law.Lang) string {
	if t, ok := channelTexts[name]; ok {
		return t[lang&1]
	}
	return name
}
