import { file } from "./support";

/** A manifest with everything that a manifest can contain, and the files and configuration that it needs. */
export const everything = {
  text: `
defaults:
  volume: archive
  prefix: runs/2026/
  copyOnly: false
  overwrite: false
  properties: { sseAlgorithm: AES256, awsCannedAcl: null }
volumes:
  archive:
    name: archive
    accessMode: RW
    description: What the lab keeps
    service:
      type: s3
      bucket: lab-archive
      prefix: cavatica/
      endpoint: s3.eu-central-1.amazonaws.com
      credentials: { accessKeyId: "\${config.accessKeyId}", secretAccessKey: "\${config.secretAccessKey}" }
      properties: { sseAlgorithm: aws:kms, sseAwsKmsKeyId: alias/lab }
    members: { guest: { read: true, copy: true } }
exports:
  sample-1:
    source: { file: ${file(1)} }
    destination: { location: sample-1.cram }
  sample-2:
    source: { file: "\${config.file}" }
    destination: { volume: lab/other, location: sample-2.cram }
    prefix: ""
    copyOnly: \${config.copy}
    overwrite: true
    properties: { awsStorageClass: GLACIER }
bulkExports:
  cohort:
    itemsFrom: cohort.tsv
    copyOnly: true
    onFailure: report
  listed:
    volume: lab/other
    prefix: listed/
    items:
      - source: { file: ${file(3)} }
        destination: { location: a.cram }
      - source: { file: ${file(4)} }
        destination: { volume: archive, location: b.cram }
        overwrite: true
        properties: { sseAlgorithm: null }
projectExports:
  whole:
    project: lab/run7
    include: ["**/*.cram"]
    exclude: ["tmp/**"]
    metadata: { sample_id: [s1, s2], experiment: run7 }
    tags: [aligned]
    task: 5d4c1f0e-0000-4000-8000-000000000007
    minSize: 1
    maxSize: 50000000000
    createdFrom: 2026-01-31
    createdBefore: 2026-02-28T08:00:00+01:00
    secondaryFiles: true
    keepFolders: true
  below:
    parent: ${file(7)}
    prefix: below/
imports:
  back:
    source: { volume: archive, location: a.cram }
    destination: { project: lab/run8, name: again.cram }
    overwrite: true
    autorename: false
  folder:
    source: { volume: lab/other, location: panels/ }
    destination: { parent: ${file(7)} }
    preserveFolderStructure: false
bulkImports:
  panels:
    volume: lab/other
    prefix: panels/
    project: lab/run8
    autorename: true
    onFailure: fail
    items:
      - source: { location: exome.bed }
      - source: { volume: archive, location: genome.bed }
        destination: { parent: ${file(7)}, name: hg38.bed }
        overwrite: true
  more: { itemsFrom: panels.csv, parent: ${file(7)} }
`,
  config: {
    accessKeyId: "AKIA1",
    secretAccessKey: { secret: "hunter2hunter2" },
    file: file(2),
    copy: "true",
  },
  tables: {
    "panels.csv": "volume,location,name\narchive,x.bed,\nlab/other,y.bed,z.bed\n",
    "cohort.tsv": `file\tlocation\tvolume\n${file(5)}\tc.cram\tarchive\n${file(6)}\td.cram\t\n`,
  },
};
