// Generates the SDKs of other languages from the package schema, with Pulumi's own generators.
// Usage: sdk <schema.json> <folder> <language>…
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-cavatica"

type files = map[string][]byte

// The schema refers to no other package, so none is ever loaded.
type noPackages struct{ schema.Loader }

// Each generator modifies its package, so each gets its own copy.
func load(path string) (*schema.Package, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, problems, err := schema.BindSpec(spec, noPackages{}, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return pkg, nil
}

func write(folder string, made files) error {
	for name, text := range made {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func generate(path, folder, language string) error {
	generator, known := generators[language]
	if !known {
		return fmt.Errorf("no generator for %q", language)
	}
	pkg, err := load(path)
	if err != nil {
		return err
	}
	made, err := generator(pkg)
	if err != nil {
		return err
	}
	return write(filepath.Join(folder, language), made)
}

func main() {
	for _, language := range os.Args[3:] {
		if err := generate(os.Args[1], os.Args[2], language); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", language, err)
			os.Exit(1)
		}
	}
}
