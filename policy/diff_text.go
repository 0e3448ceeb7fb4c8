package policy

import (
	"fmt"
	"strings"

	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Text is the comparison as a page to review: what was edited, then the files
// that change, group by group, each with its reasons.
func (c Comparison) Text(lang law.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, pick(lang, "De %s à %s, au %s\n", "From %s to %s, on %s\n"), c.Before, c.After, locale.Date(c.Day, lang))
	fmt.Fprintf(&b, pick(lang, "Dossiers : %d, dont modifiés : %d.\n", "Files: %d, of them changed: %d.\n"), c.Files, c.Changed)
	if len(c.Edits) > 0 {
		b.WriteString(pick(lang, "\nModifications de la politique\n", "\nEdits of the policy\n"))
	}
	for _, e := range c.Edits {
		fmt.Fprintf(&b, "  %s%s%s\n", e.Path, pick(lang, " : ", ": "), fromTo(e.From, e.To))
	}
	for _, g := range c.Groups {
		b.WriteString("\n" + g.title(lang) + "\n")
		for _, r := range g.Reasons {
			fmt.Fprintf(&b, "  %s\n", r.Text(lang))
		}
		for _, change := range g.Changes {
			fmt.Fprintf(&b, "  - %s\n", change.Text(lang))
		}
	}
	return b.String()
}

// title says what happens to the files of a group, and to how many.
func (g Group) title(lang law.Lang) string {
	text := map[Move]string{
		MoveStep:    fromTo(g.From, g.To),
		MoveEarlier: g.To + pick(lang, " plus tôt", " earlier"),
		MoveLater:   g.To + pick(lang, " plus tard", " later"),
		MoveTerms:   g.To + pick(lang, " autrement", " otherwise"),
	}[g.Move]
	return fmt.Sprintf(pick(lang, "%s, dossiers : %d", "%s, files: %d"), text, len(g.Changes))
}

// fromTo writes both sides of a change, a dash for nothing.
func fromTo(from, to string) string { return or(from, "–") + " → " + or(to, "–") }

// Text is the reason in one line.
func (r Reason) Text(lang law.Lang) string {
	switch r.Code {
	case SegmentMoved:
		return pick(lang, "segment : ", "segment: ") + fromTo(r.From, r.To)
	case CarrierMoved:
		return pick(lang, "une autre facture porte le dossier", "another invoice carries the file")
	case NowBlocked, NowFree:
		code, rule, _ := strings.Cut(r.Rule, ":")
		text := Code(code).Text(lang)
		if rule != "" {
			text = fmt.Sprintf("%s (%s)", text, rule)
		}
		if r.Code == NowFree {
			return pick(lang, "ne bloque plus : ", "blocks no more: ") + text
		}
		return pick(lang, "bloque : ", "blocks: ") + text
	}
	return r.Rule + pick(lang, " : ", ": ") + fromTo(r.From, r.To)
}

// Text is the file and the step to come before and after.
func (c Change) Text(lang law.Lang) string {
	return c.Client + pick(lang, " : ", ": ") + fromTo(c.Before.text(c.Currency, lang), c.After.text(c.Currency, lang))
}

func (s Standing) text(currency string, lang law.Lang) string {
	if s.Step == "" {
		return ""
	}
	text := s.Step
	if s.On != 0 {
		text += pick(lang, " le ", " on ") + locale.Date(s.On, lang)
	}
	if len(s.Channels) > 0 {
		text += pick(lang, " par ", " by ") + channelList(s.Channels, lang)
	}
	if !s.Amount.IsZero() {
		text += pick(lang, " pour ", " for ") + locale.Money(s.Amount, currency, lang)
	}
	return strings.TrimSpace(text + " " + s.Invoice)
}
