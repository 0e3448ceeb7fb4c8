package lang

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/creance/creance/internal/say"
	"github.com/creance/creance/law"
)

// Limits on one expression, kept before expr sees it: its parser recurses, and
// a Go stack that overflows ends the process.
const (
	MaxLength = 4096 // bytes
	MaxDepth  = 64   // brackets inside brackets
	MaxUnary  = 16   // "not" and "-" in a row
	maxNodes  = 500
)

// An Error is a mistake in an expression.
type Error struct {
	Code                string
	Offset              int // in characters from the start of the expression
	Message, Suggestion say.Text
}

func (e *Error) Error() string {
	return fmt.Sprintf("%d: %s [%s]", e.Offset+1, e.Message.In(law.English), e.Code)
}

// Codes of the mistakes of an expression.
const (
	CodeEmpty     = "P101"
	CodeTooLong   = "P102"
	CodeTooDeep   = "P103"
	CodeSyntax    = "P104"
	CodeForbidden = "P105"
	CodeName      = "P201"
	CodeMismatch  = "P202"
	CodeResult    = "P203"
	CodeEquality  = "P204"
	CodeNumber    = "P205"
	CodeChoice    = "P206"
	CodeOverflow  = "P207"
	CodeCall      = "P208"
	CodeAbsent    = "P209"
	CodeConstant  = "P210"
	CodeDate      = "P211"
)

// parse reads the text with expr's parser; [prescan] has kept the limits.
func parse(text string) (node ast.Node, fault *Error) {
	config := conf.CreateNew()
	config.MaxNodes = maxNodes
	config.DisableIfOperator = true
	for name := range config.Builtins {
		config.Disabled[name] = true
	}
	defer func() {
		// expr's parser is not ours and its input is hostile: a defect in it
		// must not end the program that embeds this one.
		if r := recover(); r != nil {
			node, fault = nil, &Error{Code: CodeSyntax, Message: unreadable()}
		}
	}()
	tree, err := parser.ParseWithConfig(text, config)
	if err == nil {
		return tree.Node, nil
	}
	var at *file.Error
	if !errors.As(err, &at) {
		return nil, &Error{Code: CodeSyntax, Message: unreadable()}
	}
	return nil, syntaxError(at, text)
}

// syntaxError says in words what expr's parser found.
func syntaxError(at *file.Error, text string) *Error {
	e := &Error{Code: CodeSyntax, Offset: min(at.From, utf8.RuneCountInString(text)), Message: unreadable(), Suggestion: operatorHint()}
	switch {
	case strings.HasPrefix(at.Message, "unexpected token EOF"), strings.HasPrefix(at.Message, "unexpected end"):
		e.Message = say.Both("l’expression s’arrête ici, il manque quelque chose", "the expression stops here, something is missing")
		e.Suggestion = say.Both("écrivez ce qui suit, par exemple overdue >= 150.00, ou fermez la parenthèse", "write what follows, such as overdue >= 150.00, or close the bracket")
		e.Offset = utf8.RuneCountInString(strings.TrimRight(text, " \t\n"))
	case strings.Contains(at.Message, "maximum allowed nodes"):
		e.Code, e.Message = CodeTooLong, say.Both("l’expression a plus de %d éléments", "the expression has more than %d parts", maxNodes)
		e.Suggestion = nameSome()
	case strings.HasPrefix(at.Message, "unrecognized character"):
		e.Message = say.Both("le caractère %s n’a pas cours ici", "the character %s is not used here", say.Name([]rune(text)[e.Offset:min(e.Offset+1, utf8.RuneCountInString(text))]))
	case strings.HasPrefix(at.Message, "unexpected token"):
		e.Message, e.Suggestion = unexpected(strings.TrimPrefix(at.Message, "unexpected token "), []rune(text)[:e.Offset])
	case strings.Contains(at.Message, "integer literal"), strings.Contains(at.Message, "float literal"):
		e.Code, e.Message, e.Offset = CodeNumber, say.Both("le nombre est trop grand", "the number is too large"), longNumber(text)
		e.Suggestion = say.Both("écrivez un nombre plus petit", "write a smaller number")
	case strings.Contains(at.Message, "literal not terminated"):
		e.Message, e.Suggestion = say.Both("ce texte n’est pas fermé", "this text is not closed"), say.Both("il manque un guillemet droit : \"public\"", "a quote is missing: \"public\"")
	}
	return e
}

