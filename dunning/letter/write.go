package letter

import (
	"errors"
	"io"
	"strings"
	"text/template"

	"github.com/creance/creance/dunning"
)

// A Message is a text ready to leave.
type Message struct {
	Subject string  // of an e-mail; the object of a letter; "" for an SMS or a call
	Body    string  // plain text, lines separated by "\n"; for a letter the whole page, for a call the script
	SMS     SMSSize // of an SMS only
}

// Write is the text of a variant for some data.
//
// Errors: a [*VariantError] when there is no such text; an [*IncompleteError]
// with all that is missing and a [dunning.Problems] with all that is wrong,
// joined when there are both; a [*ForbiddenError] when a template of yours
// claims what the client does not owe; a [*TemplateError] when it needs a word
// of Data.Extra that is not there, or writes more than 256 KiB.
func (s *Set) Write(v Variant, d Data) (Message, error) {
	x, ok := s.texts[v]
	if !ok {
		return Message{}, s.noVariant(v)
	}
	var errs []error
	if missing := d.required(v); len(missing) > 0 {
		errs = append(errs, &IncompleteError{v, missing})
	}
	if problems := d.validate(v); len(problems) > 0 {
		errs = append(errs, problems)
	}
	if len(errs) > 0 {
		return Message{}, errors.Join(errs...)
	}
	view := newView(v, &d)
	m, err := x.write(view)
	if err != nil {
		return Message{}, err
	}
	switch v.Channel {
	case dunning.SMS:
		m.Subject = ""
		m.Body = gsmFold.Replace(m.Body)
		m.SMS = MeasureSMS(m.Body)
	case dunning.Phone:
		m.Subject = ""
	}
	if err := forbidden(v, view, m); err != nil {
		return Message{}, err
	}
	if v.Kind == FormalNotice {
		if missing := incomplete(v.Lang, &d, view, m); len(missing) > 0 {
			return Message{}, &IncompleteError{v, missing}
		}
	}
	return m, nil
}

func (s *Set) noVariant(v Variant) error {
	e := &VariantError{Variant: v}
	for _, other := range s.Variants() {
		if other.Kind == v.Kind && other.Lang == v.Lang {
			e.Exist = append(e.Exist, other)
		}
	}
	return e
}

// write executes the subject, then the text, then the frame around it.
func (x text) write(view View) (Message, error) {
	var m Message
	if x.subject != "" {
		subject, err := execute(x.template, x.subject, view)
		if err != nil {
			return m, err
		}
		m.Subject = oneLine(subject)
	}
	body, err := execute(x.template, x.body, view)
	if err != nil {
		return m, err
	}
	m.Body = tidy(body)
	if x.frame != "" {
		view.Subject, view.Text = m.Subject, m.Body
		if body, err = execute(x.template, x.frame, view); err != nil {
			return m, err
		}
		m.Body = tidy(body)
	}
	return m, nil
}

func execute(t *template.Template, block string, view View) (string, error) {
	var b bounded
	if err := t.ExecuteTemplate(&b, block, view); err != nil {
		return "", fromParser(t.Name(), err)
	}
	return b.text.String(), nil
}

// bounded refuses to grow beyond maxOutput.
type bounded struct{ text strings.Builder }

func (b *bounded) Write(p []byte) (int, error) {
	if b.text.Len()+len(p) > maxOutput {
		return 0, io.ErrShortWrite
	}
	return b.text.Write(p)
}
