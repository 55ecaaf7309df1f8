/** The platform's error object, the same in responses, in items of bulk responses and in failed jobs. */
export interface ErrorBody {
  status: number;
  code: number;
  message: string;
  more_info: string;
}

/** HTTP status and code of a condition whose code no page documents: the value type of several switches. */
export interface ErrorChoice {
  status: number;
  code: number;
}

const MORE_INFO = "https://docs.cavatica.org/docs/api-status-codes";

/** Code → HTTP status as published, and a message (documented: api-status-codes of docs.sevenbridges.com). */
export const CODES: Readonly<Record<number, [status: number, message: string]>> = {
  0: [503, "The platform is under maintenance."],
  1000: [429, "Rate limit exceeded."],
  2002: [404, "Requested user does not exist."],
  3001: [403, "Insufficient privileges on the requested project."],
  3002: [404, "Requested project or member does not exist."],
  5000: [503, "File service is unavailable."],
  5001: [403, "Insufficient privileges on the requested file."],
  5002: [404, "Requested file does not exist."],
  5003: [409, "A file with this name already exists."],
  5004: [400, "File id is empty."],
  5005: [400, "Malformed project query parameter."],
  5006: [400, "Malformed metadata."],
  5021: [400, "Folder is not empty."],
  5022: [400, "Parent is not a folder."],
  5024: [400, "Malformed file name."],
  5026: [404, "Destination folder does not exist."],
  5029: [400, "Either parent or project has to be given."],
  5031: [400, "Parent and project can not both be given."],
  5033: [400, "Bad request."],
  9001: [403, "No read access to the bucket."],
  9002: [403, "No cross-write access to the bucket."],
  9003: [403, "Insufficient privileges on the project."],
  9004: [403, "Insufficient privileges on the file."],
  9005: [403, "Insufficient privileges on the job."],
  9006: [403, "Requested file cannot be exported."],
  9007: [404, "Requested volume does not exist."],
  9008: [404, "Requested job does not exist."],
  9009: [404, "Requested file does not exist."],
  9010: [409, "A volume with this name already exists."],
  9011: [400, "Invalid request syntax."],
  9012: [400, "Requested project does not exist."],
  9013: [400, "Volume name is empty."],
  9014: [400, "Volume name must be up to 32 letters, digits and underscores."],
  9015: [400, "Parameter access_mode is missing."],
  9016: [400, "Parameter service is missing."],
  9019: [400, "Parameter service is invalid."],
  9017: [400, "Parameter service is invalid."],
  9018: [400, "File name was not given and can not be derived."],
  9020: [403, "Insufficient privileges on the volume."],
  9022: [400, "Invalid aws_canned_acl."],
  9023: [400, "Invalid sse_algorithm."],
  9024: [400, "Invalid aws_storage_class."],
  9025: [400, "Invalid private_key."],
  9026: [403, "Volume is not in RW mode."],
  9027: [403, "Export across cloud services is not supported."],
  9028: [400, "Invalid access configuration."],
  9030: [400, "Volume name must be up to 32 letters and digits, separated with single underscores."],
  9038: [403, "Only read-only buckets of type OSS are allowed."],
  9039: [403, "Only read-only buckets of type Azure are allowed."],
  9057: [403, "Only read-only buckets of type GCS are allowed."],
  9058: [403, "Only read-only buckets of type S3 are allowed."],
  9069: [409, "Volume is inactive."],
  9072: [400, "File path can not end with a slash."],
  9100: [503, "Unable to contact the storage service."],
  9101: [403, "Volume is not in RW mode."],
  9102: [403, "Insufficient privileges on the project."],
  9103: [403, "Location is not accessible as configured."],
  9104: [404, "Volume does not exist."],
  9105: [404, "Location does not exist on the volume."],
  9106: [404, "File does not exist."],
  9107: [409, "A file already exists at the location on the volume."],
  9108: [409, "File already exists."],
  9200: [404, "Bucket does not exist."],
  9201: [403, "Access key is not valid."],
  9202: [403, "Secret key is not valid."],
  9203: [403, "IAM role is not valid or not configured properly."],
  9204: [403, "No permission to LIST the bucket."],
  9205: [403, "No permission to GET objects of the bucket."],
  9206: [403, "No permission to PUT objects into the bucket."],
  9207: [403, "No permission to GET ACLs of the bucket's objects."],
  9208: [403, "No permission to GET objects of the platform's bucket."],
  9209: [403, "RW volumes are not possible in the bucket's region."],
  10222: [404, "Requested folder does not exist."],
  10223: [409, "Requested file already exists."],
  10224: [409, "Requested folder already exists."],
  10225: [404, "Submitted source does not exist."],
  10226: [403, "Insufficient privileges on the source."],
  10371: [429, "Rate limit exceeded."],
  13004: [503, "Consistency has been violated."],
  90000: [400, "Bad request."],
  90001: [401, "Unauthorized."],
  90002: [403, "Forbidden."],
  90003: [404, "Not found."],
  90004: [503, "Unexpected error."],
  90005: [503, "Service unavailable."],
  90007: [409, "Conflict."],
  90008: [415, "Unsupported media type."],
  90009: [500, "Request body can not be decoded."],
};

/** Builds an error object; status and message come from the code's row unless given. */
export function errorBody(code: number, message?: string, status?: number): ErrorBody {
  const [usualStatus, text] = CODES[code] ?? [500, "Unexpected error."];
  return { status: status ?? usualStatus, code, message: message ?? text, more_info: MORE_INFO };
}

/** A refusal: thrown by the rules, turned into a response or into an item of a bulk response. */
export class ApiError extends Error {
  readonly body: ErrorBody;

  constructor(code: number, message?: string, status?: number) {
    const body = errorBody(code, message, status);
    super(body.message);
    this.body = body;
  }
}

/** Refuses with the status and code that a switch has chosen. */
export function refuse(choice: ErrorChoice, message: string): never {
  throw new ApiError(choice.code, message, choice.status);
}
