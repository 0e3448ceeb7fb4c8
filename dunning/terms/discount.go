package terms

// A Discount is an early-payment discount (escompte): so many percent off when
// the client pays early enough. The percentage is flat; the base (HT or TTC) is
// the contract's affair.
type Discount struct {
	Percent   Percent
	Condition Condition
	Days      int // 0 to MaxDays; what they count depends on Condition
}

// Condition says when a discount is earned.
type Condition uint8

const (
	Within       Condition = iota // paid within Days of the event the terms count from: "2 % sous 8 jours"
	BeforeDue                     // paid at least Days before the due date: "avant échéance"
	NotSpecified                  // the wording grants a discount and does not say when; Days is 0
	endCondition
)

// maxDiscounts is more than any scale of discounts found in the field.
const maxDiscounts = 4

// WithDiscounts is t with these early-payment discounts, in that order, instead
// of those it had. The error is an [*InvalidError], the Terms t unchanged.
func (t Terms) WithDiscounts(discounts ...Discount) (Terms, error) {
	if len(discounts) > maxDiscounts {
		return t, &InvalidError{Field: "discounts", Value: len(discounts), Problem: "are too many: terms take at most 4"}
	}
	for _, d := range discounts {
		if err := d.fault(); err != nil {
			return t, err
		}
	}
	m := t.extras()
	m.discounts = [maxDiscounts]Discount{}
	copy(m.discounts[:], discounts)
	return t.with(m), nil
}

// Discounts are the early-payment discounts, in the order they were stated.
func (t Terms) Discounts() []Discount {
	var list []Discount
	for _, d := range t.extras().discounts {
		if d.Percent != 0 {
			list = append(list, d)
		}
	}
	return list
}

func (d Discount) fault() error {
	switch {
	case d.Percent <= 0 || d.Percent >= whole:
		return &InvalidError{Field: "discount percent", Value: int(d.Percent), Problem: "is not between 0 and 100 % (in ten-thousandths of a point)"}
	case d.Condition >= endCondition:
		return &InvalidError{Field: "discount condition", Value: int(d.Condition), Problem: "is none of the conditions of this package"}
	case d.Days < 0 || d.Days > MaxDays || d.Condition == NotSpecified && d.Days != 0:
		return &InvalidError{Field: "discount days", Value: d.Days, Problem: "are outside 0-3650, or given for a discount that says no delay"}
	}
	return nil
}
