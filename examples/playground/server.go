package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/creance/creance/law"
)

var (
	//go:embed assets
	assets embed.FS
	//go:embed pages
	pages embed.FS
	//go:embed policies
	policies embed.FS
)

// newHandler is the whole site.
func newHandler() http.Handler {
	pool := make(workers, maxWorkers)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", showPage)
	mux.Handle("GET /assets/", http.FileServerFS(assets))
	mux.Handle("GET /policies/", http.FileServerFS(policies))
	mux.HandleFunc("POST /api/try", pool.limit(maxTrial, tryPolicy))
	mux.HandleFunc("POST /api/compare", pool.limit(maxTrial, comparePolicies))
	mux.HandleFunc("POST /api/tests", pool.limit(maxTrial, showTests))
	mux.HandleFunc("POST /api/ledger", pool.limit(maxLedger, showLedger))
	return guard(mux)
}

// reader is who reads the page: what is said to him is said in his language.
type reader struct{ lang law.Lang }

func readerOf(code string) reader {
	lang, _ := law.ParseLang(code) // French unless asked otherwise
	return reader{lang}
}

func (r reader) say(french, english string) string {
	if r.lang == law.English {
		return english
	}
	return french
}

// render fills one of the pages.
func (r reader) render(name string, data any) (template.HTML, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"say":      r.say,
		"lang":     r.lang.String,
		"money":    r.money,
		"day":      r.day,
		"short":    r.short,
		"name":     stepName,
		"channels": r.channels,
		"state":    r.state,
		"outcome":  r.outcome,
		"left":     r.left,
	}).ParseFS(pages, "pages/*.html")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

func showPage(w http.ResponseWriter, r *http.Request) {
	page, err := readerOf(r.URL.Query().Get("lang")).render("page.html", nil)
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

// readJSON reads the body of a request; false when the answer has been given.
func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		if tooLarge(w, err) {
			return false
		}
		http.Error(w, "not the JSON of this page: "+err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

// tooLarge answers a body beyond its bound.
func tooLarge(w http.ResponseWriter, err error) bool {
	limit, ok := errors.AsType[*http.MaxBytesError](err)
	if ok {
		http.Error(w, fmt.Sprintf("more than %d bytes", limit.Limit), http.StatusRequestEntityTooLarge)
	}
	return ok
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		fail(w, err)
	}
}

func fail(w http.ResponseWriter, err error) {
	if errors.Is(err, context.DeadlineExceeded) {
		http.Error(w, "this took too long and was stopped", http.StatusServiceUnavailable)
		return
	}
	http.Error(w, err.Error(), http.StatusInternalServerError)
}
