package letter

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
)

//go:embed templates
var shipped embed.FS

// common is the file whose blocks every kind of a language shares.
const common = "common"

// A Set is a checked collection of templates. It never changes: With returns a
// new one. Any number of goroutines may write with it.
type Set struct {
	blocks map[string]map[string]*parse.Tree // by file, then by block
	texts  map[Variant]text
}

// A text is what is executed for a variant: three blocks of one template.
type text struct {
	template             *template.Template
	subject, body, frame string
}

var standard = sync.OnceValues(func() (*Set, error) {
	sources := map[string]string{}
	for _, file := range fileNames() {
		content, err := shipped.ReadFile("templates/" + file)
		if err != nil {
			return nil, err
		}
		sources[file] = string(content)
	}
	return (&Set{}).With(sources)
})

// Default is the set shipped with this version.
func Default() *Set {
	// The templates are compiled in and a test reads them: they cannot be wrong here.
	s, _ := standard()
	return s
}

// fileNames are the files a set is made of: "fr/common.tmpl",
// "fr/preventive.tmpl", … "en/penalty-freeze.tmpl".
func fileNames() []string {
	var names []string
	for _, lang := range []law.Lang{law.French, law.English} {
		names = append(names, fileName(lang, common))
		for _, k := range kinds {
			names = append(names, fileName(lang, k))
		}
	}
	return names
}

func fileName(lang law.Lang, kind Kind) string { return fmt.Sprintf("%s/%s.tmpl", lang, kind) }

// With is s with blocks of your own. A key of overrides is a file name of the
// folder templates of this package, such as "fr/reminder-1.tmpl"; its value
// defines blocks that replace those of the same name in that file, and only
// those. See the package documentation for the names of blocks and what they
// may do.
//
// Everything is checked before anything is written: syntax, fields, functions,
// block names, circles. The error is a [TemplateErrors] with all the mistakes.
func (s *Set) With(overrides map[string]string) (*Set, error) {
	next := &Set{blocks: map[string]map[string]*parse.Tree{}, texts: map[Variant]text{}}
	maps.Copy(next.blocks, s.blocks)
	var errs TemplateErrors
	given := map[string]map[string]*parse.Tree{}
	for _, file := range slices.Sorted(maps.Keys(overrides)) {
		if !slices.Contains(fileNames(), file) {
			errs = append(errs, &TemplateError{File: file, What: "is no file of a set", Fix: nearest(file, fileNames())})
			continue
		}
		blocks, err := parseFile(file, overrides[file])
		if err != nil {
			errs = append(errs, err)
			continue
		}
		merged := maps.Clone(next.blocks[file])
		if merged == nil {
			merged = map[string]*parse.Tree{}
		}
		maps.Copy(merged, blocks)
		given[file] = blocks
		next.blocks[file] = merged
	}
	if len(errs) == 0 {
		for _, lang := range []law.Lang{law.French, law.English} {
			called := map[string]bool{}
			for _, kind := range kinds {
				errs = append(errs, next.compile(lang, kind, given[fileName(lang, kind)], called)...)
			}
			errs = append(errs, unused(given[fileName(lang, common)], called)...)
		}
	}
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	return next, nil
}

// parseFile gives the blocks of a file, their words typeset.
func parseFile(file, source string) (map[string]*parse.Tree, *TemplateError) {
	if len(source) > maxSource {
		return nil, &TemplateError{File: file, What: fmt.Sprintf("has more than %d bytes", maxSource)}
	}
	trees, err := parse.Parse(file, source, "", "", functions)
	if err != nil {
		return nil, fromParser(file, err)
	}
	if tree, ok := trees[file]; ok {
		if !parse.IsEmptyTree(tree.Root) {
			return nil, &TemplateError{File: file, Line: 1, What: "has words outside of all blocks, which no letter would show", Fix: `put them between {{define "text/firm"}} and {{end}}`}
		}
		delete(trees, file)
	}
	lang, _ := law.ParseLang(file[:2])
	for _, tree := range trees {
		typesetList(tree.Root, lang)
	}
	return trees, nil
}

