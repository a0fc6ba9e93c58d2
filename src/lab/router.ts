import type { Handler, Routes } from "./site.ts";

export interface Route {
  /** As declared: `GET /record/:id`. */
  readonly pattern: string;
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
}

/** The route that a request takes; `GET *` takes whatever no other one does. */
export function findRoute(routes: Routes, method: string, path: string): Route | undefined {
  for (const [pattern, handler] of Object.entries(routes)) {
    const params = paramsOf(pattern, `${method} ${path}`);
    if (params) return { pattern, handler, params };
  }
  const rest = routes[`${method} *`];
  return rest && { pattern: `${method} *`, handler: rest, params: {} };
}

function paramsOf(pattern: string, request: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = request.split("/");
  if (wanted.length !== given.length) return undefined;
  const pairs = wanted.map((part, i) => ({ part, value: given[i] ?? "" }));
  if (!pairs.every(({ part, value }) => (part.startsWith(":") ? value !== "" : part === value))) return undefined;
  return Object.fromEntries(pairs.filter(({ part }) => part.startsWith(":")).map(({ part, value }) => [part.slice(1), decodeURIComponent(value)]));
}
