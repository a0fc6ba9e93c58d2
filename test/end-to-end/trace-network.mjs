// Loaded into a process of its own choosing by NODE_OPTIONS: notes every name it looks up, every connection and every program it starts.
import childProcess from "node:child_process";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import module from "node:module";
import net from "node:net";

const file = process.env.TRACE_FILE;
const noting = (of, name, what) => {
  const plain = of[name];
  of[name] = function (...args) {
    appendFileSync(file, `${what}\n`);
    return plain.apply(this, args);
  };
};
noting(net.Socket.prototype, "connect", "connect");
noting(childProcess, "spawn", "spawn");
for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) {
  noting(dns, name, "dns");
  noting(dns.promises, name, "dns");
}
module.syncBuiltinESMExports();
