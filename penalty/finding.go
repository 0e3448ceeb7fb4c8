package penalty

import "github.com/creance/creance/law"

type Finding struct{}

func (k *claim) explain(s *Statement) error { return nil }
func (r *Rule) bases() []law.Basis          { return nil }
