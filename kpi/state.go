package kpi

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/wire"
)

// State is all that an accumulator knows as plain exported integers and
// strings. Distributed engines that copy structs field by field (Apache Beam's
// Go SDK) drop decimals and unexported fields without a word; these they keep.
type State struct {
	From, Until int64 // the period, days as numbers
	Days, Tax   int64 // its DayBasis and tax basis
	Currency    string
	Sums        []int64 // 128-bit sums, two words each: high, low
	Counts      []int64
	Months      []int64 // three words for each month with sales: number, high, low
}

// State is a copy of what was accumulated. It is the zero State when the
// accumulator is not valid.
func (a *Accumulator) State() State {
	if a.check() != nil {
		return State{}
	}
	p := a.period
	s := State{From: int64(p.From), Until: int64(p.Until), Days: int64(p.Days), Tax: int64(p.Tax), Currency: p.Currency}
	for _, sum := range a.sums {
		s.Sums = append(s.Sums, sum.Hi, int64(sum.Lo))
	}
	s.Counts = append(s.Counts, a.counts[:]...)
	for _, m := range a.months {
		s.Months = append(s.Months, m.number, m.sales.Hi, int64(m.sales.Lo))
	}
	return s
}

// FromState is the accumulator that gave the state. A state that no
// accumulator can give is refused.
func FromState(s State) (*Accumulator, error) {
	if s.Days < 0 || s.Days >= int64(endDayBasis) || s.Tax < 0 || s.Tax > int64(dunning.HT) {
		return nil, fmt.Errorf("kpi state: day basis %d or tax basis %d is unknown", s.Days, s.Tax)
	}
	a := New(Period{From: date.Date(s.From), Until: date.Date(s.Until), Days: DayBasis(s.Days), Tax: dunning.TaxBasis(s.Tax), Currency: s.Currency})
	if a.invalid != nil {
		return nil, fmt.Errorf("kpi state: %w", a.invalid)
	}
	if len(s.Sums) != 2*endSum || len(s.Counts) != endCount || len(s.Months)%3 != 0 {
		return nil, fmt.Errorf("kpi state: %d, %d and %d words instead of %d, %d and a multiple of 3",
			len(s.Sums), len(s.Counts), len(s.Months), 2*endSum, endCount)
	}
	for i := range a.sums {
		a.sums[i] = minor.Sum{Hi: s.Sums[2*i], Lo: uint64(s.Sums[2*i+1])}
	}
	copy(a.counts[:], s.Counts)
	newest := monthNumber(a.period.Closing())
	for i := 0; i < len(s.Months); i += 3 {
		number := s.Months[i]
		if number < 0 || number > newest || i > 0 && number <= s.Months[i-3] {
			return nil, fmt.Errorf("kpi state: month %d is out of order or of the period", number)
		}
		a.months = append(a.months, month{number, minor.Sum{Hi: s.Months[i+1], Lo: uint64(s.Months[i+2])}})
	}
	return a, nil
}

const mark = "creance/kpi/1"

// MarshalBinary encodes the accumulator; the same content gives the same bytes.
func (a *Accumulator) MarshalBinary() ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	s := a.State()
	var e wire.Encoder
	e.String(mark)
	e.Ints([]int64{s.From, s.Until, s.Days, s.Tax})
	e.String(s.Currency)
	e.Ints(s.Sums)
	e.Ints(s.Counts)
	e.Ints(s.Months)
	return e.Bytes(), nil
}

// UnmarshalBinary replaces the accumulator by the one that was encoded; on an
// error it is left as it was.
func (a *Accumulator) UnmarshalBinary(data []byte) error {
	d := wire.NewDecoder(data, mark)
	s := State{}
	if head := d.Ints(); len(head) == 4 {
		s.From, s.Until, s.Days, s.Tax = head[0], head[1], head[2], head[3]
	}
	s.Currency, s.Sums, s.Counts, s.Months = d.String(), d.Ints(), d.Ints(), d.Ints()
	if err := d.Close(); err != nil {
		return fmt.Errorf("kpi: %w", err)
	}
	decoded, err := FromState(s)
	if err != nil {
		return err
	}
	*a = *decoded
	return nil
}
