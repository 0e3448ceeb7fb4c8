//go:build !linux && !darwin

package main

import "os"

// columnsOf is how wide the terminal behind a file is: not known here.
func columnsOf(*os.File) int { return 0 }
