/** A CAVATICA / Seven Bridges platform on this machine, for tests, demonstrations and experiments. */
export { defaultSwitches } from "./defaultSwitches";
export { type ErrorBody, type ErrorChoice } from "./errors";
export { type FaultKind, faultKinds, type FaultOptions, parseFault } from "./faults/kinds";
export { type FaultHandle, Faults } from "./faults/registry";
export type { RequestRecord } from "./http/requestRecord";
export type { SimulatorOptions } from "./options";
export type { RateLimit } from "./rules/rateWindow";
export { Simulator } from "./simulator";
export { createSimulator, startSimulator } from "./start";
export type { Switches } from "./switches";
export type { NewFile, NewFiles, NewProject, NewVolume, StoredObject } from "./world/builder";
export type { FailureOrder } from "./world/orders";
export type { BucketRights } from "./world/buckets";
export type {
  ExportJob,
  FileRecord,
  GroupRecord,
  ImportJob,
  Job,
  JobState,
  JobSubject,
  MemberRecord,
  ServiceType,
  Storage,
  UserRecord,
  VolumePermissions,
  VolumeRecord,
  VolumeService,
} from "./world/records";
