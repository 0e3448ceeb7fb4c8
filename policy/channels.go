package policy

import (
	"fmt"
	"slices"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/say"
)

// reachable are the channels of a step for a client without an e-mail address.
func (s *Step) reachable() []dunning.Channel {
	if len(s.WithoutEmail) > 0 {
		return s.WithoutEmail
	}
	return slices.DeleteFunc(slices.Clone(s.Channels), func(ch dunning.Channel) bool { return ch == dunning.Email })
}

// needsEmail reports whether a step reaches nobody without an e-mail address.
func (s step) needsEmail() bool { return len(s.Channels) > 0 && len(s.texts.reachable) == 0 }

func (c *compiler) checkChannels(path string, s *Step) {
	c.checkMeans(path+".channel", s.Channels)
	c.checkMeans(path+".without_email", s.WithoutEmail)
	switch at := path + ".without_email"; {
	case len(s.WithoutEmail) == 0:
	case !slices.Contains(s.Channels, dunning.Email):
		c.report(codeNoEmail, at, 0, say.Both("cette étape ne part pas par e-mail", "this step does not go by e-mail"),
			say.Both("écrivez ses canaux sous channel, et supprimez cette ligne", "write its channels under channel, and leave this out"))
	case slices.Contains(s.WithoutEmail, dunning.Email):
		c.report(codeNoEmail, at, 0, say.Both("un e-mail n’atteint pas un client sans adresse", "e-mail does not reach a client without an address"),
			say.Both("écrivez %s", "write %s", say.Code("without_email: letter")))
	}
}

func (c *compiler) checkMeans(path string, list []dunning.Channel) {
	for k, ch := range list {
		at := fmt.Sprintf("%s[%d]", path, k)
		if ch == dunning.NoChannel || ch.String() == "unknown" {
			c.report(codeChannel, at, 0, say.Both("ce n’est pas un canal", "this is no channel"), say.Known(channelNames()))
		} else if slices.Contains(list[:k], ch) {
			c.report(codeDuplicate, at, 0, say.Both("%s y figure deux fois", "%s is there twice", say.Name(ch.String())), say.Both("n’en gardez qu’un", "keep one"))
		}
	}
}
