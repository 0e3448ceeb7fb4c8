package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A shape walks through the JSON of accounts beside the types it is read into.
// It finds what the decoder of the standard library stops at or passes over
// (a value of another type, an unknown name, a name that stands twice), all of
// it with its place, and the place of a path.
type shape struct {
	file   string
	src    []byte
	dec    *json.Decoder
	path   []byte
	ps     *Problems
	wanted []*Problem // to be given the place of their path
	found  []found    // what is known of them so far
}

// found is the place of a path, or of the part of it that is there.
type found struct{ at, length int }

// check reports whether the text is an array of accounts in all its names and
// types.
func check(file string, src []byte, ps *Problems) bool {
	s := &shape{file: file, src: src, dec: json.NewDecoder(bytes.NewReader(src)), ps: ps}
	before := ps.count()
	if at := firstInvalid(src); at >= 0 {
		s.refuse(at, "is not UTF-8", "save the file as UTF-8")
	} else if err := s.value(reflect.TypeFor[[]accountJSON]()); err != nil {
		s.broken(err)
	} else if at := s.next(); at < len(src) {
		s.refuse(at, "something follows the array of accounts", "")
	}
	return ps.count() == before
}

// locate gives problems the place of their path, or of what contains it when it
// is absent.
func locate(src []byte, wanted []*Problem) {
	s := &shape{src: src, dec: json.NewDecoder(bytes.NewReader(src)), ps: &Problems{}, wanted: wanted, found: make([]found, len(wanted))}
	// The text has been checked: nothing can be wrong with it here.
	_ = s.value(reflect.TypeFor[[]accountJSON]())
	for i, p := range wanted {
		p.Line, p.Col = s.place(s.found[i].at)
	}
}

// value walks through one value of a type.
func (s *shape) value(t reflect.Type) error {
	at := s.next()
	s.pass(at)
	token, err := s.dec.Token()
	if err != nil {
		return err
	}
	switch want, _ := token.(json.Delim); {
	case token == nil: // null: absent
		return nil
	case t == anything:
		return s.skip(token)
	case t.Kind() == reflect.Slice && want == '[':
		return s.list(t.Elem())
	case t.Kind() == reflect.Struct && want == '{':
		return s.object(t)
	case t.Kind() == reflect.String:
		if _, ok := token.(string); ok {
			return nil
		}
	case t.Kind() == reflect.Bool:
		if _, ok := token.(bool); ok {
			return nil
		}
	}
	s.refuse(at, fmt.Sprintf("is %s where %s is expected", sort(token), expected[t.Kind()]), map[bool]string{true: "write it between quotes"}[t.Kind() == reflect.String])
	return s.skip(token)
}

func (s *shape) list(element reflect.Type) error {
	outer := len(s.path)
	for i := 0; s.dec.More(); i++ {
		s.path = append(strconv.AppendInt(append(s.path, '['), int64(i), 10), ']')
		if err := s.value(element); err != nil {
			return err
		}
		s.path = s.path[:outer]
	}
	_, err := s.dec.Token()
	return err
}

func (s *shape) object(t reflect.Type) error {
	outer := len(s.path)
	names := fieldsOf(t)
	var seen [64]bool
	for s.dec.More() {
		at := s.next()
		token, err := s.dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		s.path = append(append(s.path, '.'), name...)
		i := slices.Index(names, name)
		if i < 0 {
			s.refuse(at, fmt.Sprintf("unknown field %q", clip(name)), "the names are "+strings.Join(names, ", "))
			err = s.value(anything)
		} else {
			if seen[i] {
				s.refuse(at, "stands twice", "keep one of them")
			}
			seen[i] = true
			err = s.value(t.Field(i).Type)
		}
		if err != nil {
			return err
		}
		s.path = s.path[:outer]
	}
	_, err := s.dec.Token()
	return err
}

// skip passes over what a token begins.
func (s *shape) skip(token json.Token) error {
	for depth := 0; ; {
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if token, err = s.dec.Token(); err != nil {
			return err
		}
	}
}

// next is where the next token begins.
func (s *shape) next() int {
	at := int(s.dec.InputOffset())
	for at < len(s.src) && strings.IndexByte(" \t\r\n,:", s.src[at]) >= 0 {
		at++
	}
	return at
}

// pass gives its place to every problem whose path is this one or lies in it.
func (s *shape) pass(at int) {
	for i, p := range s.wanted {
		rest, inside := strings.CutPrefix(p.Column, string(s.path))
		if inside && len(s.path) >= s.found[i].length && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			s.found[i] = found{at, len(s.path)}
		}
	}
}

func (s *shape) place(at int) (line, col int) {
	before := s.src[:min(at, len(s.src))]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n')
}

func (s *shape) refuse(at int, what, fix string) {
	line, col := 0, 0
	if len(s.ps.List) < maxProblems { // the rest is only counted
		line, col = s.place(at)
	}
	s.ps.add(&Problem{File: s.file, Line: line, Col: col, Column: string(s.path), What: what, Fix: fix})
}

// broken reports a text that is no JSON.
func (s *shape) broken(err error) {
	s.path = nil
	at, what := s.next(), err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		at, what = len(s.src), "ends before the array of accounts does"
	}
	s.refuse(at, what, "the file is an array of accounts, all values strings")
}

var expected = map[reflect.Kind]string{
	reflect.Slice: "an array", reflect.Struct: "an object", reflect.String: "a string", reflect.Bool: "true or false",
}

// anything is the type of a value that nothing is expected of.
var anything = reflect.TypeFor[any]()

func sort(token json.Token) string {
	switch token.(type) {
	case string:
		return "a string"
	case bool:
		return "true or false"
	case json.Delim:
		if token == json.Delim('[') {
			return "an array"
		}
		return "an object"
	}
	return "a number"
}

// fieldsOf are the names of the fields of a wire type, in their order.
func fieldsOf(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	return names
}
