import type { ServerResponse } from "node:http";
import { message } from "./messages.ts";

/** The one stream to the one viewer. A slow line gets fewer pictures, never old ones. */
export class Viewer {
  readonly #response: ServerResponse;
  #waiting: Buffer | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on("drain", () => this.#sendWaiting());
  }

  tell(words: object): void {
    this.#write(message("words", Buffer.from(JSON.stringify(words))));
  }

  show(picture: Buffer): void {
    if (this.#response.writableNeedDrain) this.#waiting = picture;
    else this.#write(message("picture", picture));
  }

  play(sound: Buffer): void {
    this.#write(message("sound", sound));
  }

  end(): void {
    this.#response.end();
  }

  #sendWaiting(): void {
    const picture = this.#waiting;
    this.#waiting = undefined;
    if (picture) this.show(picture);
  }

  #write(bytes: Buffer): void {
    if (!this.#response.writableEnded && !this.#response.destroyed) this.#response.write(bytes);
  }
}
