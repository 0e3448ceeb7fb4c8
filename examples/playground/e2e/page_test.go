package e2e

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
)

const right = `policy: démo
version: 1
segments: [ { id: standard } ]
holds:
  - { id: litige, when: disputed, reason: "Désaccord à régler" }
steps:
  - { id: relance-1, at: due + 1, channel: email, tone: courteous, mandatory: true }
  - { id: relance-2, at: previous + 10, channel: phone, when: overdue >= 100.00, final: true }
`

func TestMistakeIsShownAtItsPlaceAndFixed(t *testing.T) {
	p := open(t, "fr", 1280, 900)
	// The mistake stands behind accents, one of them written as two characters.
	wrong := strings.Replace(right, `reason: "Désaccord à régler"`, "reason: \"De\u0301saccord à régler\", scop: file", 1)
	p.put("#policy", wrong)
	p.wait("the mistake", `document.querySelector(".mistakes .place") !== null`)
	before := wrong[:strings.Index(wrong, "scop:")]
	column := utf8.RuneCountInString(before[strings.LastIndex(before, "\n"):])
	assert.Contains(t, p.text(".mistakes"), fmt.Sprintf("ligne 5, colonne %d", column))
	assert.Contains(t, p.text(".mistakes"), "clé inconnue")
	assert.Contains(t, p.text("#decision"), "Pas de décision")
	assert.Contains(t, p.text("#said"), "1 erreur. Pas de décision", "and said aloud")
	assert.Equal(t, "scop", p.text(".mirror mark"))
	// The mark covers the very pixels of the word in the textarea: what the
	// caret stands under is what the message is about.
	assert.Less(t, value[float64](p, `(() => {
		const range = document.createRange(), copy = document.querySelector(".mirror").cloneNode();
		copy.textContent = document.querySelector("#policy").value; document.querySelector(".code").append(copy);
		const at = copy.textContent.indexOf("scop"); range.setStart(copy.firstChild, at); range.setEnd(copy.firstChild, at + 4);
		const a = range.getBoundingClientRect(), b = document.querySelector(".mirror mark").getBoundingClientRect(); copy.remove();
		return Math.abs(a.left - b.left) + Math.abs(a.top - b.top) + Math.abs(a.right - b.right) })()`), 1.0)
	// In the list, the caret stands under the first letter of the word.
	assert.Less(t, value[float64](p, `(() => { const s = document.querySelector(".snippet"), r = document.createRange();
		const at = s.firstChild.data.indexOf("scop"); r.setStart(s.firstChild, at); r.setEnd(s.firstChild, at + 1);
		return Math.abs(r.getBoundingClientRect().left - s.querySelector(".caret").getBoundingClientRect().left) })()`), 1.0)
	assert.Equal(t, "5", p.text(".gutter .bad"))
	p.shoot("mistake-1280")
	p.click(".place")
	assert.Equal(t, float64(utf8.RuneCountInString(before)), value[float64](p, `document.querySelector("#policy").selectionStart`))
	assert.Positive(t, value[float64](p, `document.querySelector("#policy").scrollLeft`), "the place is brought into view")

	p.put("#policy", right)
	p.wait("the decision", `document.querySelector(".ladder .id")?.innerText === "relance-1"`)
	assert.Contains(t, p.text("#mistakes"), "Politique correcte")
	assert.Contains(t, p.text("#mistakes"), "démo, version 1, 2 étapes")
	assert.Zero(t, value[float64](p, `document.querySelectorAll(".mirror mark").length`))
}

