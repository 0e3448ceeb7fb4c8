package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"
)

// A Mailer sends e-mail through one SMTP server.
type Mailer struct {
	Server   string // host:port
	From     mail.Address
	Auth     smtp.Auth     // nil: none; it is used under TLS or on the same machine only
	Patience time.Duration // for one message
}

// Send sends one e-mail. Its Message-ID is the id of the action, so that a copy
// sent after an interruption can be told.
func (m *Mailer) Send(ctx context.Context, id string, msg Message) error {
	to, err := mail.ParseAddress(msg.Recipient)
	if err != nil {
		return &Refusal{Final: true, Reason: fmt.Sprintf("%q is no e-mail address: %v", msg.Recipient, err)}
	}
	text, err := m.compose(id, to, msg)
	if err != nil {
		return &Refusal{Final: true, Reason: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, m.Patience)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", m.Server)
	if err != nil {
		return &Refusal{Reason: err.Error()}
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	host, _, _ := net.SplitHostPort(m.Server)
	client, err := smtp.NewClient(conn, host)
	if err != nil {
		return refusal(err)
	}
	defer client.Close()
	if ok, _ := client.Extension("STARTTLS"); ok {
		if err := client.StartTLS(&tls.Config{ServerName: host}); err != nil {
			return refusal(err)
		}
	}
	if m.Auth != nil {
		if err := client.Auth(m.Auth); err != nil {
			return &Refusal{Reason: err.Error()} // a wrong password is our fault, not the client's
		}
	}
	if err := client.Mail(m.From.Address); err != nil {
		return refusal(err)
	}
	if err := client.Rcpt(to.Address); err != nil {
		return refusal(err)
	}
	w, err := client.Data()
	if err != nil {
		return refusal(err)
	}
	if _, err := w.Write(text); err != nil {
		return &Refusal{Reason: err.Error()} // the end of the message was never sent
	}
	if err := w.Close(); err != nil {
		if _, answered := errors.AsType[*textproto.Error](err); answered {
			return refusal(err)
		}
		return err // the whole message was sent and no answer came
	}
	client.Quit() // the message is accepted, whatever is said now
	return nil
}

// refusal reads the answer of the server: 5xx is for good, 4xx and a broken line
// before the end of the message are not.
func refusal(err error) *Refusal {
	answer, ok := errors.AsType[*textproto.Error](err)
	return &Refusal{Final: ok && answer.Code >= 500, Reason: err.Error()}
}

// compose is the message in plain text, UTF-8, quoted-printable.
func (m *Mailer) compose(id string, to *mail.Address, msg Message) ([]byte, error) {
	if strings.ContainsAny(msg.Subject, "\r\n") {
		return nil, fmt.Errorf("the subject %q takes more than one line", msg.Subject)
	}
	_, domain, _ := strings.Cut(m.From.Address, "@")
	var b bytes.Buffer
	for _, h := range [][2]string{
		{"Message-ID", "<" + id + "@" + domain + ">"},
		{"Date", time.Now().Format(time.RFC1123Z)},
		{"From", m.From.String()},
		{"To", to.String()},
		{"Subject", mime.QEncoding.Encode("utf-8", msg.Subject)},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(strings.ReplaceAll(msg.Body, "\n", "\r\n"))); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil { // writes the last line
		return nil, err
	}
	return b.Bytes(), nil
}
