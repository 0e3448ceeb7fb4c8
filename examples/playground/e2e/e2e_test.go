// Package e2e opens the playground in a real browser: Debian's chromium,
// headless, with an empty profile.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	address string // of the playground under test
	browser context.Context
)

func TestMain(m *testing.M) {
	code, err := serveAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		code = 1
	}
	os.Exit(code)
}

// serveAndRun starts the playground as its user does, and one browser for all
// tests.
func serveAndRun(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "playground")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "playground")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w: %s", err, out)
	}
	server := exec.Command(binary)
	said, err := server.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := server.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	}()
	lines := bufio.NewScanner(said)
	if !lines.Scan() {
		return 0, fmt.Errorf("the playground says nothing")
	}
	address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(lines.Text())
	if address == "" {
		return 0, fmt.Errorf("no address in %q", lines.Text())
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("chromium"), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	browser, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(browser); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

// page is a tab of its own with the playground in it.
type page struct {
	*testing.T
	ctx   context.Context
	shots string // where screenshots go

	mu    sync.Mutex
	asked []string // addresses
	wrong []string
}

func open(t *testing.T, lang string, width, height int64) *page {
	t.Helper()
	p := &page{T: t, shots: os.Getenv("PLAYGROUND_SHOTS")}
	if p.shots == "" {
		p.shots = t.TempDir()
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.hear))
	t.Cleanup(cancel)
	p.ctx = ctx
	call(p, network.Enable, network.EnableParams{})
	p.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(address+"?lang="+lang))
	p.wait("the first decision", `document.querySelector("#decision .verdict") !== null`)
	return p
}

// hear keeps what the page asks for and what goes wrong in it; it runs on the
// goroutine that reads the browser's messages.
func (p *page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.asked = append(p.asked, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.wrong = append(p.wrong, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.wrong = append(p.wrong, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// quiet holds that nothing went wrong in the page and that it asked nobody but
// its own server. What the browser draws its own fields with are data addresses,
// which ask nobody.
func (p *page) quiet() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	assert.Empty(p, p.wrong)
	assert.NotEmpty(p, p.asked)
	for _, url := range p.asked {
		assert.True(p, strings.HasPrefix(url, address) || strings.HasPrefix(url, "data:"), "the page asked for %s", url)
	}
}

func call[P, R any](p *page, command cdp.Command[P, R], params P) {
	p.Helper()
	_, err := chromedp.Call(p.ctx, command, params)
	require.NoError(p, err)
}

func (p *page) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	require.NoError(p, chromedp.Do(ctx, actions...))
}

// value is what an expression of the page gives.
func value[T any](p *page, expression string) T {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	require.NoError(p, err, expression)
	return v
}

// wait waits until an expression of the page is true.
func (p *page) wait(what, expression string) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(15*time.Second)))
	if err != nil {
		require.NoError(p, err, "waiting for %s; the page says:\n%s", what, p.text("body"))
	}
}

func (p *page) text(selector string) string {
	p.Helper()
	return value[string](p, `document.querySelector(`+quote(selector)+`).innerText`)
}

func (p *page) click(selector string) {
	p.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// run runs a script in the page.
func (p *page) run(script string) {
	p.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](script))
}

// put types into a field as an input event of the page.
func (p *page) put(selector, text string) {
	p.Helper()
	p.run(`(() => { const e = document.querySelector(` + quote(selector) + `); e.value = ` + quote(text) + `; e.dispatchEvent(new Event("input", { bubbles: true })) })()`)
}

// shoot writes what the reader sees of the whole page to a file.
func (p *page) shoot(name string) {
	p.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	require.NoError(p, err)
	assert.Greater(p, len(png), 10_000)
	require.NoError(p, os.WriteFile(filepath.Join(p.shots, name+".png"), png, 0o644))
}

func quote(s string) string {
	return "`" + strings.NewReplacer("\\", "\\\\", "`", "\\`", "$", "\\$").Replace(s) + "`"
}
