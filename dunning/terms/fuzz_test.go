package terms_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning/terms"
)

// FuzzParse: no text panics; what is read is valid and prints back to itself;
// what is refused has a reason; spans lie inside the text, in order.
func FuzzParse(f *testing.F) {
	for _, w := range wordings(f) {
		f.Add(w.Wording)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := terms.Read(text)
		last := 0
		for _, s := range r.Spans {
			if s.From < last || s.To > len(text) || s.From >= s.To || text[s.From:s.To] != s.Text {
				t.Fatalf("span %+v of %q", s, text)
			}
			last = s.To
		}
		got, err := terms.Parse(text)
		if (err != nil) != (r.Refusal != nil) {
			t.Fatalf("Parse and Read disagree on %q", text)
		}
		if err != nil {
			if err.Error() == "" || !utf8.ValidString(err.Error()) {
				t.Fatalf("refusal of %q is not readable", text)
			}
			return
		}
		if err := got.Validate(); err != nil {
			t.Fatalf("%q read as invalid terms: %v", text, err)
		}
		again, err := terms.Parse(got.String())
		if err != nil || again != got {
			t.Fatalf("%q reads as %q, which reads as %q (%v)", text, got, again, err)
		}
	})
}

// FuzzTerms: every value the constructors make prints to a wording that reads
// back to it, or is invalid and says so.
func FuzzTerms(f *testing.F) {
	f.Add(uint8(0), 30, uint8(0), uint8(0), uint8(0), uint8(0))
	f.Add(uint8(1), 45, uint8(2), uint8(10), uint8(1), uint8(2))
	f.Add(uint8(4), 1, uint8(3), uint8(31), uint8(8), uint8(99))
	f.Add(uint8(6), -1, uint8(9), uint8(40), uint8(12), uint8(1))
	f.Fuzz(func(t *testing.T, kind uint8, n int, base, day, method, percent uint8) {
		v := build(kind, n)
		if base > 0 {
			v = v.From(terms.Base(base - 1))
		}
		if day > 0 {
			v = v.On(int(day), int(day)/2+1)
		}
		if method&1 == 1 && percent > 0 && percent < 100 {
			share := terms.Percent(percent)*terms.OnePercent + 12
			whole, err := terms.InParts(terms.Part{Share: share, Terms: v}, terms.Part{Share: 100*terms.OnePercent - share, Terms: build(kind+percent, int(percent))})
			if (err != nil) != (v.Validate() != nil) {
				t.Fatalf("%s in parts: %v", v, err)
			}
			if err == nil {
				v = whole
			}
		}
		v = v.By(terms.Method(method))
		if percent > 0 && percent < 100 {
			d := terms.Discount{Percent: terms.Percent(percent) * terms.OnePercent / 4, Condition: terms.Condition(percent % 3), Days: int(percent)}
			if d.Condition == terms.NotSpecified {
				d.Days = 0
			}
			var err error
			if v, err = v.WithDiscounts(d); err != nil {
				t.Fatal(err)
			}
		}
		if v.Validate() != nil {
			if v.Due(date.New(2026, 1, 1)) != 0 {
				t.Fatalf("invalid terms have a due date")
			}
			if _, err := terms.Parse(v.String()); err == nil {
				t.Fatalf("invalid terms print as %q, which is read", v)
			}
			return
		}
		again, err := terms.Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("%q reads as %q (%v)", v, again, err)
		}
	})
}

func build(kind uint8, n int) terms.Terms {
	switch kind % 9 {
	case 0:
		return terms.Net(n)
	case 1:
		return terms.EndOfMonth(n)
	case 2:
		return terms.EndOfMonthThen(n)
	case 3:
		return terms.Months(n)
	case 4:
		return terms.EndOfMonthAfter(n)
	case 5:
		return terms.EndOfDecadeThen(n)
	case 6:
		return terms.EndOfFortnightThen(n)
	case 7:
		return terms.MonthAndHalf()
	}
	return terms.Terms{}
}

// FuzzDue compares each construction with arithmetic on time.Date, written
// without any of the package's code, and checks that a later date never falls
// due earlier.
func FuzzDue(f *testing.F) {
	f.Add(uint8(1), 45, 2025, 100, uint8(0))
	f.Add(uint8(2), 30, 2024, 31, uint8(10))
	f.Add(uint8(4), 1, 2024, 31, uint8(31))
	f.Add(uint8(5), 30, 2023, 45, uint8(0))
	f.Fuzz(func(t *testing.T, kind uint8, n, year, yearDay int, on uint8) {
		n, year, yearDay = abs(n)%(terms.MaxMonths+1), 1990+abs(year)%100, abs(yearDay)%366
		from := time.Date(year, 1, 1+yearDay, 0, 0, 0, 0, time.UTC)
		v, want := build(kind, n), naive(kind, n, from)
		if on %= 32; on > 0 && kind%9 < 7 {
			strict := kind%9 == 1 || kind%9 == 4 || kind%9 == 2 && n == 0
			v, want = v.On(int(on)), naiveOn(want, int(on), strict)
		}
		got := v.Due(date.NewAt(from))
		if got != date.NewAt(want) {
			t.Fatalf("%s from %s: %s, by hand %s", v, from.Format(time.DateOnly), got, want.Format(time.DateOnly))
		}
		if next := v.Due(date.NewAt(from) + 1); next < got {
			t.Fatalf("%s: from %s it is %s, a day later %s", v, from.Format(time.DateOnly), got, next)
		}
		d := v.Derive(date.NewAt(from))
		if d.Due != got || d.Steps[len(d.Steps)-1].On != got {
			t.Fatalf("%s: derived %+v, due %s", v, d, got)
		}
	})
}

func naive(kind uint8, n int, d time.Time) time.Time {
	add := func(d time.Time, days int) time.Time { return d.AddDate(0, 0, days) }
	eom := func(d time.Time) time.Time { return time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC) }
	months := func(d time.Time, n int) time.Time {
		to := time.Date(d.Year(), d.Month()+time.Month(n), d.Day(), 0, 0, 0, 0, time.UTC)
		for to.Day() != d.Day() && to.Day() < 4 { // overflowed into the next month
			to = add(to, -1)
		}
		return to
	}
	end := func(d time.Time, at ...int) time.Time {
		for _, day := range at {
			if d.Day() <= day {
				return time.Date(d.Year(), d.Month(), day, 0, 0, 0, 0, time.UTC)
			}
		}
		return eom(d)
	}
	switch kind % 9 {
	case 0:
		return add(d, n)
	case 1:
		return eom(add(d, n))
	case 2:
		return add(eom(d), n)
	case 3:
		return months(d, n)
	case 4:
		return eom(months(d, n))
	case 5:
		return add(end(d, 10, 20), n)
	case 6:
		return add(end(d, 15), n)
	case 7:
		return time.Date(d.Year(), d.Month()+2, 15, 0, 0, 0, 0, time.UTC)
	}
	return add(d, 30)
}

// naiveOn walks day by day.
func naiveOn(d time.Time, on int, strict bool) time.Time {
	if strict {
		d = d.AddDate(0, 0, 1)
	}
	for ; ; d = d.AddDate(0, 0, 1) {
		last := time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if d.Day() == min(on, last) {
			return d
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}
