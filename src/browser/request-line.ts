/** The method of the HTTP/1.1 request that begins here; "" when none does, which nothing admits as reading. */
export function methodOf(chunk: Buffer): string {
  const line = chunk.subarray(0, 32).toString("latin1");
  return /^([A-Z]{1,16}) /.exec(line)?.[1] ?? "";
}
