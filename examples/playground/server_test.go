package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ask sends a request as the page does, and gives the answer.
func ask(t *testing.T, method, path string, body io.Reader, change ...func(*http.Request)) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, body)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	newHandler().ServeHTTP(w, r)
	return w
}

// try sends a trial and reads the answer.
func try(t *testing.T, tr trial) outcome {
	t.Helper()
	body, err := json.Marshal(tr)
	require.NoError(t, err)
	w := ask(t, "POST", "/api/try", bytes.NewReader(body))
	require.Equal(t, http.StatusOK, w.Code, w.Body.String())
	var out outcome
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
	return out
}

func TestPageInBothLanguages(t *testing.T) {
	for query, want := range map[string]string{"": "La politique", "?lang=fr": "La politique", "?lang=en": "The policy", "?lang=xx": "La politique"} {
		w := ask(t, "GET", "/"+query, nil)
		assert.Equal(t, http.StatusOK, w.Code)
		assert.Contains(t, w.Body.String(), want)
		assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
		assert.NotContains(t, w.Body.String(), "://", "the page points outside")
	}
	for _, path := range []string{"/assets/app.js", "/assets/style.css", "/assets/invented.fec.txt", "/policies/standard.yaml"} {
		assert.Equal(t, http.StatusOK, ask(t, "GET", path, nil).Code, path)
	}
	assert.Equal(t, http.StatusNotFound, ask(t, "GET", "/pages/page.html", nil).Code)
	assert.Equal(t, http.StatusMethodNotAllowed, ask(t, "GET", "/api/try", nil).Code)
}

func TestOnlyThisPageIsAnswered(t *testing.T) {
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost:8080": 200, "127.0.0.1": 200,
		"evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example:8080": 421, "localhost.evil.example": 421, "": 421, "[::1]:8080": 421, "0.0.0.0:8080": 421,
	} {
		w := ask(t, "GET", "/", nil, func(r *http.Request) { r.Host = host })
		assert.Equal(t, want, w.Code, "host %q", host)
	}
	for name, header := range map[string][2]string{
		"other site":         {"Origin", "https://evil.example"},
		"other local server": {"Origin", "http://127.0.0.1:9999"},
		"no origin":          {"Origin", "null"},
		"told by browser":    {"Sec-Fetch-Site", "cross-site"},
		"same site":          {"Sec-Fetch-Site", "same-site"},
	} {
		for _, path := range []string{"/api/try", "/api/tests", "/api/compare", "/api/ledger"} {
			w := ask(t, "POST", path, strings.NewReader("{}"), func(r *http.Request) { r.Header.Set(header[0], header[1]) })
			assert.Equal(t, http.StatusForbidden, w.Code, "%s to %s", name, path)
		}
	}
	w := ask(t, "POST", "/api/try", strings.NewReader("{}"), func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:8080") })
	assert.Equal(t, http.StatusOK, w.Code)
}

// endless is a body without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestBigBodiesAreRefused(t *testing.T) {
	body := io.MultiReader(strings.NewReader(`{"policy": "`), endless{})
	assert.Equal(t, http.StatusRequestEntityTooLarge, ask(t, "POST", "/api/try", body).Code)

	// A FEC that is right as far as it goes.
	invented, err := assets.ReadFile("assets/invented.fec.txt")
	require.NoError(t, err)
	_, lines, _ := bytes.Cut(invented, []byte("\n"))
	readers := []io.Reader{bytes.NewReader(invented)}
	for n := 0; n < maxLedger; n += len(lines) {
		readers = append(readers, bytes.NewReader(lines))
	}
	assert.Equal(t, http.StatusRequestEntityTooLarge, ask(t, "POST", "/api/ledger", io.MultiReader(readers...)).Code)
}

// The hostile policies of the library's own tests, and a few that are large,
// are answered like any other.
func TestHostilePolicies(t *testing.T) {
	files, err := filepath.Glob("../../policy/testdata/hostile/*.yaml")
	require.NoError(t, err)
	require.Greater(t, len(files), 50)
	hostile := map[string]string{
		"brackets":    strings.Repeat("[", 900_000),
		"parentheses": "policy: p\nversion: 1\nsegments: [{id: a}]\nsteps: [{id: s, at: \"" + strings.Repeat("(", 300_000) + "\"}]",
		"negations":   "policy: p\nversion: 1\nsegments: [{id: a}]\nsteps: [{id: s, at: due, when: " + strings.Repeat("not ", 60_000) + "insured}]",
		"aliases":     "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\npolicy: *c\n",
		"markup":      "policy: <img src=x onerror=alert(1)>\nversion: <script>alert(1)</script>\n",
		"bytes":       "\xff\xfe\x00policy",
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		require.NoError(t, err)
		hostile[filepath.Base(f)] = string(text)
	}
	for name, text := range hostile {
		out := try(t, trial{Policy: text, Day: "2026-11-23", form: sample()})
		assert.NotContains(t, out.Policy, "<script", name)
		assert.NotContains(t, out.Policy, "<img", name)
		if len(out.Marks) == 0 {
			assert.Contains(t, out.Policy, "Politique correcte", name)
		}
	}
}

