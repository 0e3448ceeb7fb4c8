package calendar

import (
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/ecb"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// A Region is a place with its own public holidays. The zero value has none,
// and works on week-ends too.
type Region uint8

const (
	EveryDay        Region = iota // no holiday and no week-end
	France                        // the 11 national holidays
	AlsaceMoselle                 // besides: Good Friday (communes with a Protestant or mixed church) and 26 December
	Guadeloupe                    // besides: 27 May
	Martinique                    // besides: 22 May
	Guyane                        // besides: 10 June
	Reunion                       // besides: 20 December
	Mayotte                       // besides: 27 April
	SaintBarthelemy               // besides: 9 October
	SaintMartin                   // besides: 28 May, observed since 2019; older texts say 27 May
	Target                        // the days the euro payment system T2 is closed
	endRegion
)

// ByName finds the calendar of a region by the name policies use: "FR", a
// department or territory in ISO 3166-2 ("FR-57", "FR-67", "FR-68" for
// Alsace-Moselle, "FR-971"… or "FR-GP"… overseas), or "TARGET". False when
// there is none of that name; [Names] lists them. Saint-Pierre-et-Miquelon and
// the Pacific territories have labour codes of their own, which are not here.
func ByName(name string) (Calendar, bool) {
	for r := range regions {
		for _, n := range regions[r].names {
			if n == name {
				return Calendar{Region: Region(r)}, true
			}
		}
	}
	return Calendar{}, false
}

// Names lists the names that ByName knows, region by region.
func Names() []string {
	var names []string
	for _, r := range regions {
		names = append(names, r.names...)
	}
	return names
}

// String is the first name of the region, "FR" or "FR-57"; "every-day" for the
// zero value.
func (r Region) String() string {
	if r == EveryDay || r >= endRegion {
		return "every-day"
	}
	return regions[r].names[0]
}

// Holiday is the name of the public holiday on d, in the language of the
// region, and whether there is one.
func (r Region) Holiday(d date.Date) (name string, ok bool) {
	if r >= endRegion {
		return "", false
	}
	for _, h := range regions[r].holidays {
		if on(h, d.Year()) == d {
			return h.Name, true
		}
	}
	return "", false
}

// isHoliday is Holiday without the name, from a table: a nightly run asks it
// for every client.
func (r Region) isHoliday(d date.Date) bool {
	if r >= endRegion || d < tableFrom || d >= tableUntil {
		_, ok := r.Holiday(d)
		return ok
	}
	i := uint(d - tableFrom)
	return tables[r]()[i/64]>>(i%64)&1 == 1
}

var (
	tableFrom  = date.New(1950, time.January, 1)
	tableUntil = date.New(2150, time.January, 1)
	tables     = func() (t [endRegion]func() []uint64) {
		for r := range t {
			t[r] = sync.OnceValue(Region(r).table)
		}
		return t
	}()
)

// table has one bit for each day from tableFrom, set when it is a holiday.
func (r Region) table() []uint64 {
	bits := make([]uint64, (tableUntil-tableFrom)/64+1)
	for year := tableFrom.Year(); year < tableUntil.Year(); year++ {
		for _, h := range regions[r].holidays {
			i := uint(on(h, year) - tableFrom)
			bits[i/64] |= 1 << (i % 64)
		}
	}
	return bits
}

// on is the day a holiday falls on. The library answers with a midnight in the
// local zone of the machine; half a day later is the same date in every zone,
// even where the clocks change at midnight.
func on(h *cal.Holiday, year int) date.Date {
	actual, _ := h.Calc(year)
	return date.NewAt(actual.Add(12 * time.Hour))
}

type region struct {
	names    []string
	holidays []*cal.Holiday
	basis    law.Basis
}

var (
	checked  = date.New(2026, time.November, 22)
	labour   = date.New(2008, time.May, 1) // the labour code as numbered today
	national = law.Basis{Article: "art. L3133-1 C. trav.", Source: "code du travail, Légifrance", Confidence: law.Agreed, From: labour, Checked: checked}
	overseas = law.Basis{Article: "art. L3422-2 C. trav.", Source: "code du travail, Légifrance copy of May 2019; legisocial", Confidence: law.Agreed, From: labour, Checked: checked}
)

var regions = [endRegion]region{
	EveryDay: {},
	France:   {[]string{"FR"}, fr.Holidays, national},
	AlsaceMoselle: {
		[]string{"FR-57", "FR-67", "FR-68"},
		and(renamed(aa.GoodFriday, "Vendredi saint"), renamed(aa.ChristmasDay2, "Saint Étienne")),
		law.Basis{Article: "art. L3134-13 C. trav.", Source: "code du travail, Légifrance", Confidence: law.Agreed, From: labour, Checked: checked},
	},
	Guadeloupe:      {[]string{"FR-971", "FR-GP"}, and(abolition(27, time.May)), overseas},
	Martinique:      {[]string{"FR-972", "FR-MQ"}, and(abolition(22, time.May)), overseas},
	Guyane:          {[]string{"FR-973", "FR-GF"}, and(abolition(10, time.June)), overseas},
	Reunion:         {[]string{"FR-974", "FR-RE"}, and(abolition(20, time.December)), overseas},
	Mayotte:         {[]string{"FR-976", "FR-YT"}, and(abolition(27, time.April)), overseas},
	SaintBarthelemy: {[]string{"FR-977", "FR-BL"}, and(abolition(9, time.October)), overseas},
	SaintMartin: {
		[]string{"FR-978", "FR-MF"}, and(abolition(28, time.May)),
		law.Basis{Article: overseas.Article, Source: "soualigapost 2024: 28 May observed since 2019; the code was reported with 27 May", Confidence: law.Single, From: labour, Checked: checked},
	},
	Target: {
		[]string{"TARGET"}, ecb.Holidays,
		law.Basis{Source: "ECB, long-term calendar for TARGET closing days, 14 Dec. 2000; T2 page", Confidence: law.Agreed, From: date.New(2002, time.January, 1), Checked: checked},
	},
}

func and(extra ...*cal.Holiday) []*cal.Holiday {
	return append(append([]*cal.Holiday{}, fr.Holidays...), extra...)
}

func renamed(h *cal.Holiday, name string) *cal.Holiday {
	return h.Clone(&cal.Holiday{Name: name})
}

func abolition(day int, month time.Month) *cal.Holiday {
	return &cal.Holiday{Name: "Abolition de l’esclavage", Month: month, Day: day, Func: cal.CalcDayOfMonth}
}
