package lang

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/creance/creance/internal/say"
)

// habits finds what people write out of habit and no expression can hold: ≥,
// =>, «…», et, 150,00, 40 %, 31/12/2026. expr's parser would stop at the first of
// them and call it an unexpected token; these are found all at once, each with
// what to write.
func (s *Scope) habits(text string) []*Error {
	h := habit{scope: s, text: []rune(text)}
	for h.at < len(h.text) {
		h.next()
	}
	return h.errs
}

type habit struct {
	scope *Scope
	text  []rune
	at    int
	calls []bool // open brackets: whether a comma separates values inside
	word  bool   // a name stands right before
	errs  []*Error

	declares bool // a let, whose = is no comparison: refused as a whole
}

// instead are signs of mathematics and of typography.
var instead = map[rune]string{
	'≥': ">=", '⩾': ">=", '≤': "<=", '⩽': "<=", '≠': "!=", '×': "*", '−': "-", '–': "-", '—': "-",
}

// swapped are comparisons the other way round, or of another language.
var swapped = []struct{ wrong, right string }{
	{"===", "=="}, {"=>", ">="}, {"=<", "<="}, {"<>", "!="}, {"=!", "!="}, {"=", "=="},
}

// quotes open a text in typography, and close it.
var quotes = map[rune]rune{'«': '»', '“': '”', '„': '“', '‘': '’', '’': '’', '”': '”', '»': '»'}

// spoken are words for operators and values.
var spoken = map[string]string{
	"et": "and", "ou": "or", "non": "not", "pas": "not", "dans": "in", "vrai": "true", "faux": "false",
	"oui": "true", "j": "due", "sauf": "and not", "superieur": ">", "inferieur": "<", "egal": "==", "est": "==",
	"and": "and", "or": "or", "not": "not", "in": "in", "true": "true", "false": "false",
}

// filler are words that a sentence needs and a condition does not have.
var filler = map[string]bool{"si": true, "quand": true, "lorsque": true, "alors": true, "if": true, "when": true, "then": true}

var (
	spacedNumber = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d[\d_]*(?:[ \x{a0}\x{202f}\x{2009}]\d{3}\b)*(?:[.,]\d+)?)(?:[ \x{a0}\x{202f}]?(?:€|EUR\b|euros?\b|%|jours?\b|j\b|days?\b))?`)
	shortNumber  = regexp.MustCompile(`^\d[\d_]*(?:\.\d+)?`)
	inThousands  = regexp.MustCompile(`^(\d{1,6})[kK](?:€|EUR)?\b`)
	bareDay      = regexp.MustCompile(`^(?:\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})`)
)

func (h *habit) next() {
	r, rest := h.text[h.at], string(h.text[h.at:])
	named := h.word
	h.word = false
	switch {
	case r == '"' || r == '\'' || r == '`':
		h.skipText(r)
	case unicode.IsLetter(r) || r == '_':
		h.name()
	case r >= '0' && r <= '9':
		h.number(rest)
	case r == '(' || r == '[':
		h.calls = append(h.calls, named || r == '[')
		h.at++
	case r == ')' || r == ']':
		h.calls = h.calls[:max(0, len(h.calls)-1)]
		h.at++
	case instead[r] != "":
		h.write(CodeSyntax, 1, instead[r])
	case quotes[r] != 0:
		h.quoted(quotes[r])
	case r == '€' || r == '£' || r == '$' && !strings.HasPrefix(rest, "$env"):
		h.fail(CodeNumber, 1, say.Both("un montant s’écrit sans sa devise", "an amount is written without its currency"), say.Both("écrivez 150.00", "write 150.00"))
	case r == '\u00a0' || r == '\u202f' || r == '\u2009':
		h.fail(CodeSyntax, 1, say.Both("une espace insécable, que l’on ne voit pas, se trouve ici", "a no-break space, which cannot be seen, stands here"), say.Both("tapez une espace ordinaire", "type an ordinary space"))
	default:
		h.operator(rest)
	}
}

func (h *habit) fail(code string, length int, message, fix say.Text) {
	h.errs = append(h.errs, &Error{Code: code, Offset: h.at, Message: message, Suggestion: fix})
	h.at += length
}

