import type { CommandCard } from "../card.ts";

/** A proxy of the person's own: where it is stands in config.yaml, its login is sealed. */
export const proxyCards: readonly CommandCard[] = [
  {
    name: "proxy login",
    group: "Set up",
    summary: "keep the login of your own proxy, encrypted",
    details: "Where your proxy is stands in the home's config.yaml, as upstreamProxy: socks5://HOST:PORT or http://HOST:PORT; everything that the browser does goes out through it then, and so do your mailbox and registers. If it wants a user name and a password, this asks for them, or reads a YAML file that only you can read, and keeps them for that proxy alone.",
    options: [["--file <file>", "username and password from a file, or - for stdin"]],
    examples: ["unlist proxy login"],
    takes: "lead",
    load: async () => (await import("../commands/proxy.ts")).proxyLoginCommand,
  },
  {
    name: "proxy logout",
    group: "Set up",
    summary: "forget the login of your proxy",
    details: "Removes the login that is kept. Where the proxy is stays in config.yaml.",
    examples: ["unlist proxy logout"],
    takes: "lead",
    load: async () => (await import("../commands/proxy.ts")).proxyLogoutCommand,
  },
];
