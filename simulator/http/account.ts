import { ApiError } from "../errors";
import type { Call, Route } from "./call";
import { showProject, timeText } from "./show";

function showUser(call: Call, username: string): Record<string, unknown> {
  if (!call.world.people.users.has(username)) throw new ApiError(2002);
  return {
    href: `${call.base}/users/${username}`,
    username,
    email: `${username}@example.org`,
    first_name: username,
    last_name: "",
    affiliation: "",
    phone: "",
    address: "",
    city: "",
    state: "",
    zip_code: "",
    country: "",
  };
}

/** The caller's rate window (shape of the body not documented: switch rateLimitBody). */
function showRateLimit(call: Call): Record<string, unknown> {
  const status = call.state.window?.status(call.now) ?? { limit: 0, remaining: 0, reset: 0 };
  const instance = { limit: 25, remaining: 25 };
  if (call.world.switches.rateLimitBody === "number") return { rate: status, instance };
  return { rate: { ...status, reset: timeText(status.reset * 1000) }, instance_limit: instance };
}

/** The user, the state of the rate window, and the projects. */
export function accountRoutes(route: Route): void {
  route("GET", "/user", (call) => showUser(call, call.user));
  route("GET", "/users/:username", (call) => showUser(call, call.param("username")));
  route("GET", "/rate_limit", showRateLimit);
  const show = (call: Call) => (project: Parameters<typeof showProject>[0]) =>
    showProject(project, call.base, call.world.switches);
  route("GET", "/projects", (call) =>
    call.page(call.world.people.projectsOf(call.user), show(call), ["href", "id", "name"]),
  );
  route("GET", "/projects/:owner/:name", (call) => {
    const id = `${call.param("owner")}/${call.param("name")}`;
    return call.select(show(call)(call.world.people.project(call.user, id)));
  });
}
