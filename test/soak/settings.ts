// Set by scripts/soak.mjs.
const text = (name: string, usual: string) => process.env[name] || usual;

export const settings = {
  /** Platform hours. */
  hours: Number(text("SOAK_HOURS", "2")),
  adapters: text("SOAK_ADAPTERS", "dynamic,plugin").split(",") as ("dynamic" | "plugin")[],
  /** Platform seconds that pass in a second. */
  speed: Number(text("SOAK_SPEED", "30")),
  /** The table is written here as well. */
  report: process.env["SOAK_REPORT"],
};
