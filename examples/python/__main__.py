import pulumi
import pulumi_cavatica as cavatica

config = pulumi.Config()
project = config.require("project")

store = cavatica.Volume(
    "store",
    name="python_exports",
    # Exports need "RW"; the key must be able to write.
    access_mode="RW",
    service={
        "type": "s3",
        "bucket": config.require("bucket"),
        "credentials": {
            "access_key_id": config.require("accessKeyId"),
            "secret_access_key": config.require_secret("secretAccessKey"),
        },
    },
)

# One file, looked up by its path.
found = cavatica.get_file(project=project, path=config.require("report"))
report = cavatica.FileExport(
    "report",
    source={"file": found.id},
    destination={"volume": store.id, "location": f"reports/{found.name}"},
    # Leaves the file on the platform. Without it an export MOVES the file: it becomes an alias of its object, one way.
    copy_only=True,
)

# Files that a search finds, as one resource: it takes thousands of them.
searched = cavatica.get_files(project=project, include=["variants/*.vcf.gz"])
variants = cavatica.BulkFileExport(
    "variants",
    items=[{"source": {"file": file.id}, "destination": {"location": file.path}} for file in searched.files],
    volume=store.id,
    copy_only=True,
)

# All alignments of the project with their index files, under their paths in the project.
alignments = cavatica.ProjectExport(
    "alignments",
    project=project,
    include=["aligned/*.cram"],
    secondary_files=True,
    volume=store.id,
    copy_only=True,
    # Compares each object's size with its file's.
    verify=True,
)

pulumi.export("volume", store.id)
pulumi.export("report", report.uri)
pulumi.export("variants", variants.summary)
pulumi.export("alignments", alignments.summary)
pulumi.export("leftOut", alignments.left_out)
