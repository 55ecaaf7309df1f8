/** The API's spelling of a member: "sseAlgorithm" is "sse_algorithm". */
export const wireName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
