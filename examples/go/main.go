package main

import (
	"github.com/pulumi-cavatica/pulumi-cavatica/sdk/go/cavatica"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		project := settings.Require("project")
		store, err := newStore(ctx, settings)
		if err != nil {
			return err
		}
		if err := exportReport(ctx, store, project, settings.Require("report")); err != nil {
			return err
		}
		if err := exportVariants(ctx, store, project); err != nil {
			return err
		}
		return exportAlignments(ctx, store, project)
	})
}

func newStore(ctx *pulumi.Context, settings *config.Config) (*cavatica.Volume, error) {
	store, err := cavatica.NewVolume(ctx, "store", &cavatica.VolumeArgs{
		Name: pulumi.String("go_exports"),
		// Exports need "RW"; the key must be able to write.
		AccessMode: cavatica.VolumeAccessModeRW,
		Service: &cavatica.VolumeServiceS3Args{
			Type:   pulumi.String("s3"),
			Bucket: pulumi.String(settings.Require("bucket")),
			Credentials: &cavatica.VolumeServiceS3CredentialsAccessKeyIdArgs{
				AccessKeyId:     pulumi.String(settings.Require("accessKeyId")),
				SecretAccessKey: settings.RequireSecret("secretAccessKey"),
			},
		},
	})
	if err != nil {
		return nil, err
	}
	ctx.Export("volume", store.ID())
	return store, nil
}

// One file, looked up by its path.
func exportReport(ctx *pulumi.Context, store *cavatica.Volume, project, path string) error {
	found, err := cavatica.GetFile(ctx, &cavatica.GetFileArgs{Project: &project, Path: &path})
	if err != nil {
		return err
	}
	report, err := cavatica.NewFileExport(ctx, "report", &cavatica.FileExportArgs{
		Source: &cavatica.FileExportSourceArgs{File: pulumi.String(found.Id)},
		Destination: &cavatica.FileExportDestinationArgs{
			Volume:   store.ID(),
			Location: pulumi.String("reports/" + found.Name),
		},
		// Leaves the file on the platform. Without it an export MOVES the file: it becomes an alias of its object, one way.
		CopyOnly: pulumi.Bool(true),
	})
	if err != nil {
		return err
	}
	ctx.Export("report", report.Uri)
	return nil
}

// Files that a search finds, as one resource: it takes thousands of them.
func exportVariants(ctx *pulumi.Context, store *cavatica.Volume, project string) error {
	searched, err := cavatica.GetFiles(ctx, &cavatica.GetFilesArgs{
		Project: &project,
		Include: []string{"variants/*.vcf.gz"},
	})
	if err != nil {
		return err
	}
	items := cavatica.BulkFileExportItemArray{}
	for _, file := range searched.Files {
		items = append(items, &cavatica.BulkFileExportItemArgs{
			Source:      &cavatica.FileExportSourceArgs{File: pulumi.String(file.Id)},
			Destination: &cavatica.BulkFileExportItemDestinationArgs{Location: pulumi.String(file.Path)},
		})
	}
	variants, err := cavatica.NewBulkFileExport(ctx, "variants", &cavatica.BulkFileExportArgs{
		Items:    items,
		Volume:   store.ID(),
		CopyOnly: pulumi.Bool(true),
	})
	if err != nil {
		return err
	}
	ctx.Export("variants", variants.Summary)
	return nil
}

// All alignments of the project with their index files, under their paths in the project.
func exportAlignments(ctx *pulumi.Context, store *cavatica.Volume, project string) error {
	alignments, err := cavatica.NewProjectExport(ctx, "alignments", &cavatica.ProjectExportArgs{
		Project:        pulumi.String(project),
		Include:        pulumi.StringArray{pulumi.String("aligned/*.cram")},
		SecondaryFiles: pulumi.Bool(true),
		Volume:         store.ID(),
		CopyOnly:       pulumi.Bool(true),
		// Compares each object's size with its file's.
		Verify: pulumi.Bool(true),
	})
	if err != nil {
		return err
	}
	ctx.Export("alignments", alignments.Summary)
	ctx.Export("leftOut", alignments.LeftOut)
	return nil
}
