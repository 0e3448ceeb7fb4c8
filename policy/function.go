package policy

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/lang"
)

// Function lets the expressions of a policy call a function of the program. The
// signature names it and its types in the words of the language, and fn has the
// Go types that go with them:
//
//	policy.Function("risk(money, days) ratio", func(overdue decimal.Decimal, late int) decimal.Decimal { … })
//
//	bool          bool
//	int, days     int
//	money, ratio  decimal.Decimal
//	date          date.Date
//	text          string
//
// In a YAML list between braces a call with a comma must stand in quotes:
// { id: a, when: "risk(overdue, 30) > 0.5" }.
//
// Calls are checked like the rest of a policy: number and types of arguments,
// names with a suggestion. A date that may be absent can be given to a function
// in a day only, and the function is not called while it is absent.
//
// fn must be pure and safe for many goroutines: it is called for today, and for
// days to come when the policy looks for the next one. It must also be total: a
// panic, or a result out of bounds (an amount with more decimals than the
// policy's currency, a zero date), makes [Policy.Decide] fail with a
// *[FunctionError] instead of deciding on a value nobody meant. What it costs
// and whether it returns is the program's affair: the limits that hold for
// authors of policies do not reach into Go. A policy that calls one is not
// compiled to whole numbers as others are: it decides some times slower.
//
// A signature that cannot be used makes [Compile] fail with dunning.Problems.
func Function(signature string, fn any) Option {
	return func(o *options) { o.functions = append(o.functions, declared{signature, fn}) }
}

// declared is a function as the program gave it.
type declared struct {
	signature string
	fn        any
}

// A FunctionError says that a registered function failed, and on what.
type FunctionError struct {
	Function string   // its signature
	Args     []string // as they are written in a policy
	Problem  string   // "panics: …", "gives 1.005: has more decimals than its currency"
}

func (e *FunctionError) Error() string {
	return fmt.Sprintf("policy: function %s on (%s) %s", e.Function, strings.Join(e.Args, ", "), e.Problem)
}

// functions checks the registered functions against the names of the schema.
func (s *schema) functions(list []declared, digits int32) (map[string]*lang.Function, error) {
	functions := map[string]*lang.Function{}
	var problems dunning.Problems
	for _, d := range list {
		f, problem := s.function(d, digits)
		if problem == "" && functions[f.Name] != nil {
			problem = "is registered twice"
		}
		if problem != "" {
			problems = append(problems, &dunning.Problem{Of: fmt.Sprintf("function %q", clip(d.signature)), Field: "signature",
				Value: fmt.Sprintf("%T", d.fn), What: problem, Fix: `write it as "risk(money, days) ratio"`})
			continue
		}
		functions[f.Name] = f
	}
	return functions, problems.Err()
}

// predicates are names that expr's parser reads in a way of its own.
var predicates = map[string]bool{
	"all": true, "any": true, "one": true, "filter": true, "map": true,
	"count": true, "sum": true, "find": true, "reduce": true,
}

// function reads one signature; the second result says what is wrong with it.
func (s *schema) function(d declared, digits int32) (*lang.Function, string) {
	name, rest, opened := strings.Cut(d.signature, "(")
	params, result, closed := strings.Cut(rest, ")")
	name, result = strings.TrimSpace(name), strings.TrimSpace(result)
	of := reflect.TypeOf(d.fn)
	switch {
	case !opened || !closed:
		return nil, "has no brackets"
	case !isName(name):
		return nil, "does not start with a name in lower case"
	case s.symbols[name] != nil:
		return nil, "has the name of a fact"
	case reserved[name] || predicates[name]:
		return nil, "has the name of a word of the language"
	case of == nil || of.Kind() != reflect.Func || of.IsVariadic() || reflect.ValueOf(d.fn).IsNil():
		return nil, "is not given a Go function with a fixed number of parameters"
	}
	f := &lang.Function{Name: name}
	var words []string
	if strings.TrimSpace(params) != "" {
		words = strings.Split(params, ",")
	}
	if len(words) != of.NumIn() || of.NumOut() != 1 {
		return nil, fmt.Sprintf("names %d parameters and one result; the Go function has %d and %d", len(words), of.NumIn(), of.NumOut())
	}
	for i, word := range words {
		kind, problem := kindOf(strings.TrimSpace(word), of.In(i))
		if problem != "" {
			return nil, problem
		}
		f.Params = append(f.Params, lang.Type{Kind: kind})
	}
	kind, problem := kindOf(result, of.Out(0))
	f.Result = lang.Type{Kind: kind}
	f.Call = caller(f, reflect.ValueOf(d.fn), digits)
	return f, problem
}

// kindOf is the kind a word names, if it goes with the Go type.
func kindOf(word string, t reflect.Type) (lang.Kind, string) {
	known := map[string]struct {
		kind lang.Kind
		is   reflect.Type
	}{
		"bool": {lang.Bool, reflect.TypeFor[bool]()}, "text": {lang.Text, reflect.TypeFor[string]()},
		"int": {lang.Int, reflect.TypeFor[int]()}, "days": {lang.Int, reflect.TypeFor[int]()},
		"money": {lang.Money, decimalType}, "ratio": {lang.Ratio, decimalType}, "date": {lang.Date, dateType},
	}
	k, ok := known[word]
	switch {
	case !ok:
		return 0, fmt.Sprintf("has the type %q, which is none of bool, int, days, money, ratio, date, text", clip(word))
	case k.is != t:
		return 0, fmt.Sprintf("says %s where the Go function has %s and not %s", word, t, k.is)
	}
	return k.kind, ""
}

// caller calls a Go function on values of the language and checks what it gives.
func caller(f *lang.Function, fn reflect.Value, digits int32) func([]lang.Value) (lang.Value, error) {
	return func(args []lang.Value) (value lang.Value, err error) {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = reflect.ValueOf(goValue(f.Params[i].Kind, a, digits))
		}
		fail := func(problem string) error {
			e := &FunctionError{Function: f.String(), Problem: problem}
			for _, v := range in {
				e.Args = append(e.Args, shownValue(v))
			}
			return e
		}
		defer func() {
			if r := recover(); r != nil {
				value, err = lang.Value{}, fail(fmt.Sprintf("panics: %v", r))
			}
		}()
		out := fn.Call(in)[0]
		value, problem := languageValue(f.Result.Kind, out, digits)
		if problem != "" {
			return lang.Value{}, fail(fmt.Sprintf("gives %s: %s", shownValue(out), problem))
		}
		return value, nil
	}
}

func goValue(k lang.Kind, v lang.Value, digits int32) any {
	switch k {
	case lang.Bool:
		return v.Num != 0
	case lang.Int:
		return int(v.Num)
	case lang.Money:
		return decimal.New(v.Num, -digits)
	case lang.Ratio:
		return decimal.New(v.Num, -6)
	case lang.Date:
		return date.Date(v.Num)
	}
	return v.Text
}

// languageValue is a Go value within the bounds of the language.
func languageValue(k lang.Kind, v reflect.Value, digits int32) (value lang.Value, problem string) {
	if k == lang.Text {
		return lang.Value{Text: v.String()}, ""
	}
	if k == lang.Date && v.Int() == 0 {
		return lang.Value{}, "is the absent date"
	}
	read := field{Symbol: &lang.Symbol{Type: lang.Type{Kind: k}}}
	value.Num, problem = read.read(v, digits)
	return value, problem
}
