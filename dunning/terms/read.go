package terms

import (
	"strings"
	"unicode/utf8"
)

// Parse reads a wording that says exactly one payment agreement. Any other is
// refused with a [*Refusal]: nothing is guessed, and nothing that could change
// the due date is passed over. [Read] shows how the text was understood.
//
// Two wordings with more than one usage are read in the order of their words
// (see [Reading.Notes]): "45 jours fin de mois" is [EndOfMonth], "fin de mois 45
// jours" is [EndOfMonthThen].
func Parse(text string) (Terms, error) {
	r := Read(text)
	if r.Refusal != nil {
		return Terms{}, r.Refusal
	}
	return r.Terms, nil
}

// A Reading is how a wording was understood.
type Reading struct {
	Text    string   // as given
	Terms   Terms    // what it says; of an Incomplete or FixedDate wording, what it says besides; else zero when refused
	Refusal *Refusal // why it is not one agreement; nil when it is
	Spans   []Span   // its words in order, articles and punctuation left out
	Notes   []Note   // readings chosen among several in use
}

// Read reads a wording and shows what each part of it was taken for. It never
// fails: what [Parse] returns as an error is in the Refusal.
func Read(text string) Reading {
	r := Reading{Text: text}
	switch {
	case len(text) > MaxText:
		r.Refusal = &Refusal{Reason: TooLong, Text: clip(text)}
		return r
	case !utf8.ValidString(text):
		r.Refusal = &Refusal{Reason: NotUnderstood, Text: clip(strings.ToValidUTF8(text, "?"))}
		return r
	}
	items := scan(text)
	var a agreement
	a.read(items)
	t := a.settle()
	r.Spans = spans(text, items)
	if len(r.Spans) == 0 {
		r.Refusal = &Refusal{Reason: Empty}
		return r
	}
	if v, bad := a.worst(); bad {
		r.refuse(a.culprit(text, v), a.readings(text, v))
		if v.reason == FixedDate || v.reason == Incomplete {
			r.Terms = t
		}
		return r
	}
	r.Terms = t
	r.Notes = a.notes(t)
	return r
}

// refuse writes the verdict, with what was understood all the same.
func (r *Reading) refuse(v verdict, readings []Terms) {
	e := &Refusal{
		Reason: v.reason, Text: clip(r.Text[v.at.from:v.at.to]), Readings: readings,
		At: v.at.from, Column: utf8.RuneCountInString(r.Text[:v.at.from]) + 1,
	}
	for _, s := range r.Spans {
		if _, told := kindTexts[s.Kind]; told && (s.From >= v.at.to || s.To <= v.at.from) {
			e.Understood = append(e.Understood, s)
		}
	}
	switch {
	case v.reason == FixedDate:
		e.Date = v.at.date
	case v.reason == NotUnderstood:
		e.Suggestion = suggest(r.Text, v.at)
	}
	r.Refusal = e
}

// culprit is the word to blame among those not understood: in "30 jorus" not the
// figure that has no unit, but the unit that is misspelled.
func (a *agreement) culprit(text string, v verdict) verdict {
	if v.reason != NotUnderstood {
		return v
	}
	for _, other := range a.verdicts {
		switch {
		case other.at.symbol != unknown || other.reason != NotUnderstood:
		case suggest(text, other.at) != "":
			return other
		case v.at.symbol != unknown:
			v = other
		}
	}
	return v
}

// precedence of reasons: the first that applies is the answer. What makes every
// other conclusion doubtful comes first.
var precedence = []Reason{Elsewhere, Conditional, NotATerm, NotUnderstood, NeverDue, Prepaid, BusinessDays, UndatedParts, FixedDate, Ambiguous, OutOfBounds, Incomplete}

func (a *agreement) worst() (verdict, bool) {
	for _, v := range a.verdicts {
		if v.at.symbol == or {
			return v, true // "30 ou 60 jours"
		}
	}
	for _, reason := range precedence {
		found, first := false, verdict{}
		for _, v := range a.verdicts {
			if v.reason != reason {
				continue
			}
			if found && reason == FixedDate && v.at.date != first.at.date {
				return verdict{reason: Ambiguous, at: v.at}, true // two dates
			}
			if !found {
				found, first = true, v
			}
		}
		if found {
			return first, true
		}
	}
	return verdict{}, false
}

// clip keeps a long text out of an error message, without cutting a letter.
func clip(text string) string {
	const limit = 60
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + "…"
}
