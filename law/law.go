// Package law says what an answer rests on: the article, where its text was
// read, how sure the reading is, and since when it is in force.
//
// Every answer of this module that comes from French or European law carries
// a [Basis], so that a letter can quote it and an accountant can check it.
// The package holds no rule itself: ceilings live in dunning/ceiling, rates in
// penalty, deadlines in dunning/limitation and dunning/route, the statutory
// table in aging.
package law

import "github.com/rickb777/date/v2"

// Basis is the legal ground of one answer.
type Basis struct {
	Article    string     // "art. L441-10 II C. com."; "" when the ground is usage, not a text
	Source     string     // where it was read, in words a reader can look up
	Confidence Confidence // how well the reading is supported
	From       date.Date  // first day the text is known to say so; earlier law may have said the same elsewhere
	Until      date.Date  // first day no longer in force; 0 while in force when last checked
	Checked    date.Date  // day somebody last confirmed it
}

// InForce reports whether the rule applied on day d. An unknown start is
// treated as "always", since refusing a rule for want of its date of birth
// would silence current law.
func (b Basis) InForce(d date.Date) bool {
	return d >= b.From && (b.Until == 0 || d < b.Until)
}

// Confidence is how well a statement of law is supported. The zero value is
// not a confidence: a Basis without one is a defect, and tests refuse it.
type Confidence uint8

const (
	Agreed   Confidence = iota + 1 // two or more independent sources agree: [2+]
	Single                         // one source: [1]
	Memory                         // no source found, verify before relying on it: [M]
	Judgment                       // advice of this library where the law is silent: [J]
)

var marks = [...]string{"?", "2+", "1", "M", "J"}

// String is the mark used in the sources: "2+", "1", "M", "J"; "?" for a
// value that is none of them.
func (c Confidence) String() string {
	if int(c) >= len(marks) {
		return marks[0]
	}
	return marks[c]
}

// MarshalText writes the mark, so that JSON shows "2+" and not a number.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
