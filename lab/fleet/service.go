// An HTTP service on golang-jwt.
package main

import (
	"fmt"
	"io/ioutil"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/golang-jwt/jwt"
)

func key(algorithm string) interface{} {
	text := []byte(os.Getenv("JWT_SECRET"))
	if path := os.Getenv("JWT_KEY_FILE"); path != "" {
		content, err := ioutil.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		text = content
	}
	if strings.HasPrefix(algorithm, "HS") {
		return text
	}
	public, err := jwt.ParseRSAPublicKeyFromPEM(text)
	if err != nil {
		log.Fatal(err)
	}
	return public
}

func main() {
	log.SetFlags(log.LstdFlags | log.Lmicroseconds | log.LUTC)
	log.SetOutput(os.Stdout)
	algorithm := os.Getenv("JWT_ALGORITHM")
	verifying := key(algorithm)
	parser := &jwt.Parser{ValidMethods: []string{algorithm}}
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "ok") })
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		text := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		_, err := parser.Parse(text, func(*jwt.Token) (interface{}, error) { return verifying, nil })
		if err != nil {
			log.Printf("%s %s 401 golang-jwt: %v", r.Method, r.URL.Path, err)
			http.Error(w, "unauthorized", http.StatusUnauthorized)
			return
		}
		log.Printf("%s %s 200 accepted", r.Method, r.URL.Path)
		fmt.Fprint(w, "accepted")
	})
	log.Fatal(http.ListenAndServe(os.Getenv("HOST")+":"+os.Getenv("PORT"), nil))
}