func TestDecisionFollowsTheForm(t *testing.T) {
	p := open(t, "en", 1280, 900)
	p.put("#policy", right)
	p.put("#day", "2026-11-23")
	for field, value := range map[string]string{"id": "F-1", "issued": "2026-10-01", "due": "2026-10-31", "amount": "1234.56"} {
		p.put(`[data-list=invoices] [data-name=`+field+`]`, value)
	}
	for _, list := range []string{"payments", "promises", "history"} {
		p.run(`document.querySelectorAll("[data-list=` + list + `] .remove").forEach((b) => b.click())`)
	}
	p.run(`document.querySelectorAll("[data-list=invoices] .remove")[1].click()`)
	p.wait("the reminder", `document.querySelector("#decision .verdict.send")?.innerText.includes("€1,234.56")`)
	assert.Contains(t, p.text("#decision .verdict"), "relance-1")
	assert.Contains(t, p.text("#decision .verdict"), "23\u00a0days late")
	assert.Equal(t, "2", value[string](p, `[...document.querySelectorAll(".plan.wide .step text")].at(-1).textContent`), "both steps are drawn")
	assert.Contains(t, p.text("#decision table"), "2026-12-03")

	p.put(`[data-list=invoices] [data-name=amount]`, "12x")
	p.wait("the refusal", `document.querySelector("[data-name=amount][aria-invalid=true]") !== null`)
	assert.Contains(t, p.text("#decision"), "a field of the form")
	assert.NotEmpty(t, p.text("[data-list=invoices] .wrong"))
}

func TestBothLanguages(t *testing.T) {
	for lang, words := range map[string][]string{
		"fr": {"La politique", "La décision", "Les 120 prochains jours", "Factures", "Segments et suspensions"},
		"en": {"The policy", "The decision", "The next 120 days", "Invoices", "Segments and holds"},
	} {
		p := open(t, lang, 1280, 900)
		for _, w := range words {
			assert.Contains(t, p.text("body"), w)
		}
		assert.Equal(t, lang, value[string](p, `document.documentElement.lang`))
		p.shoot("client-1280-" + lang)
		ledger(p)
		assert.Equal(t, 3.0, value[float64](p, `[...document.querySelectorAll("#aged svg")].filter((e) => e.getBoundingClientRect().width > 0).length`), "one of each pair is seen")
		assert.Zero(t, value[float64](p, `[...document.querySelectorAll("#aged .scroll")].filter((e) => e.scrollWidth > e.clientWidth).length`), "no column is cut off")
		p.shoot("ledger-1280-" + lang)
		p.quiet()
	}
	// What was typed is there after a change of language.
	p := open(t, "fr", 1280, 900)
	p.put("#policy", strings.Replace(right, "démo", "la-mienne", 1))
	p.wait("the policy", `document.querySelector("#mistakes").innerText.includes("la-mienne")`)
	p.click("nav a[lang=en]")
	p.do(chromedp.WaitVisible(chromedp.CSS("html[lang=en] #mistakes .verdict.good")))
	assert.Contains(t, p.text("#mistakes"), "la-mienne")
}

// ledger opens the second tab and the invented file in it.
func ledger(p *page) {
	p.Helper()
	p.click("#tab-ledger")
	p.click("#invented")
	p.wait("the aged balance", `document.querySelectorAll("#aged .chart svg").length === 6`)
}

func TestTheTestsOfThePolicy(t *testing.T) {
	p := open(t, "en", 1280, 900)
	p.click("#tab-tests")
	p.wait("the run", `document.querySelector("#tested .verdict.good") !== null`)
	assert.Contains(t, p.text("#tested"), "3 tests, coverage")
	p.shoot("tests-1280-en")
	p.run(`(() => { const e = document.querySelector("#tests"); e.value = e.value.replace("2026-03-23: avocat", "2026-03-23: relance-2"); e.dispatchEvent(new Event("input", { bubbles: true })) })()`)
	p.wait("the failure", `document.querySelector("#tested .failed .place") !== null`)
	assert.Equal(t, 1.0, value[float64](p, `document.querySelectorAll("#tests-editor mark").length`))
	p.click("#tested .place")
	assert.Equal(t, "relance-2", value[string](p, `(() => { const e = document.querySelector("#tests"); return e.value.slice(e.selectionStart).slice(0, 9) })()`))
	p.shoot("tests-failing-1280-en")
	p.quiet()
}

