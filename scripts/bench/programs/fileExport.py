"""Ours in Python: one FileExport a file, by the native plugin."""

import json

import pulumi_cavatica as cavatica

with open("files.json") as text:
    files = json.load(text)
for i, file in enumerate(files):
    cavatica.FileExport(
        f"sample-{i}",
        source={"file": file},
        destination={"volume": "lab/archive", "location": f"run7/sample-{i}.bam"},
    )
