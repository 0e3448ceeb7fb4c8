package einvoice

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// An element is a part of the document that was kept, with its place.
type element struct {
	name     string
	attrs    []xml.Attr
	raw      []byte // its own text, blanks and all
	offset   int    // of its "<" in the source
	content  int    // of what follows its start tag
	parent   *element
	children []*element
}

// text is what stands in the element, without the blanks around it.
func (e *element) text() string { return strings.Trim(string(e.raw), " \t\r\n") }

func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// path names the element from the root: "/Invoice/LegalMonetaryTotal/PayableAmount".
func (e *element) path() string {
	if e.parent == nil {
		return "/" + e.name
	}
	return e.parent.path() + "/" + e.name
}

// all are the elements at a path below e, in the order of the document.
func (e *element) all(path string) []*element {
	found := []*element{e}
	for name := range strings.SplitSeq(path, "/") {
		var next []*element
		for _, f := range found {
			for _, c := range f.children {
				if c.name == name {
					next = append(next, c)
				}
			}
		}
		found = next
	}
	return found
}

// first is the first text at one of the paths that is not empty.
func (e *element) first(paths ...string) string {
	for _, path := range paths {
		for _, f := range e.all(path) {
			if text := f.text(); text != "" {
				return text
			}
		}
	}
	return ""
}

// at is what the document says in one place: the path, and the elements there,
// empty ones left out.
func (e *element) at(path string) field {
	f := field{in: e, path: e.path() + "/" + path}
	for _, found := range e.all(path) {
		if found.text() != "" {
			f.found = append(f.found, found)
		}
	}
	return f
}

// A field is a place in the document and what stands there.
type field struct {
	in    *element
	path  string
	found []*element
}

// parse reads the XML into the tree of what is needed: elements of foreign
// namespaces, invoice lines and attachments are passed over. Entities are
// never expanded, since a document type declaration is refused; the recursion
// of the document costs no stack.
func (r *reader) parse() (*syntax, *element) {
	d := xml.NewDecoder(bytes.NewReader(r.src))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // already UTF-8
	var (
		syn         *syntax
		root, here  *element
		depth, kept int
		skip        int // depth of the element passed over, 0 when none is
	)
	for {
		offset := int(d.InputOffset())
		if tagTooLong(r.src[offset:]) {
			r.refuseAt(TagTooLong, offset, "", "")
			return nil, nil
		}
		token, err := d.Token()
		if err == io.EOF && root != nil {
			return syn, root
		}
		if err != nil {
			r.refuseAt(NotXML, int(d.InputOffset()), "", syntaxProblem(err))
			return nil, nil
		}
		switch token := token.(type) {
		case xml.Directive:
			r.refuseAt(Doctype, offset, "<!"+string(token), "")
			return nil, nil
		case xml.StartElement:
			depth++
			switch {
			case depth > maxDepth:
				r.refuseAt(TooDeep, offset, token.Name.Local, "")
				return nil, nil
			case skip > 0:
				continue
			case slices.Contains(prefixes, token.Name.Space): // the decoder leaves an undeclared prefix as it is
				r.refuseAt(NotXML, offset, token.Name.Local, "the namespace prefix "+token.Name.Space+" is not declared")
				return nil, nil
			case root != nil && here == nil:
				r.refuseAt(NotXML, offset, token.Name.Local, "second root element")
				return nil, nil
			case root == nil:
				if syn = syntaxOf(token.Name); syn == nil {
					r.refuseAt(NotInvoice, offset, shownName(token.Name), "")
					return nil, nil
				}
			case !syn.keeps(token.Name):
				skip = depth
				continue
			}
			if kept++; kept > maxElements {
				r.refuseAt(TooMany, offset, token.Name.Local, "")
				return nil, nil
			}
			e := &element{name: token.Name.Local, attrs: token.Attr, offset: offset, content: int(d.InputOffset()), parent: here}
			if here == nil {
				root = e
			} else {
				here.children = append(here.children, e)
			}
			here = e
		case xml.EndElement:
			if skip == 0 {
				here = here.parent
			} else if skip == depth {
				skip = 0
			}
			depth--
		case xml.CharData:
			if skip == 0 && here != nil {
				here.raw = append(here.raw, token...)
			}
		}
	}
}

// tagTooLong reports whether src begins with a tag of more than maxTag bytes.
// The decoder would keep each of its attributes, at thirty times their size.
func tagTooLong(src []byte) bool {
	if len(src) <= maxTag || src[0] != '<' || src[1] == '!' || src[1] == '?' {
		return false
	}
	quote := byte(0)
	for _, c := range src[:maxTag] {
		switch {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"', c == '\'':
			quote = c
		case c == '>':
			return false
		}
	}
	return true
}

func syntaxProblem(err error) string {
	if e, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return e.Msg
	}
	if err == io.EOF {
		return "no element"
	}
	return err.Error()
}

func shownName(n xml.Name) string { return "{" + n.Space + "}" + n.Local }

// prefixes are the usual ones of both syntaxes.
var prefixes = []string{"cac", "cbc", "rsm", "ram", "udt", "qdt"}

// syntaxes are the documents that are read.
var syntaxes = []*syntax{&ublInvoice, &ublCreditNote, &cii}

func syntaxOf(n xml.Name) *syntax {
	for _, s := range syntaxes {
		if s.root == n {
			return s
		}
	}
	return nil
}

func (s *syntax) keeps(n xml.Name) bool {
	return slices.Contains(s.spaces, n.Space) && !slices.Contains(s.skipped, n.Local)
}
