package policy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/yamlread"
)

func (d *Document) clone() Document {
	c := *d
	c.Segments = slices.Clone(d.Segments)
	c.Holds = slices.Clone(d.Holds)
	c.Steps = slices.Clone(d.Steps)
	c.Constants = slices.Clone(d.Constants)
	c.Let = slices.Clone(d.Let)
	c.Guarantees = slices.Clone(d.Guarantees)
	c.Calendar.Closed = slices.Clone(d.Calendar.Closed)
	for i := range c.Steps {
		c.Steps[i].Segments = slices.Clone(c.Steps[i].Segments)
		c.Steps[i].Channels = slices.Clone(c.Steps[i].Channels)
	}
	return c
}

// Hash is the SHA-256 of the canonical form, in hexadecimal. Two documents that
// differ only in comments, layout, quotes, or defaults written out have the
// same.
func (d *Document) Hash() string {
	sum := sha256.Sum256(d.Canonical())
	return hex.EncodeToString(sum[:])
}

// Canonical is the document in one fixed form, as JSON that [Parse] reads: every
// key in the order of [Document], defaults written out, nothing that does not
// change a decision or its texts.
func (d *Document) Canonical() []byte {
	var w canonical
	w.object(func() {
		w.text("policy", d.Policy)
		w.raw("version", strconv.Itoa(d.Version))
		w.day("effective", d.Effective)
		w.text("currency", or(d.Currency, "EUR"))
		w.pairs("constants", len(d.Constants), func(i int) (string, string) {
			digits, _ := yamlread.PlainNumber(d.Constants[i].Value)
			return d.Constants[i].Name, digits
		})
		w.pairs("let", len(d.Let), func(i int) (string, string) { return d.Let[i].Name, d.Let[i].When })
		w.key("limits")
		w.object(func() {
			w.text("min_item", d.Limits.MinItem.String())
			w.text("min_account", d.Limits.MinAccount.String())
			w.raw("min_contact_delay", strconv.Itoa(d.Limits.MinContactDelay))
		})
		w.key("calendar")
		w.object(func() {
			w.text("business_days", d.Calendar.BusinessDays)
			w.texts("closed", len(d.Calendar.Closed), func(i int) string { return d.Calendar.Closed[i].String() })
		})
		w.text("carrying", string(or(d.Carrying, OldestDue)))
		w.text("on_carrying_paid", string(or(d.OnCarryingPaid, Contextual)))
		w.text("catch_up", string(or(d.CatchUp, MandatoryThenJump)))
		w.list("segments", len(d.Segments), func(i int) {
			w.text("id", d.Segments[i].ID)
			w.text("when", d.Segments[i].When)
		})
		w.list("holds", len(d.Holds), func(i int) {
			h := d.Holds[i]
			w.text("id", h.ID)
			w.text("when", h.When)
			w.text("reason", h.Reason)
			w.text("owner", h.Owner)
			w.text("scope", string(or(h.Scope, WholeFile)))
			w.text("start", h.Start)
			w.text("end", h.End)
		})
		w.list("steps", len(d.Steps), func(i int) { w.step(&d.Steps[i]) })
		w.list("guarantees", len(d.Guarantees), func(i int) {
			g := d.Guarantees[i]
			w.text("id", g.ID)
			w.text("label", g.Label)
			w.text("never", g.Never)
			w.text("always", g.Always)
			w.number("apart", g.Apart)
			w.text("reaches", g.Reaches)
			w.text("when", g.When)
		})
	})
	w.WriteByte('\n')
	return []byte(w.String())
}

func (w *canonical) step(s *Step) {
	w.text("id", s.ID)
	w.text("label", s.Label)
	w.text("at", s.At)
	w.text("when", s.When)
	w.texts("segments", len(s.Segments), func(i int) string { return s.Segments[i] })
	w.texts("channel", len(s.Channels), func(i int) string { return s.Channels[i].String() })
	w.texts("without_email", len(s.WithoutEmail), func(i int) string { return s.WithoutEmail[i].String() })
	w.text("tone", string(s.Tone))
	w.number("deadline", s.Deadline)
	w.text("route", s.Route)
	w.text("review", string(s.Review))
	w.flag("optional", s.Optional)
	w.flag("mandatory", s.Mandatory)
	w.flag("final", s.Final)
	if s.Repeat != (Repeat{}) {
		w.raw("repeat", fmt.Sprintf(`{"every":%d,"max":%d}`, s.Repeat.Every, s.Repeat.Max))
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// canonical writes JSON in the order it is told, leaving out empty texts and
// lists.
type canonical struct {
	strings.Builder
	more bool // something stands before in this object
}

func (w *canonical) object(fill func()) {
	w.WriteByte('{')
	w.more = false
	fill()
	w.WriteByte('}')
	w.more = true
}

func (w *canonical) key(name string) {
	if w.more {
		w.WriteByte(',')
	}
	w.more = true
	w.WriteString(quoteJSON(name) + ":")
}

func (w *canonical) raw(name, value string) {
	w.key(name)
	w.WriteString(value)
}

func (w *canonical) text(name, value string) {
	if value != "" {
		w.raw(name, quoteJSON(value))
	}
}

func (w *canonical) number(name string, value int) {
	if value != 0 {
		w.raw(name, strconv.Itoa(value))
	}
}

func (w *canonical) flag(name string, value bool) {
	if value {
		w.raw(name, "true")
	}
}

func (w *canonical) day(name string, d date.Date) {
	if d != 0 {
		w.text(name, d.String())
	}
}

func (w *canonical) texts(name string, n int, at func(int) string) {
	if n == 0 {
		return
	}
	list := make([]string, n)
	for i := range list {
		list[i] = quoteJSON(at(i))
	}
	w.raw(name, "["+strings.Join(list, ",")+"]")
}

func (w *canonical) pairs(name string, n int, at func(int) (string, string)) {
	if n == 0 {
		return
	}
	w.key(name)
	w.object(func() {
		for i := range n {
			w.text(at(i))
		}
	})
}

func (w *canonical) list(name string, n int, fill func(int)) {
	if n == 0 {
		return
	}
	w.key(name)
	w.WriteByte('[')
	for i := range n {
		if i > 0 {
			w.WriteByte(',')
		}
		w.object(func() { fill(i) })
	}
	w.WriteByte(']')
}

// quoteJSON writes a text as JSON; expressions keep their <, > and &.
func quoteJSON(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return `""` // a string always encodes
	}
	return strings.TrimSuffix(b.String(), "\n")
}
