import type { Socket } from "node:net";

const LONGEST_HEAD = 16_384;

/** Exactly so many bytes; what comes after them stays in the socket for whoever reads on. */
export async function readExactly(socket: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  return whenReadable(socket, () => asBuffer(socket.read(length)));
}

/** The head of an HTTP answer, up to its empty line. Read byte by byte, since what follows it is not ours. */
export async function readHead(socket: Socket): Promise<string> {
  let head = "";
  while (!head.endsWith("\r\n\r\n")) {
    head += (await readExactly(socket, 1)).toString("latin1");
    if (head.length > LONGEST_HEAD) throw new Error("the upstream proxy says too much");
  }
  return head;
}

/** Tries now, and again whenever more has come, until there is enough or the socket ends. */
function whenReadable(socket: Socket, take: () => Buffer | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      socket.off("readable", attempt).off("error", fail).off("end", fail).off("close", fail);
      settle();
    };
    const fail = (): void => end(() => reject(new Error("the upstream proxy hung up")));
    const attempt = (): void => {
      const taken = take();
      if (taken) end(() => resolve(taken));
    };
    socket.on("readable", attempt).on("error", fail).on("end", fail).on("close", fail);
    attempt();
  });
}

function asBuffer(chunk: unknown): Buffer | undefined {
  return Buffer.isBuffer(chunk) ? chunk : undefined;
}
