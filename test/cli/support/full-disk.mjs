// Loaded before the built command line (`node --import`): the disk takes so many writes more, and then none, as a full one does.
import { open } from "node:fs/promises";

let left = Number(process.env.TEST_WRITES_LEFT);
const file = await open("/dev/null", "w");
const methods = Object.getPrototypeOf(file);
await file.close();
const { write } = methods;
methods.write = function (...args) {
  left -= 1;
  if (left >= 0) return write.apply(this, args);
  return Promise.reject(Object.assign(new Error("ENOSPC: no space left on device, write '/home/canary@personal.example'"), { code: "ENOSPC", errno: -28, syscall: "write" }));
};
