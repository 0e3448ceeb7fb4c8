package law

// Lang is a language in which answers can be read. Every explanation of this
// module is data with stable codes, rendered in one of these.
type Lang uint8

const (
	French  Lang = iota // the default: the language of the law and of its letters
	English             // for the developer, and for a foreign client
)

// String is the ISO 639-1 code: "fr" or "en".
func (l Lang) String() string {
	if l == English {
		return "en"
	}
	return "fr"
}

// ParseLang reads "fr" or "en"; false for anything else.
func ParseLang(code string) (Lang, bool) {
	switch code {
	case "fr":
		return French, true
	case "en":
		return English, true
	}
	return 0, false
}
