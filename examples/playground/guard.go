package main

import (
	"context"
	"net"
	"net/http"
	"time"
)

const (
	maxTrial   = 1 << 20  // bytes of a policy with its client or its tests
	maxLedger  = 32 << 20 // bytes of an accounting export
	maxWorkers = 4        // computations at once
	maxWork    = 10 * time.Second
)

// guard lets only this page talk to the server. Another site open in the same
// browser could otherwise reach it: by a name of its own that resolves to
// 127.0.0.1 (so the name is checked), or by a form that posts here (so the
// origin is).
func guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopbackName(r.Host) {
			http.Error(w, "this page answers to 127.0.0.1 and localhost only", http.StatusMisdirectedRequest)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "+
			"form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		sameOrigin.Handler(next).ServeHTTP(w, r)
	})
}

// loopbackName reports whether a Host header names this machine by a name that
// nobody else can hand out.
func loopbackName(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return name == "127.0.0.1" || name == "localhost"
}

// workers bound how much is computed at once and for how long: a request waits
// for its turn, and its context ends after maxWork.
type workers chan struct{}

func (p workers) limit(size int64, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), maxWork)
		defer cancel()
		select {
		case p <- struct{}{}:
			defer func() { <-p }()
		case <-ctx.Done():
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, size)
		next(w, r.WithContext(ctx))
	}
}
