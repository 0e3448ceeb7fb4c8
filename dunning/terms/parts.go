package terms

import "unique"

// A Part is a share of the invoice with its own due date: "30 % à la commande".
type Part struct {
	Share Percent
	Terms Terms // when to pay this share; without parts, discounts or method of its own
}

type part struct {
	share Percent
	rule  rule
}

// maxParts allows a payment every month of a year.
const maxParts = 12

// InParts is an agreement to pay in several parts, in the order given: "30 % à
// la commande, 70 % à 30 jours". The shares add up to exactly 100 %; one part of
// 100 % is that part's terms. The error is an [*InvalidError].
func InParts(parts ...Part) (Terms, error) {
	if len(parts) == 0 || len(parts) > maxParts {
		return Terms{}, &InvalidError{Field: "parts", Value: len(parts), Problem: "are not 1 to 12"}
	}
	var m more
	var sum Percent
	for i, p := range parts {
		switch {
		case p.Share <= 0 || p.Share > whole:
			return Terms{}, &InvalidError{Field: "share", Value: int(p.Share), Problem: "is not between 0 and 100 % (in ten-thousandths of a point)"}
		case p.Terms != of(p.Terms.rule):
			return Terms{}, &InvalidError{Field: "part", Value: i + 1, Problem: "has parts, discounts or a means of payment of its own: put them on the whole"}
		case !p.Terms.rule.valid():
			return Terms{}, p.Terms.Validate()
		}
		sum += p.Share
		m.parts[i] = part{share: p.Share, rule: p.Terms.rule}
	}
	if sum != whole {
		return Terms{}, &InvalidError{Field: "shares", Value: int(sum), Problem: "do not add up to 100 % (1 000 000 ten-thousandths of a point)"}
	}
	last := of(parts[len(parts)-1].Terms.rule)
	if len(parts) == 1 {
		return last, nil
	}
	return last.with(m), nil
}

// Parts are the parts of t in the order stated; nil when t is paid at once.
func (t Terms) Parts() []Part {
	var list []Part
	for _, p := range t.extras().parts {
		if p.share != 0 {
			list = append(list, Part{Share: p.share, Terms: of(p.rule)})
		}
	}
	return list
}

func (t Terms) extras() more {
	if t.more == (unique.Handle[more]{}) {
		return more{}
	}
	return t.more.Value()
}

// with keeps "nothing more" in its one form, the zero handle, so that == holds.
func (t Terms) with(m more) Terms {
	t.more = unique.Handle[more]{}
	if m != (more{}) {
		t.more = unique.Make(m)
	}
	return t
}

// withLastRule carries a refined rule into the last part.
func (t Terms) withLastRule() Terms {
	m := t.extras()
	for i := len(m.parts) - 1; i >= 0; i-- {
		if m.parts[i].share != 0 {
			m.parts[i].rule = t.rule
			return t.with(m)
		}
	}
	return t
}
