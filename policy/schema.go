package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/say"
)

// A schema is what the expressions over one type of facts can name, and how
// its values are read.
type schema struct {
	of       string  // the Go type, for messages
	facts    []int   // index path of the embedded Facts; nil when it is Facts itself
	offset   uintptr // of the embedded Facts
	symbols  map[string]*lang.Symbol
	fields   []field
	computed []computed
	nums     int // slots of a row
	texts    int
	previous *lang.Symbol
}

// A field is a fact read from the struct.
type field struct {
	*lang.Symbol
	path   []int
	offset uintptr // in the struct, as path leads to it
	goType reflect.Type
	en, fr string
}

var (
	factsType   = reflect.TypeFor[Facts]()
	decimalType = reflect.TypeFor[decimal.Decimal]()
	dateType    = reflect.TypeFor[date.Date]()
)

// schemaOf reads the tags of a type of facts. steps are the values of
// last_step.
func schemaOf(t reflect.Type, steps []string) (*schema, error) {
	s := &schema{of: t.String(), symbols: map[string]*lang.Symbol{}}
	var problems dunning.Problems
	report := func(field, value, what, fix string) {
		problems = append(problems, &dunning.Problem{Of: "facts type " + s.of, Field: field, Value: value, What: what, Fix: fix})
	}
	if t.Kind() != reflect.Struct {
		report("type", t.Kind().String(), "is not a struct", "embed policy.Facts in a struct")
		return nil, problems
	}
	found := t == factsType
	for _, f := range reflect.VisibleFields(t) {
		if offset, ok := offsetOf(t, f.Index); ok && f.Type == factsType && f.Anonymous {
			s.facts, s.offset, found = f.Index, offset, true
		}
	}
	if !found {
		report("type", "", "does not embed policy.Facts", "embed policy.Facts, by value")
		return nil, problems
	}
	declare := func(f reflect.StructField, path []int) {
		tag, ok := f.Tag.Lookup("policy")
		if !ok || tag == "-" {
			return
		}
		offset, ok := offsetOf(t, path)
		if !ok {
			report(f.Name, tag, "stands behind a pointer, which may be nil", "embed the struct by value")
			return
		}
		symbol, problem := s.declare(f, tag)
		if problem != "" {
			report(f.Name, tag, problem, "")
			return
		}
		s.fields = append(s.fields, field{
			Symbol: symbol, path: path, offset: offset, goType: f.Type, en: f.Tag.Get("en"), fr: f.Tag.Get("fr"),
		})
	}
	// The fields of Facts come first, wherever it is embedded and whatever fields of
	// the same Go name stand around it: the slot of as_of is 0.
	for i := range factsType.NumField() {
		declare(factsType.Field(i), append(slices.Clone(s.facts), i))
	}
	for _, f := range reflect.VisibleFields(t) {
		if n := len(s.facts); len(f.Index) < n || !slices.Equal(f.Index[:n], s.facts) {
			declare(f, f.Index)
		}
	}
	for _, c := range computedFacts {
		if c.name == "last_step" {
			c.of = lang.Type{Kind: lang.Enum, Name: "last_step", Values: append([]string{noStepYet}, steps...)}
		}
		c.symbol = s.add(c.name, c.of)
		c.symbol.Means, c.symbol.Also = say.Text{c.fr, c.en}, alsoCalled[c.name]
		s.computed = append(s.computed, c)
	}
	s.previous = &lang.Symbol{Name: "previous", Means: say.Text{previousFrench, previousEnglish}, Also: alsoCalled["previous"], Type: lang.Type{Kind: lang.Date}, Slot: s.nums, Optional: true}
	s.nums++
	return s, problems.Err()
}

// offsetOf is where a field stands inside a struct; false when a pointer leads
// to it.
func offsetOf(t reflect.Type, path []int) (offset uintptr, ok bool) {
	for _, i := range path {
		if t.Kind() == reflect.Pointer {
			return 0, false
		}
		f := t.Field(i)
		offset, t = offset+f.Offset, f.Type
	}
	return offset, true
}

// noStepYet is the value of last_step before anything was sent.
const noStepYet = "none"

// declare reads one tag; the second result says what is wrong with it.
func (s *schema) declare(f reflect.StructField, tag string) (*lang.Symbol, string) {
	name, kind, _ := strings.Cut(tag, ",")
	kind, values, isEnum := strings.Cut(kind, "=")
	switch {
	case !f.IsExported():
		return nil, "is on a field that is not exported"
	case !isName(name):
		return nil, "does not start with a name in lower case"
	case s.symbols[name] != nil:
		return nil, "names a fact that exists already"
	case reserved[name]:
		return nil, "names a word of the language"
	}
	for _, c := range computedFacts {
		if c.name == name {
			return nil, "names a fact that exists already"
		}
	}
	of := lang.Type{}
	ok := false
	integer := f.Type.Kind() >= reflect.Int && f.Type.Kind() <= reflect.Int64 && f.Type != dateType
	switch kind {
	case "bool":
		of.Kind, ok = lang.Bool, f.Type.Kind() == reflect.Bool
	case "int", "days":
		of.Kind, ok = lang.Int, integer
	case "money":
		of.Kind, ok = lang.Money, f.Type == decimalType
	case "ratio":
		of.Kind, ok = lang.Ratio, f.Type == decimalType
	case "date", "date?":
		of.Kind, ok = lang.Date, f.Type == dateType
	case "text":
		of.Kind, ok = lang.Text, f.Type.Kind() == reflect.String
	case "enum":
		of.Kind, of.Name, of.Values = lang.Enum, name, strings.Split(values, "|")
		ok = f.Type.Kind() == reflect.String || f.Type.Kind() >= reflect.Uint && f.Type.Kind() <= reflect.Uint64
		if !isEnum || slices.Contains(of.Values, "") {
			return nil, "lists no values: enum=low|high"
		}
	default:
		return nil, "has none of the types bool, int, days, money, ratio, date, text, enum=a|b"
	}
	if !ok {
		return nil, fmt.Sprintf("does not fit a field of type %s", f.Type)
	}
	symbol := s.add(name, of)
	symbol.Optional = kind == "date?"
	symbol.Means, symbol.Also = say.Text{f.Tag.Get("fr"), f.Tag.Get("en")}, alsoCalled[name]
	return symbol, ""
}

