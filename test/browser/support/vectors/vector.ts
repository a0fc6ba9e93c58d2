/** Where a hostile page aims: a name that is nobody else's, so that whoever sees it knows which page it was. */
export interface Aim {
  readonly https: string;
  readonly http: string;
  readonly wss: string;
  /** A UDP port of this vector's own on 127.0.0.1; 0 where it needs none. */
  readonly udpPort: number;
}

/** One way for a page to reach a host it was not opened for. What is clicked has the id `go`. */
export interface Vector {
  readonly name: string;
  readonly body?: (aim: Aim) => string;
  /** Runs as it is in a worker, too. */
  readonly code?: (aim: Aim) => string;
  readonly headers?: (aim: Aim) => Record<string, string>;
  readonly isUdp?: true;
  /** Where it is tried, if not wherever it can be. */
  readonly places?: readonly Place[];
}

/** Beside the page itself, script code runs in workers. A service worker is blocked, a shared one does not start. */
export const PLACES = ["page", "popup", "iframe", "worker", "shared-worker", "service-worker"] as const;
export type Place = (typeof PLACES)[number];

export interface VectorCase {
  readonly vector: Vector;
  readonly place: Place;
  /** The name of its trap, which is also its path on the site. */
  readonly id: string;
}

export function casesOf(vectors: readonly Vector[]): VectorCase[] {
  return vectors.flatMap((vector) => {
    const places = vector.places ?? (vector.code ? PLACES : PLACES.slice(0, 3));
    return places.map((place) => ({ vector, place, id: `${vector.name}-${place}` }));
  });
}

/** The page of a case: what it does, done at once, and a click on what wants one. */
export function pageOf({ vector, place }: VectorCase, aim: Aim): string {
  const code = vector.code?.(aim);
  const isInWorker = place === "worker" || place === "shared-worker" || place === "service-worker";
  const body = vector.body?.(aim) ?? script(isInWorker ? starterOf(place) : (code ?? ""));
  return `<!doctype html><title>page</title><body>${body}${script('addEventListener("load", () => document.getElementById("go")?.click())')}`;
}

export function script(code: string): string {
  return `<script>${code}</script>`;
}

/** The script lies beside the page, since a service worker can't be made of a blob. */
function starterOf(place: Place): string {
  if (place === "worker") return 'new Worker(location.pathname + ".js")';
  if (place === "shared-worker") return 'new SharedWorker(location.pathname + ".js")';
  return 'navigator.serviceWorker.register(location.pathname + ".js")';
}
