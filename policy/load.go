package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/source"
	"github.com/creance/creance/internal/yamlread"
)

// Load is [Parse] and [Compile] in one: the policy that a file holds. It is the
// way to tell an author everything at once, since the expressions of a file are
// looked at even where its form has mistakes; only what depends on the whole,
// such as steps that cannot be reached, waits until the form is right.
//
// The error is a [Diagnostics], or dunning.Problems when F itself is not a type of
// facts or a [Function] cannot be registered.
func Load[F any](name string, src []byte, opts ...Option) (*Policy[F], error) {
	doc, form := parse(name, src)
	if len(form) == 0 {
		return Compile[F](doc, opts...)
	}
	if doc == nil {
		return nil, form
	}
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	c, err := newCompiler(doc, reflect.TypeFor[F](), o)
	if err != nil {
		return nil, err
	}
	c.list = form
	if err := c.fragments(); err != nil {
		return nil, err
	}
	return nil, c.err()
}

// declarations notes the names whose values could not be read: they are not
// unknown. It is false when there may be more of them, under a key that is
// misspelt or holds no names.
func (c *compiler) declarations() bool {
	for path := range c.text.at {
		for _, under := range []string{"constants.", "let."} {
			if name, ok := strings.CutPrefix(path, under); ok {
				c.unread = append(c.unread, strings.TrimSuffix(name, " name"))
			}
		}
	}
	return !slices.ContainsFunc(c.list, func(d *Diagnostic) bool {
		at := source.Place{Line: d.Line, Column: d.Column}
		return d.Code == yamlread.CodeKey && d.Column == 1 || at == c.text.at["let"].Start || at == c.text.at["constants"].Start
	})
}

// fragments checks the expressions of a document of which not all could be read.
func (c *compiler) fragments() (err error) {
	digits, known := minor.Digits(c.doc.Currency)
	if !known {
		digits = 2
	}
	c.digits = digits
	if c.engine.functions, err = c.schema.functions(c.options.functions, digits); err != nil {
		return err
	}
	c.businessDays()
	certain := c.declarations()
	c.names()
	check := func(path, text string, want lang.Kind) {
		if text == "" {
			return
		}
		_, errs := c.scope.Check(text, want)
		if !certain {
			errs = slices.DeleteFunc(errs, func(e *lang.Error) bool { return e.Code == lang.CodeName })
		}
		c.expression(path, text, errs)
	}
	for i, s := range c.doc.Segments {
		check(fmt.Sprintf("segments[%d].when", i), s.When, lang.Bool)
	}
	for i, h := range c.doc.Holds {
		path := fmt.Sprintf("holds[%d]", i)
		check(path+".when", h.When, lang.Bool)
		check(path+".start", h.Start, lang.Date)
		check(path+".end", h.End, lang.Date)
	}
	for i, s := range c.doc.Steps {
		path := fmt.Sprintf("steps[%d]", i)
		check(path+".at", s.At, lang.Date)
		check(path+".when", s.When, lang.Bool)
	}
	return nil
}