func (s *schema) add(name string, of lang.Type) *lang.Symbol {
	symbol := &lang.Symbol{Name: name, Type: of}
	if of.Kind == lang.Text {
		symbol.Slot = s.texts
		s.texts++
	} else {
		symbol.Slot = s.nums
		s.nums++
	}
	s.symbols[name] = symbol
	return symbol
}

// reserved are the words that no fact, constant or condition may take.
var reserved = map[string]bool{
	"and": true, "or": true, "not": true, "in": true, "true": true, "false": true, "nil": true,
	"let": true, "if": true, "else": true, "matches": true, "contains": true, "startsWith": true, "endsWith": true,
	"date": true, "end_of_month": true, "previous": true, noStepYet: true,
}

// isName reports whether s can name something in an expression.
func isName(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

func (s *schema) newRow() *lang.Row {
	row := &lang.Row{
		Nums:  make([]int64, s.nums),
		Texts: make([]string, s.texts),
		Slope: make([]int8, s.nums),
		Until: make([]int, s.nums),
	}
	for i := range s.computed {
		row.Slope[s.computed[i].symbol.Slot] = s.computed[i].slope
	}
	return row
}

// factsIn is the Facts inside the user's struct.
func (s *schema) factsIn(v reflect.Value) *Facts {
	if s.facts != nil {
		v = v.FieldByIndex(s.facts)
	}
	return v.Addr().Interface().(*Facts)
}

// row reads the facts of one file. The problems are those of single values; see
// [run.settle] for what has to agree.
func (s *schema) row(v reflect.Value, digits int32, report report) *lang.Row {
	row := s.newRow()
	for _, f := range s.fields {
		value := v.FieldByIndex(f.path)
		if f.Type.Kind == lang.Text {
			row.Texts[f.Slot] = value.String()
			continue
		}
		n, problem := f.read(value, digits)
		if problem != "" {
			report(f.Name, shownValue(value), problem)
		}
		row.Nums[f.Slot] = n
	}
	return row
}

func (f field) read(v reflect.Value, digits int32) (int64, string) {
	switch f.Type.Kind {
	case lang.Bool:
		if v.Bool() {
			return 1, ""
		}
		return 0, ""
	case lang.Int:
		if n := v.Int(); n <= lang.MaxInt && n >= -lang.MaxInt {
			return n, ""
		}
		return 0, "is too large"
	case lang.Date:
		if n := v.Int(); n <= lang.MaxDate && n >= -lang.MaxDate {
			return n, ""
		}
		return 0, "is outside the calendar"
	case lang.Money:
		n, err := minor.Of(v.Interface().(decimal.Decimal), digits)
		if err != nil {
			return 0, err.Error()
		}
		return n, ""
	case lang.Ratio:
		return ratio(v.Interface().(decimal.Decimal))
	}
	if v.Kind() != reflect.String {
		if n := v.Uint(); n < uint64(len(f.Type.Values)) {
			return int64(n), ""
		}
		return 0, "is none of " + strings.Join(f.Type.Values, ", ")
	}
	text := v.String()
	if text == "" {
		return 0, "" // the first value is the default
	}
	if n := f.Type.Index(text); n >= 0 {
		return n, ""
	}
	return 0, "is none of " + strings.Join(f.Type.Values, ", ")
}

// ratio counts in millionths, rounded half away from zero.
func ratio(d decimal.Decimal) (int64, string) {
	if d.IsZero() {
		return 0, ""
	}
	// Bounded before Round, which would write an exponent out in full.
	if d.Exponent() < -100 || d.NumDigits() > 200 || int64(d.NumDigits())+int64(d.Exponent()) > 6 {
		return 0, "is not a ratio of at most a million with at most 100 decimals"
	}
	return d.Shift(6).Round(0).IntPart(), ""
}

func shownValue(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case decimal.Decimal:
		if e := x.Exponent(); e > 20 || e < -20 || x.NumDigits() > 40 {
			return fmt.Sprintf("a number of %d digits, exponent %d", x.NumDigits(), e)
		}
		return x.String()
	case date.Date:
		return x.String()
	default:
		return fmt.Sprint(x)
	}
}
