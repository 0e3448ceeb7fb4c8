// Package terms is a placeholder to be completed.
package terms

import (
	"errors"

	"github.com/rickb777/date/v2"
)

// Base is the event that terms count from.
type Base uint8

const (
	Issue Base = iota
	Receipt
	Delivery
	Order
)

// Terms is one due-date rule. The zero value is "nothing agreed".
type Terms struct {
	base Base
	days int16
	eom  uint8
	set  bool
}

func Net(days int) Terms            { return Terms{days: int16(days), set: true} }
func EndOfMonth(days int) Terms     { return Terms{days: int16(days), eom: 1, set: true} }
func EndOfMonthThen(days int) Terms { return Terms{days: int16(days), eom: 2, set: true} }

func (b Base) String() string { return [...]string{"issue", "receipt", "delivery", "order"}[b] }

func (t Terms) Immediate() bool { return t.set && t.days == 0 && t.eom == 0 }
func (t Terms) IsZero() bool    { return t == Terms{} }
func (t Terms) Base() Base      { return t.base }
func (t Terms) Due(from date.Date) date.Date {
	return from + date.Date(t.days)
}
func (t Terms) String() string { return "" }

func Parse(text string) (Terms, error) { return Terms{}, errors.New("not yet") }
