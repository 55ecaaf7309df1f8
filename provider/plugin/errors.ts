import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { PropertyMap } from "../inputs/propertyMap";
import { textOf } from "../platform/errors/errors";
import { Unfinished } from "../runtime/contract/resourceType";
import { redact } from "../runtime/engine/redaction";
import { Any, grpc } from "./protocol";
import { hidden, sealed } from "./secrets";
import { message } from "./values";

const DETAILS = "grpc-status-details-bin";
const INIT_FAILED = "pulumirpc.ErrorResourceInitFailed";

/**
 * An error as gRPC carries it, without secrets. Of one that left a job or a thing behind (`Unfinished`) the engine gets id,
 * reasons and properties, and keeps them in state.
 */
export function rpcError(error: unknown, type: string, came: PropertyMap): Partial<ServiceError> {
  const text = hidden(redact(textOf(error)), came);
  const metadata = new grpc.Metadata();
  if (error instanceof Unfinished) metadata.add(DETAILS, detailsOf(error, text, type, came));
  return { code: grpc.status.UNKNOWN, message: text, details: text, metadata };
}

function detailsOf({ id, outs }: Unfinished, text: string, type: string, came: PropertyMap): Buffer {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setReasonsList([text]);
  detail.setProperties(message(sealed(type, outs, came)));
  const packed = new Any();
  packed.pack(detail.serializeBinary(), INIT_FAILED);
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(text);
  status.addDetails(packed);
  return Buffer.from(status.serializeBinary());
}
