package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/creance/creance/dunning"
)

// A Folder is a sender for what people do: it puts each message into a file of
// its own, to be printed, read out or posted. The name of the file is the id
// and the channel, so that a message written twice is there once.
type Folder string

// Send writes the message. Whoever looks into the folder sees it whole or not
// at all.
func (f Folder) Send(_ context.Context, id string, m Message) error {
	if m.Recipient == "" && m.Channel != dunning.NoChannel {
		return &Refusal{Final: true, Reason: fmt.Sprintf("no address of the client for %s", m.Channel)}
	}
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return &Refusal{Reason: err.Error()}
	}
	draft, err := os.CreateTemp(string(f), ".draft-*")
	if err != nil {
		return &Refusal{Reason: err.Error()}
	}
	defer os.Remove(draft.Name()) // gone once it has its name
	_, err = fmt.Fprintf(draft, "%s\n%s\n%s\n\n%s", m.Channel, m.Recipient, m.Subject, m.Body)
	if err == nil {
		err = draft.Sync()
	}
	if err2 := draft.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(draft.Name(), filepath.Join(string(f), id+"-"+m.Channel.String()+".txt"))
	}
	if err != nil {
		return &Refusal{Reason: err.Error()}
	}
	return nil
}
