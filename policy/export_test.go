package policy

import (
	"reflect"

	"github.com/creance/creance/internal/lang"
)

// OnTree evaluates on the trees, as [OnVM] does on expr's machine.
func OnTree() Option { return func(o *options) { o.tree = true } }

// Rules evaluates every condition and every day of the policy, one by one, on
// facts that were read before: what a back end is for, without the stages.
func (p *Policy[F]) Rules(f *F) func() (sum int64) {
	r := newRun(p.engine)
	if p.engine.reader == nil {
		f := *f
		plain, _ := Compile[F](&p.engine.doc)
		read := newRun(plain.engine)
		load(read, &f)
		r.row = read.row
	} else {
		load(r, f)
	}
	var conditions, days []*rule
	add := func(to *[]*rule, c rule) {
		if c.node == nil {
			return
		}
		if p.engine.reader != nil {
			c.lower() // segments and holds are lowered as a whole
		}
		*to = append(*to, &c)
	}
	for _, s := range r.segments {
		add(&conditions, s.when)
	}
	for _, h := range r.holds {
		add(&conditions, h.when)
		add(&days, h.start)
		add(&days, h.end)
	}
	for _, s := range r.steps {
		add(&conditions, s.when)
		add(&days, s.at)
	}
	return func() (sum int64) {
		for _, c := range conditions {
			if r.satisfied(c, traceStep, "") {
				sum++
			}
		}
		for _, d := range days {
			sum += int64(r.day(d, lang.MaxDate/2))
		}
		return sum
	}
}

// VerifyWork and LintWork are Verify and Lint under an allowance, with the work
// that they spend.
func (p *Policy[F]) VerifyWork(each, all int) ([]Verdict[F], int) {
	return p.verify(allowance{each, all})
}
func (p *Policy[F]) LintWork(work int) (Diagnostics, int) { return p.lint(work) }

// The usual allowance.
var Work, AllWork = usual.each, usual.all

// Rows are the numbers of a file as decisions read them, field by field, and as
// reflection does.
func (p *Policy[F]) Rows(f *Facts) (quick, plain []int64, sound bool) {
	quick = make([]int64, ownSlots)
	sound = f.numbers(quick, p.engine.digits)
	none := func(string, string, string) { sound = false }
	return quick, p.schema.row(reflect.ValueOf(f).Elem(), p.engine.digits, none).Nums[:ownSlots], sound
}

// Slots says where the facts of a program begin.
func (p *Policy[F]) Slots() (fields, numbers, texts int) { return ownFields, ownSlots, ownTexts }
