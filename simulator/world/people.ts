import { randomBytes } from "node:crypto";
import { ApiError } from "../errors";
import type { GroupRecord, ProjectRecord, UserRecord } from "./records";

/** Users, their tokens, and the projects that they are members of. */
export class People {
  readonly users = new Map<string, UserRecord>();
  readonly projects = new Map<string, ProjectRecord>();
  /** Teams and divisions by id. */
  readonly groups = new Map<string, GroupRecord>();
  readonly #tokens = new Map<string, UserRecord>();
  readonly #revoked = new Set<string>();

  addUser(username: string, token = `sim-token-${randomBytes(12).toString("hex")}`): UserRecord {
    const user: UserRecord = { username, token };
    this.users.set(username, user);
    this.#tokens.set(token, user);
    return user;
  }

  /** The user behind a token; undefined for unknown and revoked ones. */
  byToken(token: string): UserRecord | undefined {
    return this.#revoked.has(token) ? undefined : this.#tokens.get(token);
  }

  revoke(token: string): void {
    this.#revoked.add(token);
  }

  restore(token: string): void {
    this.#revoked.delete(token);
  }

  isMember(user: string, projectId: string): boolean {
    return this.projects.get(projectId)?.members.has(user) ?? false;
  }

  projectsOf(user: string): ProjectRecord[] {
    return [...this.projects.values()].filter((project) => project.members.has(user));
  }

  /** A project that the user may see; a refusal's codes are those of the caller's area. */
  project(user: string, id: string, missing = 3002, forbidden = 3001): ProjectRecord {
    const project = this.projects.get(id);
    if (!project) throw new ApiError(missing);
    if (!project.members.has(user)) throw new ApiError(forbidden);
    return project;
  }
}
