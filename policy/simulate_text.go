package policy

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
)

// Text is the simulation as a page: the calendar, the counts, and since when
// files were left alone for each reason. A step that is still to come is not
// among the reasons; Blocked has it.
func (s Simulation) Text(lang law.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, pick(lang, "Simulation de %s, du %s au %s\n", "Simulation of %s, from %s to %s\n"),
		s.Edition, locale.Date(s.From, lang), locale.Date(s.Until-1, lang))
	fmt.Fprintf(&b, pick(lang, "Comptes : %d. Actions : %d.\n", "Accounts: %d. Actions: %d.\n"), s.Accounts, len(s.Actions))
	title := func(fr, en string) { b.WriteString("\n" + pick(lang, fr, en) + "\n") }
	if len(s.Actions) > 0 {
		title("Calendrier", "Calendar")
		table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		for _, a := range s.Actions {
			note := ""
			if a.Sent == 0 {
				note = pick(lang, "non envoyée", "not sent")
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", locale.ShortDate(a.Day(), lang), a.Client, a.Invoice, a.Step,
				channelList(a.Channels, lang), locale.Money(a.Amount, a.Currency, lang), note)
		}
		_ = table.Flush() // into memory
	}
	tallies := func(list []Tally, name func(string) string) {
		for _, t := range list {
			fmt.Fprintf(&b, pick(lang, "  %s : %d, dont envoyées %d\n", "  %s: %d, of them sent %d\n"), name(t.Name), t.Decided, t.Sent)
		}
	}
	title("Étapes", "Steps")
	tallies(s.Steps, func(id string) string { return id })
	if len(s.Channels) > 0 {
		title("Canaux", "Channels")
		tallies(s.Channels, func(name string) string { return channelText(name, lang) })
	}
	if reasons := s.reasons(); len(reasons) > 0 {
		title("Laissés de côté", "Left alone")
		for _, r := range reasons {
			text := r.Code.Text(lang)
			if r.Rule != "" {
				text = r.Rule + pick(lang, " : ", ": ") + text
			}
			fmt.Fprintf(&b, pick(lang, "  %s : dès le %s, dossiers : %d\n", "  %s: from %s on, files: %d\n"), text, locale.Date(r.First, lang), r.Days)
		}
	}
	return b.String()
}

// reasons are the blockers of all files together, Days being the number of
// files. Blocked is in the order of the days, so the first one met is the first.
func (s Simulation) reasons() []Blocked {
	var list []Blocked
	at := map[Blocked]int{}
	for _, b := range s.Blocked {
		k := Blocked{Code: b.Code, Rule: b.Rule}
		i, known := at[k]
		if b.Code == NotReached {
			continue
		}
		if !known {
			i = len(list)
			at[k] = i
			list = append(list, Blocked{Code: b.Code, Rule: b.Rule, First: b.First})
		}
		list[i].Days++
	}
	return list
}

// String is the name, the version and the start of the hash.
func (e Edition) String() string {
	return fmt.Sprintf("%s version %d (%.12s)", e.Policy, e.Version, e.Hash)
}

func channelList(channels []dunning.Channel, lang law.Lang) string {
	list := make([]string, len(channels))
	for i, c := range channels {
		list[i] = channelText(c.String(), lang)
	}
	return strings.Join(list, " + ")
}