func TestCompareVersions(t *testing.T) {
	p := open(t, "fr", 1280, 900)
	p.click("#tab-compare")
	p.wait("the comparison", `document.querySelector("#compared .verdict") !== null`)
	assert.Contains(t, p.text("#compared"), "Les deux versions décident de même")
	p.run(`(() => { const e = document.querySelector("#policy"); e.value = e.value.replace("at: previous + 10", "at: previous + 40"); e.dispatchEvent(new Event("input", { bubbles: true })) })()`)
	p.wait("the edit", `document.querySelector("#compared ins")?.innerText === "previous + 40"`)
	assert.Contains(t, p.text("#compared"), "Ce client est traité autrement")
	p.shoot("compare-1280-fr")
	p.click("#freeze")
	p.wait("no edit", `document.querySelector("#compared ins") === null`)
	p.quiet()
}

func TestPhone(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		p := open(t, lang, 390, 844)
		fits := func(where string) {
			t.Helper()
			assert.LessOrEqual(t, value[float64](p, `document.documentElement.scrollWidth`), 390.0, "%s overflows", where)
		}
		fits("the client")
		assert.Zero(t, value[float64](p, `[...document.querySelectorAll("#decision .scroll")].filter((e) => e.scrollWidth > e.clientWidth).length`), "no column of the steps is cut off")
		p.shoot("client-390-" + lang)
		p.put("#policy", "policy: x\nsteps: [")
		p.wait("the mistake", `document.querySelector(".mistakes .place") !== null`)
		fits("a mistake")
		p.click("#tab-tests")
		p.wait("the tests", `document.querySelector("#tested .verdict") !== null`)
		fits("the tests")
		p.click("#tab-compare")
		p.wait("the comparison", `document.querySelector("#compared .verdict") !== null`)
		fits("the comparison")
		ledger(p)
		fits("the ledger")
		assert.Zero(t, value[float64](p, `[...document.querySelectorAll("#aged svg")].filter((e) => e.getBoundingClientRect().width > 366).length`))
		p.shoot("ledger-390-" + lang)
		p.quiet()
	}
}

func TestDark(t *testing.T) {
	p := open(t, "fr", 1280, 900)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	assert.Equal(t, "rgb(18, 24, 30)", value[string](p, `getComputedStyle(document.body).backgroundColor`))
	p.shoot("client-1280-dark")
}

// Everything can be done with the keyboard: the policy is typed, the tabs are
// changed with the arrows, and the focus is always seen.
func TestKeyboardOnly(t *testing.T) {
	p := open(t, "en", 1280, 900)
	focus := func() string {
		t.Helper()
		return value[string](p, `document.activeElement.id || document.activeElement.className || document.activeElement.tagName`)
	}
	p.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "skip", focus())
	p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "start", focus())
	p.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "policy", focus())
	p.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.KeyEvent(kb.Delete), chromedp.KeyEvent("policy: k"))
	p.wait("the mistakes", `document.querySelector(".mistakes .place") !== null`)
	p.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "place", focus(), "a place can be reached")
	assert.NotEqual(t, 0.0, value[float64](p, `parseFloat(getComputedStyle(document.activeElement).outlineWidth)`))
	p.do(chromedp.KeyEvent(kb.Enter))
	assert.Equal(t, "policy", focus(), "and leads to the text")
	for range 20 {
		if focus() == "tab-client" {
			break
		}
		p.do(chromedp.KeyEvent(kb.Tab))
	}
	assert.Equal(t, "tab-client", focus())
	p.do(chromedp.KeyEvent(kb.End))
	assert.Equal(t, "tab-ledger", focus())
	p.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "fec", focus())
	p.do(chromedp.KeyEvent(kb.Tab))
	assert.Equal(t, "invented", focus())
	p.do(chromedp.KeyEvent(kb.Enter))
	p.wait("the aged balance", `document.querySelector("#aged .chart svg") !== null`)
	// Nothing that takes the focus is without a name.
	assert.Zero(t, value[float64](p, `[...document.querySelectorAll("input, select, textarea, button")].filter((e) => !e.labels?.length && !e.innerText.trim() && !e.ariaLabel && e.offsetParent).length`))
}