func typesetList(list *parse.ListNode, lang law.Lang) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = []byte(typeset(string(n.Text), lang))
		case *parse.IfNode:
			typesetList(n.List, lang)
			typesetList(n.ElseList, lang)
		case *parse.WithNode:
			typesetList(n.List, lang)
			typesetList(n.ElseList, lang)
		case *parse.RangeNode:
			typesetList(n.List, lang)
			typesetList(n.ElseList, lang)
		}
	}
}

// compile checks the blocks of a kind, the given ones among them, and finds the
// texts they make. It adds the blocks that would be shown to called.
func (s *Set) compile(lang law.Lang, kind Kind, given map[string]*parse.Tree, called map[string]bool) TemplateErrors {
	file := fileName(lang, kind)
	blocks := maps.Clone(s.blocks[fileName(lang, common)])
	if blocks == nil {
		blocks = map[string]*parse.Tree{}
	}
	maps.Copy(blocks, s.blocks[file])
	t := &typing{blocks: blocks, work: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		if isEntry(name) && t.block(name, viewType) > maxWork {
			t.errors = append(t.errors, &TemplateError{File: file, What: fmt.Sprintf("block %q repeats too much", name), Fix: "put at most one range into another"})
		}
	}
	own := map[string]bool{}
	for key := range t.work {
		name, _, _ := strings.Cut(key, "\x00")
		own[name], called[name] = true, true
	}
	t.errors = append(t.errors, unused(given, own)...)
	if len(t.errors) > 0 {
		return t.errors
	}
	all := template.New(file).Option("missingkey=error")
	for name, tree := range blocks {
		if _, err := all.AddParseTree(name, tree); err != nil {
			return TemplateErrors{fromParser(file, err)}
		}
	}
	for _, channel := range channels {
		for _, tone := range tones {
			x := text{
				template: all,
				subject:  first(blocks, "subject/"+string(tone), "subject"),
				body:     bodyOf(blocks, channel, tone),
				frame:    first(blocks, "frame/"+channel.String()),
			}
			if channel == dunning.RegisteredLetter && x.frame == "" {
				x.frame = "frame/letter"
			}
			if x.body != "" {
				s.texts[Variant{kind, channel, tone, lang}] = x
			}
		}
	}
	return nil
}

// bodyOf is the block for a channel and a tone: one for both, else one for the
// channel, else, for what is written and sent as it is, the text of that tone.
func bodyOf(blocks map[string]*parse.Tree, channel dunning.Channel, tone Tone) string {
	names := []string{channel.String() + "/" + string(tone), channel.String()}
	if channel == dunning.Email || channel == dunning.Letter {
		names = append(names, "text/"+string(tone), "text")
	}
	return first(blocks, names...)
}

func first(blocks map[string]*parse.Tree, names ...string) string {
	for _, name := range names {
		if blocks[name] != nil {
			return name
		}
	}
	return ""
}

// entryNames are the blocks this package looks for by name.
var entryNames = func() []string {
	names := []string{"frame/email", "frame/sms", "frame/phone", "frame/letter", "frame/registered_letter"}
	stems := []string{"subject", "text"}
	for _, c := range channels {
		stems = append(stems, c.String())
	}
	for _, stem := range stems {
		names = append(names, stem)
		for _, tone := range tones {
			names = append(names, stem+"/"+string(tone))
		}
	}
	return names
}()

func isEntry(name string) bool { return slices.Contains(entryNames, name) }

// unused reports the given blocks that nothing would ever show: a misspelt
// name.
func unused(given map[string]*parse.Tree, called map[string]bool) TemplateErrors {
	var errs TemplateErrors
	for name, tree := range given {
		if called[name] {
			continue
		}
		names := append(slices.Sorted(maps.Keys(called)), entryNames...)
		t := &typing{tree: tree}
		t.report(tree.Root, fmt.Sprintf("block %q is neither a known one nor called", name), nearest(name, names))
		errs = append(errs, t.errors...)
	}
	return errs
}

// Variants are the texts there are, by language, kind, channel and tone.
func (s *Set) Variants() []Variant {
	return slices.SortedFunc(maps.Keys(s.texts), Variant.compare)
}
