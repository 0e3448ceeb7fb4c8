package policy

import (
	"embed"
	"slices"
)

// shippedFiles are the shipped policies without their tests, which stand
// beside them.
//
//go:embed policies/standard.yaml policies/small-business.yaml policies/key-accounts.yaml policies/public-buyers.yaml policies/consumers.yaml policies/good-faith.yaml policies/association.yaml
//go:embed policies/axelor-rel-part.yaml policies/axelor-rel-pro.yaml policies/oca-no-follow.yaml policies/oca-3-time.yaml policies/oca-2-time.yaml policies/odoo-follow-up.yaml policies/tryton-procedure.yaml policies/killbill-balance.yaml policies/lago-campaign.yaml policies/koprogo-charges.yaml
var shippedFiles embed.FS

var shippedNames = [...]string{
	"standard", "small-business", "key-accounts", "public-buyers", "consumers", "good-faith", "association",
	"axelor-rel-part", "axelor-rel-pro", "oca-no-follow", "oca-3-time", "oca-2-time", "odoo-follow-up",
	"tryton-procedure", "killbill-balance", "lago-campaign", "koprogo-charges",
}

// Shipped lists the policies that come with the library: seven French ones to
// start from, then the published default levels of other products, translated,
// for those who come from there. policies/NAME.yaml is the commented text of
// each and policies/NAME.test.yaml its tests.
func Shipped() []string { return slices.Clone(shippedNames[:]) }

// Named is a shipped policy as a document, to compile, read or start from; false
// when there is none of that name.
func Named(name string) (*Document, bool) {
	if !slices.Contains(shippedNames[:], name) {
		return nil, false
	}
	file := "policies/" + name + ".yaml"
	src, err := shippedFiles.ReadFile(file)
	if err != nil {
		return nil, false // a test reads each of them
	}
	doc, err := Parse(file, src)
	return doc, err == nil
}
