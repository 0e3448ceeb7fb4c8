package aging

import (
	"fmt"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/wire"
)

// State is all that an accumulator knows as plain exported integers and
// strings. Distributed engines that copy structs field by field (Apache Beam's
// Go SDK) drop decimals and unexported fields without a word; these they keep.
type State struct {
	AsOf  int64   // the as-of day as a number
	Basis int64   // an AgeBasis
	UpTo  []int64 // upper bounds of the buckets
	Rows  []StateRow
}

// StateRow is the state of one client in one currency.
type StateRow struct {
	Currency  string
	Client    string
	Documents int64
	Oldest    int64
	Sums      []int64 // 128-bit sums, two words for each column: high, low
}

// State is a copy of what was accumulated, rows in the order of the report. It
// is the zero State when the accumulator is not valid.
func (a *Accumulator) State() State {
	if a.check() != nil {
		return State{}
	}
	s := State{AsOf: int64(a.asOf), Basis: int64(a.buckets.Basis)}
	for _, bound := range a.buckets.UpTo {
		s.UpTo = append(s.UpTo, int64(bound))
	}
	for _, r := range a.sorted() {
		out := StateRow{Currency: r.currency, Client: r.client, Documents: r.documents, Oldest: int64(r.oldest)}
		for i := range r.near {
			sum := r.sum(i)
			out.Sums = append(out.Sums, sum.Hi, int64(sum.Lo))
		}
		s.Rows = append(s.Rows, out)
	}
	return s
}

// FromState is the accumulator that gave the state. A state that no
// accumulator can give is refused.
func FromState(s State) (*Accumulator, error) {
	b := Buckets{Basis: AgeBasis(s.Basis)}
	if s.Basis < 0 || s.Basis >= int64(endAgeBasis) {
		return nil, fmt.Errorf("aging state: age basis %d is unknown", s.Basis)
	}
	for _, bound := range s.UpTo {
		b.UpTo = append(b.UpTo, int(bound))
	}
	a := New(date.Date(s.AsOf), b)
	if a.invalid != nil {
		return nil, fmt.Errorf("aging state: %w", a.invalid)
	}
	for i, in := range s.Rows {
		_, known := minor.Digits(in.Currency)
		switch {
		case !known || in.Currency == "":
			return nil, fmt.Errorf("aging state: row %d: currency %.10q is unknown", i, in.Currency)
		case a.table.find(hashOf(in.Client), in.Currency, in.Client) != nil:
			return nil, fmt.Errorf("aging state: row %d: client %.40q comes twice", i, in.Client)
		case in.Documents < 1:
			return nil, fmt.Errorf("aging state: row %d: %d documents", i, in.Documents)
		case len(in.Sums) != 2*(firstBucket+b.Len()):
			return nil, fmt.Errorf("aging state: row %d: %d words instead of %d", i, len(in.Sums), 2*(firstBucket+b.Len()))
		}
		r := a.row(in.Currency, in.Client)
		r.documents, r.oldest = in.Documents, date.Date(in.Oldest)
		for c := range r.near {
			sum := minor.Sum{Hi: in.Sums[2*c], Lo: uint64(in.Sums[2*c+1])}
			if n := int64(sum.Lo); sum.Hi == n>>63 {
				r.near[c] = n
			} else {
				r.put(c, sum)
			}
		}
	}
	return a, nil
}

const mark = "creance/aging/1"

// MarshalBinary encodes the accumulator; the same content gives the same bytes.
func (a *Accumulator) MarshalBinary() ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	s := a.State()
	var e wire.Encoder
	e.String(mark)
	e.Int(s.AsOf)
	e.Int(s.Basis)
	e.Ints(s.UpTo)
	e.Int(int64(len(s.Rows)))
	for _, r := range s.Rows {
		e.String(r.Currency)
		e.String(r.Client)
		e.Int(r.Documents)
		e.Int(r.Oldest)
		e.Ints(r.Sums)
	}
	return e.Bytes(), nil
}

// UnmarshalBinary replaces the accumulator by the one that was encoded; on an
// error it is left as it was.
func (a *Accumulator) UnmarshalBinary(data []byte) error {
	d := wire.NewDecoder(data, mark)
	s := State{AsOf: d.Int(), Basis: d.Int(), UpTo: d.Ints()}
	for range d.Len() {
		s.Rows = append(s.Rows, StateRow{
			Currency: d.String(), Client: d.String(), Documents: d.Int(), Oldest: d.Int(), Sums: d.Ints(),
		})
	}
	if err := d.Close(); err != nil {
		return fmt.Errorf("aging: %w", err)
	}
	decoded, err := FromState(s)
	if err != nil {
		return err
	}
	*a = *decoded
	return nil
}
