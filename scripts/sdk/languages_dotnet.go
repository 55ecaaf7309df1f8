//go:build dotnet

// Built with the module file dotnet.mod: the last version of Pulumi's package that holds a generator for .NET.
package main

import (
	"embed"
	"net/http"

	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

//go:embed icon.png
var icon embed.FS

// The generator downloads the package's icon. Ours comes from here, so that nothing is asked of the network.
func init() {
	http.DefaultTransport.(*http.Transport).RegisterProtocol("file", http.NewFileTransportFS(icon))
}

var generators = map[string]func(*schema.Package) (files, error){
	"dotnet": func(pkg *schema.Package) (files, error) {
		pkg.LogoURL = "file:///icon.png"
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
}
