package penalty

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// maxRateFile bounds a table of rates; a century of weekly changes fits in it.
const maxRateFile = 1 << 20

// A file of rates begins with comment lines "# key: value", among which series,
// source, checked and known-through are required. Then comes a header row and
// the rates, oldest first. Two layouts exist, told apart by their header:
//
//	effective,rate_percent,confidence,published,source
//	from,to,private_percent,professional_percent,confidence,published,source
//
// The first is a rate that lasts until the next row, the second that of art.
// L313-2 C. mon. fin., whose periods leave no gap and whose two columns become
// two series. published may be empty.
var (
	openLayout   = []string{"effective", "rate_percent", "confidence", "published", "source"}
	periodLayout = []string{"from", "to", "private_percent", "professional_percent", "confidence", "published", "source"}
)

func parseRates(name string, src []byte) ([]*series, error) {
	f := rateFile{name: name}
	if len(src) > maxRateFile {
		f.report(1, "file", "", "is larger than 1 MiB", "a table of rates is a few kilobytes")
		return nil, f.problems.Err()
	}
	info := f.readInfo(src)
	parsed := f.readRows(src, info)
	if len(f.problems) > 0 {
		return nil, f.problems.Err()
	}
	return parsed, nil
}

type rateFile struct {
	name     string
	problems dunning.Problems
}

func (f *rateFile) report(line int, field, value, what, fix string) {
	if len(f.problems) < 50 {
		f.problems = append(f.problems, &dunning.Problem{
			Of: fmt.Sprintf("%s:%d", f.name, line), Field: field, Value: value, What: what, Fix: fix,
		})
	}
}

func (f *rateFile) readInfo(src []byte) SeriesInfo {
	var info SeriesInfo
	line, seen := 0, map[string]bool{}
	for text := range bytes.Lines(src) {
		line++
		comment, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "#")
		if !ok {
			break // the header row ends the comments that say what the file is
		}
		key, value, _ := strings.Cut(comment, ":")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		seen[key] = seen[key] || value != ""
		switch key {
		case "series":
			info.Series = Series(value)
		case "title":
			info.Title = value
		case "source":
			info.Source = value
		case "next":
			info.Next = value
		case "checked":
			info.Checked = f.day(line, key, value)
		case "known-through":
			info.KnownThrough = f.day(line, key, value)
		}
	}
	for _, key := range []string{"series", "source", "checked", "known-through"} {
		if !seen[key] {
			f.report(1, key, "", "is missing", fmt.Sprintf(`write a line "# %s: …" at the top`, key))
		}
	}
	return info
}

func (f *rateFile) readRows(src []byte, info SeriesInfo) []*series {
	r := csv.NewReader(bytes.NewReader(src))
	r.Comment, r.FieldsPerRecord = '#', -1
	header, err := r.Read()
	if err != nil {
		f.report(1, "header", "", "is missing", "write "+strings.Join(openLayout, ","))
		return nil
	}
	var parsed []*series
	var end date.Date // last day of the previous period
	periods := false
	switch line, _ := r.FieldPos(0); strings.Join(header, ",") {
	case strings.Join(openLayout, ","):
		parsed = []*series{{info: info}}
	case strings.Join(periodLayout, ","):
		private, professional := info, info
		private.Series, professional.Series = info.Series+"-private", info.Series+"-professional"
		parsed, periods = []*series{{info: private}, {info: professional}}, true
	default:
		f.report(line, "header", strings.Join(header, ","), "is not known", "write "+strings.Join(openLayout, ","))
		return nil
	}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if parse := (*csv.ParseError)(nil); errors.As(err, &parse) {
			f.report(parse.Line, "row", "", parse.Err.Error(), "")
			return nil
		}
		line, _ := r.FieldPos(0)
		if len(record) != len(header) {
			f.report(line, "row", strings.Join(record, ","), fmt.Sprintf("has %d columns instead of %d", len(record), len(header)), "")
			continue
		}
		from, until, rates := f.day(line, header[0], record[0]), date.Date(0), record[1:2]
		if periods {
			until, rates = f.day(line, "to", record[1]), record[2:4]
			if from != 0 && until != 0 && until < from {
				f.report(line, "to", record[1], "is before its start", "")
			}
			if end != 0 && from != 0 && from != end+1 {
				f.report(line, "from", record[0], fmt.Sprintf("does not follow %s", end), "periods leave no gap and do not overlap")
			}
			end = until
		} else if q := parsed[0].quotes; len(q) > 0 && from != 0 && from <= q[len(q)-1].From {
			f.report(line, header[0], record[0], "is not after the row above", "write each effective date once, oldest first")
		}
		rest := record[len(record)-3:]
		quote := Quote{From: from, Confidence: f.confidence(line, rest[0]), Source: rest[2]}
		if rest[1] != "" {
			quote.Published = f.day(line, "published", rest[1])
		}
		for i, s := range parsed {
			units := f.rate(line, header[len(header)-3-len(rates)+i], rates[i])
			quote.Series, quote.Percent = s.info.Series, ratePercent(units)
			s.quotes, s.units = append(s.quotes, quote), append(s.units, units)
		}
	}
	f.checkEnd(parsed, end)
	return parsed
}

// checkEnd holds the rows against the day through which they are said to be
// known.
func (f *rateFile) checkEnd(parsed []*series, end date.Date) {
	for _, s := range parsed {
		if len(s.quotes) == 0 {
			f.report(1, "rows", "", "are missing", "a series has at least one rate")
			return
		}
		s.info.KnownFrom = s.first()
		switch through := s.info.KnownThrough; {
		case end != 0 && through != end:
			f.report(1, "known-through", through.String(), fmt.Sprintf("is not the end of the last period, %s", end), "")
			return
		case through < s.quotes[len(s.quotes)-1].From:
			f.report(1, "known-through", through.String(), "is before the last row", "give the day on which somebody last saw this rate in force")
			return
		}
	}
}

func (f *rateFile) day(line int, field, text string) date.Date {
	d, err := dunning.ParseDate(text)
	if err != nil {
		problem, _ := errors.AsType[*dunning.DateError](err)
		f.report(line, field, text, problem.Problem, "")
	}
	return d
}

// rate reads percent a year. A negative reference is accepted: the German base
// rate was below zero for years.
func (f *rateFile) rate(line int, field, text string) int64 {
	d, err := dunning.ParseAmount(text)
	if err != nil {
		problem, _ := errors.AsType[*dunning.AmountError](err)
		f.report(line, field, text, problem.Problem, "")
		return 0
	}
	units, what := rateUnits(d)
	if what != "" {
		f.report(line, field, text, what, "")
	}
	return units
}

// rateUnits is a rate in ten-thousandths of a percent, or what is wrong with it.
func rateUnits(d decimal.Decimal) (int64, string) {
	units, err := minor.Of(d, ratePlaces)
	switch {
	case errors.Is(err, minor.ErrPrecision):
		return 0, fmt.Sprintf("has more than %d decimals", ratePlaces)
	case err != nil || units > maxRate || units < -maxRate:
		return 0, "is beyond 1 000 %"
	}
	return units, ""
}

func (f *rateFile) confidence(line int, mark string) law.Confidence {
	for _, c := range []law.Confidence{law.Agreed, law.Single, law.Memory} {
		if c.String() == mark {
			return c
		}
	}
	f.report(line, "confidence", mark, "is no mark", "write 2+, 1 or M")
	return law.Memory
}
