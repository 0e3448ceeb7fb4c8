package penalty

import (
	"embed"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// Rates is a set of dated reference series. It never changes: With returns a
// new set. Any number of goroutines may read it.
type Rates struct{ byName map[Series]*series }

// SeriesInfo says what a series is and how far it can be trusted.
type SeriesInfo struct {
	Series       Series
	Title        string
	Source       string
	Next         string    // what is expected next and when, in words; may be empty
	Checked      date.Date // day somebody last compared it with its source
	KnownFrom    date.Date // first day with a rate
	KnownThrough date.Date // last day for which the rate is attested
}

//go:embed rates/*.csv
var embedded embed.FS

var official = sync.OnceValues(func() (*Rates, error) {
	r := &Rates{}
	files, err := embedded.ReadDir("rates")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		src, err := embedded.ReadFile("rates/" + f.Name())
		if err != nil {
			return nil, err
		}
		if r, err = r.With(f.Name(), src); err != nil {
			return nil, err
		}
	}
	return r, nil
})

// Official is the set shipped with this version: the ECB rate and both columns
// of the French legal rate.
func Official() *Rates {
	// The files are compiled in and read by a test: they cannot be wrong here.
	r, _ := official()
	return r
}

// With is r with the series of one more file, which replace those of the same
// name: a newer table needs no newer version of this package. The file format
// is that of the files in the folder rates of this package. name is shown in
// errors.
//
// The errors are [dunning.Problems], one for each thing wrong with its line.
func (r *Rates) With(name string, src []byte) (*Rates, error) {
	parsed, err := parseRates(name, src)
	if err != nil {
		return nil, err
	}
	all := map[Series]*series{}
	if r != nil {
		maps.Copy(all, r.byName)
	}
	for _, s := range parsed {
		all[s.info.Series] = s
	}
	return &Rates{byName: all}, nil
}

// Series yields what the set holds, by name.
func (r *Rates) Series() iter.Seq[SeriesInfo] {
	return func(yield func(SeriesInfo) bool) {
		if r == nil {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(r.byName)) {
			if !yield(r.byName[name].info) {
				return
			}
		}
	}
}

// Quotes yields the rows of a series, oldest first; none when it is not loaded.
func (r *Rates) Quotes(name Series) iter.Seq[Quote] {
	return func(yield func(Quote) bool) {
		if s, err := r.find(name, 0); err == nil {
			for _, q := range s.quotes {
				if !yield(q) {
					return
				}
			}
		}
	}
}

// At is the rate of a series in force on day d, in percent a year. The error is
// a [*RateError] when the series does not know that day or is not loaded.
func (r *Rates) At(name Series, d date.Date) (decimal.Decimal, error) {
	s, err := r.find(name, d)
	if err != nil {
		return decimal.Decimal{}, err
	}
	i, err := s.at(d)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return s.quotes[i].Percent, nil
}

func (r *Rates) find(name Series, asked date.Date) (*series, error) {
	if r != nil {
		if s := r.byName[name]; s != nil {
			return s, nil
		}
	}
	return nil, &RateError{Series: name, Day: asked}
}

// RateError says that a rate is not known, and what is known instead. The
// library never carries a rate beyond its last attested day.
type RateError struct {
	Series       Series
	Day          date.Date // the day whose rate was needed: 2027-01-01 for the first half-year of 2027
	KnownFrom    date.Date // first day known; 0 when the series is not loaded
	KnownThrough date.Date // last day known
	Reason       string    // why an earlier day is not answered, when the rule and not the series begins late
}

func (e *RateError) Error() string {
	switch {
	case e.KnownThrough == 0:
		return fmt.Sprintf("rates: the series %q is not loaded; read an official table with Rates.With", e.Series)
	case e.Reason != "":
		return fmt.Sprintf("rates: no rate for %s: %s", e.Day, e.Reason)
	}
	return fmt.Sprintf("rates: %s is not known on %s, only from %s through %s; read a newer table with Rates.With",
		e.Series, e.Day, e.KnownFrom, e.KnownThrough)
}
