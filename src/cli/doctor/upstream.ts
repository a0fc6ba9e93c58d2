import { exists } from "../../base/files.ts";
import { tryUpstream } from "../../browser/upstream.ts";
import { sayUpstream } from "../../config/upstream-address.ts";
import type { Call } from "../call.ts";
import { proxyLoginPath } from "../upstream.ts";
import type { Finding } from "./finding.ts";

const NAME = "proxy";

/** Whether the person's own proxy answers; nothing where none is set. One that wants a login is asked for no more than that it is there. */
export async function checkUpstream({ config }: Pick<Call, "config">): Promise<Finding[]> {
  const { upstream, home } = config;
  if (!upstream) return [];
  const hasLogin = await exists(proxyLoginPath(home));
  const isThere = await tryUpstream(hasLogin ? { ...upstream, kind: "http" } : upstream); // of HTTP only whether it listens is tried
  const words = `${sayUpstream(upstream)}${hasLogin ? ", with a login" : ""}`;
  return [isThere ? { name: NAME, state: "good", words: `${words}, answers` } : { name: NAME, state: "bad", words: `${words}, does not answer`, mend: "start it, or mend upstreamProxy in config.yaml" }];
}
