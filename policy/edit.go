package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// An Edit is a place where two documents differ, in their canonical form.
type Edit struct {
	Path string `json:"path"`           // "steps.relance-2.at"; "steps" is their order
	From string `json:"from,omitempty"` // "" where it is not there
	To   string `json:"to,omitempty"`
}

// ignored are the places that say which document it is and not what it does.
var ignored = map[string]bool{"policy": true, "version": true}

// editsOf lists the differences of two documents: those that were there before
// in their order, then those that are new.
func editsOf(before, after *Document) []Edit {
	x, y := leavesOf(before), leavesOf(after)
	var edits []Edit
	for _, l := range x {
		if to := valueAt(y, l.path); to != l.value && !ignored[l.path] {
			edits = append(edits, Edit{Path: l.path, From: l.value, To: to})
		}
	}
	for _, l := range y {
		if valueAt(x, l.path) == "" && l.value != "" {
			edits = append(edits, Edit{Path: l.path, To: l.value})
		}
	}
	return edits
}

// A leaf is a value of a document and its path.
type leaf struct{ path, value string }

func valueAt(leaves []leaf, path string) string {
	i := slices.IndexFunc(leaves, func(l leaf) bool { return l.path == path })
	if i < 0 {
		return ""
	}
	return leaves[i].value
}

// leavesOf are the values of the canonical form in its order. An element of a
// list stands under its id, and the list itself is the order of the ids.
func leavesOf(d *Document) []leaf {
	dec := json.NewDecoder(bytes.NewReader(d.Canonical()))
	dec.UseNumber()
	var w leafWriter
	w.value(dec, "")
	return w.leaves
}

type leafWriter struct{ leaves []leaf }

func (w *leafWriter) add(path, value string) { w.leaves = append(w.leaves, leaf{path, value}) }

// value reads one value of JSON that Canonical wrote: no error can occur.
func (w *leafWriter) value(dec *json.Decoder, path string) string {
	token, err := dec.Token()
	if err != nil {
		return ""
	}
	switch token {
	case json.Delim('{'):
		return w.object(dec, path)
	case json.Delim('['):
		return w.list(dec, path)
	}
	return fmt.Sprint(token)
}

// object adds the values of an object; its own is the id among them.
func (w *leafWriter) object(dec *json.Decoder, path string) (id string) {
	for dec.More() {
		name, _ := dec.Token()
		at := strings.TrimPrefix(fmt.Sprintf("%s.%s", path, name), ".")
		known := len(w.leaves)
		value := w.value(dec, at)
		switch {
		case name == "id":
			id = value
		case value != "" && len(w.leaves) == known:
			w.add(at, value)
		}
	}
	_, _ = dec.Token()
	return id
}

// list joins the elements; those that are objects are added under their ids.
func (w *leafWriter) list(dec *json.Decoder, path string) string {
	start := len(w.leaves)
	var names []string
	nested := false
	for dec.More() {
		known := len(w.leaves)
		names = append(names, w.value(dec, path+".?"))
		for i := known; i < len(w.leaves); i++ {
			nested = true
			w.leaves[i].path = path + "." + names[len(names)-1] + strings.TrimPrefix(w.leaves[i].path, path+".?")
		}
	}
	_, _ = dec.Token()
	if nested {
		w.leaves = slices.Insert(w.leaves, start, leaf{path, strings.Join(names, ", ")})
	}
	return strings.Join(names, ", ")
}