func unreadable() say.Text {
	return say.Both("ceci n’est pas lisible comme une expression", "cannot be read as an expression")
}

func nameSome() say.Text {
	return say.Both("donnez un nom à certaines de ses conditions, sous let", "name some of its conditions under let")
}

// longNumber is where the first number of more than 18 digits starts: expr only
// says what follows it.
func longNumber(text string) int {
	start := 0
	for i, r := range []rune(text + " ") {
		if (r < '0' || r > '9') && r != '_' {
			if i-start > 18 {
				return start
			}
			start = i + 1
		}
	}
	return 0
}

// prescan keeps the limits on length, brackets and chains of unary operators
// without recursing.
func prescan(text string) *Error {
	switch {
	case strings.TrimSpace(text) == "":
		return &Error{Code: CodeEmpty, Message: say.Both("l’expression est vide", "the expression is empty"), Suggestion: say.Both("écrivez une condition, ou supprimez la clé", "write one, or remove the key")}
	case len(text) > MaxLength:
		return &Error{Code: CodeTooLong, Message: say.Both("l’expression compte %d octets ; le maximum est %d", "the expression has %d bytes; %d are allowed", len(text), MaxLength), Suggestion: nameSome()}
	case !utf8.ValidString(text):
		return &Error{Code: CodeSyntax, Message: say.Both("l’expression n’est pas un texte UTF-8", "the expression is not UTF-8 text"), Suggestion: say.Both("enregistrez le fichier en UTF-8", "save the file as UTF-8")}
	}
	depth, unary, offset := 0, 0, 0
	quote := rune(0)
	word := ""
	escaped := false
	last := rune(0) // outside quotes
	for _, r := range text {
		switch {
		case quote != 0:
			switch {
			case escaped:
				escaped = false
			case r == '\\' && quote != '`':
				escaped = true
			case r == quote:
				quote = 0
			}
		case r == '"' || r == '\'' || r == '`':
			quote, unary = r, 0
		case (r == '/' || r == '*') && last == '/':
			return &Error{Code: CodeSyntax, Offset: offset - 1, Message: say.Both("une expression ne contient pas de commentaire", "an expression holds no comments"), Suggestion: say.Both("écrivez-les dans le fichier, après #", "write them in the file, after #")}
		case strings.ContainsRune("([{", r):
			if depth++; depth > MaxDepth {
				return &Error{Code: CodeTooDeep, Offset: offset, Message: say.Both("plus de %d parenthèses les unes dans les autres", "more than %d brackets inside one another", MaxDepth), Suggestion: nameSome()}
			}
		case strings.ContainsRune(")]}", r):
			depth--
			unary = 0
		case r == '-' || r == '!' || r == '+':
			unary++
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
		case 'a' <= r && r <= 'z':
			word += string(r)
			if word == "not" {
				unary++
			} else if len(word) > 3 || !strings.HasPrefix("not", word) {
				unary = 0
			}
		default:
			unary = 0
		}
		if !('a' <= r && r <= 'z') || quote != 0 {
			word = ""
		}
		if last = r; quote != 0 {
			last = 0
		}
		if unary > MaxUnary {
			return &Error{Code: CodeTooDeep, Offset: offset, Message: say.Both("plus de %d signes ou négations de suite", "more than %d signs or negations in a row", MaxUnary), Suggestion: say.Both("deux négations s’annulent : supprimez-les", "two negations cancel out: remove them")}
		}
		offset++
	}
	return nil
}

// numberText reads a literal exactly from its text. Digits may be grouped by
// underscores; everything else that expr would read as a number is refused,
// since its value would go through a binary fraction or an unexpected base.
func numberText(text string) (digits string, ok bool) {
	whole, fraction, point := strings.Cut(text, ".")
	if !grouped(whole) || point && !grouped(fraction) || len(whole) > 1 && whole[0] == '0' {
		return "", false
	}
	return strings.ReplaceAll(text, "_", ""), true
}

func grouped(digits string) bool {
	if digits == "" || digits[0] == '_' || digits[len(digits)-1] == '_' || strings.Contains(digits, "__") {
		return false
	}
	return strings.Trim(digits, "0123456789_") == ""
}
