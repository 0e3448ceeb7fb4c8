// Playground is a local web page to try a dunning policy: write it, describe a
// client, see the decision with its reasons and the 120 days that follow, and
// the aged balance of an accounting export.
//
//	go run -C examples/playground .
//	go run -C examples/playground . -port 8080
//
// It listens on this machine only, and sends nothing anywhere.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"time"
)

func main() {
	if child, err := runChild(os.Stdin, os.Stdout); child {
		if err != nil {
			fmt.Fprintln(os.Stderr, "playground:", err)
			os.Exit(1)
		}
		return
	}
	port := flag.Int("port", 0, "port to listen on (default: a free one)")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: playground [-port N]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "playground: unexpected argument %q\n", flag.Arg(0))
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := serve(ctx, *port, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "playground:", err)
		os.Exit(1)
	}
}

// serve answers on the loopback interface until the context ends.
func serve(ctx context.Context, port int, w io.Writer) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           newHandler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	fmt.Fprintf(w, "creance playground: http://%s/\n", listener.Addr())
	fmt.Fprintln(w, "Open this address in a browser on this machine (?lang=en for English). Ctrl-C ends it.")
	fmt.Fprintln(w, "What you type and drop there stays on this machine.")
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err = <-ended:
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		err = server.Shutdown(last)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
