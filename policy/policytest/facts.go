package policytest

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/policy"
)

// factFields are the fields of a type of facts, by the names that a policy has
// for them.
type factFields struct {
	facts  []int // path of the embedded policy.Facts; none when it is the type itself
	byName map[string]reflect.StructField
}

func fieldsOf(t reflect.Type) factFields {
	f := factFields{byName: map[string]reflect.StructField{}}
	for _, field := range reflect.VisibleFields(t) {
		if field.Type == reflect.TypeFor[policy.Facts]() {
			f.facts = field.Index
		}
		if name, _, _ := strings.Cut(field.Tag.Get("policy"), ","); name != "" && name != "-" {
			f.byName[name] = field
		}
	}
	return f
}

func (f factFields) names() []string {
	var list []string
	for name := range f.byName {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// set gives a fact its value; the result is what is wrong with it, and what to
// do.
func (f factFields) set(v reflect.Value, name, text string) (problem, fix say.Text) {
	field, known := f.byName[name]
	if !known {
		return say.Both("%s n’est pas un fait que l’on peut donner", "%s is no fact that can be given", say.Name(name)), or(say.Suggest(name, f.names()), say.Both("policy/FACTS.md donne la liste des faits ; ceux qui se calculent ne se donnent pas", "policy/FACTS.md lists the facts; those that are computed cannot be given"))
	}
	to := v.FieldByIndex(field.Index)
	_, kind, _ := strings.Cut(field.Tag.Get("policy"), ",")
	if values, isEnum := strings.CutPrefix(kind, "enum="); isEnum {
		list := strings.Split(values, "|")
		n := slices.Index(list, text)
		switch {
		case n < 0:
			return say.Both("%s ne vaut jamais %s", "%s is never %s", name, say.Name(text)), say.Suggest(text, list)
		case to.Kind() == reflect.String:
			to.SetString(text)
		default:
			to.SetUint(uint64(n))
		}
		return say.Text{}, say.Text{}
	}
	ok := true
	switch old := to.Interface().(type) {
	case decimal.Decimal:
		var d decimal.Decimal
		d, ok = amountOf(text)
		to.Set(reflect.ValueOf(d))
		fix = say.Both("écrivez 1_500.00 ou 0.4", "write 1_500.00 or 0.4")
	case date.Date:
		d, err := dunning.ParseDate(text)
		ok = err == nil
		to.Set(reflect.ValueOf(d))
		fix = say.Both("écrivez 2026-01-31", "write 2026-01-31")
	case bool:
		ok = text == "true" || text == "false"
		to.SetBool(text == "true")
		fix = say.Both("écrivez true ou false", "write true or false")
	default:
		if _, isText := any(old).(string); isText {
			to.SetString(text)
			break
		}
		n, err := strconv.ParseInt(text, 10, 32)
		ok = err == nil && strconv.FormatInt(n, 10) == text
		to.SetInt(n)
		fix = say.Both("écrivez un nombre entier", "write a whole number")
	}
	if !ok {
		return say.Both("%s n’est pas une valeur pour %s", "%s is no value of %s", say.Name(text), name), fix
	}
	return say.Text{}, say.Text{}
}

// A decider explains every file of an account on one day.
type decider func(t *scenario, day date.Date) ([]policy.Trace, error)

// deciderOf forgets the type of the facts.
func deciderOf[F any](p *policy.Policy[F]) decider {
	fields := fieldsOf(reflect.TypeFor[F]())
	return func(t *scenario, day date.Date) ([]policy.Trace, error) {
		files, err := p.Facts(&t.account, day)
		if err != nil {
			return nil, err
		}
		var traces []policy.Trace
		for _, file := range files {
			var f F
			v := reflect.ValueOf(&f).Elem()
			if fields.facts == nil {
				v.Set(reflect.ValueOf(file))
			} else {
				v.FieldByIndex(fields.facts).Set(reflect.ValueOf(file))
			}
			for _, g := range t.given {
				if g.from <= day {
					fields.set(v, g.name, g.text)
				}
			}
			trace, err := p.Explain(f)
			if err != nil {
				return nil, err
			}
			traces = append(traces, trace)
		}
		return traces, nil
	}
}

// checkFacts reports given facts that no field takes.
func checkFacts(r *reader, t *scenario, of reflect.Type) {
	fields := fieldsOf(of)
	for _, g := range t.given {
		if problem, fix := fields.set(reflect.New(of).Elem(), g.name, g.text); problem != (say.Text{}) {
			r.wrong(codeFact, g.path, problem, fix)
		}
	}
}
