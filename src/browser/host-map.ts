/** Rehearsal: host of a playbook → the loopback origin that plays it. Read and checked by `config/host-map.ts`. */
export type HostMap = ReadonlyMap<string, URL>;