// A correct policy as large as allowed, with conditions that look at everything,
// is decided for 120 days within the time of a request.
func TestLargePolicy(t *testing.T) {
	var b strings.Builder
	b.WriteString("policy: large\nversion: 1\nsegments:\n  - { id: all }\nsteps:\n")
	condition := strings.TrimSuffix(strings.Repeat("overdue >= 1.00 and outstanding >= 1.00 and ", 20), " and ")
	for i := 0; b.Len() < 240<<10; i++ {
		at := "due + 1"
		if i > 0 {
			at = "previous + 1"
		}
		fmt.Fprintf(&b, "  - { id: s%d, at: %s, channel: email, when: %s }\n", i, at, condition)
	}
	f := sample()
	for i := len(f.Invoices); i < maxRows; i++ {
		f.Invoices = append(f.Invoices, invoiceRow{ID: fmt.Sprint("G-", i), Issued: "2026-09-01", Due: "2026-10-01", Amount: "100"})
	}
	out := try(t, trial{Policy: b.String(), Day: "2026-11-23", form: f})
	assert.Empty(t, out.Marks)
	assert.Contains(t, out.Result, "<svg")
}

func TestHostileLedgers(t *testing.T) {
	for name, body := range map[string]string{
		"empty":   "",
		"binary":  strings.Repeat("\x00\xff", 1000),
		"markup":  "<script>alert(1)</script>\n<img src=x>",
		"header":  "JournalCode\tJournalLib\n",
		"long":    strings.Repeat("a", 1<<20),
		"lines":   strings.Repeat("\n", 1<<20),
		"amounts": "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\nVE\t<b>\t1\t20260230\t411\tx\tx\tx\tx\t20260101\tx\t1e9999\t0\t\t\t\t\t\n",
	} {
		w := ask(t, "POST", "/api/ledger?lang=fr&name=%3Cscript%3E", strings.NewReader(body))
		require.Equal(t, http.StatusOK, w.Code, name)
		var out ledgerAnswer
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &out))
		assert.Contains(t, out.Result, "ne peut pas être lu", name)
		assert.NotContains(t, out.Result, "<script", name)
	}
}

// Whatever is sent, the answer is one of those that the page knows.
func FuzzTry(f *testing.F) {
	text, err := policies.ReadFile("policies/short.yaml")
	require.NoError(f, err)
	for _, tr := range []trial{{}, {Policy: string(text), Day: "2026-11-23", form: sample()}, {Policy: string(text), Day: "2999-12-31", form: sample()},
		{Policy: string(text), Day: "1900-01-01", form: sample()}, {Policy: "policy: [", Lang: "en"}} {
		body, err := json.Marshal(tr)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Add([]byte(`{"day": 1}`))
	h := newHandler()
	f.Fuzz(func(t *testing.T, body []byte) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "http://localhost:1/api/try", bytes.NewReader(body)))
		assert.Contains(t, []int{http.StatusOK, http.StatusBadRequest}, w.Code, w.Body.String())
	})
}

func TestManyAtOnce(t *testing.T) {
	h := newHandler()
	body, err := json.Marshal(trial{Policy: "policy: [", Day: "2026-11-23", form: sample()})
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 40 {
		group.Go(func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest("POST", "http://localhost:1/api/try", bytes.NewReader(body)))
			assert.Equal(t, http.StatusOK, w.Code)
		})
	}
	group.Wait()
}

func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	said, speak := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, 0, speak)
		speak.Close()
	}()
	line := make([]byte, 256)
	n, err := said.Read(line)
	require.NoError(t, err)
	go io.Copy(io.Discard, said)
	address, ok := strings.CutPrefix(strings.TrimSpace(string(line[:n])), "creance playground: ")
	require.True(t, ok, string(line[:n]))
	assert.True(t, strings.HasPrefix(address, "http://127.0.0.1:"), address)
	reply, err := http.Get(address)
	require.NoError(t, err)
	require.NoError(t, reply.Body.Close())
	assert.Equal(t, http.StatusOK, reply.StatusCode)
	stop()
	assert.NoError(t, <-ended)
}