// write reports a sign or a word that is written otherwise.
func (h *habit) write(code string, length int, right string) {
	wrong := say.Name(h.text[h.at : h.at+length])
	h.fail(code, length, say.Both("%s s’écrit autrement", "%s is written otherwise", wrong), say.Both("écrivez %s", "write %s", right))
}

func (h *habit) operator(rest string) {
	for _, valid := range []string{"==", "!=", "<=", ">="} {
		if strings.HasPrefix(rest, valid) && !strings.HasPrefix(rest, "===") {
			h.at += 2
			return
		}
	}
	for _, s := range swapped {
		if strings.HasPrefix(rest, s.wrong) && !h.declares {
			h.write(CodeSyntax, len(s.wrong), s.right)
			return
		}
	}
	h.at++
}

// skipText goes behind a text; one that is not closed is the parser's to report.
func (h *habit) skipText(quote rune) {
	for h.at++; h.at < len(h.text) && h.text[h.at] != quote; h.at++ {
		if h.text[h.at] == '\\' && quote != '`' {
			h.at++
		}
	}
	h.at++
}

func (h *habit) quoted(end rune) {
	length := 1
	for i := h.at + 1; i < len(h.text); i++ {
		if h.text[i] == end {
			length = i - h.at
			break
		}
	}
	content := strings.TrimFunc(string(h.text[h.at+1:h.at+length]), unicode.IsSpace)
	if length == 1 {
		content = "public"
	} else {
		length++
	}
	h.fail(CodeSyntax, length, say.Both("un texte se met entre guillemets droits", "a text stands in straight quotes"), say.Both("écrivez \"%s\"", "write \"%s\"", say.Clip(content)))
}

func (h *habit) name() {
	start := h.at
	for h.at < len(h.text) && (unicode.IsLetter(h.text[h.at]) || unicode.IsDigit(h.text[h.at]) || h.text[h.at] == '_') {
		h.at++
	}
	word := string(h.text[start:h.at])
	h.word, h.declares = true, h.declares || word == "let"
	right, length := spoken[say.Letters(word)], h.at-start
	switch {
	case h.scope.has(word):
	case right == word:
		h.word = false
	case right != "":
		h.at, h.word = start, false
		h.write(CodeSyntax, length, right)
	case filler[say.Letters(word)]:
		h.at, h.word = start, false
		h.fail(CodeSyntax, length, say.Both("une condition s’écrit sans %s", "a condition is written without %s", say.Name(word)), say.Both("supprimez ce mot", "remove this word"))
	}
}

func (h *habit) number(rest string) {
	if day := bareDay.FindString(rest); day != "" {
		if iso := say.Day(day); iso != "" || strings.Count(day, "-") == 2 {
			if iso == "" {
				iso = day
			}
			h.fail(CodeDate, len([]rune(day)), say.Both("une date s’écrit entre guillemets droits", "a date stands in quotes"), say.Both("écrivez date(\"%s\")", "write date(\"%s\")", iso))
			return
		}
	}
	long := spacedNumber.FindString(rest)
	separates := len(h.calls) > 0 && h.calls[len(h.calls)-1]
	if short := shortNumber.FindString(rest); long == short || separates && strings.HasPrefix(long[len(short):], ",") {
		if thousands := inThousands.FindStringSubmatch(rest); thousands != nil {
			h.fail(CodeNumber, len(thousands[0]), say.Both("%s n’est pas un nombre", "%s is no number", say.Name(thousands[0])), say.Both("écrivez %s_000.00", "write %s_000.00", thousands[1]))
			return
		}
		h.at += len(short)
		for h.at < len(h.text) && (unicode.IsLetter(h.text[h.at]) || unicode.IsDigit(h.text[h.at])) {
			h.at++ // 0x10 and 1e3 are one number
		}
		return
	}
	fix := plainly(long)
	h.fail(CodeNumber, len([]rune(long)), say.Both("le nombre %s s’écrit autrement", "the number %s is written otherwise", say.Name(long)), fix)
}

// plainly says how a number is written.
func plainly(text string) say.Text {
	if number := say.Plainly(text); number != "" {
		return say.Both("écrivez %s", "write %s", number)
	}
	return say.Both("écrivez 30, 0.4 ou 1_500.00", "write it in full, as 30, 0.4 or 1_500.00")
}
