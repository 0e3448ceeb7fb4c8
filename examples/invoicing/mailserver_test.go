package main

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A mailServer is an SMTP server that keeps what it receives.
type mailServer struct {
	addr     string
	listener net.Listener

	mu       sync.Mutex
	received []receivedMail
	// answer is the reply to a command, "" for the usual one; "RCPT", "DATA"
	// and ".", the end of a message, may be answered otherwise.
	answer func(command, recipient string) string
	// taken is told of each message, before it is kept and before the server
	// says so.
	taken func()
	// silent closes the line instead of saying that a message was accepted.
	silent bool
}

type receivedMail struct {
	id, to, subject, body string
}

func newMailServer(t *testing.T) *mailServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s := &mailServer{addr: l.Addr().String(), listener: l}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

// mailer is a sender that uses the server.
func (s *mailServer) mailer() *Mailer {
	return &Mailer{Server: s.addr, From: mail.Address{Name: "Atelier Brun", Address: "compta@atelier-brun.example"}, Patience: 10 * time.Second}
}

func (s *mailServer) talk(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	reply := func(line string) { fmt.Fprintf(conn, "%s\r\n", line) }
	reply("220 test ESMTP")
	to := ""
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		verb := strings.ToUpper(strings.Fields(line + " x")[0])
		if verb == "RCPT" {
			to = line[strings.Index(line, "<")+1 : strings.Index(line, ">")]
		}
		s.mu.Lock()
		answer, taken, silent := s.answer, s.taken, s.silent
		s.mu.Unlock()
		if answer != nil {
			if a := answer(verb, to); a != "" {
				reply(a)
				continue
			}
		}
		switch verb {
		case "EHLO", "HELO":
			reply("250 test")
		case "DATA":
			reply("354 go on")
			whole := ""
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				whole += strings.TrimPrefix(line, ".")
			}
			if taken != nil {
				taken()
			}
			s.keep(to, whole)
			if silent {
				return
			}
			reply("250 accepted")
		case "QUIT":
			reply("221 bye")
			return
		default:
			reply("250 ok")
		}
	}
}

func (s *mailServer) keep(to, whole string) {
	m, err := mail.ReadMessage(strings.NewReader(whole))
	if err != nil {
		panic(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		panic(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.received = append(s.received, receivedMail{m.Header.Get("Message-ID"), to, subject, strings.ReplaceAll(string(body), "\r\n", "\n")})
}

// mails are those received so far.
func (s *mailServer) mails() []receivedMail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]receivedMail(nil), s.received...)
}

// set changes the behaviour of the server.
func (s *mailServer) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}
