package policy

import (
	"fmt"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Text is the replay as a page: how much was sent as decided, then the
// differences.
func (r Replayed) Text(lang law.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, pick(lang, "%s et ce qui a été envoyé du %s au %s\n", "%s and what was sent from %s to %s\n"),
		r.Edition, locale.Date(r.From, lang), locale.Date(r.Until-1, lang))
	fmt.Fprintf(&b, pick(lang, "Comptes : %d. Étapes envoyées : %d, dont conformes %d. Écarts : %d.\n",
		"Accounts: %d. Steps sent: %d, of them as decided %d. Differences: %d.\n"), r.Accounts, r.Sent, r.Matched, len(r.Differences))
	for _, d := range r.Differences {
		b.WriteString("  " + d.Text(lang) + "\n")
	}
	return b.String()
}

// Text is the difference in one line, with the reason.
func (d Difference) Text(lang law.Lang) string {
	decided, sent := locale.Date(d.Decided, lang), locale.Date(d.Sent, lang)
	text := ""
	switch d.Kind {
	case NotDecided:
		text = fmt.Sprintf(pick(lang, "%s envoyée le %s sans que la politique la décide", "%s sent on %s although the policy did not decide it"), d.SentStep, sent)
	case NotSent:
		text = fmt.Sprintf(pick(lang, "%s décidée le %s et non envoyée", "%s decided on %s and not sent"), d.Step, decided)
	case OtherStep:
		text = fmt.Sprintf(pick(lang, "%s décidée le %s, %s envoyée le %s", "%s decided on %s, %s sent on %s"), d.Step, decided, d.SentStep, sent)
	case OtherDay:
		early := d.Decided > d.Sent
		text = fmt.Sprintf(pick(lang, "%s envoyée le %s, pour le %s", "%s sent on %s, for %s"), d.Step, sent, decided)
		switch n := int(d.Sent - d.Decided); {
		case d.Decided == 0:
			text = fmt.Sprintf(pick(lang, "%s envoyée le %s, sans jour connu", "%s sent on %s, its day not known"), d.Step, sent)
		case early:
			text += fmt.Sprintf(pick(lang, " (%s trop tôt)", " (%s too early)"), locale.Days(-n, lang))
		case n > 0:
			text += fmt.Sprintf(pick(lang, " (%s après)", " (%s after)"), locale.Days(n, lang))
		}
	}
	if reason := d.Because.Reason(lang); reason != "" && d.Because.None() {
		text += pick(lang, " : ", ": ") + reason
	}
	who := strings.TrimSpace(d.Client + " " + d.Invoice)
	return who + pick(lang, " : ", ": ") + text
}
