import { ApiError } from "../errors";
import type { Switches } from "../switches";
import { Files } from "./files";
import { Ids } from "./ids";
import { type JobRules, Jobs } from "./jobs";
import { People } from "./people";
import type { FileRecord, ProjectRecord } from "./records";
import { Volumes } from "./volumes";

/** Where objects are written besides memory, such as a folder on disk. */
export interface ObjectMirror {
  put(bucket: string, key: string, size: number): void;
  delete(bucket: string, key: string): void;
}

/** Everything that the simulated platform knows, and its clock. */
export class World {
  readonly ids = new Ids();
  readonly people = new People();
  readonly files = new Files();
  readonly volumes: Volumes;
  readonly jobs: Jobs;
  /** ID of the user that every simulator starts with. */
  readonly defaultUser = "lab";
  mirror: ObjectMirror | undefined;
  #jobSeq = 0;

  constructor(
    readonly now: () => number,
    readonly switches: Switches,
    jobRules: JobRules,
  ) {
    this.volumes = new Volumes(switches);
    this.jobs = new Jobs(jobRules);
  }

  /** Advances the jobs to the clock's time; every request and every access from outside starts with it. */
  catchUp(): number {
    const now = this.now();
    this.jobs.advance(now);
    return now;
  }

  addProject(id: string, owner: string, members: readonly string[] = []): ProjectRecord {
    const now = this.now();
    const root = this.files.add(
      this.#blankFile({ name: id, type: "folder", project: id, parent: undefined }, now),
    );
    const project: ProjectRecord = {
      id,
      name: id.split("/").at(-1) ?? id,
      owner,
      members: new Set([owner, ...members]),
      rootFolder: root.id,
      createdAt: now,
    };
    this.people.projects.set(id, project);
    return project;
  }

  /** Adds a file or folder; omitted values are those of a new native file. */
  addFile(given: Pick<FileRecord, "name" | "project" | "parent"> & Partial<FileRecord>): FileRecord {
    return this.files.add({ ...this.#blankFile(given, this.now()), ...given });
  }

  /** The folder at a path below another folder, created if it is missing. */
  subfolder(start: string, path: readonly string[]): string {
    const project = this.files.get(start)?.project ?? "";
    let folder = start;
    for (const name of path) {
      const existing = this.files.child(folder, name);
      const next = existing ?? this.addFile({ name, type: "folder", project, parent: folder });
      if (next.type !== "folder") throw new ApiError(5022, `"${name}" is a file.`);
      folder = next.id;
    }
    return folder;
  }

  /** What all new jobs have in common. */
  newJob(user: string): { id: string; seq: number; user: string; state: "PENDING"; createdAt: number } {
    return { id: this.ids.job(), seq: this.#jobSeq++, user, state: "PENDING", createdAt: this.now() };
  }

  /** Whether the user may read the file: project members may, and everybody for public files. */
  mayRead(user: string, file: FileRecord): boolean {
    return file.public || this.people.isMember(user, file.project);
  }

  #blankFile(
    given: Pick<FileRecord, "name" | "project" | "parent"> & { id?: string; type?: FileRecord["type"] },
    now: number,
  ): FileRecord {
    return {
      id: given.id ?? this.ids.file(),
      name: given.name,
      type: given.type ?? "file",
      project: given.project,
      parent: given.parent,
      size: 0,
      tags: [],
      metadata: {},
      origin: {},
      storage: { type: "PLATFORM", hosted_on_locations: ["aws:us-east-1"] },
      secondaryFiles: [],
      archived: false,
      public: false,
      drs: false,
      createdAt: now,
      modifiedAt: now,
    };
  }
}
