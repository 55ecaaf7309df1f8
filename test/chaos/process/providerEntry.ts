// What a simulated process may run: everything the engine or a program reaches in the real ones.
export { selectedOf } from "../../../provider/components/selection";
export { look as getFiles } from "../../../provider/functions/lookups/getFiles";
export { lookupsOf } from "../../../provider/plugin/invoke";
export { useSettings } from "../../../provider/plugin/settings";
export { providerService } from "../../../provider/plugin/service";
export { load } from "../../../provider/runtime/v1";
