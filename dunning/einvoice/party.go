package einvoice

import "strings"

// A Party is the seller or the buyer.
type Party struct {
	Name    string // BT-27, BT-44
	SIREN   string // 9 digits, of a French firm; "" when not given
	SIRET   string // 14 digits, of one of its establishments
	VAT     string // BT-31, BT-48, without blanks
	Legal   string // BT-30, BT-47 as written, whatever the register
	Country string // BT-40, BT-55: ISO 3166 code
}

// ID names the party among others: its SIREN, else its VAT number, else its
// entry in another register, else its name.
func (p Party) ID() string {
	for _, id := range []string{p.SIREN, p.VAT, p.Legal, p.Name} {
		if id != "" {
			return id
		}
	}
	return ""
}

// French reports whether the document shows the party to be established in
// France.
func (p Party) French() bool {
	return p.SIREN != "" || p.Country == "FR" || strings.HasPrefix(p.VAT, "FR")
}

// Firm reports whether the document shows the party to be a business or an
// authority: it has a VAT number or an entry in a register.
func (p Party) Firm() bool { return p.SIREN != "" || p.VAT != "" || p.Legal != "" }

// register takes in one identifier. Scheme 0002 is the SIREN and 0009 the
// SIRET; both stand for the other in the field, so the number of digits decides.
func (p *Party) register(scheme, id string, legal bool) {
	if legal && p.Legal == "" {
		p.Legal = id
	}
	if scheme != "0002" && scheme != "0009" {
		return
	}
	switch number := compact(id); {
	case !digits(number):
	case len(number) == 9 && p.SIREN == "":
		p.SIREN = number
	case len(number) == 14 && p.SIRET == "":
		p.SIRET = number
		if p.SIREN == "" {
			p.SIREN = number[:9]
		}
	}
}

func compact(s string) string { return strings.Join(strings.Fields(s), "") }

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
