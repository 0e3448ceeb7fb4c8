package policytest

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/say"
)

// A Report is the outcome of every test file. encoding/json writes it with
// stable keys, [Report.JUnit] as the XML that build servers read.
type Report struct {
	Files []File `json:"files"`
}

// A File is the outcome of one test file.
type File struct {
	Name     string   `json:"name"`
	Language string   `json:"language"` // of what is said about it: "en", or "fr" where the file asks for it
	Policy   string   `json:"policy"`   // its path
	Tests    []Test   `json:"tests"`
	Coverage Coverage `json:"coverage"`
	Wanted   int      `json:"wanted"` // the coverage the file asks for, in percent
}

// A Test is the outcome of one timeline.
type Test struct {
	Name     string    `json:"name"`
	Line     int       `json:"line"`
	Days     int       `json:"days"` // decided
	Failures []Failure `json:"failures,omitempty"`
}

// A Failure is a day that was not as expected.
type Failure struct {
	Language    string    `json:"language"` // of Message and Explanation
	Day         date.Date `json:"day"`
	Line        int       `json:"line"` // of the expectation, or of the test for a day that it does not list
	Column      int       `json:"column"`
	Path        string    `json:"path,omitempty"`
	Message     string    `json:"message"`
	Explanation string    `json:"explanation,omitempty"` // [policy.Trace.Text]
}

// Passed reports whether every test passed and every file is covered as it asks.
func (r Report) Passed() bool {
	for _, f := range r.Files {
		if !f.Passed() {
			return false
		}
	}
	return true
}

// Passed reports whether every test passed and the coverage is reached.
func (f File) Passed() bool {
	for _, t := range f.Tests {
		if len(t.Failures) > 0 {
			return false
		}
	}
	return f.Covered()
}

// Covered reports whether the coverage that the file asks for is reached.
func (f File) Covered() bool { return f.Coverage.Percent() >= f.Wanted }

// CoverageText is the coverage and what is missing to it, in lines.
func (f File) CoverageText() string {
	var b strings.Builder
	covered := say.Both("%s : %d %% de %s sont couverts, %d %% sont demandés", "%s: %d %% of %s is covered, %d %% is asked for", f.Name, f.Coverage.Percent(), f.Policy, f.Wanted)
	b.WriteString(covered.In(languageOf(f.Language)) + "\n")
	for _, m := range f.Coverage.Missing {
		fmt.Fprintf(&b, "  %s\n", m)
	}
	return b.String()
}

// Text is the failure as a line with its place, and the explanation below.
func (f Failure) Text(file string) string {
	text := say.Both("%s:%d:%d: le %s : %s", "%s:%d:%d: on %s: %s", file, f.Line, f.Column, f.Day, f.Message).In(languageOf(f.Language))
	for line := range strings.Lines(f.Explanation) {
		text += "\n    " + strings.TrimRight(line, "\n")
	}
	return text
}

type (
	xmlSuites struct {
		XMLName xml.Name   `xml:"testsuites"`
		Suites  []xmlSuite `xml:"testsuite"`
	}
	xmlSuite struct {
		Name     string    `xml:"name,attr"`
		Tests    int       `xml:"tests,attr"`
		Failures int       `xml:"failures,attr"`
		Cases    []xmlCase `xml:"testcase"`
	}
	xmlCase struct {
		Class   string      `xml:"classname,attr"`
		Name    string      `xml:"name,attr"`
		Failure *xmlFailure `xml:"failure"`
	}
	xmlFailure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit is the report as JUnit XML: a suite for each file, a case for each test
// and one for the coverage.
func (r Report) JUnit() ([]byte, error) {
	var doc xmlSuites
	for _, f := range r.Files {
		s := xmlSuite{Name: f.Name}
		add := func(name string, failure *xmlFailure) {
			s.Tests++
			if failure != nil {
				s.Failures++
			}
			s.Cases = append(s.Cases, xmlCase{Class: f.Name, Name: name, Failure: failure})
		}
		for _, t := range f.Tests {
			var failure *xmlFailure
			for _, x := range t.Failures {
				if failure == nil {
					failure = &xmlFailure{Message: x.Message}
				}
				failure.Text += x.Text(f.Name) + "\n"
			}
			add(t.Name, failure)
		}
		var failure *xmlFailure
		if !f.Covered() {
			failure = &xmlFailure{Message: say.Both("%d %% couverts", "%d %% covered", f.Coverage.Percent()).In(languageOf(f.Language)), Text: f.CoverageText()}
		}
		add("coverage", failure)
		doc.Suites = append(doc.Suites, s)
	}
	out, err := xml.MarshalIndent(doc, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}
