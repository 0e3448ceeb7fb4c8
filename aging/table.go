package aging

import (
	"hash/maphash"

	"github.com/creance/creance/internal/minor"
)

// A table finds the row of a client, and keeps the rows in the order they came.
//
// It stands in for a Go map because finding rows is nearly all the work of an
// aged balance of many clients: a map hashes a new key twice, once more when it
// grows and once more in every merge, and is walked in a random order. Here a row
// keeps its hash, and a part of it stands beside the number of the row, so that
// another client's row is hardly ever looked at. The hash decides where a row is
// looked for and nothing else: no answer depends on it.
type table struct {
	slots []slot // by hash; a power of two, at most half full
	rows  []*row

	// Room for rows to come, so that many clients cost few allocations.
	spareRows []row
	spareSums []int64
}

type slot struct {
	tag    uint32 // upper half of the hash
	number uint32 // of the row + 1; 0: free
}

// seed differs from process to process, so that no list of clients can be made
// up that is slow to look up.
var seed = maphash.MakeSeed()

func hashOf(client string) uint64 { return maphash.String(seed, client) }

// find is the row of a client in a currency; nil when there is none.
func (t *table) find(hash uint64, currency, client string) *row {
	if len(t.slots) == 0 {
		return nil
	}
	for i := t.place(hash); t.slots[i].number != 0; i = t.after(i) {
		if s := t.slots[i]; s.tag == uint32(hash>>32) {
			if r := t.rows[s.number-1]; r.client == client && r.currency == currency {
				return r
			}
		}
	}
	return nil
}

// add makes a row for a client who has none yet.
func (t *table) add(hash uint64, currency, client string, columns int) *row {
	if 2*len(t.rows) >= len(t.slots) {
		t.grow()
	}
	r := t.spare(columns)
	r.hash, r.currency, r.client = hash, currency, client
	r.digits, _ = minor.Digits(currency)
	t.rows = append(t.rows, r)
	t.enter(hash, len(t.rows))
	return r
}

func (t *table) grow() {
	t.slots = make([]slot, max(4, 4*len(t.slots)))
	for i, r := range t.rows {
		t.enter(r.hash, i+1)
	}
}

func (t *table) enter(hash uint64, number int) {
	i := t.place(hash)
	for t.slots[i].number != 0 {
		i = t.after(i)
	}
	t.slots[i] = slot{uint32(hash >> 32), uint32(number)}
}

func (t *table) place(hash uint64) int { return int(hash & uint64(len(t.slots)-1)) }

func (t *table) after(i int) int { return (i + 1) & (len(t.slots) - 1) }

// spare takes a row from the spare ones, which are as many as there are rows
// already, within reason.
func (t *table) spare(columns int) *row {
	if len(t.spareRows) == 0 {
		n := min(max(len(t.rows), 1), 256)
		t.spareRows, t.spareSums = make([]row, n), make([]int64, n*columns)
	}
	r := &t.spareRows[0]
	r.near = t.spareSums[:columns:columns]
	t.spareRows, t.spareSums = t.spareRows[1:], t.spareSums[columns:]
	return r
}
